import { type MendedColumns, type MendedRows, mendedColumns, mendedOf } from './mended-rows.js';
import type { Knex } from 'knex';
import type { FilledField } from '../facts/filled-field.js';
import type { FactKindName } from '../facts/kinds.js';

/** Rows of a source by what became of them; read is the sum of the others. */
export interface RowCounts {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly skipped: number;
}

/** A batch as it was recorded: an import, or the withdrawal of one. */
export interface Batch {
  readonly batch: number;
  readonly kind: FactKindName;
  readonly layout: string | null;
  readonly file: string | null;
  /** The sheets that were read one below the other, where these are several. */
  readonly sheets?: readonly string[];
  readonly sha256: string | null;
  /** Names of the fields that its source mapped; none for a withdrawal. */
  readonly mapped: readonly string[];
  readonly actor: string;
  /** UTC milliseconds; never before that of an earlier batch. */
  readonly committed_at: number;
  readonly rows: RowCounts;
  /** How many of the unchanged rows repeat one before them in the file; null of batches from before that was recorded. */
  readonly repeated: number | null;
  /** The batch that this one takes back, and why. */
  readonly withdraws: number | null;
  readonly reason: string | null;
  readonly content_hash: string;
  /** The rejected rows of an earlier batch that it imports once more. */
  readonly mends?: MendedRows;
  /** The batch that took this one back. */
  readonly withdrawn_by: number | null;
}

type BatchRow = Omit<Batch, 'rows' | 'sheets' | 'mends'> &
  RowCounts &
  MendedColumns & {
    readonly sheets: readonly string[] | null;
  };

const columns = `b.batch, b.kind, b.layout, b.file, b.sheets, b.sha256, b.mapped, b.actor, b.committed_at, b.read, b.new, b.changed, b.unchanged, b.repeated,
  b.rejected, b.skipped, b.withdraws, b.reason, b.content_hash, b.mends, b.mended, b.rejected_again, b.replaced_later, w.batch as withdrawn_by`;
const source = 'from batch b left join batch w on w.withdraws = b.batch';

/** Every batch in the order of the commits, or those up to a number. */
export async function listBatches(tx: Knex.Transaction, upTo?: number): Promise<readonly Batch[]> {
  const condition = upTo === undefined ? 'true' : `b.batch <= ${Number(upTo)}`;
  const { rows } = await tx.raw<{ rows: BatchRow[] }>(`select ${columns} ${source} where ${condition} order by b.batch`);
  return rows.map(batchOf);
}

/** The batch with that number, if there is one. */
export async function batchByNumber(tx: Knex.Transaction, batch: number): Promise<Batch | undefined> {
  const { rows } = await tx.raw<{ rows: BatchRow[] }>(`select ${columns} ${source} where b.batch = ?`, [batch]);
  return rows[0] === undefined ? undefined : batchOf(rows[0]);
}

/** The batches up to a number that touched facts of a client, or of the whole firm, each with how many of these. */
export async function batchesOf(
  tx: Knex.Transaction,
  client: string,
  upTo: number,
): Promise<readonly (Batch & { readonly facts: number })[]> {
  const { rows } = await tx.raw<{ rows: (BatchRow & { readonly facts: number })[] }>(
    `select ${columns}, own.facts ${source}
     join (select batch, sum(facts)::integer as facts from batch_client where client in (?, '*') and batch <= ? group by batch) own
       on own.batch = b.batch order by b.batch`,
    [client, upTo],
  );
  return rows.map(({ facts, ...row }) => ({ ...batchOf(row), facts }));
}

/** The last batch that stands by each of these layouts; a layout by which none was imported is left out. */
export async function lastBatchesByLayout(
  tx: Knex.Transaction,
  layouts: readonly string[],
): Promise<ReadonlyMap<string, LastBatch & { readonly file: string }>> {
  const { rows } = await tx.raw<{ rows: (LastBatch & { readonly layout: string; readonly file: string })[] }>(
    `select distinct on (b.layout) b.layout, b.batch, b.file, b.committed_at
     ${source} where b.layout = any (?) and b.withdraws is null and w.batch is null order by b.layout, b.batch desc`,
    [[...layouts]],
  );
  return new Map(rows.map(({ layout, ...last }) => [layout, last]));
}

