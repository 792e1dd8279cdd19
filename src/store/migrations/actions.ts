import type { Migration } from './migration.js';

/** Improvement actions are few among the ledger's entries. */
export const actions: Migration = {
  name: 'actions',
  sql: `create index ledger_action on ledger (entry) where kind in ('action', 'action_change');`,
};
