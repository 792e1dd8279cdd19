import type { Exact } from './exact.js';
import type { Calendar, Hours } from './place.js';
import { dayMillis, instantOf, localDay, localOf, parseDay, startOfDay, weekdayOf } from './time.js';

/** A calendar laid out in a zone, day by day, over the years that facts are expected in. */
export interface WorkingTime {
  readonly zone: string;
  /** The first day laid out, as days since 1970-01-01. */
  readonly firstDay: number;
  /** Working days before each day, from `firstDay` on. */
  readonly workedDays: readonly number[];
  readonly isWorking: readonly boolean[];
  /** Working spans in order: [from, to) and the working milliseconds before `from`. */
  readonly spans: readonly { readonly from: number; readonly to: number; readonly before: number }[];
}

/** Years that calendars are laid out for; working time outside them is missing. */
export const calendarYears = { first: 2000, last: 2049 } as const;

const laidOut = new WeakMap<Calendar, Map<string, WorkingTime>>();

/** The calendar's working days and spans in a zone. */
export function workingTime(calendar: Calendar, zone: string): WorkingTime {
  const byZone = laidOut.get(calendar) ?? new Map<string, WorkingTime>();
  laidOut.set(calendar, byZone);
  const known = byZone.get(zone) ?? layOut(calendar, zone);
  byZone.set(zone, known);
  return known;
}

function layOut(calendar: Calendar, zone: string): WorkingTime {
  const firstDay = dayNumber(calendarYears.first, 0, 1);
  const lastDay = dayNumber(calendarYears.last, 11, 31);
  const hoursOn = hoursByDay(calendar);
  const workedDays: number[] = [];
  const isWorking: boolean[] = [];
  const spans: { from: number; to: number; before: number }[] = [];
  const mayOverlap = !isExact(calendar);
  let days = 0;
  let worked = 0;
  let taken = startOfDay(zone, firstDay);
  // From the day before, whose last shift may end on the first day.
  for (let day = firstDay - 1; day <= lastDay; day++) {
    const hours = hoursOn(day);
    if (day >= firstDay) {
      workedDays.push(days);
      isWorking.push(hours !== undefined);
      if (hours !== undefined) days++;
    } else if (mayOverlap) continue;
    for (const [opens, closes] of hours ?? []) {
      const begins = instantOf(zone, day * dayMillis + opens).at;
      const to = instantOf(zone, day * dayMillis + closes).at;
      const from = mayOverlap ? begins : Math.max(begins, taken);
      if (from >= to && !mayOverlap) continue;
      spans.push({ from, to, before: worked });
      worked += to - from;
      taken = to;
    }
  }
  return { zone, firstDay, workedDays, isWorking, spans };
}

/**
 * Whether time that two spans share is counted once. Spans of a day share some where the clock goes forward within the break
 * between them; calendars in the form of one list within a day count that twice, as they always did, so that no figure moves.
 */
const isExact = ({ hours, weekday_hours, exceptions }: Calendar): boolean =>
  weekday_hours !== undefined || exceptions !== undefined || hours.some(([, closes]) => closes > dayMillis);

const dayNumber = (year: number, month: number, day: number): number => Date.UTC(year, month, day) / dayMillis;

/** The hours of each day (as days since 1970-01-01) in the years that calendars are laid out for; undefined for a day off. */
export function hoursByDay(calendar: Calendar): (day: number) => Hours | undefined {
  const off = daysIn(calendar.holidays);
  const on = daysIn(calendar.working);
  const ofWeekdays = new Map(calendar.weekday_hours?.map(({ weekday, hours }) => [weekday, hours]));
  const ownHours = new Map(
    (calendar.exceptions ?? []).flatMap(({ from, to, hours }) => [...daysIn([[from, to]])].map(day => [day, hours] as const)),
  );
  return day => {
    const own = ownHours.get(day);
    if (own !== undefined) return own;
    const weekday = weekdayOf(day);
    const works = on.has(day) || (calendar.weekdays.includes(weekday) && !off.has(day));
    return works ? (ofWeekdays.get(weekday) ?? calendar.hours) : undefined;
  };
}

/** The days of some ranges that lie in the years laid out, and the day before. */
function daysIn(ranges: Calendar['holidays']): ReadonlySet<number> {
  const earliest = dayNumber(calendarYears.first, 0, 0);
  const latest = dayNumber(calendarYears.last, 11, 31);
  const days = new Set<number>();
  for (const [from, to] of ranges) {
    const last = Math.min(parseDay(to) ?? Number.NEGATIVE_INFINITY, latest);
    for (let day = Math.max(parseDay(from) ?? Number.POSITIVE_INFINITY, earliest); day <= last; day++) days.add(day);
  }
  return days;
}

/** Whether a local day (`yyyy-MM-dd`) is worked. */
export function isWorkingDay(calendar: Calendar, day: string): boolean {
  const time = workingTime(calendar, 'UTC');
  return time.isWorking[(parseDay(day) ?? Number.NaN) - time.firstDay] ?? false;
}

