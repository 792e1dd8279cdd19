import type { Knex } from 'knex';
import { fileName } from '../../facts/file-name.js';
import { sheetAndRow } from '../../facts/source-row.js';

/** The file of an import, and the sheets that it read, where these are several. */
export interface BatchFile {
  readonly file: string;
  readonly sheets: readonly string[] | null;
}

/** The file of every import, or of the batches named, by batch. */
export async function batchFiles(tx: Knex.Transaction, batches?: readonly number[]): Promise<ReadonlyMap<number, BatchFile>> {
  const query = tx('batch').whereNotNull('file');
  const rows = await (batches === undefined ? query : query.whereIn('batch', [...batches])).select<
    (BatchFile & { readonly batch: number })[]
  >('batch', 'file', 'sheets');
  return new Map(rows.map(({ batch, file, sheets }) => [batch, { file, sheets }]));
}

/** Where a person finds a row that is kept under a number: in a file, by its name alone, or in a sheet of it, written `file#sheet`. */
export function originOf(source: BatchFile | undefined, stored: number): { readonly file: string | null; readonly row: number } {
  if (source === undefined) return { file: null, row: stored };
  const name = fileName(source.file);
  if (source.sheets === null) return { file: name, row: stored };
  const { sheet, row } = sheetAndRow(stored);
  return { file: `${name}#${source.sheets[sheet] ?? sheet + 1}`, row };
}
