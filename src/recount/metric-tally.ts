import { add, type Exact } from '../facts/exact.js';
import type { CompiledMetric } from '../metrics/compile.js';
import { memberships } from '../metrics/membership.js';
import { type Amounts, dimensionsOf, type MetricTally, noCounts, type Tally } from '../metrics/tally.js';
import { whole } from './row-slices.js';
import type { RunningPart } from './running-tally.js';

/** A part as it was counted, and the slice that is looked at. */
interface Sliced {
  readonly index: number;
  readonly part: RunningPart;
  readonly slice: number;
}

/** The tally of a metric from its parts, in their order: each as it was counted, once or more. */
export function metricTally(compiled: CompiledMetric, parts: readonly (readonly RunningPart[])[]): MetricTally {
  const all = parts.flatMap((counted, index) => counted.map(part => ({ index, part })));
  const by = new Map(
    dimensionsOf(compiled).map(dimension => {
      const byKey = new Map<string | null, Sliced[]>();
      for (const { index, part } of all)
        for (const [key, slice] of part.keys(dimension)) byKey.set(key, [...(byKey.get(key) ?? []), { index, part, slice }]);
      const sorted = [...byKey].sort(([a], [b]) => byText(a, b));
      return [dimension, new Map(sorted.map(([key, sliced]) => [key, slicesAdded(compiled, sliced)]))] as const;
    }),
  );
  return {
    total: slicesAdded(
      compiled,
      all.map(one => ({ ...one, slice: whole })),
    ),
    by,
  };
}

// What is not named comes last.
const byText = (a: string | null, b: string | null): number => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);

function slicesAdded(compiled: CompiledMetric, sliced: readonly Sliced[]): Tally {
  const { metric, parts } = compiled;
  const counts = { ...noCounts };
  const sides = { numerator: new Map<string, Exact>(), denominator: new Map<string, Exact>() };
  let seen = 0;
  for (const { index, part, slice } of sliced) {
    for (const membership of memberships) counts[membership] += part.tallied(slice, membership);
    seen += part.seen(slice);
    if (metric.kind === 'proportion') continue;
    part.sums(slice).forEach((amounts, i) => {
      const into = parts[index]?.terms[i]?.side === 'denominator' ? sides.denominator : sides.numerator;
      for (const [unit, amount] of amounts) into.set(unit, add(into.get(unit) ?? 0, amount));
    });
  }
  const { numerator, denominator } = sides;
  if (metric.kind === 'ratio') return { counts, seen, numerator, denominator };
  if (metric.kind === 'proportion')
    return { counts, seen, numerator: plain(counts.passed), denominator: plain(counts.passed + counts.failed) };
  // A mean has no groups, so its one part was counted once.
  const [only] = sliced;
  const percentiles = metric.kind === 'mean' ? only?.part.percentiles(only.slice, metric.percentiles ?? []) : undefined;
  const tally = { counts, seen, numerator, denominator: plain(metric.kind === 'mean' ? counts.passed : 1) };
  return percentiles === undefined ? tally : { ...tally, percentiles };
}

const plain = (value: Exact): Amounts => new Map([['', value]]);
