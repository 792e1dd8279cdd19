import type { Migration } from './migration.js';
import { readerRole } from './row-security.js';

/** The role for what a caller who is bound to clients may write: records of its own clients, added and never changed. */
export const writerRole = 'plumbline_writer';

/** The login of the service on a server: it adds to the ledger and to what was evaluated, and takes nothing away. */
export const serviceRole = 'plumbline_service';

/** Kept by client without a column of that name; each with what the reader may see of it, that of the ledger aside. */
const otherPolicies = {
  batch: 'exists (select from batch_client c where c.batch = batch.batch) or plumbline_is_own_batch(batch)',
  rulebook: 'exists (select from evaluation e where e.rulebook = rulebook.hash)',
  // Only how far the ledger is: what is remembered of its entries holds as long as there are no new ones.
  ledger_head: 'true',
} as const;

const keptOtherwise = ['ledger', ...Object.keys(otherPolicies)];

/** Whose an entry of the ledger is, which clients a caller sees, which batches and which rules, each as SQL. */
export interface GuardedBy {
  readonly clientOfEntry: string;
  readonly sight: string;
  readonly batch: string;
  readonly rulebook: string;
  /** Tables that nobody who is bound to clients has anything to do with; those of the beginning, where none are named. */
  readonly closedTables?: readonly string[];
}

/** Whose an entry of the ledger was when these policies came. An entry that this cannot read made it fail for all entries. */
const clientInBody = "(body::jsonb->>'client')";

const list = (names: readonly string[]): string => names.map(name => `'${name}'`).join(', ');

/** Nobody who is bound to clients has anything to do with these. */
export const ofTheService = [
  'api_key',
  'session',
  'secret',
  'upload',
  'idempotent_answer',
  'job_run',
  'job_known',
  'job_watermark',
  'survey_link',
] as const;

/** Records that are added to and never changed. */
const addedByBatch = ['ledger', 'rulebook', 'evaluation', 'batch', 'batch_client', 'batch_row_client'] as const;

/** What callers who are bound to clients add. */
const addedByBound = ['ledger', 'rulebook', 'evaluation', 'calendar_layout', 'calendar_day', 'calendar_span'] as const;

const roles = `${readerRole}, ${writerRole}`;

/** How policies asked at first: by subqueries, which a cluster does not take. */
export const bySubqueries = {
  sight: '(select plumbline_sight())::text[]',
  batch: otherPolicies.batch,
  rulebook: otherPolicies.rulebook,
} as const;

const policyOf = ([table, using]: readonly [string, string]): string =>
  `perform plumbline_policy('${table}', 'plumbline_own', 'for select to ${roles} using (${using.replaceAll("'", "''")})');`;

const checkOf = ([table, check]: readonly [string, string]): string =>
  `perform plumbline_policy('${table}', 'plumbline_adds', 'for insert to ${writerRole} with check (${check.replaceAll("'", "''")})');`;

const guardBegins = (own: string): string => `create or replace function plumbline_guard() returns text language plpgsql as
$$
declare
  name text;
  role text;
  firm text;
  service oid := (select oid from pg_roles where rolname = '${serviceRole}');
begin
  -- Two processes that start at once would change the same rows of the catalogue.
  perform pg_advisory_xact_lock(${0x706c}, 1);
  foreach role in array array['${readerRole}', '${writerRole}'] loop
    if not exists (select from pg_roles where rolname = role) then
      begin
        execute format('create role %I nologin', role);
      exception
        when insufficient_privilege then return format('the database user may not create the role %s', role);
        when duplicate_object or unique_violation then null;
      end;
    end if;
    if not pg_has_role(current_user, role, 'member') then
      begin
        execute format('grant %I to %I', role, current_user);
      exception when others then null;
      end;
    end if;
  end loop;
  for name, firm in
    select c.relname, pg_get_userbyid(c.relowner) from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (c.relname in (${list(keptOtherwise)})
        or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'client' and not a.attisdropped))
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'plumbline_firm'
        and c.relowner = any (p.polroles) and (service is null or service = any (p.polroles)))
  loop
    execute format('drop policy if exists plumbline_sight on %I', name);
    execute format('drop policy if exists plumbline_firm on %I', name);
    execute format('create policy plumbline_firm on %I to %I%s using (true) with check (true)', name, firm,
      case when service is not null then ', ${serviceRole}' else '' end);
    if name not in (${list(keptOtherwise)}) then
      perform plumbline_policy(name, 'plumbline_own', 'for select to ${roles} using (client = ''*'' or ${own})');
      perform plumbline_policy(name, 'plumbline_adds', 'for insert to ${writerRole} with check (${own})');
    end if;
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
`;

