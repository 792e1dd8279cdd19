const mostDigits = 10;

/**
 * The fewest decimals, but at least `least`, with which a rounded value cannot be mistaken for another one of `guards`.
 * Rounding moves a value by up to half a unit of its last decimal, so each guard must be farther away than that.
 */
export function digitsToTell(value: number, guards: readonly number[], least: number): number {
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

/** Decimals of a value in its unit: enough that it cannot be mistaken for a level that it is compared with. */
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

/** Decimals of a gap: never a plain zero where there is one. */
export const gapDigits = (unit: string, gap: number): number =>
  digitsToTell(unit === '%' ? gap * 100 : gap, [0], unit === 'count' && Number.isInteger(gap) ? 0 : unit === '%' ? 1 : 2);

/** A number with so many decimals, its thousands set apart; a share as a percentage, without its sign. */
export function grouped(unit: string, value: number, digits: number): string {
  if (unit === '%') return (value * 100).toFixed(digits);
  const [whole = '', part] = value.toFixed(digits).split('.');
  return `${thousands(whole)}${part === undefined ? '' : `.${part}`}`;
}

/** The digits of a whole number, its thousands set apart. */
export const thousands = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, ',');
