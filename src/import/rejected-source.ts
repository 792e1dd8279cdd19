import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { readersFaults } from '../faults/readers.js';
import { rowFaults } from '../faults/rows.js';
import { unguarded } from './csv-cell.js';
import type { SourceRow } from './layout/row.js';
import type { Layout } from './layout/schema.js';
import type { Row, Source, WrittenRow } from './readers/source.js';
import { between, LONGEST_ROW, reasonColumns, rejectedValue } from './reason-columns.js';
import { openRows, type RejectedFrom, rowFrom, type RowFrom } from './rejected-from.js';
import { asItWas } from './spreadsheet-date.js';
import { readAgain } from './written-again.js';

const place = { number: 0, code: 1, column: 2, value: 3 } as const;
const width = reasonColumns.length;

/** A layout for rows that were rejected from its source: they stand below their headings, and are not the whole of it. */
export function layoutOfRejected(
  { expect: _expect, watermark: _watermark, ...layout }: Layout,
  { format }: RejectedFrom,
): Layout {
  return { ...layout, format, header_row: 1 };
}

/** The rejected rows of a file as rows of the source that they come from. */
export async function openRejected(path: string, from: RejectedFrom, layout: Layout): Promise<Source> {
  const source = await openRows(path, from.saved);
  const header = from.saved.format === 'xlsx' ? from.saved.header : source.columns;
  const columns = header.slice(width).map(unguarded);
  const { sheet: _sheet, sheets: _sheets, ...own } = source;
  return {
    ...own,
    ...(from.sheet === undefined ? {} : { sheet: from.sheet }),
    columns,
    rows: sourceRows(source.rows, { path, from, columns, layout }),
    get findings() {
      return source.findings.filter(({ code }) => code !== 'header_duplicate');
    },
  };
}

/** What a cell of a file of rejected rows was in its source. */
export const givenBack = (cell: string): string => asItWas(unguarded(cell));

interface Original {
  readonly path: string;
  readonly from: RejectedFrom;
  readonly columns: readonly string[];
  readonly layout: Layout;
}

async function* sourceRows(rows: Source['rows'], of: Original): AsyncGenerator<readonly SourceRow[]> {
  for await (const batch of rows) yield batch.flatMap(row => rowsOf(row, of));
}

function rowsOf(given: Row, of: Original): readonly SourceRow[] {
  const { number, cells: all, doubts } = given;
  const before = placeBefore(unguarded(all[place.number] ?? ''));
  const { cells, broken } = fitted(given, of);
  const from = rowFrom(all);
  const isOther = otherSource(from, number, of);
  if (isOther === undefined && from.delimiter !== undefined && codesOf(all).some(isOfQuotes)) {
    const written = { cells: withoutBlankEnd(cells, cellsBefore(all, of)), delimiter: from.delimiter };
    return writtenRows(written, { number, ...before }, codesOf(all), of);
  }
  const shifted = doubts?.flatMap(doubt => (doubt.at < width ? [] : [{ ...doubt, at: doubt.at - width }]));
  const row: SourceRow = { number, cells, ...before, ...(shifted === undefined ? {} : { doubts: shifted }) };
  const found = broken ?? isOther ?? unchanged(all, row, of);
  return [found === undefined ? row : { ...row, fault: found }];
}

/** A row's own cells, and its own fault, which counts them alone: a person sees no others in it. */
function fitted(
  { cells: all, number, fault: found }: Row,
  { path, from, columns }: Original,
): {
  readonly cells: readonly string[];
  readonly broken: Fault | undefined;
} {
  const own = all.slice(width).map(givenBack);
  const cells = from.saved.format === 'xlsx' ? withoutBlankEnd(own, columns.length) : own;
  const isWide = from.saved.format === 'xlsx' && cells.length > columns.length;
  if (!isWide && (found === undefined || !isRagged(found))) return { cells, broken: found };
  const params = { cells: Math.max(cells.length, 0), columns: columns.length };
  return { cells, broken: fault(readersFaults, 'row_ragged', params, found?.place ?? { file: path, line: number }) };
}

/** The cells without blank ones beyond as many as there are columns. */
function withoutBlankEnd(cells: readonly string[], columns: number): readonly string[] {
  let end = cells.length;
  while (end > columns && cells[end - 1]?.trim() === '') end--;
  return end === cells.length ? cells : cells.slice(0, end);
}

/** How many cells a row had, at most as many as there are columns: a spreadsheet fills up those that had fewer. */
function cellsBefore(all: readonly string[], { columns }: Original): number {
  const value = givenBack(all[place.value] ?? '');
  const isWhole = value !== '' && value.length < LONGEST_ROW;
  return isWhole ? Math.min(columns.length, value.split(between).length) : columns.length;
}

