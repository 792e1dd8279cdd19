import { createTask, parse } from 'node-cron';
import { dayMillis, instantOf, localDay, localOf } from '../../facts/time.js';

/** When something is due, in a time zone. */
export interface Schedule {
  /** The first due time after an instant; undefined when there is none within nine years. */
  next(after: number): number | undefined;
  /** The last due time up to and including an instant, none before `since`. */
  last(upTo: number, since: number): number | undefined;
}

const hourMillis = 3_600_000;
const minuteMillis = 60_000;
/** From one 29th of February that is a given weekday to the next it may be longer; nobody schedules that. */
const horizonDays = 9 * 366;

/**
 * The schedule of five cron fields in a zone. Each local due time is one run: one that a clock change skips moves forward by the gap,
 * one that comes twice runs the first time. A schedule of every hour follows the hours as they pass instead, and runs in both.
 */
export function scheduleOf(cron: string, zone: string): Schedule {
  const { hour, minute } = parse(cron);
  const everyHour = hour.length === 24;
  const isDay = dayMatcher(cron, hour[0] ?? 0, minute[0] ?? 0);
  const dueOn = (day: number): readonly number[] => {
    if (!isDay(day)) return [];
    const due = everyHour ? passingHours(zone, day, minute) : byTheClock(zone, day, hour, minute);
    return [...new Set(due)].sort((a, b) => a - b);
  };
  return {
    next(after) {
      // A due time that a gap moves over midnight belongs to the day before.
      const first = localDay(zone, after) - 1;
      for (let day = first; day <= first + horizonDays; day++) {
        const found = dueOn(day).find(at => at > after);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    last(upTo, since) {
      const today = localDay(zone, upTo);
      const oldest = Math.max(localDay(zone, since) - 1, today - horizonDays);
      for (let day = today; day >= oldest; day--) {
        const found = dueOn(day).findLast(at => at <= upTo);
        if (found !== undefined) return found >= since ? found : undefined;
      }
      return undefined;
    },
  };
}

/** Whether a local day is one of the schedule's. The library is asked in UTC, so that it knows nothing of clock changes. */
function dayMatcher(cron: string, hour: number, minute: number): (day: number) => boolean {
  const task = createTask(cron, () => undefined, { timezone: 'UTC', suppressMissedWarning: true });
  const asked = hour * hourMillis + minute * minuteMillis;
  void task.destroy();
  return day => task.match(new Date(day * dayMillis + asked));
}

function byTheClock(zone: string, day: number, hours: readonly number[], minutes: readonly number[]): readonly number[] {
  return hours.flatMap(hour =>
    minutes.map(minute => instantOf(zone, day * dayMillis + hour * hourMillis + minute * minuteMillis).at),
  );
}

/** Every passing minute of a day whose clock shows one of these minutes; zones a quarter of an hour off are no exception. */
function passingHours(zone: string, day: number, minutes: readonly number[]): readonly number[] {
  const due: number[] = [];
  const from = instantOf(zone, day * dayMillis).at;
  for (let hour = from - hourMillis; localDay(zone, hour) <= day; hour += hourMillis) {
    for (const minute of minutes) {
      const shown = localOf(zone, hour);
      const at = hour + (minute * minuteMillis - (((shown % hourMillis) + hourMillis) % hourMillis));
      const isShown = ((localOf(zone, at) % hourMillis) + hourMillis) % hourMillis === minute * minuteMillis;
      if (isShown && localDay(zone, at) === day) due.push(at);
    }
  }
  return due;
}
