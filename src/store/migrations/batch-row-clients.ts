import type { Migration } from './migration.js';

/**
 * Whose rows a batch's source held, rejected and unchanged ones too; `*` is the firm, whose is what names no known client. A batch from
 * before tells the clients of its facts alone, so its rejected rows are the firm's. A withdrawal is of whom its batch was of.
 */
export const batchRowClients: Migration = {
  name: 'batch-row-clients',
  sql: `
create table batch_row_client (client text not null, batch int not null, primary key (client, batch));
create index batch_row_client_batch on batch_row_client (batch);
insert into batch_row_client (client, batch)
select client, batch from batch_client
union select client, batch from fact_seen
union select '*', batch from batch where rejected > 0;
insert into batch_row_client (client, batch)
select distinct c.client, w.batch from batch w join batch_row_client c on c.batch = w.withdraws
on conflict do nothing;`,
};
