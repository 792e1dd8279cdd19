import type { Migration } from './migration.js';

/** Which clients have facts, and since and until which batch: asked all the time, and a scan over every batch without it. */
export const knownClients: Migration = {
  name: 'known-clients',
  sql: `
create table known_client (client text primary key, first_batch int not null, last_batch int not null);
insert into known_client (client, first_batch, last_batch)
  select client, min(batch), max(batch) from batch_client group by client;`,
};
