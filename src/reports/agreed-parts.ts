import type { EvaluationDocument, MeasureResult, MetricResult } from '../evaluation/document.js';
import { partLabel } from '../evaluation/parts.js';
import { partId } from '../standards/part.js';

/** A part of the work for which the contract agrees a level. */
interface AgreedPartResult {
  /** As leaves of indexes are named. */
  readonly id: string;
  /** Named with the part. */
  readonly result: MetricResult;
}

/** What the contract agrees for parts of the work (a carrier, a site) with a level, as results beside those of whole metrics. */
export function agreedParts({ metrics, measures = [] }: EvaluationDocument): readonly AgreedPartResult[] {
  return measures.flatMap(part => {
    const whole = metrics.find(({ metric }) => metric === part.metric);
    if (whole === undefined || part.standard === null) return [];
    const result = { ...partResult(whole, part), label: partLabel(part.label, part.scope) };
    return [{ id: partId(part.metric, part.scope), result }];
  });
}

/** What a document has of a part of the work, in the form of a metric's result. */
export function partResult(
  { kind, stage, note }: MetricResult,
  { scope: _scope, score = null, note: own, ...part }: MeasureResult,
): MetricResult {
  const { numerator, denominator, value } = part;
  // Where the part itself says nothing, why there is no figure of the whole is why there is none of the part.
  const said = own ?? note;
  return {
    ...part,
    kind,
    stage,
    raw: { numerator, denominator, value },
    interval: null,
    score,
    by: {},
    ...(said === undefined || value !== null || part.counts.passed + part.counts.failed === 0 ? {} : { note: said }),
  };
}
