import type { Knex } from 'knex';
import type { Row } from './answer-sums.js';

/** Runs a statement of ours as it stands: a question mark in it is text, not a binding. */
export async function runStatement(tx: Knex.Transaction, sql: string): Promise<readonly Row[]> {
  const { rows } = await tx.raw<{ rows: Row[] }>(sql.replaceAll('?', '\\?'));
  return rows;
}
