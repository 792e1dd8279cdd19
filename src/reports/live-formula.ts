import { cell, type Cell, type Content } from './sheet.js';
import type { Style } from './styles.js';

/** A spreadsheet expression with what it comes to in doubles. */
export interface FormulaResult {
  readonly formula: string;
  readonly result: number;
}

/** Equal to within what twelve significant digits leave open. */
export const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.abs(b) + 1e-300;

/** Decimals that keep twelve significant digits of a number, as the evaluation rounds. */
const decimalsOf = (value: number): number => (value === 0 ? 12 : Math.min(300, 11 - Math.floor(Math.log10(Math.abs(value)))));

/**
 * A documented figure as a live formula: the first of `ways` that gives it, rounded to the document's twelve digits.
 * Where none does, the plain number: the document is right, a formula that disagrees with it is not shown.
 */
export function liveFormula(documented: number | null, ways: readonly (FormulaResult | undefined)[]): Content {
  if (documented === null || !Number.isFinite(documented)) return null;
  for (const way of ways) {
    if (way === undefined || !Number.isFinite(way.result) || !near(roundedLike(documented, way.result), documented)) continue;
    return { formula: `ROUND(${way.formula},${decimalsOf(documented)})`, result: documented };
  }
  return documented;
}

function roundedLike(documented: number, result: number): number {
  const decimals = decimalsOf(documented);
  return decimals > 100 || decimals < 0 ? result : Number(result.toFixed(decimals));
}

/** What another cell shows: a live reference with the same result, or `none` where it is empty. */
export function linkedCell(
  address: string,
  value: number | null,
  style: Style,
  more: Omit<Cell, 'value' | 'style'>,
  none: string,
): Cell {
  if (value === null) return cell(none, style, { ...more, format: '@' });
  return cell({ formula: address, result: value }, style, more);
}
