import type { Knex } from 'knex';
import type { ClientBase } from 'pg';

/** The pg connection that a transaction runs on, for what knex cannot send: `copy` in either direction. */
export async function connectionOf(tx: Knex.Transaction): Promise<ClientBase> {
  // knex types its client as any; within a transaction this is the transaction's own connection.
  const connection: unknown = await tx.client.acquireConnection();
  return connection as ClientBase;
}
