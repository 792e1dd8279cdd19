import type { Migration } from './migration.js';
import { guardFunction, ofTheService } from './row-policies.js';

/**
 * Rejected rows that nobody will mend, each with the entry of the ledger that settled it. A key that is bound to clients is told those of
 * its own batches, by a function: whose a batch is, no policy of this table could ask.
 */
export const settledRejects: Migration = {
  name: 'settled-rejects',
  sql: `
create table settled_reject (
  batch int not null,
  row_no text not null,
  entry int not null,
  reason text not null,
  actor text not null,
  at bigint not null,
  primary key (batch, row_no)
);

create function plumbline_settled(wanted int)
returns table (row_no text, entry int, reason text, actor text, at bigint) language plpgsql stable security definer
  set search_path = public, pg_temp as
$$
begin
  if cardinality(plumbline_sight()) > 0 and not plumbline_is_own_batch(wanted) then return; end if;
  return query select s.row_no, s.entry, s.reason, s.actor, s.at from settled_reject s where s.batch = wanted;
end
$$;

${guardFunction({
  clientOfEntry: 'of_client',
  sight: 'plumbline_sight()',
  batch: 'plumbline_sees_batch(batch)',
  rulebook: 'plumbline_sees_rulebook(hash)',
  closedTables: [...ofTheService, 'config_text', 'kept_tally', 'settled_reject'],
})}
select plumbline_guard();`,
};
