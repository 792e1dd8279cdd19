import type { MonthLanguage } from '../../facts/month-names.js';
import {
  dayMillis,
  dayText,
  endOfDay,
  instantOf,
  isoInstant,
  lastDayOf,
  localDay,
  type Moment,
  startOfDay,
  weekdayOf,
} from '../../facts/time.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { dateBesideWeekday, dayFormOf, monthTwoWays, namesMonth, namesNoDay, parserOf, parseSerial } from './date-forms.js';
import { likelyForms } from './likely-forms.js';
import { type DateRules, momentCheck, placeholderIn, standsForNoDate } from './date-rules.js';
import { parseIso, parseWhole } from './iso.js';
import { Refusal, type Subject } from './refusal.js';
import type { RowState } from './row.js';
import type { FieldMapping } from './schema.js';

/** How a source writes the dates of a field, and which of them are taken. */
export interface DateReading {
  readonly format?: FieldMapping['format'];
  readonly at?: FieldMapping['at'];
  /** The language of the names of months; left out where every language is read. */
  readonly months?: MonthLanguage | undefined;
  /** The source's cells have types of their own: their dates come in ISO form, whatever form they are shown in. */
  readonly typed?: boolean;
  /** Absent where any date is taken: in a layout's own constants. */
  readonly rules?: DateRules | undefined;
}

/** What a layout says of the form of a field's dates. */
export const dateFormsOf = ({ format, months, at }: FieldMapping): Pick<DateReading, 'format' | 'months' | 'at'> => ({
  format,
  months,
  at,
});

/** A date of a cell as a value; null where it stands for no date. */
export type DateRead = (text: string, row: RowState) => number | null | Refusal;

/** What a cell's text says; null where it stands for no date. */
export type MomentRead = (text: string, row: RowState) => Moment | null | Refusal;

/** A promise given as a day holds until that day's last millisecond; any other day means its start. */
export const isPromise = (field: string): boolean => field === 'promised_at' || field === 'due_at' || field.endsWith('_due_at');

/** Reads instants: dates without time as an edge of what they name, naive times in the row's zone. */
export function instantReader(reading: DateReading, subject: Subject): DateRead {
  const read = momentReader(reading, subject);
  const instant = instantMaker(reading.at, subject);
  return (text, row) => {
    const moment = read(text, row);
    return moment === null || moment instanceof Refusal ? moment : instant(moment, text, row);
  };
}

/** From a moment as written to the instant that it means for a field. */
export function instantMaker(at: FieldMapping['at'], subject: Subject): (moment: Moment, text: string, row: RowState) => number {
  const isEnd = at === undefined ? isPromise(subject.field) : at === 'end' || at === 'end_of_day';
  const movesTimes = at === 'end_of_day' || at === 'start_of_day';
  return (moment, text, row) => {
    if (!moment.hasTime) return edgeOf(row.zone(), isEnd ? lastDayOf(moment) : dayOfMoment(moment, row), isEnd);
    if (movesTimes) return edgeOf(row.zone(), dayOfMoment(moment, row), isEnd);
    if (moment.offset !== undefined) return moment.local - moment.offset;
    return instantInZone(moment.local, text, subject.field, row);
  };
}

/** Reads local days; an instant with an offset becomes the day of the row's place. */
export function dayReader(reading: DateReading, subject: Subject): DateRead {
  const read = momentReader(reading, subject);
  const isEnd = reading.at === 'end';
  return (text, row) => {
    const moment = read(text, row);
    if (moment === null || moment instanceof Refusal) return moment;
    return isEnd && moment.whole !== undefined ? lastDayOf(moment) : dayOfMoment(moment, row);
  };
}

/** The first or last millisecond of a local day. */
export const edgeOf = (zone: string, day: number, isEnd: boolean): number =>
  isEnd ? endOfDay(zone, day) : startOfDay(zone, day);

function dayOfMoment(moment: Moment, row: RowState): number {
  return moment.offset === undefined ? Math.floor(moment.local / dayMillis) : localDay(row.zone(), moment.local - moment.offset);
}

function instantInZone(local: number, text: string, field: string, row: RowState): number {
  const zone = row.zone();
  const { at, clock } = instantOf(zone, local);
  if (clock !== 'usual') {
    row.warn(field, fault(importFaults, clock === 'gap' ? 'clock_gap' : 'clock_overlap', { value: text, zone, field }));
  }
  return at;
}

// A form takes a while to read, and a file has few distinct days: what was read is remembered, up to a bound.
const remembered = 5000;

/** No date or time is longer in any form. What is longer is refused before it is looked at: that could take long out of all proportion. */
export const longestDate = 100;

