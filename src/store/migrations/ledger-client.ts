import type { Migration } from './migration.js';
import { bySubqueries, guardFunction } from './row-policies.js';

/**
 * Whose each entry of the ledger is, in a column that follows from its body. It is read once, when the entry is added: a policy that read
 * bodies failed for every row as soon as one could not be read. Of a body that is JSON but for halves of characters or U+0000 the
 * client is read all the same. Not named `client`, because tables with that column are spread over the machines of a cluster by it.
 */
export const ledgerClient: Migration = {
  name: 'ledger-client',
  sql: String.raw`
create function plumbline_client_of(body text) returns text language plpgsql immutable parallel safe as
$$
declare
  entry jsonb;
begin
  begin
    entry := body::jsonb;
  exception when others then
    -- Escaped backslashes first: what follows them is no escape.
    entry := regexp_replace(replace(body, '\\', '/'), '\\u[0-9a-fA-F]{4}', '.', 'g')::jsonb;
  end;
  return case when jsonb_typeof(entry->'client') = 'string' then entry->>'client' end;
exception when others then
  return null;
end
$$;

alter table ledger add column of_client text generated always as (plumbline_client_of(body)) stored;

drop policy if exists plumbline_own on ledger;
drop policy if exists plumbline_adds on ledger;
${guardFunction({ clientOfEntry: 'of_client', ...bySubqueries })}
select plumbline_guard();`,
};
