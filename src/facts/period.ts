import { dateOf, dayOf, dayText, localDay, mondayOfWeek, parseDay, startOfDay, weekOf } from './time.js';

/** A half-open stretch of time in a zone: `from` is its first instant, `to` the first after it. */
export interface Period {
  readonly id: string;
  readonly grain: 'month' | 'quarter' | 'year' | 'week' | 'days';
  readonly from: number;
  readonly to: number;
  /** Its first and last local day, as days since 1970-01-01. */
  readonly firstDay: number;
  readonly lastDay: number;
}

/** Since when a client's months begin on another day than the first; `from` and `until` are days (`yyyy-MM-dd`), both included. */
export interface MonthStart {
  readonly from: string;
  readonly until?: string;
  /** 2 to 28: with 26, March is 26 February to 25 March. The first month begins where the one before it ended. */
  readonly starts_on: number;
}

/** By which days periods are named: a client with its zone and months, or a zone alone, whose months begin on the first. */
export type Reckoning = string | { readonly time_zone: string; readonly months?: readonly MonthStart[] };

const zoneOf = (reckoning: Reckoning): string => (typeof reckoning === 'string' ? reckoning : reckoning.time_zone);

/** The years that a period may lie in. Facts are of this time, and what walks over days or zones has an end. */
export const periodYears = { first: 1900, last: 2100 } as const;

/** The most years that a period from a day to a day may span; more than any contract runs. */
export const longestYears = 20;

/** Days of that many years, with as many leap days as there can be among them. */
const longestDays = longestYears * 365 + longestYears / 4 + 1;

/** The period that a text names, by a client's days; undefined when it names none, or one that is too long, too early or too late. */
export function parsePeriod(id: string, reckoning: Reckoning): Period | undefined {
  const days = daysOf(id, reckoning);
  return days === undefined || !isWithinBounds(days) ? undefined : periodOver(id, days, zoneOf(reckoning));
}

/** The period of a document, from its first instant and the first after it. */
export function periodBetween(id: string, zone: string, from: number, to: number): Period | undefined {
  const named = daysOf(id, zone);
  return named && { id, grain: named[0], from, to, firstDay: localDay(zone, from), lastDay: localDay(zone, to - 1) };
}

/** Whether a text is written as a period, but of one that is too long, too early or too late. */
export function isOutOfBounds(id: string): boolean {
  const days = daysOf(id, 'UTC');
  return days !== undefined && !isWithinBounds(days);
}

const isWithinBounds = ([, firstDay, lastDay]: Days): boolean =>
  dateOf(firstDay).year >= periodYears.first && dateOf(lastDay).year <= periodYears.last && lastDay - firstDay < longestDays;

function periodOver(id: string, [grain, firstDay, lastDay]: Days, zone: string): Period {
  return { id, grain, firstDay, lastDay, from: startOfDay(zone, firstDay), to: startOfDay(zone, lastDay + 1) };
}

type Days = readonly [grain: Period['grain'], firstDay: number, lastDay: number];

function daysOf(id: string, reckoning: Reckoning): Days | undefined {
  const range = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(id);
  if (range) return spanned('days', parseDay(range[1] ?? ''), parseDay(range[2] ?? ''));
  const week = /^(\d{4})-W(\d{2})$/.exec(id);
  if (week) {
    const monday = mondayOfWeek(Number(week[1]), Number(week[2]));
    return spanned('week', monday, monday === undefined ? undefined : monday + 6);
  }
  const quarter = /^(\d{4})-Q([1-4])$/.exec(id);
  if (quarter) return months('quarter', Number(quarter[1]), Number(quarter[2]) * 3 - 2, 3, reckoning);
  const month = /^(\d{4})-(\d{2})$/.exec(id);
  if (month) return months('month', Number(month[1]), Number(month[2]), 1, reckoning);
  const year = /^(\d{4})$/.exec(id);
  return year ? months('year', Number(year[1]), 1, 12, reckoning) : undefined;
}

function spanned(grain: Period['grain'], first: number | undefined, last: number | undefined): Days | undefined {
  return first === undefined || last === undefined || last < first ? undefined : [grain, first, last];
}

function months(grain: Period['grain'], year: number, month: number, count: number, reckoning: Reckoning): Days | undefined {
  if (month < 1 || month > 12) return undefined;
  const [first, after] = [firstOf(year, month), firstOf(year, month + count)];
  if (first === undefined || after === undefined) return undefined;
  return spanned(grain, lastDayBefore(first, reckoning) + 1, lastDayBefore(after, reckoning));
}

