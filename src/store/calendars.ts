import type { Knex } from 'knex';
import { canonicalJson } from '../evaluation/canonical.js';
import { workingTime } from '../facts/calendar.js';
import type { Calendar } from '../facts/place.js';
import { startOfDay } from '../facts/time.js';
import { sha256 } from './ledger.js';

/** Names a calendar as it is laid out in a zone; another content has another name, so old evaluations find theirs. */
export function calendarKey(calendar: Calendar, zone: string): string {
  return `${calendar.id}@${zone}#${sha256(canonicalJson(calendar)).slice(0, 12)}`;
}

/** Lays calendars out in the database, day by day, where they are not there yet. */
export async function layOutCalendars(tx: Knex.Transaction, calendars: readonly (readonly [Calendar, string])[]): Promise<void> {
  // In one order, so that two who lay out the same ones never wait for each other.
  const inOrder = calendars.map(([calendar, zone]) => ({ calendar, zone, key: calendarKey(calendar, zone) }));
  for (const { calendar, zone, key } of inOrder.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const time = workingTime(calendar, zone);
    const { firstDay, isWorking, workedDays, spans } = time;
    const layout = {
      calendar: key,
      first_day: firstDay,
      from_at: startOfDay(zone, firstDay),
      to_at: startOfDay(zone, firstDay + isWorking.length),
    };
    // Who only reads finds them: they were laid out when the evaluation was made.
    const [known] = await tx('calendar_layout').where({ calendar: key }).select('calendar');
    if (known !== undefined) continue;
    const added = await tx('calendar_layout').insert(layout).onConflict('calendar').ignore().returning('calendar');
    if (added.length === 0) continue;
    // On a cluster, every machine reads what was laid out over the one connection that wrote it there: another would not see it before the end.
    await tx.raw('set local citus.max_adaptive_executor_pool_size = 1');
    await tx.raw(
      'insert into calendar_day (calendar, day, works, ordinal) select ?, unnest(?::int[]), unnest(?::boolean[]), unnest(?::int[])',
      [key, isWorking.map((_, i) => firstDay + i), [...isWorking], [...workedDays]],
    );
    await tx.raw(
      'insert into calendar_span (calendar, from_at, to_at, before) select ?, unnest(?::bigint[]), unnest(?::bigint[]), unnest(?::bigint[])',
      [key, spans.map(span => span.from), spans.map(span => span.to), spans.map(span => span.before)],
    );
  }
}
