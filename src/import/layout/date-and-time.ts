import { usualCharacters } from '../../facts/folded.js';
import { dayMillis, type Moment } from '../../facts/time.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { clockParserOf, dayFormOf, type ParseDate, parserOf } from './date-forms.js';
import { type DateReading, instantMaker, momentReader } from './dates.js';
import { parseIso } from './iso.js';
import { clockForm } from './likely-forms.js';
import { Refusal, type Subject } from './refusal.js';
import type { RowState } from './row.js';

/** What a date in one column and its time in another mean together; null where they stand for no date. */
export type PairRead = (date: string, time: string, row: RowState) => number | null | Refusal;

/** The headers of the two columns. */
export interface PairColumns {
  readonly date: string;
  readonly time: string;
}

/** Reads instants whose date and time stand in two columns, as texts or as a spreadsheet's dates and times. A blank time is the day. */
export function pairReader(reading: DateReading, subject: Subject, columns: PairColumns): PairRead {
  const forms = [reading.format ?? []].flat();
  // A database's date has a time of its own, which is midnight.
  const dayForms = [...new Set([...forms.flatMap(form => dayFormOf(form) ?? []), ...forms])];
  const readDay = momentReader({ ...reading, ...(dayForms.length === 0 ? {} : { format: dayForms }) }, subject);
  const whole = forms.filter(form => dayFormOf(form) !== form).map(form => parserOf(form, reading.months));
  const readClock = clockReader(forms, reading.typed === true);
  const readWhole = firstOf([parseIso, ...whole]);
  const instant = instantMaker(reading.at, subject);
  const blank = (value: string): Refusal =>
    new Refusal(value, place => fault(importFaults, 'date_beside_time_blank', { value, ...subject, ...columns }, place));
  return (date, time, row) => {
    if (date === '') return time === '' || isMidnight(readClock(time) ?? timeAlone(readWhole(time))) ? null : blank(time);
    const read = readDay(date, row);
    if (read === null || read instanceof Refusal) return read;
    const day = atMidnight(read);
    const text = time === '' ? date : `${date} ${time}`;
    if (time === '') return instant(day, text, row);
    const clock = readClock(time);
    const moment = joined(day, clock, clock === undefined ? readWhole(time) : undefined) ?? formed(whole, text, day);
    if (moment === undefined) return timeRefusal(time, forms, subject, columns);
    if (day.hasTime && day.local !== moment.local) {
      return new Refusal(text, place => fault(importFaults, 'times_differ', { value: text, ...subject, ...columns }, place));
    }
    return instant(moment, text, row);
  };
}

/** Reads a time of day as milliseconds since midnight, first in the forms that the layout gives. */
function clockReader(forms: readonly string[], typed: boolean): ParseDate {
  const parsers = forms.flatMap(form => clockParserOf(form) ?? []);
  const isPart = typed || forms.includes('excel_serial') ? partOfDay : surePartOfDay;
  return time => {
    for (const parse of parsers) {
      const clock = parse(time);
      if (clock !== undefined) return clock;
    }
    return clockOf(time, isPart);
  };
}

/** The refusal of a time, with the column that it stands in, and the forms with which it would be read. */
function timeRefusal(value: string, forms: readonly string[], subject: Subject, { time }: PairColumns): Refusal {
  return new Refusal(value, place => {
    const own = clockForm(usualCharacters(value));
    const [form = 'iso'] = forms;
    const day = form === 'iso' ? 'yyyy-MM-dd' : dayFormOf(form);
    const wanted = own === undefined || day === undefined ? undefined : `${day} ${own}`;
    const works = wanted !== undefined && clockParserOf(wanted)?.(value) !== undefined;
    const written = works ? [...(forms.length === 0 ? ['iso'] : forms), wanted] : [];
    const serial = partOfDay.test(value) ? [...(forms.length === 0 ? ['iso'] : forms), 'excel_serial'] : [];
    return fault(importFaults, 'time_unreadable', { value, ...subject, forms: written, serial }, { ...place, column: time });
  });
}

/** A spreadsheet's date is often a midnight: beside a column of times that is a day. */
const atMidnight = (moment: Moment): Moment =>
  moment.hasTime && moment.offset === undefined && moment.local % dayMillis === 0 ? { ...moment, hasTime: false } : moment;

