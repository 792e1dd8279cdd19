import type { Evaluation, EvaluationDocument, MetricResult } from '../../evaluation/document.js';
import { canonicalJson } from '../../evaluation/canonical.js';
import { spanNames } from '../../evaluation/spans.js';
import { fault } from '../../faults/make.js';
import type { Fault } from '../../faults/fault.js';
import { type FigureFound, periodFaults, type ResultChange } from '../../faults/periods.js';
import { shownMetrics } from '../../reports/input.js';
import type { Transaction } from '../../store/connect.js';
import { closedEvaluation } from '../../store/evaluations.js';
import { closedBy, periodStandingOf } from '../../store/periods.js';
import { countChanges, countsAndPercentilesOf } from '../../explain/counts-and-percentiles.js';

/** The evaluation that a client's period is closed with; undefined while it is open or reopened. */
export async function closedFor(tx: Transaction, client: string, period: string): Promise<Evaluation | undefined> {
  const closing = closedBy(await periodStandingOf(tx, client, period));
  return closing === undefined ? undefined : closedEvaluation(tx, closing);
}

/** Whether two documents come to the same results, whatever batch, moment and rules they name. */
export const haveSameResults = (a: EvaluationDocument, b: EvaluationDocument): boolean =>
  canonicalJson([a.metrics, a.indexes]) === canonicalJson([b.metrics, b.indexes]);

/** Says that a period is closed, and what an evaluation made since says differently. */
export function closedDiffersWarning(closed: Evaluation, made: Evaluation): Fault {
  const { client, period, as_of_batch: batch } = made.document;
  const changes = resultChanges(closed.document, made.document);
  return fault(periodFaults, 'period_closed_differs', {
    client,
    period,
    revision: closed.revision,
    evaluation: made.id,
    batch,
    changes,
  });
}

/** Metrics and indexes that changed, the most looked at first. */
function resultChanges(before: EvaluationDocument, after: EvaluationDocument): readonly ResultChange[] {
  const metricsBefore = new Map(before.metrics.map(metric => [metric.metric, metric]));
  const shown = shownMetrics(after.metrics, after.indexes).map(metric => ({ metric, old: metricsBefore.get(metric.metric) }));
  const figures = shown.flatMap(({ metric, old }): readonly ResultChange[] =>
    isSameFigure(metric, old)
      ? []
      : [{ is: 'metric', metric: metric.metric, before: old === undefined ? null : figureOf(old), after: figureOf(metric) }],
  );
  // Changed figures come first, then changes that left a figure as it was.
  const besides = shown.flatMap(({ metric, old }): readonly ResultChange[] => {
    const counts = isSameFigure(metric, old) ? countChanges(countsAndPercentilesOf(old), countsAndPercentilesOf(metric)) : [];
    return counts.length === 0 ? [] : [{ is: 'counts', metric: metric.metric, counts }];
  });
  const spans = shown.flatMap(({ metric, old }): readonly ResultChange[] =>
    spanNames.flatMap(span => {
      const [was, is] = [old?.[span] ?? null, metric[span] ?? null];
      const named = { is: 'span' as const, metric: metric.metric, span, before: was, after: is };
      return canonicalJson(was) === canonicalJson(is) ? [] : [named];
    }),
  );
  const indexesBefore = new Map(before.indexes.map(index => [index.index, index.score]));
  const indexes = after.indexes.flatMap(({ index, score }): readonly ResultChange[] => {
    const old = indexesBefore.get(index) ?? null;
    return old === score ? [] : [{ is: 'index', index, before: old, after: score }];
  });
  return [...indexes, ...figures, ...spans, ...besides];
}

const figureOf = ({ value, numerator, denominator, status }: MetricResult): FigureFound => ({
  value,
  numerator,
  denominator,
  status,
});

const isSameFigure = (one: MetricResult, other: MetricResult | undefined): boolean =>
  other !== undefined &&
  one.value === other.value &&
  one.status === other.status &&
  // Where there is no value, what it would be made of says nothing.
  (one.value === null || (one.numerator === other.numerator && one.denominator === other.denominator));
