import type { Migration } from './migration.js';

/** Evaluations that came to what an earlier one was are few among the ledger's entries, and asked for with every period that is shown. */
export const evaluatedAgain: Migration = {
  name: 'evaluated-again',
  sql: `create index ledger_evaluated_again on ledger (of_client) where kind = 'evaluation_again';`,
};