/** The days on which spreadsheets and databases keep a time that has none. */
const timesOnly = new Set(
  ['1899-12-30', '1899-12-31', '1900-01-01', '1904-01-01', '1970-01-01'].map(day => parseIso(day)?.local),
);

const dayOfTime = Date.UTC(2000, 0, 1);

const firstOf =
  (parsers: readonly ParseDate[]): ParseDate =>
  text => {
    for (const parse of parsers) {
      const moment = parse(text);
      if (moment !== undefined) return moment;
    }
    return undefined;
  };

const isMidnight = (clock: Moment | undefined): boolean => clock?.local === 0;

/** What a cell says that names a time and one of the days on which it is kept. */
function timeAlone(whole: Moment | undefined): Moment | undefined {
  if (whole === undefined || !whole.hasTime) return undefined;
  const day = Math.floor(whole.local / dayMillis) * dayMillis;
  return timesOnly.has(day) ? { ...whole, local: whole.local - day } : undefined;
}

function joined(day: Moment, clock: Moment | undefined, whole: Moment | undefined): Moment | undefined {
  const midnight = Math.floor(day.local / dayMillis) * dayMillis;
  if (clock !== undefined) {
    const { offset } = clock.offset === undefined ? day : clock;
    return { local: midnight + clock.local, hasTime: true, ...(offset === undefined ? {} : { offset }) };
  }
  const ofDay = timeAlone(whole);
  if (ofDay !== undefined) return { ...ofDay, local: midnight + ofDay.local };
  return whole?.hasTime === true && Math.floor(whole.local / dayMillis) * dayMillis === midnight ? whole : undefined;
}

/** A spreadsheet's part of a day; as a text 0.30 is half past midnight as well, and only 0.00 is the same either way. */
const partOfDay = /^0?[.,]\d+$/;
const surePartOfDay = /^(?!0?\.(?!00)[0-5]\d$)0?[.,]\d+$/;

const hourWord = '(?:Uhr|uur|heures?|hrs?|h|u)';
const clockSuffix = new RegExp(`(?<!\\s)\\s*${hourWord}$`, 'i');
const hourSign = new RegExp(`^(\\d{1,2})\\s?(?:${hourWord}|[时点時點])\\s?(?=\\d)`, 'i');

/** A time of day, as milliseconds since midnight: 14:05, 2:05 PM, 下午2:05, 1405, 905, 140530, 14h05, 14 Uhr 05, 14.05 Uhr, or a part of a day. */
function clockOf(time: string, isPart: RegExp): Moment | undefined {
  if (time.length > 40) return undefined;
  const whole = usualCharacters(time);
  const usual = whole.replace(clockSuffix, '');
  if (usual !== whole && /^\d{1,2}(?:\.\d{2})?$/.test(usual))
    return clockOf(`${usual.replace('.', ':')}${usual.includes('.') ? '' : ':00'}`, isPart);
  if (isPart.test(usual)) {
    const step = usual.length < 10 ? 1000 : 1;
    return { local: Math.round((Number(usual.replace(',', '.')) * dayMillis) / step) * step, hasTime: true };
  }
  if (/^0+$/.test(usual)) return { local: 0, hasTime: true };
  const digits = /^(\d{1,2})(\d{2})$|^(\d{2})(\d{2})(\d{2})$/.exec(usual);
  const spread =
    digits === null
      ? usual.replace(hourSign, '$1:').replace(/(?<=:\d{2})(?:分|min|m)$/, '')
      : clockText(digits.slice(1).filter(Boolean));
  const moment = parseIso(`2000-01-01 ${spread}`);
  return moment === undefined || !moment.hasTime ? undefined : { ...moment, local: moment.local - dayOfTime };
}

/** Whether a text is a time of day that is read without a form. */
export const isTimeOfDay = (text: string): boolean => clockOf(text, surePartOfDay) !== undefined;

const clockText = ([hour = '', ...rest]: readonly string[]): string => [hour.padStart(2, '0'), ...rest].join(':');

function formed(whole: readonly ((text: string) => Moment | undefined)[], text: string, day: Moment): Moment | undefined {
  for (const parse of whole) {
    const moment = parse(text);
    if (moment !== undefined)
      return Math.floor(moment.local / dayMillis) === Math.floor(day.local / dayMillis) ? moment : undefined;
  }
  return undefined;
}
