import { letterCases } from '../../expressions/operations.js';

/** SQL functions that compiled expressions call; each does what an operation does in `expressions/operations.ts`. */
export const functionsSql = `
-- a / b, rounded half to even at 12 decimals; null for b = 0. div() and mod() are exact where / is not.
create function plumbline_nearest_even(over numeric, under numeric) returns numeric
  language sql immutable parallel safe as $$
  select case
    when under = 0 then null
    else div(over, under) + case
      when 2 * abs(mod(over, under)) > abs(under) or (2 * abs(mod(over, under)) = abs(under) and mod(div(over, under), 2) <> 0)
      then sign(over) * sign(under) else 0 end
  end $$;

-- Times 1e-12, because a division would keep 16 digits only: large quotients would lose decimals.
create function plumbline_quotient(a numeric, b numeric) returns numeric
  language sql immutable parallel safe as $$ select plumbline_nearest_even(a * 1000000000000, b) * 0.000000000001 $$;

create function plumbline_whole_millis(n numeric) returns bigint
  language sql immutable parallel safe as $$ select case when abs(n) <= 9000000000000000 then n::bigint end $$;

create function plumbline_millis(n numeric) returns bigint
  language sql immutable parallel safe as $$ select plumbline_whole_millis(plumbline_nearest_even(n, 1)) $$;

create function plumbline_millis_quotient(a numeric, b numeric) returns bigint
  language sql immutable parallel safe as $$ select plumbline_whole_millis(plumbline_nearest_even(a, b)) $$;

-- The clock of a zone at an instant (UTC milliseconds), and back. Plain timestamps keep these immutable.
create function plumbline_local(at bigint, zone text) returns timestamp
  language sql immutable parallel safe as $$ select timezone(zone, timezone('UTC', timestamp 'epoch' + at * interval '1 millisecond')) $$;

-- A clock time that comes twice is its earlier instant; PostgreSQL itself takes the later. In plpgsql, because an SQL function that
-- cannot be inlined costs five times as much.
create function plumbline_instant(local timestamp, zone text) returns bigint
  language plpgsql immutable parallel safe as $$
declare
  later timestamp := timezone('UTC', timezone(zone, local));
  before timestamp := later - interval '1 day';
  earlier timestamp := local - (timezone(zone, timezone('UTC', before)) - before);
begin
  if earlier < later and timezone(zone, timezone('UTC', earlier)) = local then
    return (extract(epoch from earlier) * 1000)::bigint;
  end if;
  return (extract(epoch from later) * 1000)::bigint;
end $$;

create function plumbline_day(at bigint, zone text) returns int
  language sql immutable parallel safe as $$ select plumbline_local(at, zone)::date - date '1970-01-01' $$;

create function plumbline_start_of_day(day int, zone text) returns bigint
  language sql immutable parallel safe as $$ select plumbline_instant((date '1970-01-01' + day)::timestamp, zone) $$;

create function plumbline_end_of_month(at bigint, zone text) returns bigint
  language sql immutable parallel safe as $$
  select plumbline_instant(date_trunc('month', plumbline_local(at, zone)) + interval '1 month', zone) - 1 $$;

-- The same letters in every database: lower() depends on the locale.
create function plumbline_lower(value text) returns text
  language sql immutable parallel safe as $$ select translate(value, '${letterCases.upper}', '${letterCases.lower}') $$;

-- Working time of a calendar in a zone, laid out by the program; reference data, the same for all clients.
create table calendar_layout (calendar text primary key, first_day int not null, from_at bigint not null, to_at bigint not null);
create table calendar_day (calendar text not null, day int not null, works boolean not null, ordinal int not null, primary key (calendar, day));
create index calendar_day_ordinal on calendar_day (calendar, ordinal, day) where works;
create table calendar_span (calendar text not null, from_at bigint not null, to_at bigint not null, before bigint not null, primary key (calendar, from_at));

create function plumbline_worked_until(wanted text, at bigint) returns bigint
  language sql stable parallel safe as $$
  select coalesce(
    (select before + least(at, to_at) - from_at from calendar_span s where s.calendar = wanted and s.from_at <= at order by s.from_at desc limit 1), 0)
  from calendar_layout l where l.calendar = wanted and at >= l.from_at and at < l.to_at $$;

create function plumbline_add_working_days(wanted text, at bigint, days numeric, zone text) returns bigint
  language sql stable parallel safe as $$
  select case
    when days = 0 then at
    when days = trunc(days) then (
      select plumbline_instant(plumbline_local(at, zone) + (target.day - start.day) * interval '1 day', zone)
      from calendar_day start
      join calendar_day target on target.calendar = start.calendar and target.works
        and target.ordinal = start.ordinal + days - case when days > 0 and not start.works then 1 else 0 end
      where start.calendar = wanted and start.day = plumbline_day(at, zone))
  end where wanted is not null $$;
`;
