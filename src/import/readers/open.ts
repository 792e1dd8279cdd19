import { csvReader } from './csv.js';
import { openFile } from './bytes.js';
import { ndjsonReader } from './ndjson.js';
import { sqlReader } from './sql.js';
import { xlsxReader } from './xlsx.js';
import { refuse } from './refuse.js';
import type { Format, Reader, ReaderOptions, Source, SourceSpec } from './source.js';

/** The formats that can be read: one line each. */
export const readers: readonly Reader[] = [csvReader, xlsxReader, ndjsonReader, sqlReader];

/** Opens a source: its columns are then known and its rows can be read once. Throws a Stop with faults. */
export async function openSource(spec: SourceSpec, options: ReaderOptions = {}): Promise<Source> {
  const reader = readers.find(candidate => candidate.format === spec.format);
  if (reader === undefined)
    throw refuse('format_unknown', { format: spec.format, known: readers.map(r => r.format) }, { file: spec.path });
  return reader.open(spec, options);
}

/** The format of a file, by its first bytes where they show it, else by its name; text of no known name is csv. */
export async function sniffFormat(path: string): Promise<Format> {
  const { handle } = await openFile(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, null);
    const start = buffer.subarray(0, bytesRead).toString('latin1');
    if (start.startsWith('PK\u0003\u0004') || start.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'xlsx';
    if (/\.(ndjson|jsonl)$/i.test(path) || /^(\u00ef\u00bb\u00bf)?\s*(?:\{|\[\s*\{)/.test(start)) return 'ndjson';
    return /\.(xlsx|xlsm)$/i.test(path) ? 'xlsx' : 'csv';
  } finally {
    await handle.close();
  }
}
