import { usualCharacters } from '../../facts/folded.js';
import { compileFormat, dayMillis, type Moment } from '../../facts/time.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { dayFormOf } from './date-forms.js';
import { type DateReading, instantMaker, momentReader } from './dates.js';
import { parseIso } from './iso.js';
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
  const dayForms = [...new Set(forms.flatMap(form => dayFormOf(form) ?? []))];
  const readDay = momentReader({ ...reading, ...(dayForms.length === 0 ? {} : { format: dayForms }) }, subject);
  const whole = forms.filter(form => dayFormOf(form) !== form).map(compileFormat);
  const instant = instantMaker(reading.at, subject);
  const blank = (value: string): Refusal =>
    new Refusal(value, place => fault(importFaults, 'date_beside_time_blank', { value, ...subject, ...columns }, place));
  return (date, time, row) => {
    if (date === '') return isMidnight(time) ? null : blank(time);
    const read = readDay(date, row);
    if (read === null || read instanceof Refusal) return read;
    const day = atMidnight(read);
    const text = time === '' ? date : `${date} ${time}`;
    if (time === '') return instant(day, text, row);
    const moment = joined(day, time) ?? formed(whole, text, day);
    if (moment === undefined) return timeRefusal(time, subject, columns);
    if (day.hasTime && day.local !== moment.local) {
      return new Refusal(text, place => fault(importFaults, 'times_differ', { value: text, ...subject, ...columns }, place));
    }
    return instant(moment, text, row);
  };
}

/** The refusal of a time, with the column that it stands in. */
function timeRefusal(value: string, subject: Subject, { time }: PairColumns): Refusal {
  return new Refusal(value, place => fault(importFaults, 'time_unreadable', { value, ...subject }, { ...place, column: time }));
}

/** A spreadsheet's date is often a midnight: beside a column of times that is a day. */
const atMidnight = (moment: Moment): Moment =>
  moment.hasTime && moment.offset === undefined && moment.local % dayMillis === 0 ? { ...moment, hasTime: false } : moment;

/** The days on which spreadsheets and databases keep a time that has none. */
const timesOnly = new Set(
  ['1899-12-30', '1899-12-31', '1900-01-01', '1904-01-01', '1970-01-01'].map(day => parseIso(day)?.local),
);

const dayOfTime = Date.UTC(2000, 0, 1);

function joined(day: Moment, time: string): Moment | undefined {
  const midnight = Math.floor(day.local / dayMillis) * dayMillis;
  const clock = clockOf(time);
  if (clock !== undefined) {
    const { offset } = clock.offset === undefined ? day : clock;
    return { local: midnight + clock.local, hasTime: true, ...(offset === undefined ? {} : { offset }) };
  }
  const whole = parseIso(time);
  if (whole === undefined || !whole.hasTime) return undefined;
  const ofWhole = Math.floor(whole.local / dayMillis) * dayMillis;
  if (ofWhole !== midnight && !timesOnly.has(ofWhole)) return undefined;
  return { ...whole, local: midnight + whole.local - ofWhole };
}

/** A time of day, as milliseconds since midnight: 14:05, 2:05 PM, 下午2:05, 1405, 140530, 14:05 Uhr, or a spreadsheet's part of a day. */
function clockOf(time: string): Moment | undefined {
  const usual = usualCharacters(time).replace(/(?<!\s)\s*(?:Uhr|h|hrs)$/i, '');
  if (/^0?[.,]\d+$/.test(usual)) {
    const step = usual.length < 10 ? 1000 : 1;
    return { local: Math.round((Number(usual.replace(',', '.')) * dayMillis) / step) * step, hasTime: true };
  }
  if (/^0+$/.test(usual)) return { local: 0, hasTime: true };
  const digits = /^(\d{2})(\d{2})(\d{2})?$/.exec(usual);
  const spread =
    digits === null
      ? usual.replace(/[时点時點h](?=\d)/i, ':').replace(/(?<=:\d{2})分$/, '')
      : digits.slice(1).filter(Boolean).join(':');
  const moment = parseIso(`2000-01-01 ${spread}`);
  return moment === undefined || !moment.hasTime ? undefined : { ...moment, local: moment.local - dayOfTime };
}

const isMidnight = (time: string): boolean => time === '' || clockOf(time)?.local === 0;

function formed(whole: readonly ((text: string) => Moment | undefined)[], text: string, day: Moment): Moment | undefined {
  for (const parse of whole) {
    const moment = parse(text);
    if (moment !== undefined)
      return Math.floor(moment.local / dayMillis) === Math.floor(day.local / dayMillis) ? moment : undefined;
  }
  return undefined;
}
