import { add, type Exact } from '../../facts/exact.js';
import type { CompiledMetric } from '../../metrics/compile.js';
import { memberships } from '../../metrics/membership.js';
import { type Amounts, dimensionsOf, type MetricTally, noCounts, type Tally } from '../../metrics/tally.js';
import { whole } from './row-slices.js';
import type { RunningPart } from './running-tally.js';

/** A part with the number of the slice that is looked at. */
type Sliced = readonly [part: RunningPart | undefined, slice: number];

/** The tally of a metric from its parts, in their order; a part is missing where its kind has no facts. */
export function addedUp(compiled: CompiledMetric, parts: readonly (RunningPart | undefined)[]): MetricTally {
  const by = new Map(
    dimensionsOf(compiled).map(dimension => {
      const keys = parts.map(part => new Map(part?.keys(dimension)));
      const sorted = [...new Set(keys.flatMap(slices => [...slices.keys()]))].sort(byText);
      const tally = (key: string | null): Tally =>
        slicesAdded(
          compiled,
          parts.map((part, i) => {
            const slice = keys[i]?.get(key);
            return [slice === undefined ? undefined : part, slice ?? whole];
          }),
        );
      return [dimension, new Map(sorted.map(key => [key, tally(key)]))] as const;
    }),
  );
  return {
    total: slicesAdded(
      compiled,
      parts.map(part => [part, whole]),
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
  sliced.forEach(([part, slice], index) => {
    if (part === undefined) return;
    for (const membership of memberships) counts[membership] += part.tallied(slice, membership);
    seen += part.seen(slice);
    part.sums(slice).forEach((amounts, i) => {
      const into = parts[index]?.terms[i]?.side === 'denominator' ? sides.denominator : sides.numerator;
      for (const [unit, amount] of amounts) into.set(unit, add(into.get(unit) ?? 0, amount));
    });
  });
  const { numerator, denominator } = sides;
  if (metric.kind === 'ratio') return { counts, seen, numerator, denominator };
  if (metric.kind === 'proportion')
    return { counts, seen, numerator: plain(counts.passed), denominator: plain(counts.passed + counts.failed) };
  const [part, slice] = sliced[0] ?? [undefined, whole];
  const percentiles = metric.kind === 'mean' ? part?.percentiles(slice, metric.percentiles ?? []) : undefined;
  const tally = { counts, seen, numerator, denominator: plain(metric.kind === 'mean' ? counts.passed : 1) };
  return percentiles === undefined ? tally : { ...tally, percentiles };
}

const plain = (value: Exact): Amounts => new Map([['', value]]);
