import type { Content } from '../../sheet.js';

/** What a cell shows: its text, or its number or moment as its format writes it. */
export function cellText(value: Content, format: string | undefined): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? numberShown(value, format) : '';
  if ('local' in value) return Number.isFinite(value.local) ? momentShown(value.local, format ?? 'yyyy-mm-dd') : '';
  return cellText(value.result, format);
}

function numberShown(value: number, format: string | undefined): string {
  if (format === undefined || format === '@' || format === 'General') return String(Number(value.toPrecision(11)));
  const sections = sectionsOf(format);
  const [first = '', second, third] = sections;
  const condition = /^\[(<=?|>=?|=)(-?[\d.]+)\]/.exec(first);
  if (condition !== null) {
    const rest = first.slice(condition[0].length);
    return written(value, holds(value, condition[1] ?? '', Number(condition[2])) ? rest : (second ?? rest));
  }
  if (value < 0 && second !== undefined) return written(-value, second);
  if (value === 0 && third !== undefined) return written(value, third);
  return written(value, first);
}

function holds(value: number, sign: string, limit: number): boolean {
  if (sign === '=') return value === limit;
  if (sign.startsWith('<')) return sign === '<' ? value < limit : value <= limit;
  return sign === '>' ? value > limit : value >= limit;
}

/** The sections of a format, which semicolons part that stand in no quotes. */
function sectionsOf(format: string): readonly string[] {
  const sections = [''];
  let isQuoted = false;
  for (const character of format) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === ';' && !isQuoted) sections.push('');
    else sections[sections.length - 1] += character;
  }
  return sections;
}

/** One section: literal text, and in the place of its digits the number. */
function written(value: number, section: string): string {
  const parts = section.match(/"[^"]*"|\\.|[#0?][#0?,.]*|[^"\\#0?]/gu) ?? [];
  const percents = parts.filter(part => part === '%').length;
  const at = parts.findIndex(part => /^[#0?]/.test(part));
  const shown = at === -1 ? '' : digitsShown(Math.abs(value), parts[at] ?? '', 2 * percents);
  const text = parts.map((part, position) => (position === at ? shown : literal(part))).join('');
  return value < 0 && at !== -1 ? `-${text}` : text;
}

const literal = (part: string): string =>
  part.startsWith('"') ? part.slice(1, -1) : part.startsWith('\\') ? part.slice(1) : part;

function digitsShown(value: number, places: string, shift: number): string {
  const [whole = '', decimals = ''] = places.split('.');
  const most = decimals.replaceAll(',', '').length;
  const least = decimals.replace(/[^0]/g, '').length;
  const [before = '0', after = ''] = rounded(value, most, shift).split('.');
  let kept = after;
  while (kept.length > least && kept.endsWith('0')) kept = kept.slice(0, -1);
  const leading = before.padStart(whole.replace(/[^0]/g, '').length, '0');
  const grouped = whole.includes(',') ? leading.replace(/\d(?=(?:\d{3}){1,8}$)/g, '$&,') : leading;
  return kept === '' ? grouped : `${grouped}.${kept}`;
}

/**
 * A number times ten to the power of `shift` with so many decimals. A spreadsheet rounds the fifteen digits that it knows, a half away
 * from zero; a double's own digits would make 1.005 a 1.00.
 */
function rounded(value: number, decimals: number, shift: number): string {
  const [mantissa = '0', power = '0'] = value.toExponential(14).split('e');
  const digits = BigInt(mantissa.replace('.', ''));
  const scale = Number(power) - 14 + shift + decimals;
  const units = scale >= 0 ? digits * 10n ** BigInt(scale) : halfUp(digits, 10n ** BigInt(-scale));
  const text = String(units).padStart(decimals + 1, '0');
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

const halfUp = (digits: bigint, unit: bigint): bigint => (digits * 2n + unit) / (2n * unit);

/** A moment by the wall clock that it is counted on; `mm` after hours are minutes. */
function momentShown(local: number, format: string): string {
  const moment = new Date(local);
  const two = (part: number): string => String(part).padStart(2, '0');
  let isTime = false;
  return format.replace(/yyyy|mm|dd|hh|ss/g, part => {
    if (part === 'hh') isTime = true;
    if (part === 'yyyy') return String(moment.getUTCFullYear()).padStart(4, '0');
    if (part === 'dd') return two(moment.getUTCDate());
    if (part === 'hh') return two(moment.getUTCHours());
    if (part === 'ss') return two(moment.getUTCSeconds());
    return two(isTime ? moment.getUTCMinutes() : moment.getUTCMonth() + 1);
  });
}
