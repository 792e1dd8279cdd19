import type { Database, Transaction } from './connect.js';
import { readerRole } from './migrations/row-security.js';

/**
 * Has the database itself keep clients apart, for tables that came since as well; undefined where it does, else why it cannot. Where
 * it cannot, what a caller sees rests on the program's own checks alone.
 */
export function enableRowSecurity(database: Database): Promise<string | undefined> {
  return database.transaction(async tx => {
    const { rows } = await tx.raw<{ rows: { reason: string | null }[] }>('select plumbline_guard() as reason');
    return rows[0]?.reason ?? undefined;
  });
}

/** The same database for work on behalf of some clients: in its transactions no row of another client can be read or written. */
export function restrictedTo(database: Database, clients: readonly string[], isGuarded: boolean): Database {
  const transaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    database.transaction(async tx => {
      await tx.raw("select set_config('plumbline.clients', ?, true)", [JSON.stringify(clients)]);
      if (isGuarded) await tx.raw(`set local role ${readerRole}`);
      return work(tx);
    });
  return { ...database, transaction };
}
