import type { Knex } from 'knex';
import type { FactKindName } from '../../facts/kinds.js';
import type { Batch } from '../batches.js';
import { lockUntilCommit } from '../transaction-locks.js';

/**
 * The condition under which the file of batch `b` still says what its facts are: it was not withdrawn, and no batch since changed a fact
 * of its kind and clients.
 */
export const isStillSo = `not exists (select from batch w where w.withdraws = b.batch)
  and not exists (select from batch_row_client r join batch_client c on c.client = r.client
    join batch l on l.batch = c.batch where r.batch = b.batch and c.batch > b.batch and l.kind = b.kind)`;

/** A file's rows: the kind of their facts, and the fields that they set. */
interface FileRows {
  readonly kind: FactKindName;
  readonly mapped: readonly string[];
}

/**
 * The batch that brought the same rows, to the letter and under the same numbers, where its facts are still as they say: nothing is to be
 * merged then. Undefined where there is none, or where the rows have no content hash; where there is one, the caller has the turn to load.
 */
export async function batchOfSameRows(
  tx: Knex.Transaction,
  rows: FileRows,
  contentHash: string | undefined,
): Promise<number | undefined> {
  if (contentHash === undefined || (await batchOf(tx, rows, contentHash)) === undefined) return undefined;
  await lockUntilCommit(tx, 'load');
  return batchOf(tx, rows, contentHash);
}

/** A batch that found facts unchanged said more than its content hash shows, and is none. */
async function batchOf(tx: Knex.Transaction, { kind, mapped }: FileRows, contentHash: string): Promise<number | undefined> {
  const { rows } = await tx.raw<{ rows: Pick<Batch, 'batch' | 'mapped'>[] }>(
    `select b.batch, b.mapped from batch b
     where b.content_hash = ? and b.kind = ? and b.withdraws is null and b.new + b.changed > 0
       and b.unchanged = coalesce(b.repeated, 0) and ${isStillSo} order by b.batch desc`,
    [contentHash, kind],
  );
  const names = new Set(mapped);
  return rows.find(before => before.mapped.length === names.size && before.mapped.every(name => names.has(name)))?.batch;
}
