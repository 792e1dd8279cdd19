import { compileFormat, dayPartOf, hasMonthName, namedBy, timePartOf } from '../../facts/date-format.js';
import { usualCharacters } from '../../facts/folded.js';
import {
  canBeWeekday,
  isWeekdayName,
  type Meaning,
  monthNamed,
  monthsNamed,
  type MonthLanguage,
  nameLetters,
  weekdayLetters,
} from '../../facts/month-names.js';
import { dayMillis, dayOf, type Moment, weekdayOf } from '../../facts/time.js';
import { parseIso } from './iso.js';

/** Reads a text as a date in one form; undefined where it is none. */
export type ParseDate = (text: string) => Moment | undefined;

/** Forms that are words instead of Luxon tokens: the numbers under which spreadsheets keep dates, and what is read without a form. */
const wordForms: Readonly<Record<string, ParseDate>> = {
  iso: parseIso,
  excel_serial: text => parseSerial(text, 1900),
  excel_serial_1904: text => parseSerial(text, 1904),
};

/** The parser of a date form: Luxon tokens, `iso`, or `excel_serial`; with the language of the names of months, where it is said. */
export function parserOf(form: string, months?: MonthLanguage): ParseDate {
  const word = wordForms[form];
  if (word !== undefined) return word;
  const parse = compileFormat(form, months);
  return text => {
    const moment = parse(text);
    if (moment !== undefined) return moment;
    const usual = usualCharacters(text);
    return usual === text ? undefined : parse(usual);
  };
}

/** Whether a date form has the month by its name. */
export const namesMonth = (form: string): boolean => wordForms[form] === undefined && hasMonthName(form);

/** What the name of a month in a text means by language, where its languages do not agree; none in other texts. */
export const monthsOfTwoWays = (text: string): readonly Meaning[] =>
  words(text)
    .filter(word => monthNamed(word) === undefined)
    .flatMap(monthsNamed);

/** The name of a month in a text that is a date in one of the forms in several languages, with what it means in each. */
export function monthTwoWays(
  text: string,
  forms: readonly string[],
): { readonly name: string; readonly meanings: readonly Meaning[] } | undefined {
  if (!forms.some(namesMonth)) return undefined;
  const name = words(text).find(word => monthsNamed(word).length > 1);
  if (name === undefined) return undefined;
  const meanings = monthsNamed(name).filter(({ language }) => forms.some(form => parserOf(form, language)(text) !== undefined));
  return new Set(meanings.map(one => one.number)).size > 1 ? { name, meanings } : undefined;
}

const weekdayInForm = /(?:,? ?\(| |,)?(?:EEE|ccc)\w?\.?(?:\)|,)?/;
const chineseWeekday = '(?:星期|礼拜|周)[一二三四五六日天]';
const weekdayInText = new RegExp(
  `(?<![^\\d\\s日(,])(?:,? ?\\(| |,)?(?<name>${weekdayLetters}|${chineseWeekday})\\.?(?:\\)|,)?(?![^\\d\\s(])`,
  'g',
);

/** The date of a text whose weekday, before or behind it, is another one than the date's, whether the forms have a weekday or not. */
export function dateBesideWeekday(text: string, forms: readonly string[], months?: MonthLanguage): Moment | undefined {
  const usual = usualCharacters(text);
  for (const { 0: found, groups, index } of usual.matchAll(weekdayInText)) {
    const name = groups?.['name'] ?? '';
    if (!isWeekdayName(name) && !/^[星礼周]/.test(name)) continue;
    const rest = joined(usual.slice(0, index), usual.slice(index + found.length));
    for (const form of forms.length === 0 ? ['iso'] : forms) {
      const [before = '', behind = ''] = form.split(weekdayInForm);
      const moment = parserOf(weekdayInForm.test(form) ? joined(before, behind) : form, months)(rest);
      const day = moment === undefined ? undefined : Math.floor(moment.local / dayMillis);
      if (day !== undefined && !canBeWeekday(name, weekdayOf(day))) return moment;
    }
  }
  return undefined;
}

/** What stands before and behind a weekday, as a date without it. */
const joined = (before: string, behind: string): string => `${before.trim()} ${behind.trim()}`.trim();

const words = (text: string): readonly string[] => text.match(new RegExp(`${nameLetters}+`, 'g')) ?? [];

/** What a date form names; undefined where it names neither a day nor a month or year. */
export const formNames = (form: string): 'day' | 'month' | 'year' | undefined =>
  wordForms[form] === undefined ? namedBy(form) : 'day';

/** Reads a time of day by the part of a date form that is about it; undefined where the form has none. */
export function clockParserOf(form: string): ParseDate | undefined {
  const part = wordForms[form] === undefined ? timePartOf(form) : undefined;
  if (part === undefined) return undefined;
  const parse = compileFormat(`yyyy-MM-dd ${part}`);
  return time => parse(`1970-01-01 ${usualCharacters(time)}`);
}

/** The form of the date alone, for a column that has its time beside it; undefined where there is none. */
export const dayFormOf = (form: string): string | undefined => (wordForms[form] === undefined ? (dayPartOf(form) ?? form) : form);

const serialForm = /^\d{1,7}(?:[.,](\d+))?$/;

/** The moment of a spreadsheet's number, counted from the beginning of 1900 or 1904. */
export function parseSerial(text: string, since: 1900 | 1904): Moment | undefined {
  const match = serialForm.exec(usualCharacters(text));
  if (match === null) return undefined;
  const value = Number(match[0].replace(',', '.'));
  // Excel believes in a 29th of February 1900, which is day 60.
  const first = since === 1904 ? 24_107 : value < 60 ? 25_568 : 25_569;
  if (value < 1 || (since === 1900 && Math.floor(value) === 60)) return undefined;
  // Up to seven decimals are coarser than a millisecond: what is meant is a whole second.
  const step = (match[1] ?? '').length < 8 ? 1000 : 1;
  const local = Math.round((value * dayMillis) / step) * step - first * dayMillis;
  return { local, hasTime: local % dayMillis !== 0 };
}

/** Whether a text names a day by its numbers, and there is no such day in whatever order they are read: 31.02.2026. */
export function namesNoDay(text: string): boolean {
  const [, a = '', , b = '', c = ''] = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?!\d)/.exec(usualCharacters(text)) ?? [];
  const orders =
    a.length === 4
      ? [[a, b, c]]
      : c.length === 4
        ? [
            [c, b, a],
            [c, a, b],
          ]
        : [];
  const days = orders
    .map(order => order.map(Number))
    .filter(([, month = 0, day = 0]) => month >= 1 && month <= 12 && day >= 1 && day <= 31);
  return days.length > 0 && days.every(([year = 0, month = 0, day = 0]) => dayOf(year, month, day) === undefined);
}
