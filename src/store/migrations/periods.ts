import type { Migration } from './migration.js';

/** Closings and reopenings are few among the ledger's entries, and asked for by every evaluation. */
export const periods: Migration = {
  name: 'periods',
  sql: `create index ledger_period on ledger (entry) where kind in ('closing', 'reopening');`,
};
