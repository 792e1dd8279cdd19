import type { Surrounding } from '../expressions/operations.js';
import { dayText, endOfDay, localDay, localOf } from '../facts/time.js';
import type { ReasonWords, TimeUnit } from './reason-words-en.js';

/** An instant by the clock of a zone; the last millisecond of a day as that day's end. */
export function clockText(at: number, { zone }: Pick<Surrounding, 'zone'>, { endOf }: ReasonWords): string {
  const day = localDay(zone, at);
  if (at === endOfDay(zone, day)) return endOf(dayText(day));
  const text = new Date(localOf(zone, at)).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, text.endsWith(':00.000Z') ? 16 : text.endsWith('.000Z') ? 19 : 23)}`;
}

/** What was counted from the end of a day, which is that day's last moment, with the time of the clock just before which it is over. */
export function withClockText(text: string, at: number, around: Pick<Surrounding, 'zone'>, words: ReasonWords): string {
  return at % 60_000 === 59_999 ? words.until(text, clockText(at + 1, around, words)) : text;
}

/** A length of time in the largest unit of which it is a whole number. */
export function durationText(millis: number, { duration }: ReasonWords): string {
  const units: readonly (readonly [number, TimeUnit])[] = [
    [86_400_000, 'days'],
    [3_600_000, 'hours'],
    [60_000, 'minutes'],
    [1000, 'seconds'],
  ];
  const [size, name] = units.find(([one]) => millis % one === 0) ?? [1, 'milliseconds'];
  return duration(millis / size, name);
}
