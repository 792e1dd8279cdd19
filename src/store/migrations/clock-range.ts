import { clockDays, clockInstants } from '../../facts/time.js';
import type { Migration } from './migration.js';

/** An instant or day beyond what clocks are read for has no local time, as in `expressions/operations.ts`: timestamps end as well. */
export const clockRange: Migration = {
  name: 'clock-range',
  sql: `
create or replace function plumbline_local(at bigint, zone text) returns timestamp
  language sql immutable parallel safe as $$
  select case when at between ${clockInstants.first} and ${clockInstants.last}
    then timezone(zone, timezone('UTC', timestamp 'epoch' + at * interval '1 millisecond')) end $$;

create or replace function plumbline_start_of_day(day int, zone text) returns bigint
  language sql immutable parallel safe as $$
  select case when day between ${clockDays.first} and ${clockDays.last}
    then plumbline_instant((date '1970-01-01' + day)::timestamp, zone) end $$;`,
};
