import type { Migration } from './migration.js';

/** An instant on a day off, moved to the next working day, as in `facts/calendar.ts`. */
export const onWorkingDay: Migration = {
  name: 'on-working-day',
  sql: `
create function plumbline_on_working_day(wanted text, at bigint, zone text) returns bigint
  language sql stable parallel safe as $$
  select case when start.works then at
    else plumbline_instant(plumbline_local(at, zone) + (target.day - start.day) * interval '1 day', zone) end
  from calendar_day start
  -- A day off has the number of the next working day.
  join calendar_day target on target.calendar = start.calendar and target.works and target.ordinal = start.ordinal
  where wanted is not null and start.calendar = wanted and start.day = least(plumbline_day(at, zone), (
    select plumbline_day(last_begun.from_at, zone)
    from (select from_at, to_at from calendar_span where calendar = wanted and from_at <= at order by from_at desc limit 1) last_begun
    where at < last_begun.to_at)) $$;`,
};
