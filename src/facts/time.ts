import { DateTime, IANAZone } from 'luxon';

/** Milliseconds of a day by the clock. */
export const dayMillis = 86_400_000;

/** The days, since 1970-01-01, for which formulas read a clock: of the years 1000 to 9999. */
export const clockDays = { first: -354_285, last: 2_932_896 } as const;

/** The instants, in UTC milliseconds, for which formulas read a clock. */
export const clockInstants = { first: clockDays.first * dayMillis, last: (clockDays.last + 1) * dayMillis - 1 } as const;

/** How a wall-clock time met the zone's changes: as usual, moved out of a gap, or the earlier of two. */
export type Clock = 'usual' | 'gap' | 'overlap';

// A zone's offsets change a few times a year at most: each stretch of about a year is probed once and remembered.
const stretch = 2 ** 35;
const probe = stretch / 64;
interface Change {
  readonly at: number;
  readonly offset: number;
}
const stretches = new Map<string, Map<number, readonly Change[]>>();

// Asking takes a fifth of a millisecond, and thousands of clients name the same few zones.
const zonesKnown = new Set<string>();
const mostZones = 1000;

/** Whether the name is an IANA time zone. */
export function isZone(name: string): boolean {
  if (zonesKnown.has(name)) return true;
  if (!IANAZone.isValidZone(name)) return false;
  if (zonesKnown.size < mostZones) zonesKnown.add(name);
  return true;
}

/** Milliseconds that the zone's clock is ahead of UTC at an instant. */
export function offsetAt(zone: string, at: number): number {
  const index = Math.floor(at / stretch);
  const changes = changesOf(zone, index);
  for (let i = changes.length - 1; i >= 0; i--) {
    const change = changes[i];
    if (change !== undefined && change.at <= at) return change.offset;
  }
  throw new RangeError(`no offset of ${zone} at ${at}`);
}

function changesOf(zone: string, index: number): readonly Change[] {
  let known = stretches.get(zone);
  if (known === undefined) stretches.set(zone, (known = new Map()));
  let changes = known.get(index);
  if (changes === undefined) known.set(index, (changes = findChanges(IANAZone.create(zone), index * stretch)));
  return changes;
}

function findChanges(zone: IANAZone, from: number): readonly Change[] {
  const offset = (at: number): number => Math.round(zone.offset(at) * 60_000);
  const changes: Change[] = [{ at: from, offset: offset(from) }];
  let before = from;
  let current = changes[0]?.offset ?? 0;
  for (let at = from + probe; at <= from + stretch; at += probe) {
    const here = offset(at);
    if (here !== current) {
      let low = before;
      let high = at;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (offset(middle) === current) low = middle;
        else high = middle;
      }
      changes.push({ at: high, offset: here });
      current = here;
    }
    before = at;
  }
  return changes;
}

/** Wall-clock times of a zone that are a day and more away from any change of its clock. */
interface CalmTimes {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

// By zone those among which a time was last: facts are of few months, and millions of times are asked for.
const calmTimes = new Map<string, CalmTimes>();

function calmAround(zone: string, at: number): CalmTimes {
  const index = Math.floor(at / stretch);
  const changes = changesOf(zone, index);
  const next = changes.findIndex(change => change.at > at);
  const current = changes.at(next < 0 ? -1 : next - 1);
  const until = next < 0 ? (index + 1) * stretch : (changes[next]?.at ?? 0);
  return { from: (current?.at ?? until) + dayMillis, to: until - dayMillis, offset: current?.offset ?? 0 };
}

/** The zone's wall clock at an instant, as `Date.UTC` would number it. */
export const localOf = (zone: string, at: number): number => at + offsetAt(zone, at);

/** The instant of a wall-clock time. In a gap time moves forward by the gap; of two instants the earlier is taken. */
export function instantOf(zone: string, local: number): { readonly at: number; readonly clock: Clock } {
  const calm = calmTimes.get(zone);
  if (calm !== undefined && local >= calm.from && local < calm.to) return { at: local - calm.offset, clock: 'usual' };
  const before = offsetAt(zone, local - dayMillis);
  const after = offsetAt(zone, local + dayMillis);
  const early = local - before;
  if (before === after) {
    calmTimes.set(zone, calmAround(zone, early));
    // Two changes within two days cancel out so rarely that only the offset in force here is asked again.
    return offsetAt(zone, early) === before
      ? { at: early, clock: 'usual' }
      : { at: local - offsetAt(zone, early), clock: 'usual' };
  }
  const late = local - after;
  const earlyHolds = offsetAt(zone, early) === before;
  const lateHolds = offsetAt(zone, late) === after;
  if (earlyHolds) return { at: early, clock: lateHolds ? 'overlap' : 'usual' };
  if (lateHolds) return { at: late, clock: 'usual' };
  return { at: early, clock: 'gap' };
}

/** The local day of an instant, as days since 1970-01-01. */
export const localDay = (zone: string, at: number): number => Math.floor(localOf(zone, at) / dayMillis);

/** The first instant of a local day. */
export const startOfDay = (zone: string, day: number): number => instantOf(zone, day * dayMillis).at;

/** The last millisecond of a local day. */
export const endOfDay = (zone: string, day: number): number => startOfDay(zone, day + 1) - 1;

// By zone the month that was asked for last, as its clock counts: facts are of few months.
const lastMonths = new Map<string, { readonly from: number; readonly to: number; readonly end: number }>();

/** The last millisecond of the local month of an instant. */
export function endOfMonth(zone: string, at: number): number {
  const local = localOf(zone, at);
  const known = lastMonths.get(zone);
  if (known !== undefined && local >= known.from && local < known.to) return known.end;
  const day = new Date(local);
  const [from, to] = [0, 1].map(after => Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + after, 1)) as [number, number];
  const end = startOfDay(zone, to / dayMillis) - 1;
  lastMonths.set(zone, { from, to, end });
  return end;
}

