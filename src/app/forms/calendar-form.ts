import { type FormOf, weekdays } from '../../contract/config-forms.js';
import { asMap, type Plain, type PlainMap } from '../../rulebook/plain.js';
import { weekdaysIn } from '../../rulebook/shapes/calendar.js';
import { sorted, type Wanted, type WantedMap } from '../../rulebook/wanted.js';
import { daysIn, exceptionsIn, hoursIn } from './days.js';
import { exactly, textIn } from './labels.js';

type Form = FormOf<'calendar'>;

/** A calendar in the fields of its form. */
export function calendarForm(plain: PlainMap): Form {
  const byDay = hoursByDay(plain);
  const texts = [...byDay.values()];
  // The hours that most days have are those of a working day.
  const [common = ''] = texts.toSorted((a, b) => times(texts, b) - times(texts, a));
  return {
    id: textIn(plain['id']),
    hours: common,
    days: weekdays.map((day, i) => {
      const own = byDay.get(i + 1);
      return { day, works: own !== undefined, hours: own === undefined || own === common ? '' : own };
    }),
    holidays: listText(plain['holidays'], '\n'),
    working: listText(plain['working'], '\n'),
    exceptions: Object.entries(asMap(plain['exceptions'] ?? null))
      .map(([days, hours]) => `${days} ${listText(hours, ', ')}`)
      .join('\n'),
  };
}

const times = (texts: readonly string[], one: string): number => texts.filter(text => text === one).length;

const listText = (list: Plain | undefined, between: string): string =>
  Array.isArray(list) ? list.filter(item => typeof item === 'string').join(between) : textIn(list);

/** The hours of each weekday worked, Monday = 1, as a text. */
function hoursByDay({ hours = null, weekdays: worked = null }: PlainMap): ReadonlyMap<number, string> {
  const named: readonly (readonly [string, Plain])[] =
    typeof hours === 'object' && hours !== null && !Array.isArray(hours)
      ? Object.entries(hours)
      : (Array.isArray(worked) ? worked : []).map(day => [textIn(day), hours] as const);
  return new Map(named.flatMap(([name, own]) => (weekdaysIn(name) ?? []).map(day => [day, listText(own, ', ')] as const)));
}

/** What a calendar is to say, by its form: only what means something else than it says now. */
export function wantedCalendar(values: Form, now: PlainMap): WantedMap {
  const form = calendarForm(now);
  const isOther = (key: keyof Form): boolean => sorted(values[key]) !== sorted(form[key]);
  return {
    id: values.id.trim(),
    ...(isOther('hours') || isOther('days') ? wantedHours(values, now) : {}),
    ...(isOther('holidays') ? { holidays: listOrNull(daysIn(values.holidays)) } : {}),
    ...(isOther('working') ? { working: listOrNull(daysIn(values.working)) } : {}),
    ...(isOther('exceptions') ? { exceptions: wantedExceptions(values, now) } : {}),
  };
}

const listOrNull = (list: readonly string[]): Wanted | null => (list.length === 0 ? null : list);

function wantedExceptions({ exceptions }: Form, now: PlainMap): Wanted | null {
  const found = exceptionsIn(exceptions);
  return found.length === 0 ? null : exactly(Object.fromEntries(found), now['exceptions']);
}

/** One list of hours where all days have the same; else one for each run of weekdays that have. */
function wantedHours({ hours, days }: Form, now: PlainMap): WantedMap {
  const worked = days.flatMap(({ day, works, hours: own }, i) =>
    works ? [{ day, at: i, hours: hoursIn(own.trim() === '' ? hours : own) }] : [],
  );
  if (new Set(worked.map(one => one.hours.join())).size <= 1)
    return { weekdays: worked.map(({ day }) => day), hours: worked[0]?.hours ?? hoursIn(hours) };
  const runs: { first: string; last: string; at: number; hours: readonly string[] }[] = [];
  for (const { day, at, hours: own } of worked) {
    const run = runs.at(-1);
    if (run !== undefined && run.at === at - 1 && run.hours.join() === own.join()) [run.last, run.at] = [day, at];
    else runs.push({ first: day, last: day, at, hours: own });
  }
  const named = runs.map(({ first, last, hours: own }) => [first === last ? first : `${first}-${last}`, own] as const);
  return { weekdays: null, hours: exactly(Object.fromEntries(named), now['hours']) };
}
