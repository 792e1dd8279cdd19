/** A number as config writes it; or, where it can be meant in two ways, both of them. */
export type WrittenNumber = { readonly text: string } | { readonly readings: readonly [string, string] };

/** What is longer is no number, and is left as it is. */
const longest = 40;
const thousandsForm = /^[1-9]\d{0,2}(?:([ ,.'])\d{3})(?:\1\d{3})*$/;
const bareForm = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * A number as people write it: with full-width signs, a decimal comma (`0,2`), thousands set apart (`100,000.50`), a space before the
 * percent sign. Whatever else it is stays as it is, for config to refuse. `1,000` is a thousand or one.
 */
export function writtenNumber(text: string): WrittenNumber {
  const trimmed = text.trim();
  if (trimmed.length > longest) return { text: trimmed };
  const plain = trimmed.normalize('NFKC').replace(/^[−–]/, '-').trim();
  const hasSign = plain.endsWith('%');
  const bare = hasSign ? plain.slice(0, -1).trimEnd() : plain;
  const read = decimal(bare, hasSign);
  if (typeof read === 'string') return { text: hasSign ? `${read}%` : read };
  return { readings: read };
}

/** A decimal with a point; both readings of `1,000`, unless it is a percentage: nobody agrees a thousand per cent. */
function decimal(text: string, isPercentage: boolean): string | readonly [string, string] {
  const sign = text.startsWith('-') ? '-' : '';
  const size = text.slice(sign.length);
  const separators = size.replace(/\d/g, '');
  const isGrouped = thousandsForm.test(size);
  if (isGrouped && (separators.length > 1 || !'.,'.includes(separators))) return `${sign}${digitsOf(size)}`;
  const at = Math.max(size.lastIndexOf('.'), size.lastIndexOf(','));
  const [whole, part] = [size.slice(0, Math.max(at, 0)), size.slice(at + 1)];
  if (at < 0 || !/^\d+$/.test(part)) return text;
  if (isGrouped && separators === ',' && !isPercentage) return [`${sign}${digitsOf(size)}`, `${sign}${whole}.${part}`];
  return /^\d+$/.test(whole) || thousandsForm.test(whole) ? `${sign}${digitsOf(whole)}.${part}` : text;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/**
 * A level or share as people write it where the heading says in which unit: under `%`, 99 is 99%. From 0 to 1 it can be meant either way:
 * 0.99 is 0.99% or 99%, and only 0 is the same.
 */
export function writtenLevel(text: string, unit: string | undefined): WrittenNumber {
  if (unit !== '%') return writtenNumber(text);
  const read = writtenNumber(text);
  // Under "in %", 97,500 is no thousands.
  const plain = 'text' in read ? read.text : read.readings[1];
  if (!bareForm.test(plain)) return { text: plain };
  const percentage = `${plain}%`;
  const size = Math.abs(Number(plain));
  return size === 0 || size > 1 ? { text: percentage } : { readings: [percentage, `${hundredfold(plain)}%`] };
}

/** A share as people write it: above 1 it can only be meant in per cent. */
export function writtenShare(text: string): WrittenNumber {
  const read = writtenNumber(text);
  return 'text' in read && bareForm.test(read.text) && Math.abs(Number(read.text)) > 1 ? { text: `${read.text}%` } : read;
}

/** A number of a form or workbook: of a level its unit; a share; or a plain number. */
export type NumberOf = { readonly unit: string | undefined } | 'share' | 'plain';

/** Shares of money, which people say in per cent. */
export const percentages: NumberOf = { unit: '%' };

/** A number as people write it, by what it is of. */
export const writtenAs = (of: NumberOf, text: string): WrittenNumber =>
  of === 'plain' ? writtenNumber(text) : of === 'share' ? writtenShare(text) : writtenLevel(text, of.unit);

/** A share that stands in config as a number from 0 to 1, as a percentage: 0.99 as 99%; any other text as it is. */
export function shownLevel(text: string, unit: string | undefined): string {
  return unit === '%' && bareForm.test(text) && Math.abs(Number(text)) <= 1 ? `${hundredfold(text)}%` : text;
}

/**
 * A level or share as a workbook has it: a spreadsheet keeps 90% as the number 0.9, with a point, wherever a cell has the format of
 * percentages, so a number up to 1 that is written so is that percentage.
 */
export function keptLevel(text: string, unit: string | undefined): WrittenNumber {
  const read = writtenNumber(text);
  const isKept = 'text' in read && read.text === text.trim();
  return writtenLevel(isKept ? shownLevel(read.text, unit) : text, unit);
}

/** A decimal with its point two places further right. */
function hundredfold(text: string): string {
  const [, sign = '', whole = '', part = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${part.padEnd(2, '0')}`;
  const at = whole.length + 2;
  const decimals = digits.slice(at).replace(/(?<!0)0+$/, '');
  return `${sign}${digits.slice(0, at).replace(/^0+(?=\d)/, '')}${decimals === '' ? '' : `.${decimals}`}`;
}
