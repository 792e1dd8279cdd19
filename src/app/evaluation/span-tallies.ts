import type { EvaluationInput } from '../../evaluation/evaluate.js';
import type { PeriodTallies } from '../../evaluation/period-tallies.js';
import { dimensionsAgreed } from '../../evaluation/parts.js';
import { figureAlone, spansOf, type TalliedSpan } from '../../evaluation/spans.js';
import type { Period } from '../../facts/period.js';
import type { CompiledMetric } from '../../metrics/compile.js';
import { firstInstants } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';

type SpansQuery = Pick<EvaluationInput, 'client' | 'period' | 'rulebook' | 'asOfBatch' | 'plan'>;

/**
 * Tallies the spans that the contract asks for, in either way: for each kind of facts once for all metrics, and where formulas look
 * back from last year's period, once more. Nothing where it asks for none, so that nobody else pays for it.
 */
export async function spanTallies(
  tx: Transaction,
  { client, period, rulebook, asOfBatch, plan }: SpansQuery,
  tally: (metrics: readonly CompiledMetric[], of: Period) => Promise<PeriodTallies['tallies']>,
): Promise<Pick<PeriodTallies, 'spans'>> {
  const spans = spansOf(rulebook, client, period);
  if (spans.length === 0) return {};
  const agreed = dimensionsAgreed({ rulebook, client, period });
  const metrics = plan.metrics.map(compiled => figureAlone(compiled, agreed.get(compiled.metric.id)));
  const counted: TalliedSpan[] = [];
  for (const span of spans) {
    const { before } = span;
    const lookedBackTo = metrics.filter(({ metric }) => plan.ofPrevious.has(metric.id));
    counted.push({
      ...span,
      tallies: await tally(metrics, span.period),
      talliesBefore: before === undefined ? new Map() : await tally(lookedBackTo, before),
    });
  }
  return { spans: { counted, firstData: await firstInstants(tx, client.code, asOfBatch) } };
}
