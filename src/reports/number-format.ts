import { digitsOf, digitsToTell, grouped } from '../digits/digits.js';
import { parseShare, toDouble } from '../facts/exact.js';

const suffixes: Readonly<Record<string, string>> = {
  hours: ' h',
  minutes: ' min',
  seconds: ' s',
  days: ' d',
  count: '',
  points: '',
  '': '',
};

/** What follows a number of a unit. */
export const suffixOf = (unit: string): string => (unit === '%' ? ' %' : (suffixes[unit] ?? ` ${unit}`));

const quoted = (text: string): string => (text === '' ? '' : `"${text.replaceAll('"', '”').slice(0, 40)}"`);

const decimals = (digits: number): string => (digits === 0 ? '' : `.${'0'.repeat(digits)}`);

/** The number format of so many decimals in a unit, with a text before the value. */
export function formatOf(unit: string, digits: number, before = '', value: number | null = null): string {
  const number = unit === '%' ? `0${decimals(digits)}${suffixOf(unit)}` : `#,##0${decimals(digits)}${quoted(suffixOf(unit))}`;
  const format = `${quoted(before)}${number}`;
  // Without a part of its own for negative numbers the minus would stand before the text.
  return before === '' || value === null || value >= 0 ? format : `${format};${quoted(before)}-${number}`;
}

/** A number format with the sign always shown, and a text before it. */
export const signedFormat = (number: string, before = ''): string =>
  `${quoted(before)}+${number};${quoted(before)}-${number};${quoted(before)}${number}`;

/** The number format of a score from 1 to 10, which shows 10 only for 10. */
export const scoreFormat = (score: number): string => `0${decimals(digitsToTell(score, [1, 10], 1))}`;

/** A number as a sentence writes it. */
export const numberText = (unit: string, value: number, digits: number): string =>
  `${grouped(unit, value, digits)}${suffixOf(unit)}`;

/** The percentiles of a mean: `P50 3.00 h, P90 7.00 h`; nothing where there are none. */
export const percentileText = (unit: string, percentiles: Readonly<Record<string, number>> | null | undefined): string =>
  Object.entries(percentiles ?? {})
    .map(([percent, value]) => `P${percent} ${numberText(unit, value, digitsOf(unit, value, []))}`)
    .join(', ');

/** Digits that a number takes in its column, sign and edges included: a column too narrow shows #### instead. */
export const digitsWide = (unit: string, value: number, digits: number): number => numberText(unit, value, digits).length + 3;

/** The double nearest to an exact decimal, share or fraction text; undefined when it is none. */
export function numberOf(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined) return undefined;
  const value = parseShare(text);
  const double = value === undefined ? Number.NaN : toDouble(value);
  return Number.isFinite(double) ? double : undefined;
}
