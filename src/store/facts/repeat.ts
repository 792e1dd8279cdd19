import type { Knex } from 'knex';
import type { FilledField } from '../../facts/filled-field.js';
import { type Batch, nextBatch, recordRowClients } from '../batches.js';
import type { Database } from '../connect.js';
import { repeatMarks } from '../rejected-marks.js';
import { lockUntilCommit } from '../transaction-locks.js';
import { contentHashOfNone } from './content-hash.js';
import type { BatchReport, Load } from './load.js';
import { recordImport } from './record-import.js';
import { isStillSo } from './same-rows.js';

/** A file that has not been read: how it would be, and its bytes. */
export interface UnreadFile {
  readonly reading: string;
  readonly sha256: string;
}

/** How and from which bytes a batch's file was read. */
export interface ReadFile extends UnreadFile {
  readonly batch: number;
}

/** What is recorded of an import whose file is not read: the rest is as the batch has it that read the same file. */
export type RepeatedLoad = Pick<Load, 'file' | 'layout' | 'actor' | 'at'>;

/** The condition under which no rows were rejected since by the layout of batch `b`: its facts may be theirs, which only reading them tells. */
const hasAllMarks = `not exists (select from batch l where l.layout = b.layout and l.batch > b.batch and l.rejected > 0)`;

/**
 * The files of that size whose facts are still as they said. A clock that was set back must not find what was read later: fewer days are
 * plausible by it.
 */
export async function filesRead(tx: Knex.Transaction, bytes: number, now: number): Promise<readonly ReadFile[]> {
  const { rows } = await tx.raw<{ rows: ReadFile[] }>(
    `select b.batch, b.reading, b.sha256 from batch b
     where b.bytes = ? and b.reading is not null and b.committed_at <= ? and ${isStillSo} and ${hasAllMarks} order by b.batch desc`,
    [bytes, now],
  );
  return rows;
}

/** The batch whose rows a batch is recorded to repeat; null where it repeats none. */
export async function repeatedBy(tx: Knex.Transaction, batch: number): Promise<number | null> {
  const found = await tx('batch').where({ batch }).first<{ repeats: number | null } | undefined>('repeats');
  return found?.repeats ?? null;
}

type Before = Pick<Batch, 'batch' | 'kind' | 'mapped'> & {
  readonly repeats: number | null;
  readonly bytes: number;
  readonly sheets: readonly string[] | null;
  readonly sites: readonly string[] | null;
  readonly filled: string | null;
  readonly read: number;
  readonly skipped: number;
};

/**
 * Records the import of a file that was read before, as if every row had been read and had changed nothing; `undefined` where that is
 * not so any more, and the file has to be read. A dry run takes it back.
 */
export async function repeatBatch(
  database: Pick<Database, 'transaction' | 'settle'>,
  load: RepeatedLoad,
  file: UnreadFile,
  dryRun: boolean,
): Promise<(BatchReport & Pick<Batch, 'kind'>) | undefined> {
  const report = await database.transaction(async tx => {
    await lockUntilCommit(tx, 'load');
    const before = await readBefore(tx, file);
    return before === undefined ? undefined : repeatIn(tx, load, file, before, dryRun);
  });
  if (report?.batch !== null) await database.settle();
  return report;
}

async function readBefore(tx: Knex.Transaction, { reading, sha256 }: UnreadFile): Promise<Before | undefined> {
  const { rows } = await tx.raw<{ rows: Before[] }>(
    `select b.batch, b.kind, b.mapped, b.repeats, b.bytes, b.sheets, b.sites, b.filled, b.read, b.skipped from batch b
     where b.reading = ? and b.sha256 = ? and ${isStillSo} and ${hasAllMarks} order by b.batch desc limit 1`,
    [reading, sha256],
  );
  return rows[0];
}

async function repeatIn(
  tx: Knex.Transaction,
  load: RepeatedLoad,
  { reading, sha256 }: UnreadFile,
  before: Before,
  dryRun: boolean,
): Promise<BatchReport & Pick<Batch, 'kind'>> {
  const { kind, mapped, read, skipped, bytes } = before;
  const rows = { read, new: 0, changed: 0, unchanged: read - skipped, rejected: 0, skipped };
  const report = { kind, rows, conflicts: [], repeated: { repeated: 0, repeats: [] }, clients: [], overwritten: [], changes: [] };
  if (dryRun) return { ...report, batch: null };
  const { batch, committedAt } = await nextBatch(tx, load.at());
  const { rows: clients } = await tx.raw<{ rows: { client: string }[] }>('select client from batch_row_client where batch = ?', [
    before.batch,
  ]);
  await recordRowClients(
    tx,
    batch,
    clients.map(({ client }) => client),
  );
  // Written by `recordBatch`.
  const filled = JSON.parse(before.filled ?? '[]') as FilledField[];
  const source = { kind, mapped, filled, sheets: before.sheets ?? undefined, sha256: () => sha256 };
  const done = { batch, committed_at: committedAt, rows, repeated: 0, content_hash: contentHashOfNone };
  await recordImport(tx, { ...load, ...source }, done, {
    sites: new Set(before.sites ?? []),
    read: { reading, bytes },
    repeats: before.repeats ?? before.batch,
  });
  await repeatMarks(tx, batch, before.batch);
  return { ...report, batch };
}