function batchOf({
  read,
  new: added,
  changed,
  unchanged,
  rejected,
  skipped,
  sheets,
  mends,
  mended,
  rejected_again,
  replaced_later,
  ...batch
}: BatchRow): Batch {
  const several = sheets === null ? {} : { sheets };
  const mending = mendedOf({ mends, mended, rejected_again, replaced_later });
  return { ...batch, ...several, ...mending, rows: { read, new: added, changed, unchanged, rejected, skipped } };
}

/** A batch, and when it was committed: UTC milliseconds. */
export interface LastBatch {
  readonly batch: number;
  readonly committed_at: number;
}

/** The last batch that changed a fact of the client, among those up to a number. */
export const lastBatchOf = async (tx: Knex.Transaction, client: string, upTo?: number): Promise<LastBatch | undefined> =>
  (await lastBatches(tx, [client], upTo)).get(client);

/** The last batch that changed a fact of each client, among those up to a number; clients without facts are left out. */
export async function lastBatches(
  tx: Knex.Transaction,
  clients: readonly string[],
  upTo = greatestBatch,
): Promise<ReadonlyMap<string, LastBatch>> {
  type Row = LastBatch & { readonly client: string };
  const { rows: last } = await tx.raw<{ rows: Row[] }>(
    'select k.client, b.batch, b.committed_at from known_client k join batch b on b.batch = k.last_batch where k.client = any (?)',
    [[...clients]],
  );
  const later = last.filter(({ batch }) => batch > upTo).map(({ client }) => client);
  const earlier = later.length === 0 ? [] : await lastOfEarlier(tx, later, upTo);
  const all = [...last.filter(({ batch }) => batch <= upTo), ...earlier];
  return new Map(all.map(({ client, batch, committed_at }) => [client, { batch, committed_at }]));
}

/** The last batch that changed a fact of a client or of the whole firm, by client; undefined where there is none. */
export async function lastBatchesWithFirm(
  tx: Knex.Transaction,
  clients: readonly string[],
  upTo?: number,
): Promise<(client: string) => LastBatch | undefined> {
  const found = await lastBatches(tx, [...clients, '*'], upTo);
  const firm = found.get('*');
  return client => {
    const own = found.get(client);
    return own !== undefined && (firm === undefined || own.batch > firm.batch) ? own : firm;
  };
}

/** The same for clients that a later batch has changed since. */
async function lastOfEarlier(
  tx: Knex.Transaction,
  clients: readonly string[],
  upTo: number,
): Promise<readonly (LastBatch & { readonly client: string })[]> {
  const { rows } = await tx.raw<{ rows: (LastBatch & { readonly client: string })[] }>(
    `select last.client, b.batch, b.committed_at from
       (select client, max(batch) as batch from batch_client where client = any (?) and batch <= ? group by client) last
     join batch b on b.batch = last.batch`,
    [[...clients], upTo],
  );
  return rows;
}

/** Later than any batch. */
export const greatestBatch = 2 ** 31 - 1;

/** Clients that any batch up to a number has brought facts of; `*`, the whole firm, is not one. */
export async function clientsWithFacts(tx: Knex.Transaction, upTo = greatestBatch): Promise<readonly string[]> {
  const { rows } = await tx.raw<{ rows: { client: string }[] }>(
    `select client from known_client where first_batch <= ? and client <> '*' order by client collate "C"`,
    [upTo],
  );
  return rows.map(row => row.client);
}

/** About how many facts there are of each client: what batches brought or changed, withdrawn ones among them. */
export async function factsOfClients(tx: Knex.Transaction, clients: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await tx.raw<{ rows: { client: string; facts: number }[] }>(
    'select client, sum(facts)::bigint as facts from batch_client where client = any (?) group by client',
    [[...clients]],
  );
  return new Map(rows.map(({ client, facts }) => [client, facts]));
}

/** The number and time that a batch committed now takes; the caller has the turn to load. */
export async function nextBatch(tx: Knex.Transaction, now: number): Promise<{ batch: number; committedAt: number }> {
  const last = await tx('batch')
    .orderBy('batch', 'desc')
    .first<{ batch: number; committed_at: number } | undefined>('batch', 'committed_at');
  // A clock that was set back must not let a later batch look like the earlier one.
  return { batch: (last?.batch ?? 0) + 1, committedAt: Math.max(now, last?.committed_at ?? now) };
}

