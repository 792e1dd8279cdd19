import type { Calendar } from '../../facts/place.js';
import { parseDay } from '../../facts/time.js';
import { type ObjectKind, titled } from '../kind.js';
import { filled, label, list, record, scalar, words } from '../shape.js';
import { without } from '../without.js';
import { suchAs } from '../../faults/phrase.js';

const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const weekday = scalar('a_weekday', text => {
  const found = weekdayNames.findIndex(name => name === text.toLowerCase());
  return found < 0 ? undefined : found + 1;
});

const minutes = 60_000;

const hours = scalar('working_hours', (text): readonly [number, number] | undefined => {
  const [, fromHour, fromMinute, toHour, toMinute] = /^(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)$/.exec(text.trim()) ?? [];
  if (toMinute === undefined || Number(fromMinute) > 59 || Number(toMinute) > 59) return undefined;
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const to = Number(toHour) * 60 + Number(toMinute);
  return from < to && to <= 24 * 60 ? [from * minutes, to * minutes] : undefined;
});

const days = scalar(suchAs('a_day_or_range', '2026-10-01..2026-10-07'), (text): readonly [string, string] | undefined => {
  const [from = '', to = from, ...more] = text.split('..').map(part => part.trim());
  const [first, last] = [parseDay(from), parseDay(to)];
  return first === undefined || last === undefined || last < first || more.length > 0 ? undefined : [from, to];
});

const written = record('a_calendar', {
  id: words('the_name_of_a_calendar'),
  label: label.exactOptional(),
  weekdays: filled(suchAs('a_list_of_weekdays', '[mon, tue, wed, thu, fri]'), weekday),
  hours: filled(suchAs('a_list_of_working_hours', '["09:00-12:00", "13:00-18:00"]'), hours),
  holidays: list('a_list_of_days', days).exactOptional(),
  working: list('a_list_of_days', days).exactOptional(),
});

/** Working calendars are the same by id. */
export const calendars: ObjectKind<Calendar> = {
  title: titled('calendar', 'id'),
  shape: written.transform(given => ({
    ...without(given, 'label'),
    weekdays: [...new Set(given.weekdays)].sort((a, b) => a - b),
    holidays: given.holidays ?? [],
    working: given.working ?? [],
  })),
  identity: calendar => calendar.id,
};
