import type { Knex } from 'knex';
import type { OwnField } from '../../facts/kinds.js';
import { type FileReading, nextBatch, recordRowClients, type RowCounts } from '../batches.js';
import type { Database } from '../connect.js';
import { lockUntilCommit } from '../transaction-locks.js';
import { recordMarks } from '../rejected-marks.js';
import { type Mapped, mappedOf, tableOf } from './columns.js';
import { contentHash, contentHashOfNone } from './content-hash.js';
import type { LoadRow } from './copy-text.js';
import type { FieldChange } from './field-changes.js';
import { FirstLoad } from './first-load.js';
import { inTrial } from './in-trial.js';
import { type Merged, mergeStaged } from './merge.js';
import { type ImportSource, recordImport } from './record-import.js';
import { batchOfSameRows } from './same-rows.js';
import type { Overwritten } from './overwritten.js';
import { stage, staged } from './staging.js';
import { beginTouching, noteTouched, recordClients, type TouchedClient } from './touched.js';
import { type Conflict, type DuplicateKeys, resolveDuplicateKeys } from './duplicate-keys.js';

/** What one batch is loaded from, and how. */
export interface Load extends ImportSource {
  readonly ownFields: readonly OwnField[];
  /** The fields among `mapped` that have one value in all rows, whatever the source holds. */
  readonly constants?: readonly string[];
  /** Whether `rows` ask the database for facts while they are loaded. */
  readonly looksUp?: boolean;
  /** The clock; asked when the batch takes its number. */
  readonly at: () => number;
  /**
   * How the source was read; asked when its facts are there. Undefined, or left out, where only reading it again would tell what becomes
   * of its rows.
   */
  readonly reading?: (tx: Knex.Transaction) => Promise<FileReading | undefined>;
}

/** What a batch did. */
export interface BatchReport {
  /** Null when it was only tried. */
  readonly batch: number | null;
  readonly rows: RowCounts;
  readonly conflicts: readonly Conflict[];
  /** Rows that say the same as one before them in the file; `rows.unchanged` counts them too. */
  readonly repeated: Pick<DuplicateKeys, 'repeated' | 'repeats'>;
  readonly clients: readonly TouchedClient[];
  /** Where the value for all rows replaced another one. */
  readonly overwritten: readonly Overwritten[];
  /** What became of the fields of facts that were there. */
  readonly changes: readonly FieldChange[];
}

/** What the importer itself counted; asked when its rows have been read. */
export interface LoadOptions {
  readonly dryRun: boolean;
  readonly counted: () => {
    readonly read: number;
    readonly rejected: number;
    readonly skipped: number;
    /** Whose rows they are, rejected ones too; `*` where that is not known. */
    readonly clients: ReadonlySet<string>;
    /** Those of whom rows were rejected. */
    readonly rejectedOf?: ReadonlySet<string>;
    /** The sites of its facts, as far as they name one. */
    readonly sites?: ReadonlySet<string>;
  };
}

/** A source's rows by the batch; made in the transaction that loads them where facts have to be looked up for them. */
export type LoadRows = AsyncIterable<readonly LoadRow[]> | ((tx: Knex.Transaction) => AsyncIterable<readonly LoadRow[]>);

/** Facts that change what the planner should know of a table. */
const analyseFromRows = 1000;

/**
 * Loads a source's rows as one batch in one transaction: all of them are facts afterwards, or nothing has happened. Fails with what
 * `rows` fails with. A dry run does the whole work and takes it back.
 */
export async function loadBatch(
  database: Pick<Database, 'kind' | 'transaction' | 'settle'>,
  load: Load,
  rows: LoadRows,
  options: LoadOptions,
): Promise<BatchReport> {
  const report = await inTrial(database, options.dryRun, async tx => {
    await prepare(tx, database.kind);
    return loadIn(tx, load, rows, options);
  });
  if (options.dryRun) return { ...report, batch: null };
  // Without statistics a scan of one client's month would read every client's years; autovacuum comes minutes later, or never.
  if (report.rows.new + report.rows.changed >= analyseFromRows)
    await database.transaction(tx => tx.raw('select plumbline_analyze(?)', [`fact_${load.kind}`]));
  await database.settle();
  return report;
}

/** Settings of this transaction alone, for statements that join whole files. */
export async function prepare(tx: Knex.Transaction, kind: Database['kind']): Promise<void> {
  // The embedded database lives in this process, whose memory is bounded. Compiling a statement that runs once takes longer than it
  // saves. Facts are looked up through indexes where they are few: a small file must not cost a scan of all that was ever imported.
  const memory = kind === 'server' ? '128MB' : '64MB';
  await tx.raw(`set local work_mem = '${memory}'; set local jit = off; set local random_page_cost = 1.1`);
}

