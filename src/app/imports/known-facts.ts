import type { AskedFacts } from '../../import/layout/compiled.js';
import type { KnownFact, KnownFacts } from '../../import/layout/row.js';
import type { PassingRow, RowsInOrder } from '../../import/rows-in-order.js';
import type { Source } from '../../import/readers/source.js';
import type { Transaction } from '../../store/connect.js';
import { findKnown } from '../../store/facts/known.js';

/** Rows whose facts can be made, with what had to be looked up for them. */
export interface Piece {
  readonly rows: readonly PassingRow[];
  readonly known: KnownFacts | undefined;
}

/** A query a row would take hours; one for so many numbers takes about as long as reading their rows. */
const keysPerQuery = 10_000;

/** So many rows wait for the answer at most. */
const rowsPerPiece = 20_000;

/**
 * The rows of a source in pieces, each with the facts that are already there and that its rows name: of the clients given, where they
 * are, so that nobody learns of others' facts.
 */
export async function* withKnownFacts(
  source: Pick<Source, 'rows'>,
  order: RowsInOrder,
  {
    tx,
    asked,
    clients,
  }: { readonly tx: Transaction; readonly asked: readonly AskedFacts[]; readonly clients: readonly string[] | undefined },
): AsyncGenerator<Piece> {
  if (asked.length === 0) {
    for await (const rows of source.rows) yield { rows: rows.map(row => order.enter(row)), known: undefined };
    return;
  }
  const searches = await Promise.all(
    asked.map(async one => ({
      by: one.by,
      keyOf: one.keyOf,
      find: await findKnown(tx, { ...one, clients }),
      keys: new Set<string>(),
    })),
  );
  let waiting: PassingRow[] = [];
  const piece = async (): Promise<Piece> => {
    const known = new Map<string, ReadonlyMap<string, readonly KnownFact[]>>();
    for (const { by, find, keys } of searches) {
      known.set(by, await find([...keys]));
      keys.clear();
    }
    return { rows: waiting, known };
  };
  for await (const rows of source.rows) {
    for (const given of rows) {
      const passing = order.enter(given);
      waiting.push(passing);
      for (const { keyOf, keys } of searches) {
        const key = keyOf(passing.row);
        if (key !== undefined) keys.add(key);
      }
    }
    if (searches.every(({ keys }) => keys.size < keysPerQuery) && waiting.length < rowsPerPiece) continue;
    yield await piece();
    waiting = [];
  }
  if (waiting.length > 0) yield await piece();
}
