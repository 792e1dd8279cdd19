import { halfDayWords, hourOfDay } from './half-day.js';
import { canBeWeekday, monthNamed, type MonthLanguage, nameLetters, weekdayLetters } from './month-names.js';
import { compileRareFormat, dayMillis, dayOf, type Moment, weekdayOf } from './time.js';

const monthName = `(?<name>${nameLetters}{2,15}\\.?)`;
const weekdayName = `(?<weekday>${weekdayLetters}\\.?|(?:星期|礼拜|周)[一二三四五六日天])`;

/** What tokens match, the part of the date that each gives as a named group. */
const plainTokens: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<short>\\d{2})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  MMM: monthName,
  MMMM: monthName,
  LLL: monthName,
  LLLL: monthName,
  EEE: weekdayName,
  EEEE: weekdayName,
  ccc: weekdayName,
  cccc: weekdayName,
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour>\\d{2})',
  h: '(?<hour>\\d{1,2})',
  a: `(?<half>${halfDayWords})`,
  mm: '(?<minute>\\d{2})',
  m: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{2})',
  s: '(?<second>\\d{1,2})',
  SSS: '(?<milli>\\d{3})',
};

/**
 * A parser of one date form (Luxon tokens), compiled once. Two-digit years up to 60 are 20xx, whatever today is. Names of months are
 * read in the language given, or in every language where all that know the name mean the same month.
 */
export function compileFormat(pattern: string, language?: MonthLanguage): (text: string) => Moment | undefined {
  const tokens = tokensOf(pattern);
  const hasTime = tokens.some(isOfTime);
  const named = namedBy(pattern);
  const whole = named === 'month' || named === 'year' ? named : undefined;
  const plain = plainPattern(tokens);
  if (plain === undefined) {
    return compileRareFormat(pattern, { hasTime, isZoned: tokens.some(token => /^[zZ]/.test(token)), whole });
  }
  const rest = whole === undefined ? { hasTime } : { hasTime, whole };
  return text => {
    const local = localTimeOf(plain.exec(text), language);
    return local === undefined ? undefined : { local, ...rest };
  };
}

/** Whether a date form has the month by its name. */
export const hasMonthName = (pattern: string): boolean => tokensOf(pattern).some(token => plainTokens[token] === monthName);

const isOfTime = (token: string): boolean => /^[HhmsSaTtu]/.test(token);

/** What a date form names: a full day (also as an ordinal, or localised), a month or year as a whole; undefined where it names none. */
export function namedBy(pattern: string): 'day' | 'month' | 'year' | undefined {
  const tokens = tokensOf(pattern).filter(token => /^[A-Za-z]/.test(token));
  const has = (...starts: readonly string[]): boolean => tokens.some(token => starts.some(start => token.startsWith(start)));
  const isDay =
    has('D', 'f', 'F') ||
    (has('y') && ((has('M', 'L') && has('d')) || has('o'))) ||
    (has('kk') && has('W') && has('E', 'c')) ||
    has('X', 'x');
  if (isDay) return 'day';
  const isAll = (...starts: readonly string[]): boolean => tokens.every(token => starts.some(start => token.startsWith(start)));
  if (!has('y') || !isAll('y', 'M', 'L')) return undefined;
  return has('M', 'L') ? 'month' : 'year';
}

/** The part of a date form before its time, where that names a day by itself; undefined where it does not, or there is no time. */
export const dayPartOf = (pattern: string): string | undefined => partsOf(pattern)?.day;

/** The part of a date form from its time on, under the same condition. */
export const timePartOf = (pattern: string): string | undefined => partsOf(pattern)?.time;

function partsOf(pattern: string): { readonly day: string; readonly time: string } | undefined {
  const tokens = tokensOf(pattern);
  const at = Math.max(tokens.findIndex(isOfTime), 0);
  const day = tokens
    .slice(0, at)
    .join('')
    .replace(/(?<!'T'|[\s,])(?:'T'|[\s,])+$/, '');
  return namedBy(day) === 'day' ? { day, time: tokens.slice(at).join('') } : undefined;
}

// A run of one letter is a token; quoted text and anything else is literal.
function tokensOf(pattern: string): readonly string[] {
  return pattern.match(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']/g) ?? [];
}

function plainPattern(tokens: readonly string[]): RegExp | undefined {
  const seen = new Set<string>();
  let source = '';
  let afterName = false;
  for (const token of tokens) {
    const known = plainTokens[token];
    if (known === undefined && /^[A-Za-z]/.test(token)) return undefined;
    // The month has one place, by its number or its name.
    const group = known === monthName ? 'mont' : known?.slice(3, 7);
    if (group !== undefined && seen.has(group)) return undefined;
    if (group !== undefined) seen.add(group);
    const literal = token.replace(/^'(.*)'$/, '$1').replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
    // A name has its own full stop where it is an abbreviation: März and Mai have none.
    source += known ?? (afterName && token === '.' ? '\\.?' : literal);
    afterName = known === monthName || known === weekdayName;
  }
  return new RegExp(`^${source}$`, seen.has('half') ? 'i' : '');
}

function localTimeOf(match: RegExpExecArray | null, language: MonthLanguage | undefined): number | undefined {
  const groups = match?.groups;
  if (groups === undefined) return undefined;
  const { half, name, weekday } = groups;
  const part = (key: string, absent = 0): number => Number(groups[key] ?? absent);
  const short = part('short');
  const year = groups['year'] === undefined ? (short > 60 ? 1900 : 2000) + short : Number(groups['year']);
  const month = name === undefined ? part('month', 1) : monthNamed(name, language);
  const day = month === undefined ? undefined : dayOf(year, month, part('day', 1));
  const hour = half === undefined ? part('hour') : hourOfDay(part('hour'), half);
  if (day === undefined || hour === undefined || hour > 23 || part('minute') > 59 || part('second') > 59) return undefined;
  if (weekday !== undefined && !canBeWeekday(weekday, weekdayOf(day), language)) return undefined;
  return day * dayMillis + ((hour * 60 + part('minute')) * 60 + part('second')) * 1000 + part('milli');
}