async function loadIn(tx: Knex.Transaction, load: Load, rows: LoadRows, options: LoadOptions): Promise<BatchReport> {
  const mapped = mappedOf(load.kind, load.mapped);
  await beginTouching(tx);
  const expected = (await nextBatch(tx, 0)).batch;
  const first = new FirstLoad(tx, mapped, expected, load.looksUp !== true);
  const source = { rows: typeof rows === 'function' ? rows(tx) : rows, batch: expected, take: first.take };
  const lines = await stage(tx, mapped, ownFieldsOf(load, mapped), source);
  const came = lines.rows;
  const counted = options.counted();
  if (came !== counted.read - counted.rejected - counted.skipped) {
    throw new Error(
      `${came} rows came, but ${counted.read} read, ${counted.rejected} rejected and ${counted.skipped} skipped were counted`,
    );
  }
  const same = first.isDone ? undefined : await batchOfSameRows(tx, load, lines.contentHash);
  const isMerged = first.isDone || same !== undefined;
  const { conflicts, repeated, repeats } = isMerged ? noDuplicates : await resolveDuplicateKeys(tx, mapped);
  await lockUntilCommit(tx, 'load');
  const { batch, committedAt } = await nextBatch(tx, load.at());
  if (first.isDone) await noteTouched(tx, lines.clients);
  if (load.marks !== undefined && !options.dryRun) {
    // A table that held no facts before holds those of this batch alone.
    const facts = first.isDone ? tableOf(load.kind) : staged;
    await recordMarks(tx, { batch, layout: load.layout, kind: mapped.kind, rejected: load.marks(conflicts), facts });
  }
  const merged = isMerged
    ? settled(came, first.isDone)
    : await mergeStaged(tx, mapped, {
        batch,
        rows: came - repeated - conflicts.length,
        constants: new Set(load.constants),
        ownFields: ownFieldsOf(load, mapped),
      });
  const counts = accounted(counted, merged, { repeated, conflicts: conflicts.length });
  const clients = await recordClients(tx, batch);
  const rejectedOf = withConflicts(counted.rejectedOf, conflicts);
  await recordRowClients(tx, batch, counted.clients, rejectedOf);
  const content_hash = await hashOf(tx, load, { batch, versions: merged.added + merged.changed, came, sent: lines.contentHash });
  const done = { batch, committed_at: committedAt, rows: counts, repeated, conflicts, rejectedOf, content_hash };
  const isPlain = conflicts.length === 0 && repeated === 0 && !options.dryRun;
  const read = isPlain ? await load.reading?.(tx) : undefined;
  await recordImport(tx, load, done, { sites: counted.sites, read, repeats: same });
  const { overwritten, changes } = merged;
  return { batch, rows: counts, conflicts, repeated: { repeated, repeats }, clients, overwritten, changes };
}

/** What became of rows that need no merge: all of them are new, or none says anything new. */
const settled = (came: number, areNew: boolean): Merged => ({
  added: areNew ? came : 0,
  changed: 0,
  unchanged: areNew ? 0 : came,
  overwritten: [],
  changes: [],
});

/** Of rows with one key and different values, the client is the first part of the key. */
const withConflicts = (rejectedOf: ReadonlySet<string> | undefined, conflicts: readonly Conflict[]) =>
  rejectedOf === undefined ? undefined : new Set([...rejectedOf, ...conflicts.map(({ key }) => key[0] ?? '*')]);

/** What became of the rows read; none may be lost. */
function accounted(
  { read, rejected, skipped }: ReturnType<LoadOptions['counted']>,
  merged: Merged,
  { repeated, conflicts }: { readonly repeated: number; readonly conflicts: number },
): RowCounts {
  const became = {
    new: merged.added,
    changed: merged.changed,
    unchanged: merged.unchanged + repeated,
    rejected: rejected + conflicts,
    skipped,
  };
  if (Object.values(became).reduce((sum, one) => sum + one, 0) !== read)
    throw new Error(`rows are lost: ${JSON.stringify({ read, ...became })}`);
  return { read, ...became };
}

/** Where every row that came is a version now, what was sent is what stands in the table, byte for byte. */
async function hashOf(
  tx: Knex.Transaction,
  { kind, mapped }: Load,
  { batch, versions, came, sent }: { batch: number; versions: number; came: number; sent: string | undefined },
): Promise<string> {
  if (versions === 0) return contentHashOfNone;
  if (versions === came && sent !== undefined) return sent;
  return contentHash(tx, { batch, kind, mapped, withdraws: null });
}

const noDuplicates: DuplicateKeys = { conflicts: [], repeated: 0, repeats: [] };

function ownFieldsOf(load: Load, mapped: Mapped): readonly OwnField[] {
  return mapped.own.map(id => {
    const field = load.ownFields.find(own => own.id === id && own.fact === load.kind);
    if (field === undefined) throw new TypeError(`${load.kind} has no field ${id}`);
    return field;
  });
}
