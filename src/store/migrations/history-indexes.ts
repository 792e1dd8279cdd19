import type { Migration } from './migration.js';

const factTables = [
  'fact_transport_demand',
  'fact_shipment',
  'fact_warehouse_task',
  'fact_stock_count',
  'fact_complaint',
  'fact_contact',
  'fact_quality_check',
  'fact_survey_answer',
  'fact_invoice',
  'fact_reading',
];

// 31 and 366 days in milliseconds, the spans of `facts/span-classes.ts`: a migration stays as it is, whatever becomes of these.
const ofFacts = (table: string): string => `
create index ${table}_batch on ${table} (batch, client);
create index ${table}_ended on ${table} (superseded_by, client) where superseded_by is not null;
create index ${table}_months on ${table} (client, last_at, first_at) where last_at - first_at > 2678400000;
create index ${table}_years on ${table} (client, last_at, first_at) where last_at - first_at > 31622400000;`;

/**
 * What is asked of one batch, one month, one client or one evaluation reads no more of the history than that: the versions that a batch
 * wrote or ended, facts of a month by how long they last, and entries of the ledger by what they are about, in columns that follow from
 * their bodies as \`of_client\` does.
 */
export const historyIndexes: Migration = {
  name: 'history-indexes',
  sql: String.raw`
create function plumbline_member_of(body text, member text) returns text language plpgsql immutable parallel safe as
$$
declare
  entry jsonb;
begin
  begin
    entry := body::jsonb;
  exception when others then
    -- Halves of characters and U+0000, as in plumbline_client_of.
    entry := regexp_replace(replace(body, '\\', '/'), '\\u[0-9a-fA-F]{4}', '.', 'g')::jsonb;
  end;
  return case when jsonb_typeof(entry->member) = 'string' then entry->>member end;
exception when others then
  return null;
end
$$;

alter table ledger add column of_period text generated always as (plumbline_member_of(body, 'period')) stored,
  add column of_evaluation text generated always as (plumbline_member_of(body, 'evaluation')) stored;

drop index ledger_period;
drop index ledger_amendment;
drop index ledger_action;
drop index ledger_evaluated_again;
create index ledger_client on ledger (of_client, entry);
create index ledger_period on ledger (of_client, of_period, entry) where kind in ('closing', 'reopening');
create index ledger_period_clients on ledger (of_period, entry) where kind in ('closing', 'reopening');
create index ledger_closed_evaluation on ledger (of_evaluation, entry) where kind in ('closing', 'reopening');
create index ledger_amendment on ledger (of_client, entry)
  where kind in ('exclusion', 'override', 'dispute', 'approval', 'refusal', 'revocation');
create index ledger_action on ledger (of_client, entry) where kind in ('action', 'action_change');
create index ledger_remark on ledger (of_client, of_period, entry) where kind in ('comment', 'sign_off');
create index ledger_delivery on ledger (of_period, entry) where kind = 'delivery';
create index ledger_evaluated_again on ledger (of_client, of_period, entry) where kind = 'evaluation_again';
create index ledger_evaluated_again_period on ledger (of_period, entry) where kind = 'evaluation_again';

create index evaluation_clients on evaluation (period, client);
create index batch_client_batch on batch_client (batch);
create index batch_withdraws on batch (withdraws) where withdraws is not null;
${factTables.map(ofFacts).join('')}`,
};