/** The last working day up to a day, both as days since 1970-01-01; undefined where the calendar's years hold none. */
export function lastWorkingDay(calendar: Calendar, day: number): number | undefined {
  const time = workingTime(calendar, 'UTC');
  const index = Math.min(day - time.firstDay, time.isWorking.length - 1);
  if (index < 0) return undefined;
  const worked = (time.workedDays[index] ?? 0) + (time.isWorking[index] === true ? 1 : 0);
  return worked === 0 ? undefined : (nthWorkingDay(time, worked - 1) ?? undefined);
}

/** Working milliseconds between two instants, negative when they are the other way round; null outside the calendar's years. */
export function workedBetween(time: WorkingTime, from: number, to: number): number | null {
  const before = workedUntil(time, from);
  const until = workedUntil(time, to);
  return before === null || until === null ? null : until - before;
}

function workedUntil(time: WorkingTime, at: number): number | null {
  const { zone, firstDay, isWorking } = time;
  if (at < startOfDay(zone, firstDay) || at >= startOfDay(zone, firstDay + isWorking.length)) return null;
  const span = lastBegun(time, at);
  return span === undefined ? 0 : span.before + Math.min(at, span.to) - span.from;
}

/** The last span that begins at an instant or before it. */
function lastBegun({ spans }: WorkingTime, at: number): WorkingTime['spans'][number] | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.from ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}

/** The day that an instant belongs to: in a shift that began before midnight, the day on which it began. */
function workingDayOf(time: WorkingTime, at: number): number {
  const day = localDay(time.zone, at);
  const span = lastBegun(time, at);
  return span !== undefined && at < span.to ? Math.min(day, localDay(time.zone, span.from)) : day;
}

/**
 * The instant so many working days later (earlier, when negative), at the same time by the clock; only whole numbers of days.
 * From a day off, the first working day after it counts as one. An instant in a shift that began before midnight belongs to the
 * day on which it began, and so does the result. Null outside the calendar's years.
 */
export function addWorkingDays(time: WorkingTime, at: number, days: Exact): number | null {
  if (typeof days !== 'number') return null;
  if (days === 0) return at;
  const day = workingDayOf(time, at);
  const index = day - time.firstDay;
  const worked = time.workedDays[index];
  if (worked === undefined) return null;
  // Days are numbered by how many working days come before them; a day off shares the number of the next working day.
  const ordinal = days > 0 && !time.isWorking[index] ? worked + days - 1 : worked + days;
  const target = nthWorkingDay(time, ordinal);
  return target === null ? null : instantOf(time.zone, localOf(time.zone, at) + (target - day) * dayMillis).at;
}

/**
 * The instant itself on a working day; on a day off, the same time by the clock on the next working day. An instant in a shift that began
 * before midnight belongs to the working day on which it began. Null outside the calendar's years.
 */
export function onWorkingDay(time: WorkingTime, at: number): number | null {
  const day = workingDayOf(time, at);
  const index = day - time.firstDay;
  const worked = time.workedDays[index];
  if (worked === undefined) return null;
  if (time.isWorking[index]) return at;
  const target = nthWorkingDay(time, worked);
  return target === null ? null : instantOf(time.zone, localOf(time.zone, at) + (target - day) * dayMillis).at;
}

const furthest = new WeakMap<Calendar, Map<number, number>>();

/** How many days lie at most between a day and the working day so many (1 or more) after it, or before it. */
export function furthestShift(calendar: Calendar, days: number): number {
  const known = furthest.get(calendar) ?? new Map<number, number>();
  furthest.set(calendar, known);
  const most = known.get(days) ?? furthestAnew(calendar, days);
  known.set(days, most);
  return most;
}

function furthestAnew(calendar: Calendar, days: number): number {
  const { isWorking } = workingTime(calendar, 'UTC');
  const worked = isWorking.flatMap((works, day) => (works ? [day] : []));
  // A day off has the distance of the working day before it or less, those before the first one and after the last one their own.
  const all = [-1, ...worked, isWorking.length];
  return all.slice(days).reduce((most, day, i) => Math.max(most, day - (all[i] ?? day)), 0);
}

function nthWorkingDay({ firstDay, workedDays, isWorking }: WorkingTime, ordinal: number): number | null {
  let low = 0;
  let high = workedDays.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((workedDays[middle] ?? 0) <= ordinal) low = middle;
    else high = middle - 1;
  }
  // `low` is the last day with at most `ordinal` before it: a run of days off ends at the working day itself.
  return workedDays[low] === ordinal && isWorking[low] ? firstDay + low : null;
}

/** The last day off that a calendar names; undefined where it names none. */
export const lastHoliday = ({ holidays }: Pick<Calendar, 'holidays'>): string | undefined =>
  holidays.reduce<string | undefined>((last, [, to]) => (last === undefined || to > last ? to : last), undefined);
