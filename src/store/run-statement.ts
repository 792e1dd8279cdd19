import type { Knex } from 'knex';
import type { Answer, Cells, Row } from './answer-sums.js';

/** Runs a statement of ours as it stands: a question mark in it is text, not a binding. */
export async function runStatement(tx: Knex.Transaction, sql: string): Promise<readonly Row[]> {
  const { rows } = await tx.raw<{ rows: Row[] }>(sql.replaceAll('?', '\\?'));
  return rows;
}

/** Runs a statement as `runStatement` does, whose rows are many and wide: as lists of cells they are read in half the time. */
export async function runForCells(tx: Knex.Transaction, sql: string): Promise<Answer> {
  const { rows, fields } = await tx
    .raw<{ rows: Cells[]; fields: readonly { readonly name: string }[] }>(sql.replaceAll('?', '\\?'))
    .options({ rowMode: 'array' });
  return { rows, places: new Map(fields.map(({ name }, place) => [name, place])) };
}
