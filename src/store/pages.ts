import type { Knex } from 'knex';

let cursors = 0;

/**
 * The rows of a query, read through a cursor so that memory does not grow with them. Between two rows the transaction may be used for
 * other queries; whoever stops early leaves no open cursor behind.
 */
export async function* inPages<Row>(
  tx: Knex.Transaction,
  sql: string,
  bindings: readonly Knex.RawBinding[] = [],
  rowsPerPage = 2000,
): AsyncGenerator<Row> {
  const cursor = `page_${++cursors}`;
  await tx.raw(`declare ${cursor} no scroll cursor for ${sql}`, bindings);
  try {
    for (;;) {
      // knex types raw results as any; the shape is pg's.
      const { rows } = (await tx.raw(`fetch ${rowsPerPage} from ${cursor}`)) as { readonly rows: readonly Row[] };
      yield* rows;
      if (rows.length < rowsPerPage) return;
    }
  } finally {
    // In a transaction that has failed the cursor is gone with it, and closing it would hide why.
    await tx.raw(`close ${cursor}`).catch(() => undefined);
  }
}
