import { parseShare, toDouble } from '../facts/exact.js';

const mostDigits = 10;

/**
 * The fewest decimals, from `least` on, with which a value cannot be taken for any of `guards` it differs from:
 * rounding may move it by half a unit of its last decimal, so each guard must lie farther off than that.
 */
function digitsToTell(value: number, guards: readonly number[], least: number): number {
  const apart = guards.map(guard => Math.abs(guard - value)).filter(distance => distance > 1e-12 * Math.max(1, Math.abs(value)));
  let digits = least;
  while (digits < mostDigits && apart.some(distance => distance * 10 ** digits <= 0.5 + 1e-9)) digits++;
  return digits;
}

/** Decimals of a percentage (value and standard are shares) that never show a miss as met, nor something as 0 % or 100 % that is not. */
export function percentDigits(value: number, standard: number | null): number {
  const guards = standard === null ? [0, 100] : [0, 100, standard * 100];
  return digitsToTell(value * 100, guards, 1);
}

/** Decimals of a value in its unit, told apart from the levels it is compared with. */
export function digitsOf(unit: string, value: number, levels: readonly number[]): number {
  if (unit === '%') return Math.max(percentDigits(value, null), ...levels.map(level => percentDigits(value, level)));
  const least = unit === 'count' ? (Number.isInteger(value) ? 0 : 1) : 2;
  return digitsToTell(value, [0, ...levels], least);
}

/** Decimals that show a level as it was written, at most ten. */
export function levelDigits(unit: string, level: number): number {
  const shown = unit === '%' ? level * 100 : level;
  for (let digits = 0; digits < mostDigits; digits++) {
    if (Math.abs(shown - Number(shown.toFixed(digits))) < 1e-9 * Math.max(1, Math.abs(shown))) return digits;
  }
  return mostDigits;
}

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
export const suffixOf = (unit: string): string => (unit === '%' ? '%' : (suffixes[unit] ?? ` ${unit}`));

const quoted = (text: string): string => (text === '' ? '' : `"${text.replaceAll('"', '”').slice(0, 40)}"`);

const decimals = (digits: number): string => (digits === 0 ? '' : `.${'0'.repeat(digits)}`);

/** The number format of so many decimals in a unit, with a text before. */
export function formatOf(unit: string, digits: number, before = ''): string {
  const number = unit === '%' ? `0${decimals(digits)}%` : `#,##0${decimals(digits)}${quoted(suffixOf(unit))}`;
  return `${quoted(before)}${number}`;
}

/** The number format of a distance, always signed. */
export function signedFormat(unit: string, digits: number, before = ''): string {
  const number = formatOf(unit, digits);
  return `${quoted(before)}+${number};${quoted(before)}-${number};${quoted(before)}${number}`;
}

/** Decimals of a gap: never a plain zero where there is one. */
export const gapDigits = (unit: string, gap: number): number =>
  digitsToTell(unit === '%' ? gap * 100 : gap, [0], unit === 'count' && Number.isInteger(gap) ? 0 : unit === '%' ? 1 : 2);

/** The number format of a score from 1 to 10, which shows 10 only for 10. */
export const scoreFormat = (score: number): string => `0${decimals(digitsToTell(score, [1, 10], 1))}`;

/** A number as a sentence writes it. */
export function shown(unit: string, value: number, digits: number): string {
  const number = (unit === '%' ? value * 100 : value).toFixed(digits);
  const [whole = '', part] = number.split('.');
  const grouped = unit === '%' ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}${part === undefined ? '' : `.${part}`}${unit === '%' ? ' %' : suffixOf(unit)}`;
}

/** Digits that a number takes in its column, sign and edges included: a column too narrow shows #### instead. */
export const digitsWide = (unit: string, value: number, digits: number): number => shown(unit, value, digits).length + 3;

/** The double nearest to an exact decimal, share or fraction text; undefined when it is none. */
export function numberOf(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined) return undefined;
  const value = parseShare(text);
  const double = value === undefined ? Number.NaN : toDouble(value);
  return Number.isFinite(double) ? double : undefined;
}
