import type { Database, Transaction } from './connect.js';

/**
 * The same database, of which a server ends every statement that takes longer than so many seconds; the work is then undone, and
 * fails as cancelled. The embedded database has no such limit: there one transaction follows another anyway.
 */
export function withStatementTimeout(database: Database, seconds: number): Database {
  if (database.kind === 'embedded') return database;
  const limit = `set local statement_timeout = ${Math.round(seconds * 1000)}`;
  const transaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    database.transaction(async tx => {
      await tx.raw(limit);
      return work(tx);
    });
  return { ...database, transaction };
}
