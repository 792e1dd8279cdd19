import type { ConfigObjects } from '../../contract/config-forms.js';
import { useTranslation } from '../language.js';
import { filled } from '../words/en.js';
import { Notice } from './notice.js';
import { formAt } from './object-list.js';

interface Props extends Pick<ConfigObjects, 'calendars'> {
  /** Empty for none. */
  readonly calendar: string;
  /** The last day of what goes by it; empty where that is open. */
  readonly until: string;
}

/** What is known of a calendar's holidays, and that they end before what goes by it does. */
export function CalendarNote({ calendar, calendars, until }: Props) {
  const { words, say } = useTranslation();
  const { calendarNote } = words.forms;
  const found = calendars.find(({ id }) => id === calendar);
  if (found === undefined) return <p class="hint">{calendarNote.none}</p>;
  const { name, holidays_until: day } = found;
  if (day === null) return <p class="hint">{filled(calendarNote.withoutHolidays, { calendar: say(name) })}</p>;
  // Where its end is open, it is in force this year at least.
  const lastYear = until === '' ? String(new Date().getFullYear()) : until.slice(0, 4);
  if (lastYear <= day.slice(0, 4)) return <p class="hint">{filled(calendarNote.holidays, { calendar: say(name), day })}</p>;
  return <Notice tone="warn">{filled(calendarNote.ends, { calendar: say(name), day })}</Notice>;
}

/** The way to the form of an object in a tab of its own, so that nothing is lost of what is written here. */
export function InOwnTab({
  kind,
  id,
  says,
}: {
  readonly kind: 'calendar' | 'client';
  readonly id?: string;
  readonly says: string;
}) {
  const { forms } = useTranslation().words;
  return (
    <a href={formAt(kind, id)} target="_blank" rel="noopener" class="own-tab">
      {filled(forms.calendarNote.ownTab, { says })}
    </a>
  );
}
