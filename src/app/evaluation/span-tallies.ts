import type { EvaluationInput } from '../../evaluation/evaluate.js';
import type { PeriodTallies } from '../../evaluation/period-tallies.js';
import { dimensionsAgreed } from '../../evaluation/parts.js';
import { figureAlone, type Span, spansOf, type TalliedSpan } from '../../evaluation/spans.js';
import type { Period } from '../../facts/period.js';
import type { CompiledMetric } from '../../metrics/compile.js';
import { firstInstants } from '../../store/recorded.js';
import type { Transaction } from '../../store/connect.js';

type SpansQuery = Pick<EvaluationInput, 'client' | 'period' | 'rulebook' | 'asOfBatch' | 'plan'>;

/** A span that is to be tallied: of which metrics, and of which of them also before it, for formulas that look back. */
export interface SpanAsked {
  readonly span: Span;
  readonly metrics: readonly CompiledMetric[];
  readonly lookedBackTo: readonly CompiledMetric[];
}

/** The spans that the contract asks for, each with what is tallied of it. */
export function spansAsked({ client, period, rulebook, plan }: Omit<SpansQuery, 'asOfBatch'>): readonly SpanAsked[] {
  const spans = spansOf(rulebook, client, period);
  if (spans.length === 0) return [];
  const agreed = dimensionsAgreed({ rulebook, client, period });
  const metrics = plan.metrics.map(compiled => figureAlone(compiled, agreed.get(compiled.metric.id)));
  const lookedBackTo = metrics.filter(({ metric }) => plan.ofPrevious.has(metric.id));
  return spans.map(span => ({ span, metrics, lookedBackTo: span.before === undefined ? [] : lookedBackTo }));
}

/**
 * Tallies the spans that the contract asks for, in any way: for each kind of facts once for all metrics, and where formulas look
 * back from last year's period, once more. Nothing where it asks for none, so that nobody else pays for it.
 */
export async function spanTallies(
  tx: Transaction,
  query: SpansQuery,
  tally: (metrics: readonly CompiledMetric[], of: Period) => Promise<PeriodTallies['tallies']>,
): Promise<Pick<PeriodTallies, 'spans'>> {
  const counted: TalliedSpan[] = [];
  for (const { span, metrics, lookedBackTo } of spansAsked(query)) {
    const { before } = span;
    counted.push({
      ...span,
      tallies: await tally(metrics, span.period),
      talliesBefore: before === undefined ? new Map() : await tally(lookedBackTo, before),
    });
  }
  if (counted.length === 0) return {};
  return { spans: { counted, firstData: await firstInstants(tx, query.client.code, query.asOfBatch) } };
}
