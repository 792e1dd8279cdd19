import type { Migration } from './migration.js';

/** The role under which work for some clients alone is done. Roles belong to the server, not to one database of it. */
export const readerRole = 'plumbline_reader';

/**
 * What some clients' work may see and touch, whatever is asked: policies on every table with a column `client`. Owners of the tables
 * are not bound by them, so that imports and evaluations over all clients cost what they did. Made anew it finds what came since.
 */
export const rowSecurity: Migration = {
  name: 'sight',
  sql: `
create function plumbline_sight() returns text[] language sql stable as
$$ select coalesce(array(select jsonb_array_elements_text(nullif(current_setting('plumbline.clients', true), '')::jsonb)), '{}') $$;

create function plumbline_guard() returns text language plpgsql as
$$
declare
  name text;
begin
  if not exists (select from pg_roles where rolname = '${readerRole}') then
    begin
      execute 'create role ${readerRole} nologin';
    exception
      when insufficient_privilege then return 'the database user may not create the role ${readerRole}';
      when duplicate_object or unique_violation then null;
    end;
  end if;
  if not pg_has_role(current_user, '${readerRole}', 'member') then
    begin
      execute format('grant ${readerRole} to %I', current_user);
    exception when others then
      return 'the database user may not act as ${readerRole}: ' || sqlerrm;
    end;
  end if;
  for name in
    select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'client' and not a.attisdropped)
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'plumbline_sight')
  loop
    execute format('create policy plumbline_sight on %I to ${readerRole} using (client = ''*'' or client = any ((select plumbline_sight())::text[])) with check (client = any ((select plumbline_sight())::text[]))', name);
    execute format('alter table %I enable row level security', name);
  end loop;
  for name in
    select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and c.relname not in ('api_key', 'session', 'secret', 'upload', 'idempotent_answer', 'plumbline_migration')
      and not has_table_privilege('${readerRole}', c.oid, 'select')
  loop
    execute format('grant select, insert, update, delete on %I to ${readerRole}', name);
  end loop;
  return null;
exception when insufficient_privilege then
  return sqlerrm;
end
$$;

select plumbline_guard();`,
};
