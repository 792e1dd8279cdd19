import { z } from 'zod';
import type { Label } from '../../facts/label.js';
import type { Calendar, Hours } from '../../facts/place.js';
import { dayMillis, parseDay } from '../../facts/time.js';
import { messageOf } from '../../faults/expected.js';
import { suchAs } from '../../faults/phrase.js';
import { type ObjectKind, titled } from '../kind.js';
import { filled, label, list, named, record, scalar, words } from '../shape.js';

const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A calendar as written: hours for all its weekdays, or by weekday, and days with hours of their own. */
export type WrittenCalendar = Pick<Calendar, 'id' | 'holidays' | 'working'> & {
  /** For who chooses it; no figure depends on it. */
  readonly label?: Label;
  readonly weekdays?: readonly number[];
  /** A list for every weekday; else by weekdays as written, such as `mon-fri`. */
  readonly hours: Hours | Readonly<Record<string, Hours>>;
  /** By days as written, such as `2026-12-24` or `2026-12-27..2026-12-31`. */
  readonly exceptions?: Readonly<Record<string, Hours>>;
};

const weekdayOfName = (name: string): number | undefined => {
  const found = weekdayNames.findIndex(known => known === name.trim().toLowerCase());
  return found < 0 ? undefined : found + 1;
};

/** The name of a weekday, Monday = 1 … Sunday = 7. */
export const weekdayName = (weekday: number): string => weekdayNames[weekday - 1] ?? '';

/** The weekdays of a text such as `sat` or `mon-fri`, which may run over the end of a week; undefined where it is neither. */
export function weekdaysIn(text: string): readonly number[] | undefined {
  const [first = '', last = first, ...more] = text.split('-');
  const [from, to] = [weekdayOfName(first), weekdayOfName(last)];
  if (from === undefined || to === undefined || more.length > 0) return undefined;
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => ((from - 1 + i) % 7) + 1);
}

/** The first and last day of a text such as `2026-10-01..2026-10-07` or `2026-12-25`; undefined where it is neither. */
export function daysRange(text: string): readonly [from: string, to: string] | undefined {
  const [from = '', to = from, ...more] = text.split('..').map(part => part.trim());
  const [first, last] = [parseDay(from), parseDay(to)];
  return first === undefined || last === undefined || last < first || more.length > 0 ? undefined : [from, to];
}

const minutes = 60_000;

const span = scalar('working_hours', (text): Hours[number] | undefined => {
  const [, fromHour, fromMinute, toHour, toMinute] = /^(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)$/.exec(text.trim()) ?? [];
  if (toMinute === undefined || Number(fromMinute) > 59 || Number(toMinute) > 59) return undefined;
  const from = (Number(fromHour) * 60 + Number(fromMinute)) * minutes;
  const to = (Number(toHour) * 60 + Number(toMinute)) * minutes;
  // The same time twice may be nothing or a whole day: the latter is written 00:00-24:00.
  if (from >= dayMillis || to > dayMillis || from === to) return undefined;
  return [from, from < to ? to : to + dayMillis];
});

const listOfHours = suchAs('a_list_of_working_hours', '["09:00-12:00", "13:00-18:00"]');
const hours = filled(listOfHours, span);
const hoursByWeekday = suchAs('hours_by_weekday', '{ mon-fri: ["09:00-18:00"], sat: ["09:00-13:00"] }');
const weekdays = suchAs('a_list_of_weekdays', '[mon, tue, wed, thu, fri]');

const written = record('a_calendar', {
  id: words('the_name_of_a_calendar'),
  label: label.exactOptional(),
  weekdays: filled(weekdays, scalar('a_weekday', weekdayOfName)).exactOptional(),
  hours: z.union(
    [hours, named(hoursByWeekday, hours).refine(given => Object.keys(given).length > 0, { error: messageOf(hoursByWeekday) })],
    { error: messageOf(hoursByWeekday) },
  ),
  holidays: list('a_list_of_days', scalar(suchAs('a_day_or_range', '2026-10-01..2026-10-07'), daysRange)).exactOptional(),
  working: list('a_list_of_days', scalar(suchAs('a_day_or_range', '2026-10-01..2026-10-07'), daysRange)).exactOptional(),
  exceptions: named(suchAs('hours_by_day', '{ 2026-12-24: ["09:00-13:00"] }'), hours).exactOptional(),
}).superRefine((given, context) => {
  if (!Array.isArray(given.hours) || given.weekdays !== undefined) return;
  context.addIssue({ code: 'custom', path: ['weekdays'], message: messageOf(weekdays) });
});

/** Working calendars are the same by id. */
export const calendars: ObjectKind<WrittenCalendar> = {
  title: titled('calendar', 'id'),
  shape: written.transform(given => ({
    ...given,
    holidays: given.holidays ?? [],
    working: given.working ?? [],
  })),
  identity: calendar => calendar.id,
};

/** Whether a calendar has the same hours on all its weekdays, in one list. */
export const isOneList = (given: WrittenCalendar['hours']): given is Hours => Array.isArray(given);

const inOrder = (given: Hours): Hours => given.toSorted((a, b) => a[0] - b[0]);

/** The calendar that is meant. Weekdays with the same hours under several names are one list: then it is the same calendar. */
export function asCalendar({ id, weekdays: given, hours: times, holidays, working, exceptions }: WrittenCalendar): Calendar {
  const byWeekday = isOneList(times)
    ? []
    : Object.entries(times)
        .flatMap(([name, list]) => (weekdaysIn(name) ?? []).map(weekday => ({ weekday, hours: inOrder(list) })))
        .sort((a, b) => a.weekday - b.weekday);
  const [first] = byWeekday;
  const common = isOneList(times)
    ? inOrder(times)
    : byWeekday.every(one => JSON.stringify(one.hours) === JSON.stringify(first?.hours))
      ? (first?.hours ?? [])
      : [];
  const own = Object.entries(exceptions ?? {}).flatMap(([days, list]) => {
    const range = daysRange(days);
    return range === undefined ? [] : [{ from: range[0], to: range[1], hours: inOrder(list) }];
  });
  return {
    id,
    weekdays: [...new Set(isOneList(times) ? (given ?? []) : byWeekday.map(one => one.weekday))].sort((a, b) => a - b),
    hours: common,
    holidays,
    working,
    ...(common.length > 0 ? {} : { weekday_hours: byWeekday }),
    ...(own.length === 0 ? {} : { exceptions: own.toSorted((a, b) => (a.from < b.from ? -1 : 1)) }),
  };
}
