import type { MetricResult, StandardApplied } from '../evaluation/document.js';
import { comparators, type Comparator, type Scope } from '../standards/standard.js';
import { levelDigits } from '../digits/digits.js';
import { formatOf, numberOf, numberText } from './number-format.js';
import { comparatorSigns } from '../words/comparator-signs.js';
import { nameIn } from '../words/name.js';
import type { Words } from './words.js';

/** The level of the standard that applied, as a number. */
export interface AppliedLevel {
  readonly comparator: Comparator;
  readonly text: string;
  readonly level: number;
}

/** The comparator and level of a standard; undefined where it only sets parameters. */
export function appliedLevel(standard: StandardApplied | null): AppliedLevel | undefined {
  for (const comparator of comparators) {
    const text = standard?.[comparator];
    const level = numberOf(text);
    if (text !== undefined && level !== undefined) return { comparator, text, level };
  }
  return undefined;
}

/** Whether a metric is compared with a level. */
export const hasStandard = ({ standard }: Pick<MetricResult, 'standard'>): boolean => appliedLevel(standard) !== undefined;

/** The numbers that a rounded value must not be mistaken for: its standard's levels, and the values shown with it. */
export function levelsOf({ standard, value, raw, calculated }: MetricResult): readonly number[] {
  const levels = [appliedLevel(standard)?.level, numberOf(standard?.minimum), numberOf(standard?.stretch)];
  return [...levels, value, raw.value, calculated?.value].filter(level => level != null);
}

/** The number format of a standard: its sign, then the level as it was written. */
export const standardFormat = (unit: string, { comparator, level }: AppliedLevel): string =>
  formatOf(unit, levelDigits(unit, level), `${comparatorSigns[comparator]} `, level);

/** The standard as a sentence writes it. */
export function standardText(words: Words, metric: MetricResult): string {
  const applied = appliedLevel(metric.standard);
  if (applied === undefined) return words.statuses.no_standard;
  return `${comparatorSigns[applied.comparator]} ${numberText(metric.unit, applied.level, levelDigits(metric.unit, applied.level))}`;
}

/** Where a rule holds, in words. */
export function scopeText(words: Words, scope: Scope): string {
  const parts = Object.entries(scope).map(([key, value]) => `${nameIn(words.dimensions, key)} ${String(value)}`);
  return parts.length === 0 ? words.everywhere : parts.join(', ');
}