const guardEnds = (
  closed: readonly string[],
): string => `  perform plumbline_policy('ledger_head', 'plumbline_changes', 'for update to ${writerRole} using (true)');
  for name in
    select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  loop
    if has_table_privilege('${readerRole}', format('%I', name), 'delete') then
      execute format('revoke all on %I from ${readerRole}', name);
    end if;
    if name not in (${list([...closed, 'plumbline_migration'])}) and not has_table_privilege('${writerRole}', format('%I', name), 'select') then
      execute format('grant select on %I to ${roles}', name);
      if name in (${list(addedByBound)}) then execute format('grant insert on %I to ${writerRole}', name); end if;
      if name = 'ledger_head' then grant insert, update on ledger_head to ${writerRole}; end if;
    end if;
    if service is not null and not has_table_privilege(service, format('%I', name), case when name = 'plumbline_migration' then 'select' else 'insert' end) then
      execute format('grant select on %I to ${serviceRole}', name);
      if name in (${list(addedByBatch)}) then execute format('grant insert on %I to ${serviceRole}', name);
      elsif name <> 'plumbline_migration' then execute format('grant insert, update, delete on %I to ${serviceRole}', name);
      end if;
    end if;
  end loop;
  if service is not null and not pg_has_role(service, '${writerRole}', 'member') then
    begin
      grant ${writerRole}, ${readerRole} to ${serviceRole};
    exception when others then null;
    end;
  end if;
  if service is not null and not has_function_privilege(service, 'plumbline_analyze(text)', 'execute') then
    grant execute on function plumbline_analyze(text) to ${serviceRole};
  end if;
  return null;
exception when insufficient_privilege then
  return sqlerrm;
end
$$;`;

/** The function that sets up roles, policies and grants where they are missing. */
export function guardFunction({ clientOfEntry, sight, batch, rulebook, closedTables = ofTheService }: GuardedBy): string {
  const ofEntry = `${clientOfEntry} = any (${sight})`;
  const policies = { ledger: ofEntry, ...otherPolicies, batch, rulebook };
  const checks = { ledger: ofEntry, rulebook: 'true', ledger_head: 'true' };
  return `${guardBegins(`client = any (${sight})`)}  ${Object.entries(policies).map(policyOf).join('\n  ')}
  ${Object.entries(checks).map(checkOf).join('\n  ')}
${guardEnds(closedTables)}`;
}

/**
 * Row level security on everything that is of clients, and grants of what each role needs: one reads, one adds. It holds for the owner of
 * the tables too (\`force\`), who like the service's login has a policy of its own: work over all clients costs what it did.
 */
export const rowPolicies: Migration = {
  name: 'row-policies',
  sql: `
create index evaluation_rulebook on evaluation (client, rulebook);

-- Asked as the owner: whether a batch has rows of others can be told only by who sees them.
create function plumbline_is_own_batch(wanted int) returns boolean language sql stable security definer
  set search_path = public, pg_temp as
$$
  select exists (select from batch_row_client c where c.batch = wanted)
    and not exists (select from batch_row_client c where c.batch = wanted and not c.client = any (plumbline_sight()))
$$;

-- The planner's statistics, for a login that does not own the tables.
create function plumbline_analyze(fact text) returns void language plpgsql security definer set search_path = public, pg_temp as
$$
begin
  if fact !~ '^fact_[a-z_]+$' then raise exception 'no table of facts: %', fact; end if;
  execute format('analyze %I', fact);
end
$$;

create function plumbline_policy(name text, policy text, says text) returns void language plpgsql as
$$
begin
  if exists (select from pg_policy p where p.polrelid = name::regclass and p.polname = policy) then return; end if;
  execute format('create policy %I on %I %s', policy, name, says);
end
$$;

${guardFunction({ clientOfEntry: clientInBody, ...bySubqueries })}

revoke execute on function plumbline_analyze(text) from public;
select plumbline_guard();`,
};
