import type { Migration } from './migration.js';

/** Exclusions, overrides and disputes are few among the ledger's entries, and asked for by every evaluation. */
export const amendments: Migration = {
  name: 'amendments',
  sql: `create index ledger_amendment on ledger (entry)
  where kind in ('exclusion', 'override', 'dispute', 'approval', 'refusal', 'revocation');`,
};
