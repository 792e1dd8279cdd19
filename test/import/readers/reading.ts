import fs from 'node:fs/promises';
import path from 'node:path';
import type { Fault } from '../../../src/faults/fault.js';
import { Stop } from '../../../src/faults/stop.js';
import { openSource } from '../../../src/import/readers/open.js';
import type { ReaderOptions, Row, Source, SourceSpec } from '../../../src/import/readers/source.js';
import { temporaryFolder } from '../../support/folders.js';

/** A source read to its end. */
export interface Reading {
  readonly source: Source;
  readonly rows: readonly Row[];
}

/** Writes a file into a folder of its own. */
export async function written(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(temporaryFolder('file'), name);
  await fs.writeFile(file, content);
  return file;
}

/** Reads a source to its end. */
export async function readAll(spec: SourceSpec, options?: ReaderOptions): Promise<Reading> {
  const source = await openSource(spec, options);
  const rows: Row[] = [];
  for await (const batch of source.rows) rows.push(...batch);
  return { source, rows };
}

/** Reads a csv text to its end. */
export async function readCsv(content: string | Uint8Array, spec: Partial<SourceSpec> = {}): Promise<Reading> {
  return readAll({ path: await written('a.csv', content), format: 'csv', ...spec });
}

/** The cells of every row. */
export const cells = (reading: Reading): readonly (readonly string[])[] => reading.rows.map(row => row.cells);

/** Every fault that reading gives, wherever it turns up, and the exit code if it stops. */
export async function faultsOf(
  spec: SourceSpec,
  options?: ReaderOptions,
): Promise<{ faults: readonly Fault[]; exitCode?: number }> {
  try {
    const { source, rows } = await readAll(spec, options);
    return { faults: [...source.findings, ...rows.flatMap(row => row.fault ?? [])] };
  } catch (error) {
    if (error instanceof Stop) return { faults: error.faults, exitCode: error.exitCode };
    throw error;
  }
}
