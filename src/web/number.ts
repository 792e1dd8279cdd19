import type { Language } from './label.js';

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

/** Decimals of a gap: never a plain zero where there is one. */
export const gapDigits = (unit: string, gap: number): number =>
  digitsToTell(unit === '%' ? gap * 100 : gap, [0], unit === 'count' && Number.isInteger(gap) ? 0 : unit === '%' ? 1 : 2);

/** A score from 1 to 10, which shows 10 only for 10, and is told apart from others that it stands beside. */
export const scoreText = (score: number, least = 1, others: readonly number[] = []): string =>
  score.toFixed(digitsToTell(score, [1, 10, ...others], least));

const suffixes: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { hours: ' h', minutes: ' min', seconds: ' s', days: ' d', count: '', points: '', '': '' },
  zh: { hours: ' 小时', minutes: ' 分钟', seconds: ' 秒', days: ' 天', count: '', points: '', '': '' },
};

/** A number as a sentence writes it. */
export function shown(unit: string, value: number, digits: number, language: Language = 'en'): string {
  const number = (unit === '%' ? value * 100 : value).toFixed(digits);
  const [whole = '', part] = number.split('.');
  const grouped = unit === '%' ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const suffix = unit === '%' ? ' %' : (suffixes[language][unit] ?? ` ${unit}`);
  return `${grouped}${part === undefined ? '' : `.${part}`}${suffix}`;
}

/** A value in its unit, with as many digits as keep it apart from the levels it is compared with. */
export const valueText = (unit: string, value: number, levels: readonly number[], language: Language): string =>
  shown(unit, value, digitsOf(unit, value, levels), language);

/** A distance from a standard, always signed; a share's in percentage points. */
export function gapText(unit: string, gap: number, language: Language): string {
  const size = shown(unit, Math.abs(gap), gapDigits(unit, gap), language);
  const points = unit === '%' ? size.replace(' %', language === 'zh' ? ' 个百分点' : ' pp') : size;
  return `${gap > 0 ? '+' : gap < 0 ? '−' : ''}${points}`;
}

/** A whole number with its thousands set apart. */
export const countText = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** An exact decimal text as people read it: thousands apart, at most `most` decimals shown. */
export function decimalText(text: string, most = 2): string {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return text;
  const kept = part.slice(0, most).replace(/0+$/, '');
  const cut = /[1-9]/.test(part.slice(most)) ? '…' : '';
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${kept === '' && cut === '' ? '' : `.${kept}${cut}`}`;
}

/** The double nearest to a level as it was written: `98%`, `0.5`, `1/3`; undefined when it is none. */
export function numberOf(text: string | null | undefined): number | undefined {
  const [, top, bottom, percent] = /^\s*(-?\d+(?:\.\d+)?)(?:\s*\/\s*(\d+(?:\.\d+)?))?\s*(%)?\s*$/.exec(text ?? '') ?? [];
  if (top === undefined) return undefined;
  // Moving the point of the text keeps 98% the same double as 0.98.
  const value = percent === undefined ? Number(top) : Number(`${top}e-2`);
  const double = bottom === undefined ? value : value / Number(bottom);
  return Number.isFinite(double) ? double : undefined;
}

/** A share of a whole: whole percents where it is one, else two decimals at most. */
export function shareText(share: number, language: Language): string {
  const digits = [0, 1].find(most => Math.abs(share * 100 - Number((share * 100).toFixed(most))) < 1e-9) ?? 2;
  return shown('%', share, digits, language);
}
