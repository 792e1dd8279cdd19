import { usualCharacters } from '../../facts/folded.js';
import { halfDayWords, hourOfDay } from '../../facts/half-day.js';
import { dayMillis, type Moment } from '../../facts/time.js';

/**
 * Dates that read one way only: year first, with or without a time, fraction, `Z` or offset; also 20260131, 2026年1月31日 and
 * 2026/1/31 下午2:05, in characters of any width.
 */
export function parseIso(text: string): Moment | undefined {
  return fixedForm(text) ?? freeForm(usualCharacters(text));
}

/** A month or a year as a whole that reads one way only: 2026-01, 2026年1月, 2026. */
export function parseWhole(text: string): Moment | undefined {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})月?|年)?$/.exec(usualCharacters(text));
  if (match === null) return undefined;
  const [, year, month] = match;
  const day = validDay(Number(year), Number(month ?? 1), 1);
  return day === undefined
    ? undefined
    : { local: day * dayMillis, hasTime: false, whole: month === undefined ? 'year' : 'month' };
}

const digit = (text: string, at: number): number => {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : Number.NaN;
};

const pair = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1);

/** `yyyy-MM-dd`, alone or with `HH:mm` or `HH:mm:ss` (and Z), read character by character: the bulk of what exports hold. */
function fixedForm(text: string): Moment | undefined {
  const length = text.length;
  if (length !== 10 && length !== 16 && length !== 19 && length !== 20) return undefined;
  const sign = text.charCodeAt(4);
  if ((sign !== 45 && sign !== 47) || text.charCodeAt(7) !== sign) return undefined;
  const day = validDay(pair(text, 0) * 100 + pair(text, 2), pair(text, 5), pair(text, 8));
  if (day === undefined) return undefined;
  if (length === 10) return { local: day * dayMillis, hasTime: false };
  const gap = text.charCodeAt(10);
  const seconds = length === 16 ? 0 : pair(text, 17);
  const clock = (pair(text, 11) * 60 + pair(text, 14)) * 60 + seconds;
  const wellFormed = (gap === 32 || gap === 84) && text.charCodeAt(13) === 58 && (length === 16 || text.charCodeAt(16) === 58);
  if (!wellFormed || !(pair(text, 11) < 24 && pair(text, 14) < 60 && seconds < 60)) return undefined;
  const local = day * dayMillis + clock * 1000;
  if (length !== 20) return { local, hasTime: true };
  return text.charCodeAt(19) === 90 ? { local, hasTime: true, offset: 0 } : undefined;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days since 1970-01-01 of a date, by arithmetic alone: this runs for every date of a file. NaN, from a character that is no digit, fails every comparison. */
function validDay(year: number, month: number, day: number): number | undefined {
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1)) return undefined;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (!(day <= (monthLengths[month - 1] ?? 0) + (isLeap && month === 2 ? 1 : 0))) return undefined;
  // Counted from March on, a leap day is the last of its year, and months repeat in a pattern of 153 days for five.
  const shifted = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * shifted + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400) + dayOfYear - 719_468;
}

const dated = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:$|T|(?=[^\dA-Z]))/i;
const zoneAtEnd = /(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$/i;
const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:[T ]?(\d{2}:?\d{2}(?::?\d{2})?)(Z)?)?$/i;

function freeForm(text: string): Moment | undefined {
  const given = compact.exec(text);
  const plain = given === null ? (text.includes('年') ? westernForm(text) : text) : spreadOut(given);
  const match = dated.exec(plain);
  if (match === null) return undefined;
  const [whole, year, , month, date] = match;
  const day = validDay(Number(year), Number(month), Number(date));
  if (day === undefined) return undefined;
  if (whole === plain && !/T$/i.test(whole)) return { local: day * dayMillis, hasTime: false };
  const rest = plain.slice(whole.length);
  const [zone] = zoneAtEnd.exec(rest) ?? [];
  const clock = parseClock(zone === undefined ? rest : rest.slice(0, -zone.length));
  if (clock === undefined) return undefined;
  const local = day * dayMillis + clock;
  return zone === undefined ? { local, hasTime: true } : { local, hasTime: true, offset: offsetOf(zone) };
}

/** 20260131T1605 as 2026-01-31 16:05. */
function spreadOut([, year = '', month = '', day = '', time, zone = '']: RegExpExecArray): string {
  const clock = time === undefined ? '' : ` ${(time.replaceAll(':', '').match(/../g) ?? []).join(':')}${zone}`;
  return `${year}-${month}-${day}${clock}`;
}

const clockForm = new RegExp(
  `^(${halfDayWords})?\\s*(\\d{1,2})(?:([:.])(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?)?\\s*(${halfDayWords})?$`,
  'i',
);

/** Milliseconds since midnight of a time in usual characters: 16:05, 16:05:30.25, 4:05 PM, 4.05pm, 下午4:05; 24:00 is the next midnight. */
export function parseClock(text: string): number | undefined {
  const match = clockForm.exec(text.trim());
  if (match === null) return undefined;
  const [, before, hour = '', sign, minute, second = '0', fraction = '', after] = match;
  const half = before ?? after;
  // An hour alone can be anything, and so can 4.05, unless it says of which half of the day.
  if ((before !== undefined && after !== undefined) || (half === undefined && sign !== ':')) return undefined;
  const ofDay = half === undefined ? Number(hour) : hourOfDay(Number(hour), half);
  if (ofDay === undefined) return undefined;
  const clock = (ofDay * 60 + Number(minute ?? 0)) * 60 + Number(second);
  // A leap second is refused, since no instant stands for it.
  if (clock > 86_400 || Number(minute ?? 0) > 59 || Number(second) > 59) return undefined;
  return clock * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}

/** 2026年1月31日 16时05分 as 2026-1-31 16:05. Of a year of two digits, up to 60 is 20xx. */
function westernForm(text: string): string {
  const western = text
    .replace(/^\d{2}(?=年)/, year => `${Number(year) > 60 ? 19 : 20}${year}`)
    .replace(/[年月]/g, '-')
    .replace('日', ' ')
    .replace(/[时時点點分]/g, ':')
    .replace('秒', '')
    .trim();
  return western.replace(/(\d):$/, (_, last: string, at: number) => (western.indexOf(':') === at + 1 ? `${last}:00` : last));
}

function offsetOf(zone: string): number {
  if (/^[a-z]/i.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return (zone.startsWith('-') ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}
