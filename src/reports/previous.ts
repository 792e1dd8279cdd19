import type { Evaluation } from '../evaluation/document.js';
import { previousPeriod } from '../facts/period.js';
import { periodOf, type ScorecardInput } from './input.js';

/** The evaluation of the period right before, not of any earlier one. */
export function evaluationBefore({
  evaluation,
  history,
}: Pick<ScorecardInput, 'evaluation' | 'history'>): Evaluation | undefined {
  const period = periodOf(evaluation);
  const id = period && previousPeriod(period, evaluation.document.time_zone).id;
  return history.find(({ document }) => document.period === id);
}

/** The figures of the period right before: its own evaluation's, else what a formula asked for. */
export function previousValues(input: Pick<ScorecardInput, 'evaluation' | 'history'>): ReadonlyMap<string, number> {
  const before = new Map(evaluationBefore(input)?.document.metrics.map(metric => [metric.metric, metric.value]));
  const values = input.evaluation.document.metrics.map(
    ({ metric, previous }) => [metric, before.get(metric) ?? previous?.value ?? null] as const,
  );
  return new Map(values.flatMap(([metric, value]) => (value === null ? [] : [[metric, value] as const])));
}
