import { type Exact, exact, parts } from '../facts/exact.js';
import type { CompiledMetric } from './compile.js';
import { type Amounts, type MetricTally, type Tally, tallyOfSums } from './tally.js';

type Number = number | string;
type PlainAmounts = readonly (readonly [unit: string, amount: Number])[];

/** A tally as JSON: the six counts, what was seen, the amounts of either side, and the percentiles where it has any. */
type PlainTally = readonly [
  counts: readonly number[],
  seen: number,
  numerator: PlainAmounts,
  denominator: PlainAmounts,
  percentiles?: readonly (readonly [percent: number, value: Number])[],
];

/** A metric's tally and its breakdowns as JSON. */
export type PlainMetricTally = readonly [
  total: PlainTally,
  ...by: (readonly [dimension: string, slices: readonly (readonly [key: string | null, tally: PlainTally])[]])[],
];

/** A metric's tally as plain data for JSON, exact as it is. */
export const plainTally = ({ metric: { kind } }: CompiledMetric, { total, by }: MetricTally): PlainMetricTally => [
  plain(kind, total),
  ...[...by].map(
    ([dimension, slices]) => [dimension, [...slices].map(([key, tally]) => [key, plain(kind, tally)] as const)] as const,
  ),
];

/** The tally of its plain data. */
export function tallyOfPlain({ metric: { kind } }: CompiledMetric, [total, ...by]: PlainMetricTally): MetricTally {
  return {
    total: read(kind, total),
    by: new Map(
      by.map(([dimension, slices]) => [dimension, new Map(slices.map(([key, tally]) => [key, read(kind, tally)] as const))]),
    ),
  };
}

type Kind = CompiledMetric['metric']['kind'];

function plain(kind: Kind, { counts, seen, numerator, denominator, percentiles }: Tally): PlainTally {
  const { passed, failed, excluded, undetermined, undated, outside } = counts;
  // Sides that are counts follow from the counts.
  const sums = [
    [passed, failed, excluded, undetermined, undated, outside],
    seen,
    kind === 'proportion' ? [] : plainAmounts(numerator),
    kind === 'ratio' ? plainAmounts(denominator) : [],
  ] as const;
  return percentiles === undefined ? sums : [...sums, [...percentiles].map(([percent, value]) => [percent, plainNumber(value)])];
}

function read(
  kind: Kind,
  [[passed = 0, failed = 0, excluded = 0, undetermined = 0, undated = 0, outside = 0], seen, over, under, ranks]: PlainTally,
): Tally {
  const sums = {
    counts: { passed, failed, excluded, undetermined, undated, outside },
    seen,
    numerator: amountsOf(over),
    denominator: amountsOf(under),
  };
  const percentiles =
    ranks === undefined ? {} : { percentiles: new Map(ranks.map(([percent, value]) => [percent, exact(value)])) };
  return { ...tallyOfSums(kind, sums), ...percentiles };
}

const plainAmounts = (amounts: Amounts): PlainAmounts => [...amounts].map(([unit, amount]) => [unit, plainNumber(amount)]);
const amountsOf = (amounts: PlainAmounts): Amounts => new Map(amounts.map(([unit, amount]) => [unit, exact(amount)]));

function plainNumber(value: Exact): Number {
  if (typeof value === 'number') return value;
  const [numerator, denominator] = parts(value);
  return `${numerator}/${denominator}`;
}
