import type { Knex } from 'knex';

/** The file of every import, by batch. */
export async function batchFiles(tx: Knex.Transaction): Promise<ReadonlyMap<number, string>> {
  const rows = await tx('batch').whereNotNull('file').select<{ batch: number; file: string }[]>('batch', 'file');
  return new Map(rows.map(row => [row.batch, row.file]));
}
