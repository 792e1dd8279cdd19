import { percentagePoints } from '../words/percentage-points.js';
import { digitsOf, digitsToTell, gapDigits, grouped, thousands } from '../digits/digits.js';
import type { Language } from '../contract/scalars.js';

/** A score from 1 to 10, with enough digits to differ from its neighbours; only 10 itself shows as 10. */
export const scoreText = (score: number, least = 1, others: readonly number[] = []): string =>
  score.toFixed(digitsToTell(score, [1, 10, ...others], least));

const suffixes: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { hours: ' h', minutes: ' min', seconds: ' s', days: ' d', count: '', points: '', '': '' },
  zh: { hours: ' 小时', minutes: ' 分钟', seconds: ' 秒', days: ' 天', count: '', points: '', '': '' },
};

/** A number as a sentence writes it. */
export function numberText(unit: string, value: number, digits: number, language: Language = 'en'): string {
  const suffix = unit === '%' ? ' %' : (suffixes[language][unit] ?? ` ${unit}`);
  return `${grouped(unit, value, digits)}${suffix}`;
}

/** A value in its unit, with as many digits as keep it apart from the levels it is compared with. */
export const valueText = (unit: string, value: number, levels: readonly number[], language: Language): string =>
  numberText(unit, value, digitsOf(unit, value, levels), language);

/** A distance from a standard, always signed; a share's in percentage points. */
export function gapText(unit: string, gap: number, language: Language): string {
  const size = numberText(unit, Math.abs(gap), gapDigits(unit, gap), language);
  const points = unit === '%' ? size.replace('%', percentagePoints[language]) : size;
  return `${gap > 0 ? '+' : gap < 0 ? '−' : ''}${points}`;
}

/** A whole number with its thousands set apart. */
export const countText = (count: number): string => thousands(String(count));

/** The size of a file, the same in every language: 512 B, 3.4 kB, 120 MB. */
export function bytesText(bytes: number): string {
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const size = bytes / 1000 ** power;
  return `${power > 0 && size < 10 ? (Math.floor(size * 10) / 10).toFixed(1) : String(Math.floor(size))} ${['B', 'kB', 'MB', 'GB'][power] ?? ''}`;
}

/** An exact decimal text as people read it: thousands apart, at most `most` decimals shown. */
export function decimalText(text: string, most = 2): string {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return text;
  const kept = part.slice(0, most).replace(/(?<!0)0+$/, '');
  const cut = /[1-9]/.test(part.slice(most)) ? '…' : '';
  return `${sign}${thousands(whole)}${kept === '' && cut === '' ? '' : `.${kept}${cut}`}`;
}

/** The double nearest to a level as it was written: `98%`, `0.5`, `1/3`; undefined when it is none. */
export function numberOf(text: string | null | undefined): number | undefined {
  const [, top, bottom, percent] = /^(-?\d+(?:\.\d+)?)(?:\s*\/\s*(\d+(?:\.\d+)?))?(\s*%)?$/.exec(text?.trim() ?? '') ?? [];
  if (top === undefined) return undefined;
  // Moving the point of the text keeps 98% the same double as 0.98.
  const value = percent === undefined ? Number(top) : Number(`${top}e-2`);
  const double = bottom === undefined ? value : value / Number(bottom);
  return Number.isFinite(double) ? double : undefined;
}

/** A share of a whole: whole percents where it is one, else two decimals at most. */
export function shareText(share: number, language: Language): string {
  const digits = [0, 1].find(most => Math.abs(share * 100 - Number((share * 100).toFixed(most))) < 1e-9) ?? 2;
  return numberText('%', share, digits, language);
}
