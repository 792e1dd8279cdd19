import { compare, divide, type Exact } from '../facts/exact.js';
import type { CompiledMetric } from './compile.js';
import { convertedTo, type ExchangeRate } from './rates.js';
import type { Amounts, Tally } from './tally.js';

/** A metric's exact value and what it is made of. */
export interface MetricValue {
  /** Null where there is none to show. */
  readonly numerator: Exact | null;
  readonly denominator: Exact | null;
  /** In the metric's unit, exact; null for no data. */
  readonly value: Exact | null;
  /** What kept sums apart that cannot be added: the currencies or units. */
  readonly mixed?: readonly string[];
}

/** The value of a metric from its tally: one division, last. No data is null, never 0. Amounts of several currencies need rates to be added. */
export function metricValue(
  { metric, divisor, hasSources }: CompiledMetric,
  tally: Tally,
  rates: readonly ExchangeRate[] = [],
): MetricValue {
  if (hasSources === false || tally.oneSided === true) return { numerator: null, denominator: null, value: null };
  const over = converted(tally.numerator, rates);
  const under = converted(tally.denominator, rates);
  const mixed = [over, under].find(amounts => amounts.size > 1);
  if (mixed !== undefined) return { numerator: null, denominator: null, value: null, mixed: [...mixed.keys()].sort() };
  const numerator = only(over);
  const denominator = only(under);
  if (metric.kind === 'total') {
    return tally.seen + tally.counts.passed === 0
      ? { numerator: null, denominator: null, value: null }
      : { numerator, denominator, value: divide(numerator, divisor) };
  }
  const hasData = compare(denominator, 0) !== 0;
  // Sums are divided here once; a mean of rates would weigh a day with one delivery like a day with a thousand.
  return { numerator, denominator, value: hasData ? divide(divide(numerator, denominator), divisor) : null };
}

const converted = (amounts: Amounts, rates: readonly ExchangeRate[]): Amounts =>
  amounts.size > 1 ? (convertedTo(amounts, rates) ?? amounts) : amounts;

const only = (amounts: Amounts): Exact => amounts.values().next().value ?? 0;
