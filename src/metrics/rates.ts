import { add, divide, type Exact, multiply } from '../facts/exact.js';
import type { Amounts } from './tally.js';

/** What one unit of a currency is worth in another, from a day (`yyyy-MM-dd`) on. */
export interface ExchangeRate {
  readonly from_currency: string;
  readonly to: string;
  readonly rate: { readonly text: string; readonly value: Exact };
  readonly from?: string;
}

/** The rates in force on a day: of each pair of currencies the latest. */
export function ratesOn(rates: readonly ExchangeRate[], day: string): readonly ExchangeRate[] {
  const latest = new Map<string, ExchangeRate>();
  for (const rate of rates) {
    const pair = JSON.stringify([rate.from_currency, rate.to]);
    const before = latest.get(pair);
    if ((rate.from ?? '') <= day && (before === undefined || (before.from ?? '') <= (rate.from ?? ''))) latest.set(pair, rate);
  }
  return [...latest.values()];
}

/**
 * Sums of several currencies as one, where dated rates lead all of them to one currency; undefined where they do not.
 * Where they lead to several, the first that a rate names is taken.
 */
export function convertedTo(amounts: Amounts, rates: readonly ExchangeRate[]): Amounts | undefined {
  for (const target of new Set(rates.map(rate => rate.to))) {
    let sum: Exact | undefined = 0;
    for (const [currency, amount] of amounts) {
      const worth = currency === target ? 1 : rateBetween(currency, target, rates);
      sum = worth === undefined || sum === undefined ? undefined : add(sum, multiply(amount, worth));
    }
    if (sum !== undefined) return new Map([[target, sum]]);
  }
  return undefined;
}

function rateBetween(currency: string, target: string, rates: readonly ExchangeRate[]): Exact | undefined {
  const there = rates.find(rate => rate.from_currency === currency && rate.to === target);
  const back = rates.find(rate => rate.from_currency === target && rate.to === currency);
  return there?.rate.value ?? (back === undefined ? undefined : divide(1, back.rate.value));
}
