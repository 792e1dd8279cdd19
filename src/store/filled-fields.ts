import type { Knex } from 'knex';
import type { FilledField } from '../facts/filled-field.js';

/** What the layouts of these batches fill by themselves; those that fill nothing so are left out. */
export async function filledBy(
  tx: Knex.Transaction,
  batches: readonly number[],
): Promise<ReadonlyMap<number, readonly FilledField[]>> {
  const { rows } = await tx.raw<{ rows: { batch: number; filled: string }[] }>(
    'select batch, filled from batch where batch = any (?) and filled is not null',
    [[...batches]],
  );
  // Written by `recordBatch`.
  return new Map(rows.map(({ batch, filled }) => [batch, JSON.parse(filled) as FilledField[]]));
}
