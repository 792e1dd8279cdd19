import { dateOf, dayOf, dayText, mondayOfWeek, parseDay, startOfDay, weekOf } from './time.js';

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

/** The years that a period may lie in. Facts are of this time, and what walks over days or zones has an end. */
export const periodYears = { first: 1900, last: 2100 } as const;

/** The most years that a period from a day to a day may span; more than any contract runs. */
export const longestYears = 20;

/** Days of that many years, with as many leap days as there can be among them. */
const longestDays = longestYears * 365 + longestYears / 4 + 1;

/** The period that a text names, in a client's zone; undefined when it names none, or one that is too long, too early or too late. */
export function parsePeriod(id: string, zone: string): Period | undefined {
  const days = daysOf(id);
  return days === undefined || !isWithinBounds(days) ? undefined : periodOver(id, days, zone);
}

/** Whether a text is written as a period, but of one that is too long, too early or too late. */
export function isOutOfBounds(id: string): boolean {
  const days = daysOf(id);
  return days !== undefined && !isWithinBounds(days);
}

const isWithinBounds = ([, firstDay, lastDay]: Days): boolean =>
  dateOf(firstDay).year >= periodYears.first && dateOf(lastDay).year <= periodYears.last && lastDay - firstDay < longestDays;

function periodOver(id: string, [grain, firstDay, lastDay]: Days, zone: string): Period {
  return { id, grain, firstDay, lastDay, from: startOfDay(zone, firstDay), to: startOfDay(zone, lastDay + 1) };
}

type Days = readonly [grain: Period['grain'], firstDay: number, lastDay: number];

function daysOf(id: string): Days | undefined {
  const range = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(id);
  if (range) return spanned('days', parseDay(range[1] ?? ''), parseDay(range[2] ?? ''));
  const week = /^(\d{4})-W(\d{2})$/.exec(id);
  if (week) {
    const monday = mondayOfWeek(Number(week[1]), Number(week[2]));
    return spanned('week', monday, monday === undefined ? undefined : monday + 6);
  }
  const quarter = /^(\d{4})-Q([1-4])$/.exec(id);
  if (quarter) return months('quarter', Number(quarter[1]), Number(quarter[2]) * 3 - 2, 3);
  const month = /^(\d{4})-(\d{2})$/.exec(id);
  if (month) return months('month', Number(month[1]), Number(month[2]), 1);
  const year = /^(\d{4})$/.exec(id);
  return year ? months('year', Number(year[1]), 1, 12) : undefined;
}

function spanned(grain: Period['grain'], first: number | undefined, last: number | undefined): Days | undefined {
  return first === undefined || last === undefined || last < first ? undefined : [grain, first, last];
}

function months(grain: Period['grain'], year: number, month: number, count: number): Days | undefined {
  const next = month - 1 + count;
  const after = dayOf(year + Math.floor(next / 12), (next % 12) + 1, 1);
  return spanned(grain, dayOf(year, month, 1), after === undefined ? undefined : after - 1);
}

/** The period of the same form right before; of the earliest one too, which itself nobody can ask for. */
export function previousPeriod(period: Period, zone: string): Period {
  const id = previousId(period);
  const days = daysOf(id);
  if (days === undefined) throw new RangeError(`no period before ${period.id}`);
  return periodOver(id, days, zone);
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
