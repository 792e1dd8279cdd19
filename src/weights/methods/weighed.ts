import { add, ceiling, compare, divide, type Exact, floor, fraction, multiply, subtract, sum } from '../../facts/exact.js';
import type { Level } from '../../standards/standard.js';

/** A node of an index with the share that a method gives it among its siblings; shares of siblings add up to 1 before rounding. */
export interface Weighed {
  /** The id of a branch, or of a leaf's metric. */
  readonly node: string;
  readonly share: Exact;
}

/** How many decimals derived weights are written with. */
export const weightDecimals = 6;

// Noise of floating point must not decide which of two equal shares is rounded up.
const certainDecimals = 12;

/** A share computed in floating point as an exact number, as far as it is certain. */
export const certain = (share: number): Exact =>
  fraction(BigInt(Math.round(share * 10 ** certainDecimals)), 10n ** BigInt(certainDecimals));

/** The shares divided by their sum. */
export function normalised(weighed: readonly Weighed[]): readonly Weighed[] {
  const total = sum(weighed.map(one => one.share));
  return weighed.map(({ node, share }) => ({ node, share: divide(share, total) }));
}

/**
 * The shares as decimal texts that add up to exactly 1 (Hamilton's method): each share is rounded down, and the units that are
 * left go to the largest remainders, one each. Equal remainders are taken in the order of their ids, so the order of siblings
 * does not matter.
 */
export function written(weighed: readonly Weighed[], decimals = weightDecimals): ReadonlyMap<string, Level> {
  const scale = 10 ** decimals;
  const units = normalised(weighed).map(({ node, share }) => {
    const exact = multiply(share, scale);
    const whole = floor(exact);
    return { node, whole, rest: subtract(exact, whole) };
  });
  const left = subtract(scale, sum(units.map(one => one.whole)));
  const first = units.toSorted((a, b) => compare(b.rest, a.rest) || (a.node < b.node ? -1 : 1));
  const raised = new Set(first.slice(0, Number(ceiling(left))).map(one => one.node));
  return new Map(units.map(({ node, whole }) => [node, decimal(add(whole, raised.has(node) ? 1 : 0), decimals)]));
}

function decimal(units: Exact, decimals: number): Level {
  const digits = String(units).padStart(decimals + 1, '0');
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/(?:\.|(?<!0))0+$/, '');
  return { text, value: divide(units, 10 ** decimals) };
}