const codesOf = (all: readonly string[]): readonly string[] => (all[place.code] ?? '').split(between).map(code => code.trim());

const ofQuotes: readonly string[] = ['quote_misplaced', 'quotes_bare', 'quote_spans_rows', 'quote_unterminated'];
const isOfQuotes = (code: string): boolean => ofQuotes.includes(code);

/** What a row with wrong quotes is by what the layout says of quotes now. */
function writtenRows(
  written: WrittenRow,
  at: Pick<SourceRow, 'number' | 'numberBefore' | 'sheetBefore'>,
  codes: readonly string[],
  { path: file, columns, layout }: Original,
): readonly SourceRow[] {
  const { quote = '"' } = layout;
  return readAgain(written, at.number, { file, columns, layout }).map(row => {
    const numberBefore = at.numberBefore === undefined ? {} : { numberBefore: at.numberBefore + row.number - at.number };
    const own = { ...row, ...numberBefore };
    // The line at which a stray quote ends shows nothing wrong by itself.
    const isStray = codes.includes('quote_spans_rows') && quote !== 'none' && row.cells.some(cell => cell.includes(quote));
    if (row.fault !== undefined || !isStray) return own;
    const params = { code: 'quote_spans_rows', row: own.numberBefore ?? row.number };
    return { ...own, written, fault: fault(rowFaults, 'reject_unchanged', params, { file, line: row.number }) };
  });
}

const isRagged = (found: Fault): found is Fault<'row_ragged'> => found.code === 'row_ragged';

/** Where the row stood: its number, after the name of its sheet where there were several. */
function placeBefore(text: string): Pick<SourceRow, 'numberBefore' | 'sheetBefore'> {
  const [, sheet, number = ''] = /^(?:(.*)!)?([1-9]\d{0,9})$/.exec(text.trim()) ?? [];
  if (number === '') return {};
  return { numberBefore: Number(number), ...(sheet === undefined ? {} : { sheetBefore: sheet }) };
}

function otherSource(own: RowFrom, line: number, { path, from }: Original): Fault | undefined {
  if (own.format === from.format && own.file === from.file && own.sheet === from.sheet) return undefined;
  const params = { file: `${from.file} (${from.format})`, other: `${own.file} (${own.format})` };
  return fault(rowFaults, 'reject_of_other_file', params, { file: path, line });
}

/** What a reader has refused, and what a workbook alone shows, cannot be seen in a row as text: it has to be changed, or said to be right. */
const unseen: ReadonlySet<string> = new Set([
  ...Object.keys(readersFaults),
  'key_digits_lost',
  'key_without_result',
  'key_shown_otherwise',
  'key_of_other_type',
  'group_start_lost',
  'reject_unchanged',
  'reject_of_other_file',
]);

function unchanged(all: readonly string[], row: SourceRow, { path, columns }: Original): Fault | undefined {
  const codes = codesOf(all);
  const named = (all[place.column] ?? '').split(between);
  const values = givenBack(all[place.value] ?? '');
  const code = codes.find((one, i) => {
    if (!unseen.has(one)) return false;
    const now = rejectedValue(row.cells, columns, named[i]?.trim() ?? '');
    if (named.join('').trim() === '' && !comesBack.has(one)) return isSameRow(values, now);
    // Cells that hold the sign between two values cannot be told apart: where anything is left of the value, it is taken for unchanged.
    return codes.length === 1 ? withoutEnd(values) === withoutEnd(now) : values.split(between).includes(now);
  });
  if (code === undefined) return undefined;
  const params = { code, row: row.numberBefore ?? row.number };
  return fault(rowFaults, 'reject_unchanged', params, { file: path, line: row.number });
}

/** Faults of rows that a person may have changed in one digit alone. */
const comesBack: ReadonlySet<string> = new Set(['reject_unchanged', 'reject_of_other_file']);

/** Whether two rows are the same but for numbers and dates, which a spreadsheet writes in its own way when it saves them. */
function isSameRow(before: string, now: string): boolean {
  const [parts, others] = [withoutEnd(before).split(between), withoutEnd(now).split(between)];
  const isSame = (one: string, other = ''): boolean =>
    one.trim() === other.trim() ||
    (/\d/.test(one) && /\d/.test(other)) ||
    (before.length >= LONGEST_ROW && other.startsWith(one));
  return parts.length === others.length && parts.every((one, i) => isSame(one, others[i]));
}

/** Blank cells at the end of a row say nothing. */
const withoutEnd = (text: string): string => text.replace(/(?<![\s|])[\s|]+$/, '');
