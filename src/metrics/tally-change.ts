import { add, type Exact, subtract } from '../facts/exact.js';
import type { CompiledMetric } from './compile.js';
import {
  type Amounts,
  inOrder,
  isNothing,
  type MembershipCounts,
  type MetricTally,
  noCounts,
  type Tally,
  tallyOfSums,
  type TallySums,
} from './tally.js';

/** A tally, and what some facts in it came to then and come to now. */
export interface TallyChange<T> {
  readonly kept: T | undefined;
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/**
 * A metric's tally with what some of its facts came to taken out and what they come to now put in: what counting all facts would give.
 * Percentiles stay as they were kept. Undefined where this cannot be told from sums alone, so that all facts have to be counted.
 */
export function changedTally(compiled: CompiledMetric, change: TallyChange<MetricTally>): MetricTally | undefined {
  const { kept, before, after } = change;
  const total = changedSums(compiled, { kept: kept?.total, before: before?.total, after: after?.total });
  if (total === undefined) return undefined;
  const by = new Map<string, ReadonlyMap<string | null, Tally>>();
  for (const dimension of (kept ?? after ?? before)?.by.keys() ?? []) {
    const slices = changedSlices(compiled, {
      kept: kept?.by.get(dimension),
      before: before?.by.get(dimension),
      after: after?.by.get(dimension),
    });
    if (slices === undefined) return undefined;
    by.set(dimension, slices);
  }
  return { total, by };
}

type Slices = ReadonlyMap<string | null, Tally>;

function changedSlices(compiled: CompiledMetric, { kept, before, after }: TallyChange<Slices>): Slices | undefined {
  const slices = new Map(kept);
  for (const key of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
    const changed = changedSums(compiled, { kept: kept?.get(key), before: before?.get(key), after: after?.get(key) });
    if (changed === undefined) return undefined;
    if (isNothing(changed)) slices.delete(key);
    else slices.set(key, changed);
  }
  return new Map(inOrder(slices));
}

function changedSums(compiled: CompiledMetric, change: TallyChange<Tally>): Tally | undefined {
  const { kept, before, after } = change;
  if (before === undefined && after === undefined) return kept;
  const counts = Object.fromEntries(
    Object.keys(noCounts).map(name => {
      const of = (tally: Tally | undefined): number => tally?.counts[name as keyof MembershipCounts] ?? 0;
      return [name, of(kept) - of(before) + of(after)];
    }),
  ) as Record<keyof MembershipCounts, number>; // the names are those of `noCounts`
  const seen = (kept?.seen ?? 0) - (before?.seen ?? 0) + (after?.seen ?? 0);
  // What was taken out was not all in it: then nothing can be told from what is kept.
  if (seen < 0 || Object.values(counts).some(count => count < 0)) return undefined;
  const amountsOf = (side: 'numerator' | 'denominator'): Amounts | undefined =>
    changedAmounts(
      { kept: kept?.[side], before: before?.[side], after: after?.[side] },
      { isMeasured: isMeasured(compiled, side), isEmpty: counts.passed === 0 },
    );
  const [numerator, denominator] = [amountsOf('numerator'), amountsOf('denominator')];
  if (numerator === undefined || denominator === undefined) return undefined;
  const sums: TallySums = { counts, seen, numerator, denominator };
  const percentiles = kept?.percentiles;
  return { ...tallyOfSums(compiled.metric.kind, sums), ...(percentiles === undefined ? {} : { percentiles }) };
}

/** Whether the amounts of a side are kept apart by what they are measured in. */
const isMeasured = ({ parts }: CompiledMetric, side: 'numerator' | 'denominator'): boolean =>
  parts.some(({ terms }) =>
    terms.some(term => term.measuredIn !== undefined && (term.side === 'denominator') === (side === 'denominator')),
  );

function changedAmounts(
  { kept, before, after }: TallyChange<Amounts>,
  { isMeasured: isApart, isEmpty }: { readonly isMeasured: boolean; readonly isEmpty: boolean },
): Amounts | undefined {
  if (isEmpty) return new Map();
  const amounts = new Map<string, Exact>(kept);
  for (const [unit, amount] of after ?? []) amounts.set(unit, add(amounts.get(unit) ?? 0, amount));
  for (const [unit, amount] of before ?? []) {
    const left = subtract(amounts.get(unit) ?? 0, amount);
    amounts.set(unit, left);
    // Whether any fact is left in a currency does not show in a sum of 0, and a currency more makes a sum that cannot be added.
    if (isApart && left === 0 && after?.has(unit) !== true) return undefined;
  }
  return amounts;
}
