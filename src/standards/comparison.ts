import { absolute, add, ceiling, compare, type Exact, floor, multiply, negate, subtract } from '../facts/exact.js';
import type { Comparator, Standard } from './standard.js';

/** A standard that sets a level. */
export interface LevelStandard extends Standard {
  readonly comparator: Comparator;
  readonly level: NonNullable<Standard['level']>;
}

/** Whether a standard sets a level, and not parameters only. */
export const hasLevel = (standard: Standard): standard is LevelStandard =>
  standard.comparator !== undefined && standard.level !== undefined;

/** Whether the exact value, before any rounding, is on the right side of the level. */
export function reaches(value: Exact, comparator: Comparator, level: Exact): boolean {
  const order = compare(value, level);
  switch (comparator) {
    case 'at_least':
      return order >= 0;
    case 'more_than':
      return order > 0;
    case 'at_most':
      return order <= 0;
    case 'less_than':
      return order < 0;
    case 'equals':
      return order === 0;
  }
}

/** Which way is better under a standard; a level that must be equalled takes the metric's own direction. */
export function betterIs(comparator: Comparator, improves: 'up' | 'down'): 'up' | 'down' {
  if (comparator === 'equals') return improves;
  return comparator === 'at_least' || comparator === 'more_than' ? 'up' : 'down';
}

/** met, at_risk (misses the level, reaches the minimum) or missed. */
export function comparedStatus(value: Exact, standard: LevelStandard, improves: 'up' | 'down'): 'met' | 'at_risk' | 'missed' {
  if (reaches(value, standard.comparator, standard.level.value)) return 'met';
  if (standard.minimum === undefined) return 'missed';
  const toMinimum = betterIs(standard.comparator, improves) === 'up' ? 'at_least' : 'at_most';
  return reaches(value, toMinimum, standard.minimum.value) ? 'at_risk' : 'missed';
}

/** Signed distance from the level: negative is always worse. */
export function gap(value: Exact, { comparator, level }: LevelStandard): Exact {
  if (comparator === 'equals') return negate(absolute(subtract(value, level.value)));
  const above = subtract(value, level.value);
  return comparator === 'at_least' || comparator === 'more_than' ? above : negate(above);
}

/**
 * How many more of the judged facts had to come out well for the standard to be met: 0 when it is met, null when none of
 * their number would do. Where lower is better these are passes too many.
 */
export function shortfall(
  passed: number,
  judged: number,
  { comparator, level }: LevelStandard,
  improves: 'up' | 'down',
): number | null {
  if (judged === 0) return null;
  const bound = multiply(level.value, judged);
  const up = betterIs(comparator, improves) === 'up';
  if (comparator === 'equals' && compare(floor(bound), bound) !== 0) return null;
  const least = comparator === 'more_than' ? add(floor(bound), 1) : ceiling(bound);
  const most = comparator === 'less_than' ? subtract(ceiling(bound), 1) : floor(bound);
  const missing = up ? subtract(least, passed) : subtract(passed, most);
  if (typeof missing !== 'number') return null;
  // Beyond a level that must be equalled, what is asked for leads only further away.
  if (comparator === 'equals' && missing < 0) return null;
  const possible = up ? judged - passed : passed;
  return missing <= 0 ? 0 : missing > possible ? null : missing;
}

/** Whether the whole interval lies on the wrong side of the level: on either, where the level must be equalled. */
export function isSignificantMiss(
  interval: readonly [number, number],
  { comparator, level }: LevelStandard,
  toDouble: (value: Exact) => number,
): boolean {
  const limit = toDouble(level.value);
  const [isBelow, isAbove] = [interval[1] < limit, interval[0] > limit];
  if (comparator === 'equals') return isBelow || isAbove;
  return comparator === 'at_least' || comparator === 'more_than' ? isBelow : isAbove;
}
