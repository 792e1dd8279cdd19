import type { Migration } from './migration.js';

/** What the last entry was, in a table of its own: the chain alone cannot show that its end was cut off. */
export const ledgerHead: Migration = {
  name: 'ledger-head',
  sql: `
create table ledger_head (one boolean primary key default true check (one), entry int not null, hash text not null);
insert into ledger_head (entry, hash) select entry, hash from ledger order by entry desc limit 1;`,
};
