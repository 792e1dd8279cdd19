import { open, stat } from 'node:fs/promises';
import { fault } from '../faults/make.js';
import { rowFaults } from '../faults/rows.js';
import { Stop } from '../faults/stop.js';
import { unguarded } from './csv-cell.js';
import { openSource } from './readers/open.js';
import type { Format, Source } from './readers/source.js';
import { firstRowOf } from './readers/xlsx/first-row.js';
import { reasonColumns } from './reason-columns.js';
import { delimiterNamed } from './written-again.js';

/** The source that rejected rows come from: its name, and the format that says how their cells are read. */
export interface RejectedFrom {
  readonly file: string;
  readonly format: Format;
  /** The sheet of all its rows, in a workbook. */
  readonly sheet?: string;
  /** How the file of rejected rows was saved. */
  readonly saved: Saved;
}

/** How a file of rejected rows was saved: as the program writes it, by a spreadsheet with other signs, or as a workbook with this header. */
type Saved =
  | { readonly format: 'csv'; readonly delimiter: string; readonly quote: string }
  | { readonly format: 'xlsx'; readonly header: readonly string[] };

/** Where one rejected row comes from; with `delimiter`, its cells stand there as they are written in the source. */
export interface RowFrom extends Omit<RejectedFrom, 'saved'> {
  readonly delimiter?: string;
}

const formats: readonly Format[] = ['csv', 'xlsx', 'ndjson', 'sql'];
const place = { source: 6, format: 7 } as const;

/** Where the rows of a file were rejected from; undefined where it is no file of rejected rows. */
export async function rejectedFrom(path: string): Promise<RejectedFrom | undefined> {
  const saved = await savedAs(path);
  if (saved === undefined) return undefined;
  const source = await openRows(path, saved);
  try {
    const [first = ''] = saved.format === 'xlsx' ? saved.header : source.columns;
    if (isGarbled(first)) throw new Stop(3, [fault(rowFaults, 'rejects_garbled', { found: first.trim() }, { file: path })]);
    for await (const rows of source.rows) {
      const [first] = rows;
      if (first !== undefined) return { ...fileOf(first.cells), saved };
    }
    return { ...fileOf([]), saved };
  } finally {
    await source.close();
  }
}

function fileOf(cells: readonly string[]): Omit<RowFrom, 'delimiter'> {
  const { delimiter: _delimiter, ...from } = rowFrom(cells);
  return from;
}

/** Where a row comes from, by its own cells. */
export function rowFrom(cells: readonly string[]): RowFrom {
  const [, named, more = ''] = /^(\S*)(?: ([^]*))?$/.exec(unguarded(cells[place.format] ?? '').trimStart()) ?? [];
  const format = formats.find(name => name === named) ?? 'csv';
  const file = unguarded(cells[place.source] ?? '').trim();
  if (more.trim() === '' && format !== 'csv') return { file, format };
  if (format !== 'csv') return { file, format, sheet: more.trim() };
  return more === '' ? { file, format } : { file, format, delimiter: delimiterNamed(more) };
}

/**
 * Whether the first name shows that a program has read the file in another encoding than it is in: as the letters of its byte order
 * mark, of which some encodings take the first letter of the name in.
 */
const isGarbled = (first: string): boolean => /^\P{ASCII}{1,4}r?ow$/u.test(first.trim());

const isReasons = (header: readonly string[]): boolean =>
  reasonColumns.every((name, at) => header[at]?.trim() === name || (at === 0 && isGarbled(header[0] ?? '')));

/** The names of the reasons at the beginning of a text, whatever stands between and around them. */
const begins = new RegExp(`^(["']?)r?ow\\1(.{1,2}?)\\1${reasonColumns.slice(1).join('\\1\\2\\1')}\\1\\2`);

/** The beginning is read as bytes: a spreadsheet may have saved the file with other signs between its cells, or in UTF-16. */
async function savedAs(path: string): Promise<Saved | undefined> {
  // What is no file on the disk, such as a pipe, can be read only once.
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  const handle = await open(path, 'r');
  let start: string;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(400), 0, 400, 0);
    start = buffer.subarray(0, bytesRead).toString('latin1');
  } finally {
    await handle.close();
  }
  if (start.startsWith('PK\u0003\u0004')) return savedAsWorkbook(path);
  const [, quote, delimiter] = begins.exec(start.replaceAll(/[^\x20-\x7e\t]/g, '')) ?? [];
  if (delimiter === undefined) return undefined;
  return { format: 'csv', delimiter, quote: quote === "'" ? "'" : '"' };
}

async function savedAsWorkbook(path: string): Promise<Saved | undefined> {
  try {
    const header = await firstRowOf(path);
    return isReasons(header) ? { format: 'xlsx', header } : undefined;
  } catch (problem) {
    // What is wrong with a workbook is said where it is read as what it is.
    if (problem instanceof Stop) return undefined;
    throw problem;
  }
}

/** Cells beyond the header belong to rows that have too many: a workbook would otherwise leave them out. */
const beyondHeader: readonly string[] = Array.from({ length: 100 }, () => '');

/** However it was saved: what the layout says of the form of its source does not hold for this file. */
export function openRows(path: string, saved: Saved): Promise<Source> {
  return saved.format === 'csv'
    ? openSource({ path, ...saved, header_row: 1 })
    : openSource({ path, format: 'xlsx', header_row: 1, header: [...saved.header, ...beyondHeader] });
}
