import type { Migration } from './migration.js';
import { guardFunction } from './row-policies.js';

/**
 * The same policies without subqueries, which Citus does not take for tables that are spread over a cluster. What asked a subquery once a
 * statement asks a setting once a row instead: a function of one expression, which the planner puts in the place of its call.
 */
export const clusterPolicies: Migration = {
  name: 'cluster-policies',
  sql: `
create or replace function plumbline_sight() returns text[] language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('plumbline.clients', true), '')::text[], '{}'::text[]) $$;

create function plumbline_sees_batch(wanted int) returns boolean language sql stable as
$$ select exists (select from batch_client c where c.batch = wanted) or plumbline_is_own_batch(wanted) $$;

create function plumbline_sees_rulebook(wanted text) returns boolean language sql stable as
$$ select exists (select from evaluation e where e.rulebook = wanted) $$;

do $$
declare
  held record;
begin
  for held in
    select p.polname as policy, c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relnamespace = 'public'::regnamespace and p.polname in ('plumbline_firm', 'plumbline_own', 'plumbline_adds')
  loop
    execute format('drop policy %I on %I', held.policy, held.name);
  end loop;
end $$;

${guardFunction({
  clientOfEntry: 'of_client',
  sight: 'plumbline_sight()',
  batch: 'plumbline_sees_batch(batch)',
  rulebook: 'plumbline_sees_rulebook(hash)',
})}
select plumbline_guard();`,
};