/**
 * The last day of the client's month that the calendar's first day of the next one is given for: what is agreed on the day before
 * that says where months begin. Each month begins on the day after the one before it, so that a month in which that changes is
 * longer or shorter, and no day is in two months or in none.
 */
function lastDayBefore(firstOfNext: number, reckoning: Reckoning): number {
  const last = firstOfNext - 1;
  const starts = startsOn(reckoning, last);
  return starts === 1 ? last : last - dateOf(last).day + starts - 1;
}

/** The first day of a month, counted on from January of a year. */
function firstOf(year: number, month: number): number | undefined {
  const at = month - 1;
  return dayOf(year + Math.floor(at / 12), (((at % 12) + 12) % 12) + 1, 1);
}

function startsOn(reckoning: Reckoning, day: number): number {
  if (typeof reckoning === 'string' || reckoning.months === undefined) return 1;
  const text = dayText(day);
  const holding = reckoning.months.find(({ from, until }) => from <= text && (until === undefined || text <= until));
  return holding?.starts_on ?? 1;
}

/** The period of the same form right before; of the earliest one too, which itself nobody can ask for. */
export function previousPeriod(period: Period, reckoning: Reckoning): Period {
  const id = previousId(period);
  const days = daysOf(id, reckoning);
  if (days === undefined) throw new RangeError(`no period before ${period.id}`);
  return periodOver(id, days, zoneOf(reckoning));
}

function previousId({ grain, firstDay, lastDay }: Period): string {
  const { year, month } = dateOf(firstDay - 1);
  if (grain === 'year') return pad(year, 4);
  if (grain === 'quarter') return `${pad(year, 4)}-Q${Math.ceil(month / 3)}`;
  if (grain === 'month') return `${pad(year, 4)}-${pad(month, 2)}`;
  if (grain === 'days') return `${dayText(firstDay - (lastDay - firstDay + 1))}..${dayText(firstDay - 1)}`;
  const week = weekOf(firstDay - 7);
  return `${pad(week.year, 4)}-W${pad(week.week, 2)}`;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** The period of a grain in which a local day lies (days since 1970-01-01), by a client's days. */
export function periodAround(
  grain: Exclude<Period['grain'], 'days'> | 'day',
  day: number,
  reckoning: Reckoning,
): Period | undefined {
  const { year, month } = dateOf(day);
  const week = weekOf(day);
  const forms = {
    day: `${dayText(day)}..${dayText(day)}`,
    week: `${pad(week.year, 4)}-W${pad(week.week, 2)}`,
    month: `${pad(year, 4)}-${pad(month, 2)}`,
    quarter: `${pad(year, 4)}-Q${Math.ceil(month / 3)}`,
    year: pad(year, 4),
  };
  const named = parsePeriod(forms[grain], reckoning);
  // By months that begin later than the first, the last days of one by the calendar are the next one's first.
  return named !== undefined && day > named.lastDay ? nextPeriod(named, reckoning) : named;
}

function nextPeriod(period: Period, reckoning: Reckoning): Period | undefined {
  const { year, month } = dateOf(period.lastDay);
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  const forms = {
    month: `${pad(next.year, 4)}-${pad(next.month, 2)}`,
    quarter: `${pad(next.year, 4)}-Q${Math.ceil(next.month / 3)}`,
    year: pad(year + 1, 4),
  };
  return period.grain === 'week' || period.grain === 'days' ? undefined : parsePeriod(forms[period.grain], reckoning);
}

/**
 * The period of the same name a year before. A month, quarter or year has the days that this one has, whatever was agreed then, so
 * that like is compared with like; the last day of a month stays the last one. Undefined where there is none, as of a 53rd week or
 * of 29 February.
 */
export function periodYearBefore(period: Period, reckoning: Reckoning): Period | undefined {
  const { id, grain, firstDay, lastDay } = period;
  const named = parsePeriod(
    id
      .split('..')
      .map(name => `${pad(Number(name.slice(0, 4)) - 1, 4)}${name.slice(4)}`)
      .join('..'),
    reckoning,
  );
  if (named === undefined || grain === 'week' || grain === 'days') return named;
  return periodOver(named.id, [grain, endYearBefore(firstDay - 1) + 1, endYearBefore(lastDay)], zoneOf(reckoning));
}

/** The day a year before a last day of a month, which is the calendar's last or before the 28th. */
function endYearBefore(day: number): number {
  const { year, month, day: date } = dateOf(day);
  const [first, next] = [firstOf(year - 1, month), firstOf(year - 1, month + 1)];
  if (first === undefined || next === undefined) throw new RangeError(`no year before ${dayText(day)}`);
  return dateOf(day + 1).day === 1 ? next - 1 : first + date - 1;
}
