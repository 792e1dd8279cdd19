import { usualCharacters } from '../../facts/folded.js';
import { halfDayWords } from '../../facts/half-day.js';
import { compileFormat, dayMillis, dayOf, dayPartOf, type Moment, namedBy } from '../../facts/time.js';
import { parseIso } from './iso.js';

/** Reads a text as a date in one form; undefined where it is none. */
export type ParseDate = (text: string) => Moment | undefined;

/** Forms that are words instead of Luxon tokens: the numbers under which spreadsheets keep dates, and what is read without a form. */
const wordForms: Readonly<Record<string, ParseDate>> = {
  iso: parseIso,
  excel_serial: text => parseSerial(text, 1900),
  excel_serial_1904: text => parseSerial(text, 1904),
};

/** The parser of a date form: Luxon tokens, `iso`, or `excel_serial`. */
export function parserOf(form: string): ParseDate {
  const word = wordForms[form];
  if (word !== undefined) return word;
  const parse = compileFormat(form);
  return text => {
    const moment = parse(text);
    if (moment !== undefined) return moment;
    const usual = usualCharacters(text);
    return usual === text ? undefined : parse(usual);
  };
}

/** What a date form names; undefined where it names neither a day nor a month or year. */
export const formNames = (form: string): 'day' | 'month' | 'year' | undefined =>
  wordForms[form] === undefined ? namedBy(form) : 'day';

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

const known = new Map<string, ParseDate>();

/** A form's parser, made once: forms of messages are few, and the cells that they are about can be many. */
function knownParser(form: string): ParseDate {
  const before = known.get(form);
  if (before !== undefined) return before;
  const parse = parserOf(form);
  known.set(form, parse);
  return parse;
}

const timeForm = new RegExp(`^\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{3})?)?(\\s*(?:${halfDayWords}))?$`, 'i');

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

/** The usual date forms that a text can be in with a plausible day; none where it is like no date. */
export function likelyForms(text: string, [first, last]: readonly [first: number, last: number]): readonly string[] {
  const usual = usualCharacters(text);
  const [, date = '', time = ''] = /^(.*?\d{2,4})(?:[T\s]+(\d{1,2}:.*))?$/.exec(usual) ?? [];
  const clock = timeForm.exec(time);
  if (time !== '' && clock === null) return [];
  const hours = clock?.[3] === undefined ? (/^\d:/.test(time) ? 'H' : 'HH') : 'h';
  const gap = clock?.[3]?.startsWith(' ') === true ? ' a' : 'a';
  const parts = clock === null ? '' : `${hours}:mm${clock[1] === undefined ? '' : clock[2] === undefined ? ':ss' : ':ss.SSS'}`;
  const tail =
    clock === null ? '' : `${usual.slice(date.length, date.length + 1) === 'T' ? "'T'" : ' '}${parts}${hours === 'h' ? gap : ''}`;
  return dateForms(date)
    .map(form => form + tail)
    .filter(form => {
      const day = Math.floor((knownParser(form)(usual)?.local ?? Number.NaN) / dayMillis);
      return day >= first && day <= last;
    })
    .slice(0, 3);
}

function dateForms(date: string): readonly string[] {
  const named = /^(?:(\d{1,2})([-/. ])([a-z]{3,9})\2|([a-z]{3,9}) (\d{1,2}),? )(\d{4}|\d{2})$/i.exec(date);
  if (named !== null) {
    const month = (named[3] ?? named[4] ?? '').length > 3 ? 'MMMM' : 'MMM';
    const year = named[6]?.length === 4 ? 'yyyy' : 'yy';
    if (named[4] !== undefined) return [`${month} d${date.includes(',') ? ',' : ''} ${year}`];
    return [`${named[1]?.length === 2 ? 'dd' : 'd'}${named[2]}${month}${named[2]}${year}`];
  }
  const match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(date);
  if (match === null) return [];
  const [, one = '', sign = '', two = '', three = ''] = match;
  const isWide = one.length === 2 && two.length === 2;
  const [day, month] = isWide ? ['dd', 'MM'] : ['d', 'M'];
  const year = three.length === 4 ? 'yyyy' : 'yy';
  const first = [`${day}${sign}${month}${sign}${year}`, `${month}${sign}${day}${sign}${year}`];
  return year === 'yy' ? [...first, `yy${sign}${month}${sign}dd`] : first;
}
