import type { Migration } from './migration.js';

/** When a batch was committed, as its calendar month in UTC. */
const monthOf = (instant: string): string => `to_char(to_timestamp(${instant} / 1000.0) at time zone 'UTC', 'YYYY_MM')`;

/**
 * What `db partition` needs on the server, where it was asked for: a table made beside another gets its owner, rights and policies, and a
 * partition is opened for each month of imports. The second is run by the login that imports, and acts as the owner of the tables.
 */
export const partitions: Migration = {
  name: 'partitions',
  sql: String.raw`
create function plumbline_copy_rights(source regclass, target regclass) returns void language plpgsql as
$$
declare
  one record;
begin
  select c.relowner, c.relrowsecurity, c.relforcerowsecurity, t.relowner as own, t.relkind as kind,
      array_to_string(c.reloptions, ', ') as options
    into one from pg_class c, pg_class t where c.oid = source and t.oid = target;
  if one.own <> one.relowner then execute format('alter table %s owner to %I', target, pg_get_userbyid(one.relowner)); end if;
  if one.relrowsecurity then execute format('alter table %s enable row level security', target); end if;
  if one.relforcerowsecurity then execute format('alter table %s force row level security', target); end if;
  if one.kind = 'r' and one.options <> '' then execute format('alter table %s set (%s)', target, one.options); end if;
  for one in
    select given.*, case when given.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(given.grantee)) end as receiver
    from (
      select '' as columns, a.* from pg_class c cross join aclexplode(c.relacl) a where c.oid = source and a.grantee <> c.relowner
      union all
      select format(' (%I)', t.attname), a.* from pg_attribute t cross join aclexplode(t.attacl) a where t.attrelid = source
    ) given
  loop
    execute format('grant %s%s on %s to %s%s', one.privilege_type, one.columns, target, one.receiver,
      case when one.is_grantable then ' with grant option' else '' end);
  end loop;
  for one in
    select p.policyname, p.permissive, p.cmd, p.qual, p.with_check,
      (select string_agg(case when r = 'public' then r else quote_ident(r) end, ', ') from unnest(p.roles) as r) as receivers
    from pg_policies p join pg_class c on c.oid = source and p.tablename = c.relname and p.schemaname = c.relnamespace::regnamespace::text
  loop
    execute format('create policy %I on %s as %s for %s to %s%s%s', one.policyname, target, one.permissive, one.cmd, one.receivers,
      ' using (' || one.qual || ')', ' with check (' || one.with_check || ')');
  end loop;
end
$$;

-- Closes the open partitions whose first batch is of an earlier month than that instant, and opens the next ones for the batches from now
-- on. Answers with the month closed; null where nothing is to be done, or the tables are in use and the next import is to try again.
create function plumbline_open_month(at bigint) returns text language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  due text[];
  fact text;
  first_batch int;
  next_batch int;
  month text;
begin
  -- Whoever may import may do this, and nobody else.
  if not has_table_privilege(session_user, 'batch', 'insert') then raise insufficient_privilege using message = 'no right to import'; end if;
  perform pg_advisory_xact_lock(${0x706c}, 1);
  select max(batch) + 1 into next_batch from batch;
  select array_agg(p.relname order by p.relname), min(b.batch), min(${monthOf('b.committed_at')}) into due, first_batch, month
    from pg_partitioned_table t join pg_class p on p.oid = t.partrelid
    join pg_class o on o.relname = p.relname || '_open' and o.relnamespace = p.relnamespace and o.relispartition
    join batch b on b.batch = (regexp_match(pg_get_expr(o.relpartbound, o.oid), 'FROM \((\d+)\)'))[1]::int
    where p.relnamespace = 'public'::regnamespace and p.relname ~ '^fact_' and ${monthOf('b.committed_at')} < ${monthOf('at')};
  if due is null then return null; end if;
  for tried in 1..20 loop
    begin
      -- Without waiting: whoever reads goes on, and nobody queues behind this.
      execute (select 'lock table ' || string_agg(format('only %I, %I', name, name || '_open'), ', ') || ' in access exclusive mode nowait'
        from unnest(due) as name);
      exit;
    exception when lock_not_available then
      if tried = 20 then return null; end if;
      perform pg_sleep(0.1);
    end;
  end loop;
  foreach fact in array due loop
    select (regexp_match(pg_get_expr(o.relpartbound, o.oid), 'FROM \((\d+)\)'))[1]::int into first_batch
      from pg_class o where o.oid = (fact || '_open')::regclass;
    execute format('alter table %I detach partition %I', fact, fact || '_open');
    execute format('alter table %I rename to %I', fact || '_open', fact || '_' || month);
    execute format('alter table %I attach partition %I for values from (%s) to (%s)', fact, fact || '_' || month, first_batch, next_batch);
    execute format('create table %I (like %I including all)', fact || '_open', fact || '_' || month);
    perform plumbline_copy_rights((fact || '_' || month)::regclass, (fact || '_open')::regclass);
    execute format('alter table %I attach partition %I for values from (%s) to (maxvalue)', fact, fact || '_open', next_batch);
  end loop;
  return month;
end
$$;

revoke execute on function plumbline_copy_rights(regclass, regclass) from public;`,
};