/** So many sites of a batch are kept: a column that holds more holds something else. */
const mostSites = 10_000;

/** A file as it was read. */
export interface FileReading {
  /** A hash of everything besides its bytes that decides what its rows become. */
  readonly reading: string;
  readonly bytes: number;
}

/** What is set down with a batch for the imports that follow it. */
export interface ForLaterImports {
  /** Whose rejected rows it imports once more. */
  readonly mends?: MendedRows | undefined;
  /** How many rows its list of rejected ones holds. */
  readonly listed?: number | undefined;
  /** The sites of its facts. */
  readonly sites?: ReadonlySet<string> | undefined;
  /** How its file was read, where the same file need not be read again. */
  readonly read?: FileReading | undefined;
  /** What its layout fills by itself. */
  readonly filled?: readonly FilledField[] | undefined;
  /** The batch whose file it repeats, row by row: what that one says, this one says too. */
  readonly repeats?: number | undefined;
}

/** Whether so many sites of a batch are kept. */
export const areSitesKept = (sites: ReadonlySet<string>): boolean => sites.size <= mostSites;

/** Records a batch, in the transaction that writes its facts. */
export async function recordBatch(
  tx: Knex.Transaction,
  batch: Omit<Batch, 'withdrawn_by'>,
  { sites = new Set(), read, repeats, mends, listed, filled = [] }: ForLaterImports = {},
): Promise<void> {
  const { rows, mapped, sheets, ...rest } = batch;
  await tx('batch').insert({
    ...rest,
    ...rows,
    mapped: [...mapped],
    sheets: sheets === undefined ? null : [...sheets],
    sites: sites.size === 0 || !areSitesKept(sites) ? null : [...sites].toSorted(),
    bytes: read?.bytes ?? null,
    reading: read?.reading ?? null,
    repeats: repeats ?? null,
    ...mendedColumns(mends),
    rejected_rows: listed ?? null,
    filled: filled.length === 0 ? null : JSON.stringify(filled),
  });
}

/**
 * Sets down whose rows a batch's source held: a file of several clients is shown to none of them alone. `rejected` are those of whom rows
 * were rejected, where that was looked at.
 */
export async function recordRowClients(
  tx: Knex.Transaction,
  batch: number,
  clients: Iterable<string>,
  rejected?: ReadonlySet<string>,
): Promise<void> {
  const rows = [...new Set(clients)].toSorted().map(client => ({ client, batch, rejected: rejected?.has(client) ?? null }));
  if (rows.length > 0) await tx.batchInsert('batch_row_client', rows, 500);
}

/** A withdrawal is of whom the batch was of that it takes back. */
export async function recordWithdrawnClients(
  tx: Knex.Transaction,
  { batch, withdraws }: { readonly batch: number; readonly withdraws: number },
): Promise<void> {
  await tx.raw('insert into batch_row_client (client, batch) select client, ? from batch_row_client where batch = ?', [
    batch,
    withdraws,
  ]);
}

/** The earliest instant that any fact of the client named when it came, in batches up to a number; undefined when none did. */
export async function firstInstantOf(tx: Knex.Transaction, client: string, upTo: number): Promise<number | undefined> {
  const { rows } = await tx.raw<{ rows: { first: number | null }[] }>(
    'select min(first_at) as first from batch_client where client = ? and batch <= ?',
    [client, upTo],
  );
  return rows[0]?.first ?? undefined;
}

/** The earliest and the latest instant that the client's facts named when they came, batch by batch, in batches up to a number. */
export async function instantsByBatch(
  tx: Knex.Transaction,
  client: string,
  upTo: number,
): Promise<readonly { readonly first: number; readonly last: number }[]> {
  const { rows } = await tx.raw<{ rows: { first: number; last: number }[] }>(
    `select distinct first_at as first, last_at as last from batch_client
     where client = ? and batch <= ? and first_at is not null and last_at is not null`,
    [client, upTo],
  );
  return rows;
}
