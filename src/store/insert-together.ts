import type { Knex } from 'knex';

/** Bytes are a text in UTF-8. */
type Column = string | number | boolean | null | Uint8Array;

/** So much text is sent in one statement; a row that is longer goes by itself. */
const mostText = 8_000_000;

/** The protocol counts the values of a statement in sixteen bits. */
const mostValues = 30_000;

/** Inserts rows that all have the same columns, many with one statement; rows that are there already are left as they are where that is allowed. */
export async function insertTogether<R extends Readonly<Record<string, Column>>>(
  tx: Knex.Transaction,
  table: string,
  rows: readonly R[],
  allowed?: { readonly thereBy: string },
): Promise<void> {
  for (const some of inPieces(rows)) {
    const insert = tx(table).insert(some);
    await (allowed === undefined ? insert : insert.onConflict(allowed.thereBy).ignore());
  }
}

function* inPieces<R extends Readonly<Record<string, Column>>>(rows: readonly R[]): Generator<readonly R[]> {
  let piece: R[] = [];
  let text = 0;
  let values = 0;
  for (const row of rows) {
    const columns = Object.values(row);
    const length = columns.reduce<number>(
      (sum, column) => sum + (typeof column === 'object' || typeof column === 'string' ? (column?.length ?? 0) : 8),
      0,
    );
    if (piece.length > 0 && (text + length > mostText || values + columns.length > mostValues)) {
      yield piece;
      piece = [];
      text = 0;
      values = 0;
    }
    piece.push(row);
    text += length;
    values += columns.length;
  }
  if (piece.length > 0) yield piece;
}