/** Days since 1970-01-01 of a `yyyy-MM-dd`, or undefined when there is no such day. */
export function parseDay(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** Days since 1970-01-01 of a calendar date (months from 1), or undefined when there is no such day. */
export function dayOf(year: number, month: number, day: number): number | undefined {
  const local = utc(year, month, day);
  const date = new Date(local);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month >= 1 && month <= 12
    ? local / dayMillis
    : undefined;
}

// Date.UTC reads years below 100 as 19xx, which no source means.
function utc(year: number, month: number, day: number): number {
  return year < 100 ? new Date(0).setUTCFullYear(year, month - 1, day) : Date.UTC(year, month - 1, day);
}

// The day that was asked for last: that of a period is asked for by every metric of every client.
let lastDay = { day: 0, text: '1970-01-01' };

/** `yyyy-MM-dd` of days since 1970-01-01. */
export function dayText(day: number): string {
  if (lastDay.day !== day) lastDay = { day, text: new Date(day * dayMillis).toISOString().slice(0, 10) };
  return lastDay.text;
}

/** ISO 8601 in UTC; milliseconds only where there are any. */
export const isoInstant = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** An instant by the zone's clock, to the second, as people read it: `2026-06-12 08:30:00`. */
export const localText = (zone: string, at: number): string =>
  new Date(localOf(zone, at)).toISOString().slice(0, 19).replace('T', ' ');

/** An instant as a sentence says it: by a zone's clock to the minute, with the zone. */
export const zonedText = (zone: string, at: number): string => `${localText(zone, at).slice(0, 16)} (${zone})`;

/** Year, month (from 1) and day of a day number. */
export function dateOf(day: number): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(day * dayMillis);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Monday = 1 … Sunday = 7. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The Monday of an ISO week, as a day number; undefined for a week the year does not have. */
export function mondayOfWeek(year: number, week: number): number | undefined {
  const monday = DateTime.fromObject({ weekYear: year, weekNumber: week }, { zone: 'utc' });
  return monday.isValid && monday.weekYear === year && monday.weekNumber === week ? monday.toMillis() / dayMillis : undefined;
}

/** The ISO week of a day. */
export function weekOf(day: number): { readonly year: number; readonly week: number } {
  const date = DateTime.fromMillis(day * dayMillis, { zone: 'utc' });
  return { year: date.weekYear, week: date.weekNumber };
}

/** A date as a source writes it: wall clock, whether it had a time, and the offset where the text gave one. */
export interface Moment {
  readonly local: number;
  readonly hasTime: boolean;
  readonly offset?: number;
  /** The text names this as a whole, and no day of it: `local` is where it begins. */
  readonly whole?: 'month' | 'year';
}

/** The last day of what a date names: of the month or year that it names as a whole, else the day itself. */
export function lastDayOf({ local, whole }: Moment): number {
  const day = Math.floor(local / dayMillis);
  if (whole === undefined) return day;
  const { year, month } = dateOf(day);
  return Date.UTC(whole === 'year' ? year + 1 : year, whole === 'year' ? 0 : month, 1) / dayMillis - 1;
}

/** A parser of a date form with Luxon's rarer tokens (zones, weeks, ordinals), names in English; `whole` is what it names as a whole. */
export function compileRareFormat(
  pattern: string,
  {
    hasTime,
    isZoned,
    whole,
  }: { readonly hasTime: boolean; readonly isZoned: boolean; readonly whole?: 'month' | 'year' | undefined },
): (text: string) => Moment | undefined {
  const parser = DateTime.buildFormatParser(pattern, { locale: 'en' });
  const named = whole === undefined ? {} : { whole };
  return text => {
    const parsed = DateTime.fromFormatParser(text, parser, { zone: 'utc', setZone: true, locale: 'en' });
    if (!parsed.isValid) return undefined;
    const offset = parsed.offset * 60_000;
    return isZoned ? { local: parsed.toMillis() + offset, hasTime, offset } : { local: parsed.toMillis(), hasTime, ...named };
  };
}
