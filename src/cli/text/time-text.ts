import type { Language } from '../../facts/label.js';
import { dayText, localDay, localText } from '../../facts/time.js';
import { say } from '../../words/say.js';

/** An instant of an answer by a zone's clock, to the second. */
export const timeText = (zone: string, iso: string): string => localText(zone, Date.parse(iso));

/** The first and last day of a time of an answer, which ends before its instant `to`, by a zone's calendar. */
export function daysText(zone: string, { from, to }: { readonly from: string; readonly to: string }, language: Language): string {
  const [first, last] = [dayText(localDay(zone, Date.parse(from))), dayText(localDay(zone, Date.parse(to) - 1))];
  return say(language, `${first} to ${last}`, `${first} 至 ${last}`);
}
