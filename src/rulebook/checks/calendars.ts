import { hoursByDay } from '../../facts/calendar.js';
import type { Calendar, Hours } from '../../facts/place.js';
import { dayMillis, dayText, parseDay } from '../../facts/time.js';
import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import type { Rule } from '../read.js';
import { asCalendar, daysRange, isOneList, type WrittenCalendar, weekdayName, weekdaysIn } from '../shapes/calendar.js';
import type { Path } from '../spot.js';

/** What cannot be meant in a calendar: days that are none or stand twice, and hours that overlap or are missing. */
export function calendarFaults(rule: Rule<WrittenCalendar>): readonly Fault[] {
  const named = [...weekdayFaults(rule), ...exceptionFaults(rule)];
  // What a day's hours are is known only where it is clear which days are meant.
  if (named.length > 0) return named;
  const overlapping = listsOf(rule.value).flatMap(({ path, hours }) => overlapFaults(rule, path, hours));
  return overlapping.length > 0 ? overlapping : [...missingHours(rule), ...nightFaults(rule)];
}

function weekdayFaults(rule: Rule<WrittenCalendar>): readonly Fault[] {
  const { hours, weekdays } = rule.value;
  if (isOneList(hours)) return [];
  const first = new Map<number, string>();
  const faults = Object.keys(hours).flatMap(name => {
    const days = weekdaysIn(name);
    if (days === undefined) return [wrongDays(rule, 'hours', name)];
    const repeated = days.find(day => first.has(day));
    if (repeated !== undefined) {
      const params = { of: rule.title, weekday: weekdayName(repeated), name, first: first.get(repeated) ?? '' };
      return [fault(configFaults, 'weekday_twice', params, rule.entry.spot.keyPlace(['hours', name]))];
    }
    for (const day of days) first.set(day, name);
    return [];
  });
  if (faults.length > 0 || weekdays === undefined) return faults;
  const differ = weekdays.length !== first.size || weekdays.some(day => !first.has(day));
  if (!differ) return [];
  const params = { of: rule.title, weekdays: [...new Set(weekdays)].map(weekdayName), hours: Object.keys(hours) };
  return [fault(configFaults, 'weekdays_differ', params, rule.entry.spot.place(['weekdays']))];
}

function exceptionFaults(rule: Rule<WrittenCalendar>): readonly Fault[] {
  const seen: { readonly name: string; readonly from: string; readonly to: string }[] = [];
  return Object.keys(rule.value.exceptions ?? {}).flatMap(name => {
    const range = daysRange(name);
    if (range === undefined) return [wrongDays(rule, 'exceptions', name)];
    const [from, to] = range;
    const other = seen.find(one => one.from <= to && from <= one.to);
    seen.push({ name, from, to });
    if (other === undefined) return [];
    const params = { of: rule.title, day: from > other.from ? from : other.from, name, first: other.name };
    return [fault(configFaults, 'exception_twice', params, rule.entry.spot.keyPlace(['exceptions', name]))];
  });
}

const wrongDays = (rule: Rule<unknown>, key: 'hours' | 'exceptions', given: string): Fault =>
  fault(configFaults, 'calendar_days_wrong', { of: rule.title, key, given }, rule.entry.spot.keyPlace([key, given]));

interface HoursAt {
  readonly path: Path;
  readonly hours: Hours;
}

/** Every list of hours with its path in the file. */
function listsOf({ hours, exceptions = {} }: WrittenCalendar): readonly HoursAt[] {
  return [
    ...(isOneList(hours)
      ? [{ path: ['hours'], hours }]
      : Object.entries(hours).map(([name, list]) => ({ path: ['hours', name], hours: list }))),
    ...Object.entries(exceptions).map(([name, list]) => ({ path: ['exceptions', name], hours: list })),
  ];
}

function overlapFaults(rule: Rule<unknown>, path: Path, hours: Hours): readonly Fault[] {
  const inOrder = hours.map((span, at) => ({ span, at })).toSorted((a, b) => a.span[0] - b.span[0]);
  return inOrder.flatMap(({ span, at }, i) => {
    const before = inOrder[i - 1]?.span;
    if (before === undefined || span[0] >= before[1]) return [];
    const params = { of: rule.title, hours: clockSpan(span), before: clockSpan(before), day: undefined };
    return [fault(configFaults, 'hours_overlap', params, rule.entry.spot.place([...path, at]))];
  });
}

/** Days of `working` whose weekday has no hours, where weekdays differ. */
function missingHours(rule: Rule<WrittenCalendar>): readonly Fault[] {
  const hoursOn = hoursByDay(asCalendar(rule.value));
  return rule.value.working.flatMap(([from, to], at) => {
    const day = daysBetween(from, to).find(one => hoursOn(one)?.length === 0);
    if (day === undefined) return [];
    const params = { of: rule.title, day: dayText(day) };
    return [fault(configFaults, 'working_without_hours', params, rule.entry.spot.place(['working', at]))];
  });
}

/** The first day whose hours begin before a shift of the day before has ended: one fault is enough, as the next weeks are like it. */
function nightFaults(rule: Rule<WrittenCalendar>): readonly Fault[] {
  const calendar = asCalendar(rule.value);
  const hoursOn = hoursByDay(calendar);
  for (const day of daysToLookAt(calendar)) {
    const before = hoursOn(day - 1)?.at(-1);
    const span = hoursOn(day)?.[0];
    if (before === undefined || span === undefined || span[0] + dayMillis >= before[1]) continue;
    const params = { of: rule.title, hours: clockSpan(span), before: clockSpan(before), day: dayText(day) };
    return [fault(configFaults, 'hours_overlap', params, rule.entry.spot.keyPlace(['hours']))];
  }
  return [];
}

/** Two usual weeks, and the days at the edges of everything that is not as usual. */
function daysToLookAt({ holidays, working, exceptions = [] }: Calendar): readonly number[] {
  const ranges = [...holidays, ...working, ...exceptions.map(({ from, to }) => [from, to] as const)];
  const edges = ranges.flatMap(([from, to]) => {
    const [first, last] = [parseDay(from) ?? 0, parseDay(to) ?? 0];
    return [first, first + 1, last, last + 1];
  });
  return [...edges, ...Array.from({ length: 400 }, (_, i) => firstOfUsual + i)];
}

/** A Monday early in the years that calendars are laid out for, from where a year is looked at. */
const firstOfUsual = Date.UTC(2001, 0, 1) / dayMillis;

function daysBetween(from: string, to: string): readonly number[] {
  const [first, last] = [parseDay(from) ?? 0, parseDay(to) ?? -1];
  // No two weeks differ in their weekdays.
  return Array.from({ length: Math.min(last - first + 1, 7) }, (_, i) => first + i);
}

const clockSpan = ([from, to]: Hours[number]): string => `${clock(from)}-${clock(to > dayMillis ? to - dayMillis : to)}`;

function clock(millis: number): string {
  const minutes = millis / 60_000;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
