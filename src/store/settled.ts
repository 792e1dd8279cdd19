import type { Knex } from 'knex';
import { type Actor, actorName } from './actor.js';
import { groupedBy } from '../facts/grouped.js';
import { appendLedger, type EntryOf, entriesOf } from './ledger.js';

/** What the ledger says of rejected rows that were settled: by their numbers in the source, and why. */
interface SettledBody {
  readonly batch: number;
  readonly rows: readonly string[];
  readonly reason: string;
}

interface ReopenedBody extends Omit<SettledBody, 'reason'> {
  /** Identical rows of earlier batches, of which the decision is taken back with theirs; left out where there are none. */
  readonly settled_with?: readonly Omit<SettledBody, 'reason'>[];
}

/** Rejected rows of a batch that are settled or reopened, and by whom; UTC milliseconds. */
interface Said<B> {
  readonly actor: Actor;
  readonly at: number;
  readonly body: B;
}

/** A rejected row that nobody will mend. */
export interface SettledRow {
  readonly row: string;
  /** The entry of the ledger that settled it. */
  readonly entry: number;
  readonly reason: string;
  readonly by: string;
  /** UTC milliseconds. */
  readonly at: number;
  /** The earlier batch with whose identical row it was settled; null where it was settled itself. */
  readonly with_batch: number | null;
}

/** The settled rows of a batch; a bound caller is told those of its own batches alone. */
export async function settledOf(tx: Knex.Transaction, batch: number): Promise<readonly SettledRow[]> {
  const { rows } = await tx.raw<{ rows: SettledRow[] }>(
    'select row_no as row, entry, reason, actor as by, at, with_batch from plumbline_settled(?) order by entry, row_no',
    [batch],
  );
  return rows;
}

/** Settles rejected rows; the number of the entry. The caller has seen to it that they can be, and has the turn to load. */
export async function settleRows(tx: Knex.Transaction, { actor, at, body }: Said<SettledBody>): Promise<number> {
  const { entry } = await appendLedger(tx, { kind: 'rejects_settled', actor, at, body: { ...body } });
  const { batch, rows, reason } = body;
  await tx.raw(
    `insert into settled_reject (batch, row_no, entry, reason, actor, at, content) select ?, l.row_no, ?, ?, ?, ?, k.content
     from unnest(?::text[]) as l(row_no) left join (select row_no, min(content) as content from rejected_mark
       where batch = ? and row_no is not null group by row_no having count(*) = 1) k on k.row_no = l.row_no`,
    [batch, entry, reason, actorName(actor), at, [...rows], batch],
  );
  return entry;
}

/**
 * Makes settled rows rows to mend again, with the identical rows of earlier batches, of the clients that the caller sees; the number of the
 * entry. The caller has the turn to load.
 */
export async function reopenRows(
  tx: Knex.Transaction,
  {
    actor,
    at,
    body: { batch, rows },
    clients,
  }: Said<Omit<SettledBody, 'reason'>> & { readonly clients: readonly string[] | 'all' },
): Promise<number> {
  const { rows: gone } = await tx.raw<{ rows: { batch: number; row: string }[] }>(
    `delete from settled_reject s where (s.batch = ? and s.row_no = any (?))
       or (s.batch < ? and s.content in (select k.content from rejected_mark k where k.batch = ? and k.row_no = any (?))
         and (?::text[] is null or (select bool_and(c.client = any (?)) from batch_row_client c where c.batch = s.batch)))
     returning s.batch, s.row_no as row`,
    [batch, [...rows], batch, batch, [...rows], ...Array.from({ length: 2 }, () => (clients === 'all' ? null : [...clients]))],
  );
  const others = groupedBy(
    gone.filter(one => one.batch !== batch),
    one => one.batch,
  );
  const settledWith = [...others].map(([of, found]) => ({ batch: of, rows: found.map(({ row }) => row).toSorted() }));
  const more = settledWith.length === 0 ? {} : { settled_with: settledWith };
  const { entry } = await appendLedger(tx, { kind: 'rejects_reopened', actor, at, body: { batch, rows, ...more } });
  return entry;
}

/** A batch whose settled rows are not those that the ledger settles, and the first row that differs. */
export interface AlteredSettlement {
  readonly batch: number;
  readonly row: string;
}

/** The batches, of those that are wanted, whose settled rows are not what the ledger says. */
export async function alteredSettlements(
  tx: Knex.Transaction,
  isWanted: (batch: number) => boolean,
): Promise<readonly AlteredSettlement[]> {
  const said = new Map<string, string>();
  for (const entry of await settlingEntries(tx)) follow(said, entry);
  const { rows } = await tx.raw<{ rows: (SettledRow & { readonly batch: number })[] }>(
    'select batch, row_no as row, entry, reason, actor as by, at from settled_reject order by batch, row_no',
  );
  const there = new Map(rows.map(one => [placeOf(one.batch, one.row), textOf(one)]));
  const differing = [...new Set([...said.keys(), ...there.keys()])].filter(place => said.get(place) !== there.get(place));
  const found = new Map<number, AlteredSettlement>();
  for (const place of differing) {
    const [batch, row] = JSON.parse(place) as [number, string];
    if (isWanted(batch) && !found.has(batch)) found.set(batch, { batch, row });
  }
  return [...found.values()].toSorted((a, b) => a.batch - b.batch);
}

type SettlingEntry = EntryOf<'rejects_settled' | 'rejects_reopened', ReopenedBody & { readonly reason?: string }>;

const settlingEntries = (tx: Knex.Transaction): Promise<readonly SettlingEntry[]> =>
  entriesOf(tx, ['rejects_settled', 'rejects_reopened'], {});

function follow(said: Map<string, string>, { kind, entry, at, actor: by, body }: SettlingEntry): void {
  if (kind === 'rejects_reopened') {
    for (const { batch, rows } of [body, ...(body.settled_with ?? [])]) for (const row of rows) said.delete(placeOf(batch, row));
    return;
  }
  for (const row of body.rows) said.set(placeOf(body.batch, row), textOf({ entry, reason: body.reason ?? '', by, at }));
}

const placeOf = (batch: number, row: string): string => JSON.stringify([batch, row]);
const textOf = ({ entry, reason, by, at }: Omit<SettledRow, 'row' | 'with_batch'>): string =>
  JSON.stringify([entry, reason, by, at]);
