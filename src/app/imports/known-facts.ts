import type { AskedFacts } from '../../import/layout/compiled.js';
import type { KnownFact, KnownFacts } from '../../import/layout/row.js';
import type { PassingRow, RowsInOrder } from '../../import/rows-in-order.js';
import type { Source } from '../../import/readers/source.js';
import type { Transaction } from '../../store/connect.js';
import { clientsWithLines, type FindKnown, findKnown } from '../../store/facts/known.js';

/** Rows whose facts can be made, with what had to be looked up for them. */
export interface Piece {
  readonly rows: readonly PassingRow[];
  readonly known: KnownFacts | undefined;
}

/** A query a row would take hours; one for so many numbers takes about as long as reading their rows. */
const keysPerQuery = 10_000;

/** So many rows wait for the answer at most. */
const rowsPerPiece = 20_000;

/** Facts that are looked for, and the numbers of those that the waiting rows name. */
interface Search {
  readonly asked: AskedFacts;
  readonly find: FindKnown;
  readonly keys: Set<string>;
}

/** Where facts are looked up, and among those of which clients: undefined looks among those of all. */
interface Looking {
  readonly tx: Transaction;
  readonly clients: readonly string[] | undefined;
}

/**
 * The rows of a source in pieces, each with the facts that are already there and that its rows name: of the clients given, where they
 * are, so that nobody learns of others' facts.
 */
export async function* withKnownFacts(
  source: Pick<Source, 'rows'>,
  order: RowsInOrder,
  { asked, ...looking }: Looking & { readonly asked: readonly AskedFacts[] },
): AsyncGenerator<Piece> {
  let searches = await Promise.all(asked.map(one => searchFor(one, looking)));
  let waiting: PassingRow[] = [];
  let isFirst = true;
  for await (const rows of source.rows) {
    if (searches.length === 0) {
      yield { rows: rows.map(row => order.enter(row)), known: undefined };
      continue;
    }
    for (const given of rows) {
      const passing = order.enter(given);
      waiting.push(passing);
      for (const { asked: one, keys } of searches) {
        const key = one.keyOf(passing.row);
        if (key !== undefined) keys.add(key);
      }
    }
    if (searches.every(({ keys }) => keys.size < keysPerQuery) && waiting.length < rowsPerPiece) continue;
    yield { rows: waiting, known: await answered(searches) };
    waiting = [];
    if (isFirst) searches = await worthGoingOn(searches, looking);
    isFirst = false;
  }
  if (waiting.length > 0) yield { rows: waiting, known: await answered(searches) };
}

const searchFor = async (asked: AskedFacts, { tx, clients }: Looking): Promise<Search> => ({
  asked,
  find: await findKnown(tx, { ...asked, clients }),
  keys: new Set<string>(),
});

async function answered(searches: readonly Search[]): Promise<KnownFacts> {
  const known = new Map<string, ReadonlyMap<string, readonly KnownFact[]>>();
  for (const { asked, find, keys } of searches) {
    known.set(asked.by, await find([...keys]));
    keys.clear();
  }
  return known;
}

/**
 * The searches that a large file goes on with. Whether any client has a second line at all is a scan, which a small file does not need
 * and a large one does only once; most workspaces have none, and their files are then read as fast as if nothing were asked.
 */
async function worthGoingOn(searches: readonly Search[], { tx, clients }: Looking): Promise<Search[]> {
  const going = await Promise.all(
    searches.map(async search => {
      const { asked } = search;
      if (asked.areOtherLines !== true) return [search];
      const withLines = await clientsWithLines(tx, asked.kind, clients);
      return withLines.length === 0 ? [] : [await searchFor(asked, { tx, clients: withLines })];
    }),
  );
  return going.flat();
}
