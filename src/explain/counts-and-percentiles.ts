import type { CountChange } from '../faults/periods.js';
import type { MetricResult } from '../evaluation/document.js';

/** What a metric says besides its value: how many facts it counted how, and the percentiles of a mean. */
export interface CountsAndPercentiles {
  readonly counts: Readonly<Record<'passed' | 'failed' | 'excluded' | 'undetermined' | 'undated', number>> | null;
  readonly percentiles: Readonly<Record<string, number>> | null;
}

/** What a metric says besides its value. Facts outside its population are not counted. */
export function countsAndPercentilesOf(metric: Pick<MetricResult, 'counts' | 'percentiles'> | undefined): CountsAndPercentiles {
  if (metric === undefined) return { counts: null, percentiles: null };
  const { passed, failed, excluded, undetermined, undated } = metric.counts;
  return { counts: { passed, failed, excluded, undetermined, undated }, percentiles: metric.percentiles ?? null };
}

/** The same as numbers by name: `undetermined`, `p90`. */
export const countsByName = ({ counts, percentiles }: CountsAndPercentiles): Readonly<Record<string, number>> => ({
  ...counts,
  ...Object.fromEntries(Object.entries(percentiles ?? {}).map(([percent, value]) => [`p${percent}`, value])),
});

/** What changed besides a value, each with what it was and is. */
export function countChanges(before: CountsAndPercentiles, after: CountsAndPercentiles): readonly CountChange[] {
  const [was, is] = [countsByName(before), countsByName(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter(name => was[name] !== is[name])
    .map(name => ({ name, before: was[name] ?? null, after: is[name] ?? null }));
}
