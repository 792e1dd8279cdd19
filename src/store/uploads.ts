import type { Knex } from 'knex';
import { type Batch, batchByNumber } from './batches.js';
import { dealtOf, leftToMend, mendedBy } from './mended.js';

/** A file that was sent to the service, and what became of it; `answer` is JSON. Times are UTC milliseconds. */
export interface UploadRecord {
  readonly id: string;
  readonly key_id: string;
  readonly layout: string;
  readonly file: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly answer: string | null;
}

/** Keeps that an upload has begun. */
export async function addUpload(tx: Knex.Transaction, upload: UploadRecord): Promise<void> {
  await tx('upload').insert(upload);
}

/** Keeps what became of an upload. */
export async function endUpload(
  tx: Knex.Transaction,
  { id, state, ended_at, answer }: Pick<UploadRecord, 'id' | 'state' | 'ended_at' | 'answer'>,
): Promise<void> {
  await tx('upload').where({ id }).update({ state, ended_at, answer });
}

/** The ids of uploads that begin so and have no end. */
export async function runningUploads(tx: Knex.Transaction, prefix: string): Promise<readonly string[]> {
  const rows = await tx('upload').where({ state: 'running' }).whereLike('id', `${prefix}%`).select<{ id: string }[]>('id');
  return rows.map(({ id }) => id);
}

/** The batch of an upload, whose file lies in a folder that is named after it. */
export async function batchOfFile(tx: Knex.Transaction, upload: string): Promise<Batch | undefined> {
  const rows = await tx('batch').whereLike('file', `archive/%/${upload}/%`).select<{ batch: number }[]>('batch');
  return rows[0] === undefined ? undefined : batchByNumber(tx, rows[0].batch);
}

/** The upload of an id. */
export async function uploadById(tx: Knex.Transaction, id: string): Promise<UploadRecord | undefined> {
  return (await tx('upload').where({ id }).select<UploadRecord[]>('*'))[0];
}

/** Which batches are asked for: the newest before a number, and of bound callers only those all of whose rows are of their clients, rejected ones too. */
export interface BatchPage {
  readonly before: number | undefined;
  readonly limit: number;
  readonly isBound: boolean;
}

/** A batch as the list of imports shows it. */
export type ListedBatch = Omit<Batch, 'rows' | 'mapped'> &
  Batch['rows'] & {
    /** The batch whose rejected rows it imports once more. */
    readonly mends: number | null;
    /** The batches, none of them withdrawn, that import its rejected rows once more. */
    readonly mended_by: readonly number[];
    /** How many of its rejected rows were neither imported once more nor settled; 0 where it was withdrawn. */
    readonly to_mend: number;
    /** How many of its rejected rows nobody will mend. */
    readonly settled: number;
  };

const listed = `b.batch, b.kind, b.layout, b.file, b.sha256, b.actor, b.committed_at, b.read, b.new, b.changed, b.unchanged, b.repeated, b.rejected,
  b.skipped, b.withdraws, b.reason, b.content_hash, b.mends, w.batch as withdrawn_by, ${mendedBy} as mended_by, ${leftToMend} as to_mend,
  coalesce(d.settled, 0) as settled`;

/**
 * Batches, newest first. Whether a batch has rows of others as well the database tells by a function of its own: who is bound to clients
 * cannot see those rows.
 */
export async function batchPage(tx: Knex.Transaction, { before, limit, isBound }: BatchPage): Promise<readonly ListedBatch[]> {
  const { rows } = await tx.raw<{ rows: ListedBatch[] }>(
    `with page as materialized (select b.batch from batch b where b.batch < ? ${isBound ? 'and plumbline_is_own_batch(b.batch)' : ''}
       order by b.batch desc limit ?)
     select ${listed} from page join batch b on b.batch = page.batch left join batch w on w.withdraws = b.batch
     left join ${dealtOf('select batch from page')} on d.batch = b.batch order by b.batch desc`,
    [before ?? 2 ** 31 - 1, limit],
  );
  return rows;
}
