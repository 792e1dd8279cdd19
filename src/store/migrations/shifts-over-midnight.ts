import type { Migration } from './migration.js';

/** An instant in a shift that began before midnight belongs to the working day on which it began, as in `facts/calendar.ts`. */
export const shiftsOverMidnight: Migration = {
  name: 'shifts-over-midnight',
  sql: `
create or replace function plumbline_add_working_days(wanted text, at bigint, days numeric, zone text) returns bigint
  language sql stable parallel safe as $$
  select case
    when days = 0 then at
    when days = trunc(days) then (
      select plumbline_instant(plumbline_local(at, zone) + (target.day - start.day) * interval '1 day', zone)
      from calendar_day start
      join calendar_day target on target.calendar = start.calendar and target.works
        -- As a whole number within what calendars hold: a numeric is not looked up in the index.
        and target.ordinal = start.ordinal + least(greatest(days, -100000), 100000)::int
          - case when days > 0 and not start.works then 1 else 0 end
      where start.calendar = wanted and start.day = least(plumbline_day(at, zone), (
        select plumbline_day(last_begun.from_at, zone)
        from (select from_at, to_at from calendar_span where calendar = wanted and from_at <= at order by from_at desc limit 1) last_begun
        where at < last_begun.to_at)))
  end where wanted is not null $$;`,
};