/** The refusal of a text that is too long for a date or a time. */
export const dateTooLong = (value: string, subject: Subject, column?: string): Refusal =>
  new Refusal(value, place =>
    fault(
      importFaults,
      'date_too_long',
      { value, ...subject, characters: value.length, most: longestDate },
      column === undefined ? place : { ...place, column },
    ),
  );

/**
 * Reads dates in the layout's forms, tried in turn, or in ISO forms where it names none. A source whose cells have types always
 * gives dates in ISO form, so that form is tried there too.
 */
export function momentReader(reading: DateReading, subject: Subject): MomentRead {
  const { format, at, months, typed = false, rules } = reading;
  const check = momentCheck(rules, subject);
  const unread = unreadable(reading, subject);
  const takesWhole = at === 'start' || at === 'end';
  if (format === undefined) {
    return (text, row) => {
      if (text.length > longestDate) return dateTooLong(text, subject);
      const moment = parseIso(text) ?? (takesWhole ? parseWhole(text) : undefined);
      return moment === undefined ? unread(text, row) : check(moment, text, row);
    };
  }
  const parsers = [format].flat().map(form => parserOf(form, months));
  const known = new Map<string, Moment>();
  return (text, row) => {
    const before = known.get(text);
    if (before !== undefined) return check(before, text, row);
    if (text.length > longestDate) return dateTooLong(text, subject);
    for (const parse of parsers) {
      const moment = parse(text);
      if (moment === undefined) continue;
      if (known.size < remembered) known.set(text, moment);
      return check(moment, text, row);
    }
    const moment = typed ? parseIso(text) : undefined;
    return moment === undefined ? unread(text, row) : check(moment, text, row);
  };
}

/** What becomes of a text that is no date in the forms that are read: a placeholder for none, or the refusal that helps most. */
function unreadable(reading: DateReading, subject: Subject): MomentRead {
  const { rules } = reading;
  return (text, row) => {
    if (rules !== undefined && rules.placeholders !== 'keep' && standsForNoDate(text)) {
      return placeholderIn(text, row, rules, subject);
    }
    return new Refusal(text, place => unreadableFault(text, reading, subject, place));
  };
}

/** Forms and spreadsheets' numbers are offered for days from 1970 to 2100, where any day is taken. */
const usualDays = [0, 47_847] as const;

function unreadableFault(value: string, { format, months, rules }: DateReading, subject: Subject, place: FaultPlace): Fault {
  const forms = [format ?? []].flat();
  const cell = { value, ...subject };
  const between = rules?.between ?? usualDays;
  const serial = forms.includes('excel_serial') ? undefined : parseSerial(value, 1900);
  const serialDay = serial === undefined ? Number.NaN : Math.floor(serial.local / dayMillis);
  if (serial !== undefined && serialDay >= between[0] && serialDay <= between[1]) {
    const meaning = serial.hasTime ? isoInstant(serial.local).slice(0, 16).replace('T', ' ') : dayText(serialDay);
    return fault(importFaults, 'date_serial', { ...cell, meaning, forms: forms.length === 0 ? ['iso'] : forms }, place);
  }
  const twoWays = months === undefined ? monthTwoWays(value, forms) : undefined;
  if (twoWays !== undefined) return fault(importFaults, 'month_two_ways', { ...cell, ...twoWays }, place);
  const beside = dateBesideWeekday(value, forms, months);
  if (beside !== undefined) {
    const day = Math.floor(beside.local / dayMillis);
    return fault(importFaults, 'weekday_differs', { ...cell, day: dayText(day), weekday: weekdayOf(day) }, place);
  }
  if (forms.length > 0) {
    const likely = likelyForms(value, between).find(form => agrees(form, forms) && parserOf(form, months)(value) !== undefined);
    return fault(importFaults, 'date_unreadable', { ...cell, forms, months, likely }, place);
  }
  if (namesNoDay(value)) return fault(importFaults, 'date_nonexistent', cell, place);
  const whole = parseWhole(value)?.whole;
  if (whole !== undefined) return fault(importFaults, 'date_without_day', { ...cell, whole }, place);
  return fault(importFaults, 'date_form_unknown', { ...cell, forms: likelyForms(value, between) }, place);
}

/** Whether another form cannot turn day and month round: its date is in one of the forms already, begins with the year, or names the month. */
const agrees = (form: string, forms: readonly string[]): boolean =>
  form.startsWith('yyyy') || namesMonth(form) || forms.some(one => looseDay(one) === looseDay(form));

/** The form of the date alone, without its weekday, and however many digits its numbers have. */
const looseDay = (form: string): string =>
  (dayFormOf(form) ?? '')
    .replace(/^(?:EEE|ccc)\w?[,.\s]*/, '')
    .replace(/(?:, | |,)?\(?(?:EEE|ccc)\w?\)?$/, '')
    .replace(/([a-zA-Z])\1+/g, '$1');
