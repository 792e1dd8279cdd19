import type { Knex } from 'knex';
import type { MendedRows } from './batches.js';

/** Of a batch `m` that imports rejected rows once more: it was not withdrawn. */
const stands = 'not exists (select from batch t where t.withdraws = m.batch)';

/** The batches, none of them withdrawn, that import rejected rows of the batch `b` once more. */
export const mendedBy = `array(select m.batch from batch m where m.mends = b.batch and ${stands} order by m.batch)`;

/**
 * How many rejected rows of the batch `b`, which `w` withdraws, were not imported once more. Those that were rejected again are rejected
 * rows of the later batch.
 */
export const leftToMend = `case when w.batch is not null or b.rejected = 0 then 0 else greatest(0,
  coalesce(b.rejected_rows, b.rejected)::int - (select count(distinct row_no)::int from batch m
    cross join lateral unnest(m.mended || m.rejected_again) as of_batch(row_no) where m.mends = b.batch and ${stands})) end`;

/** What a batch has made of the rejected rows of another, and how many of its own are left to mend. */
export interface Mending extends MendedRows {
  readonly by: number;
  readonly to_mend: number;
}

/** What the batches that stand have made of a batch's rejected rows, from the earliest on; a bound caller sees those of its clients alone. */
export async function mendingsOf(tx: Knex.Transaction, batch: number, isBound: boolean): Promise<readonly Mending[]> {
  const { rows } = await tx.raw<{ rows: Mending[] }>(
    `select b.batch as by, b.mends as batch, b.mended as rows, b.rejected_again, ${leftToMend} as to_mend
     from batch b left join batch w on w.withdraws = b.batch
     where b.mends = ? and w.batch is null ${isBound ? 'and plumbline_is_own_batch(b.batch)' : ''} order by b.batch`,
    [batch],
  );
  return rows;
}

/** Whether all rows of a batch are of some clients, rejected ones too; asked with a login that sees everybody's. */
export async function isBatchOf(tx: Knex.Transaction, batch: number, clients: readonly string[]): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: { is_own: boolean | null }[] }>(
    'select bool_and(client = any (?)) as is_own from batch_row_client where batch = ?',
    [[...clients], batch],
  );
  return rows[0]?.is_own === true;
}
