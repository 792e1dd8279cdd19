import type { Database, Transaction } from './connect.js';

/**
 * The same database, which ends every statement that takes longer than so many seconds; the work is then undone, and fails as
 * cancelled.
 */
export function withStatementTimeout(database: Database, seconds: number): Database {
  const limit = `set local statement_timeout = ${Math.round(seconds * 1000)}`;
  const transaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    database.transaction(async tx => {
      await tx.raw(limit);
      return work(tx);
    });
  return { ...database, transaction };
}
