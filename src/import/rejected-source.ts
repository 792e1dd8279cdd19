import { open, stat } from 'node:fs/promises';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { readersFaults } from '../faults/readers.js';
import { rowFaults } from '../faults/rows.js';
import { unguarded } from './csv-cell.js';
import type { SourceRow } from './layout/row.js';
import type { Layout } from './layout/schema.js';
import { openSource } from './readers/open.js';
import type { Format, Row, Source } from './readers/source.js';
import { between, reasonColumns, rejectedValue } from './reason-columns.js';

/** The source that rejected rows come from: its name, and the format that says how their cells are read. */
export interface RejectedFrom {
  readonly file: string;
  readonly format: Format;
  /** The sheet of all its rows, in a workbook. */
  readonly sheet?: string;
}

const formats: readonly Format[] = ['csv', 'xlsx', 'ndjson', 'sql'];
const place = { number: 0, code: 1, column: 2, value: 3, source: 6, format: 7 } as const satisfies Readonly<
  Record<string, number>
>;
const width = reasonColumns.length;

const begins = new RegExp(`^${reasonColumns.join('[,;\\t|]')}[,;\\t|]`);

/** Where the rows of a file were rejected from; undefined where it is no file of rejected rows. */
export async function rejectedFrom(path: string): Promise<RejectedFrom | undefined> {
  if (!(await beginsWithReasons(path))) return undefined;
  const source = await openRows(path);
  try {
    for await (const rows of source.rows) {
      const [first] = rows;
      if (first !== undefined) return fromOf(first.cells);
    }
    return fromOf([]);
  } finally {
    await source.close();
  }
}

function fromOf(cells: readonly string[]): RejectedFrom {
  const [named, ...sheet] = unguarded(cells[place.format] ?? '')
    .trim()
    .split(' ');
  const format = formats.find(name => name === named) ?? 'csv';
  const file = unguarded(cells[place.source] ?? '').trim();
  return { file, format, ...(sheet.length === 0 ? {} : { sheet: sheet.join(' ') }) };
}

/** The beginning is read as bytes: a spreadsheet may have saved the file with other signs between its cells, or in UTF-16. */
async function beginsWithReasons(path: string): Promise<boolean> {
  // What is no file on the disk, such as a pipe, can be read only once.
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return false;
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(400), 0, 400, 0);
    const text = buffer.subarray(0, bytesRead).toString('latin1');
    return begins.test(text.replaceAll(/[^\x20-\x7e\t]/g, '').replaceAll('"', ''));
  } finally {
    await handle.close();
  }
}

/** However it was saved: what the layout says of the form of its source does not hold for this file. */
const openRows = (path: string): Promise<Source> => openSource({ path, format: 'csv', header_row: 1 });

/** A layout for rows that were rejected from its source: they stand below their headings, and are not the whole of it. */
export function layoutOfRejected(
  { expect: _expect, watermark: _watermark, ...layout }: Layout,
  { format }: RejectedFrom,
): Layout {
  return { ...layout, format, header_row: 1 };
}

/** The rejected rows of a file as rows of the source that they come from. */
export async function openRejected(path: string, from: RejectedFrom): Promise<Source> {
  const source = await openRows(path);
  const columns = source.columns.slice(width).map(unguarded);
  return {
    ...source,
    ...(from.sheet === undefined ? {} : { sheet: from.sheet }),
    columns,
    rows: sourceRows(source.rows, { path, from, columns }),
    get findings() {
      return source.findings.filter(({ code }) => code !== 'header_duplicate');
    },
  };
}

interface Original {
  readonly path: string;
  readonly from: RejectedFrom;
  readonly columns: readonly string[];
}

async function* sourceRows(rows: Source['rows'], of: Original): AsyncGenerator<readonly SourceRow[]> {
  for await (const batch of rows) yield batch.map(row => sourceRow(row, of));
}

function sourceRow({ number, cells: all, fault: broken }: Row, of: Original): SourceRow {
  const cells = all.slice(width).map(unguarded);
  const row: SourceRow = { number, cells, ...placeBefore(unguarded(all[place.number] ?? '')) };
  const found = ownCells(broken) ?? otherSource(all, number, of) ?? unchanged(all, row, of);
  return found === undefined ? row : { ...row, fault: found };
}

/** A row's own fault, which counts the cells of its source alone: a person sees no others in it. */
function ownCells(broken: Fault | undefined): Fault | undefined {
  if (broken === undefined || !isRagged(broken)) return broken;
  const { cells, columns } = broken.params;
  return fault(readersFaults, 'row_ragged', { cells: Math.max(cells - width, 0), columns: columns - width }, broken.place);
}

const isRagged = (found: Fault): found is Fault<'row_ragged'> => found.code === 'row_ragged';

/** Where the row stood: its number, after the name of its sheet where there were several. */
function placeBefore(text: string): Pick<SourceRow, 'numberBefore' | 'sheetBefore'> {
  const [, sheet, number = ''] = /^(?:(.*)!)?([1-9]\d{0,9})$/.exec(text.trim()) ?? [];
  if (number === '') return {};
  return { numberBefore: Number(number), ...(sheet === undefined ? {} : { sheetBefore: sheet }) };
}

function otherSource(all: readonly string[], line: number, { path, from }: Original): Fault | undefined {
  const own = fromOf(all);
  if (own.format === from.format && own.file === from.file && own.sheet === from.sheet) return undefined;
  const params = { file: `${from.file} (${from.format})`, other: `${own.file} (${own.format})` };
  return fault(rowFaults, 'reject_of_other_file', params, { file: path, line });
}

/** What a reader has refused, and what a workbook alone shows, cannot be seen in a row as text: it has to be changed, or said to be right. */
const unseen: ReadonlySet<string> = new Set([
  ...Object.keys(readersFaults),
  'key_digits_lost',
  'key_without_result',
  'group_start_lost',
  'reject_unchanged',
  'reject_of_other_file',
]);

function unchanged(all: readonly string[], row: SourceRow, { path, columns }: Original): Fault | undefined {
  const codes = (all[place.code] ?? '').split(between);
  const named = (all[place.column] ?? '').split(between);
  const values = unguarded(all[place.value] ?? '');
  const code = codes.find((one, i) => {
    if (!unseen.has(one.trim())) return false;
    const now = rejectedValue(row.cells, columns, named[i]?.trim() ?? '');
    // Cells that hold the sign between two values cannot be told apart: where anything is left of the value, it is taken for unchanged.
    return codes.length === 1 ? withoutEnd(values) === withoutEnd(now) : values.split(between).includes(now);
  });
  if (code === undefined) return undefined;
  const params = { code: code.trim(), row: row.numberBefore ?? row.number };
  return fault(rowFaults, 'reject_unchanged', params, { file: path, line: row.number });
}

/** Blank cells at the end of a row say nothing. */
const withoutEnd = (text: string): string => text.replace(/(?<![\s|])[\s|]+$/, '');
