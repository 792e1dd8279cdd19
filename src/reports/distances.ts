import { gapDigits } from '../digits/digits.js';
import type { Language } from '../facts/label.js';
import { percentagePoints } from '../words/percentage-points.js';
import type { FormulaResult } from './live-formula.js';
import { digitsWide, formatOf, signedFormat } from './number-format.js';
import { widthOf } from './text-width.js';

const isShare = (unit: string): boolean => unit === '%';

/** A distance of two figures as cells have it: of shares in percentage points, a hundred times what documents have. */
export const distanceOf = (unit: string, distance: number): number =>
  isShare(unit) ? Number((distance * 100).toPrecision(12)) : distance;

/** The same of a formula that gives the distance as documents have it. */
export const distanceFormula = (unit: string, { formula, result }: FormulaResult): FormulaResult =>
  isShare(unit) ? { formula: `(${formula})*100`, result: result * 100 } : { formula, result };

/** What follows a distance of shares. */
export const distanceSuffix = (language: Language): string => ` ${percentagePoints[language]}`;

/** The number format of a distance that documents have, always signed: `+0.0" pp"`. */
export function distanceFormat(
  language: Language,
  unit: string,
  distance: number,
  { before = '', least = 0 }: { readonly before?: string; readonly least?: number } = {},
): string {
  const digits = Math.max(least, gapDigits(unit, distance));
  const number = isShare(unit) ? `${formatOf('', digits)}"${distanceSuffix(language)}"` : formatOf(unit, digits);
  return signedFormat(number, before);
}

/** Digits that a column of such distances needs, at least so many. */
export const distanceWidth = (
  language: Language,
  distances: readonly { readonly unit: string; readonly distance: number | null }[],
  least: number,
): number =>
  distances.reduce((widest, { unit, distance }) => {
    if (distance === null) return widest;
    const suffix = isShare(unit) ? Math.ceil(widthOf(distanceSuffix(language))) : 0;
    return Math.max(widest, digitsWide(unit, distance, gapDigits(unit, distance)) + suffix);
  }, least);
