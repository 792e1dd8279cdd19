import type { LayoutProposal } from '../../faults/proposal.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { withoutTotals } from '../../import/layout/total-look.js';
import { type HeaderCandidate, knownHeaders, likelyHeaderRow } from '../../import/propose/header-row.js';
import { openFile } from '../../import/readers/bytes.js';
import { detectEncoding } from '../../import/readers/encoding.js';
import { type Reading, readingsOf } from '../../import/readers/encoding-doubt.js';
import { joinedHeader } from '../../import/readers/header-lines.js';
import { isBelowGroups, isBelowMergedHeadings, isSecondHeaderLine } from '../../import/propose/second-header-line.js';
import { openSource, sniffFormat } from '../../import/readers/open.js';
import { type Format, HEAD_ROWS, type HeadRow, type Source } from '../../import/readers/source.js';

/** The first rows of a file under its headings, and what a layout says to find them. */
export interface Sample {
  readonly settings: LayoutProposal['settings'];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly typedCells: boolean;
  /** The titles above the headings. */
  readonly titles: readonly string[];
  /** The encodings that the file may be in instead of the one in which it was read, likeliest first. */
  readonly encodings: readonly string[];
  /** How words are read in the encoding in which the file was read, and in each of those; none where there are none. */
  readonly readings: readonly Reading[];
  readonly format: Format;
  /** What a text is written in, and what stands between its cells, as it was read. */
  readonly encoding: string | undefined;
  readonly delimiter: string | undefined;
  /** The sheet of a workbook that was read. */
  readonly sheet: string | undefined;
}

/** Which table of which file. */
export interface Place {
  readonly path: string;
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
  readonly headerRows?: number | undefined;
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  /** The file has no headings: its columns go by their positions. */
  readonly header?: 'none' | undefined;
}

type Environment = Readonly<Record<string, string | undefined>> | undefined;

/** How many rows a proposal looks at; fewer of a wide file, so many cells in all, yet enough to tell what a column holds. */
const sampleRows = 1000;
const sampleCells = 300_000;
const fewestRows = 100;
const rowsLookedAt = (columns: number): number =>
  Math.min(sampleRows, Math.max(fewestRows, Math.floor(sampleCells / Math.max(1, columns))));

/** A proposal weighs every column against every field; a table with more columns is most often one that is read by the wrong delimiter. */
const mostColumns = 2000;

/** From how much of a text its encoding is told. */
const beginningBytes = 1 << 16;

/** What a cell holds shows in its beginning. */
const beginning = (cell: string): string => (cell.length > 200 ? cell.slice(0, 200) : cell);

/** Reads the first rows of a file; headings below a title are looked for, unless their row is named. */
export async function sampleOf(place: Place, env: Environment): Promise<Sample> {
  const format = await sniffFormat(place.path);
  const found = await headerPlace(place, format, env);
  const { columns, rows, ...read } = await firstRows(place, found, format, env);
  const isTable = (format === 'csv' || format === 'xlsx') && place.header === undefined;
  if (isTable && place.headerRows === undefined && (found?.lines ?? 1) === 1 && isSecondHeaderLine(columns, rows))
    return sampleOf({ ...place, headerRow: found?.row ?? 1, headerRows: 2 }, env);
  if (isTable && (await hasGroupsAbove(place, found, columns, format, env)))
    return sampleOf({ ...place, headerRow: (found?.row ?? 2) - 1, headerRows: 2 }, env);
  const settings = [
    ['format', format] as const,
    ...(place.encoding === undefined ? [] : [['encoding', place.encoding] as const]),
    ...(place.delimiter === undefined ? [] : [['delimiter', place.delimiter] as const]),
    ...(place.sheet === undefined ? [] : [['sheet', place.sheet] as const]),
    ...(place.header === undefined ? [] : [['header', place.header] as const]),
    ...(found === undefined ? [] : [['header_row', found.row] as const]),
    ...(found === undefined || found.lines === 1 ? [] : [['header_rows', found.lines] as const]),
  ];
  return {
    settings,
    columns,
    rows: withoutTotals(rows),
    typedCells: format !== 'csv',
    titles: found?.titles ?? [],
    ...(format === 'csv' && place.encoding === undefined ? await encodingsOf(place.path) : { encodings: [], readings: [] }),
    format,
    ...read,
  };
}

/** The first rows of a file as they stand, headings and all. */
export async function headOf({ path, sheet, encoding, delimiter }: Place, format: Format): Promise<readonly HeadRow[]> {
  // What stands in a row of JSON has names of its own.
  if (format !== 'csv' && format !== 'xlsx') return [];
  const source = await openSource({ path, format, sheet, encoding, delimiter, header: 'none', ragged: 'pad' });
  try {
    for await (const batch of source.rows)
      return batch.slice(0, HEAD_ROWS).map(({ number, cells }) => ({ number, cells: cells.map(beginning) }));
    return [];
  } finally {
    await source.close();
  }
}

/** The encodings that a text may be in besides the one in which it is read, and how words are read in each. */
async function encodingsOf(path: string): Promise<Pick<Sample, 'encodings' | 'readings'>> {
  const { handle } = await openFile(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const { encoding, candidates } = detectEncoding(bytes, bytesRead < beginningBytes);
    return { encodings: candidates, readings: candidates.length === 0 ? [] : readingsOf(bytes, [encoding, ...candidates]) };
  } finally {
    await handle.close();
  }
}

/** Whether the line above the headings that were found is another one of them. */
async function hasGroupsAbove(
  { headerRow, headerRows, ...place }: Place,
  found: HeaderPlace | undefined,
  columns: readonly string[],
  format: Format,
  env: Environment,
): Promise<boolean> {
  if (headerRow !== undefined || headerRows !== undefined || found === undefined || found.lines > 1 || found.row < 2)
    return false;
  const joined = await columnsAt(place, { row: found.row - 1, lines: 2 }, format, env);
  return joined !== undefined && (isBelowGroups(columns, joined) || isBelowMergedHeadings(columns, joined));
}

async function firstRows(
  place: Place,
  header: HeaderPlace | undefined,
  format: Format,
  env: Environment,
): Promise<Pick<Sample, 'columns' | 'rows' | 'encoding' | 'delimiter' | 'sheet'>> {
  const source = await opened(place, header, format, env);
  try {
    const { columns, encoding, delimiter, sheet } = source;
    if (columns.length > mostColumns) {
      const params = { columns: columns.length, most: mostColumns };
      throw new Stop(2, [fault(importFaults, 'layout_columns_too_many', params, { file: place.path })]);
    }
    const most = rowsLookedAt(columns.length);
    const rows: (readonly string[])[] = [];
    for await (const batch of source.rows) {
      rows.push(...batch.filter(row => row.fault === undefined).map(row => row.cells.map(beginning)));
      if (rows.length >= most) break;
    }
    return { columns, rows: rows.slice(0, most), encoding, delimiter, sheet };
  } finally {
    await source.close();
  }
}

/** Where the headings stand, how many lines they have, and what stands above them. */
interface HeaderPlace {
  readonly row: number;
  readonly lines: number;
  readonly titles?: readonly string[];
}

/** Where the headings stand: as it is asked for, else where they are found. */
async function headerPlace(place: Place, format: Format, env: Environment): Promise<HeaderPlace | undefined> {
  const { headerRow, headerRows, header } = place;
  if (header !== undefined) return undefined;
  const found = headerRow === undefined ? await headerBelowTitle(place, format, env) : { row: headerRow, lines: 1 };
  return headerRows === undefined ? found : { ...(found ?? { row: 1 }), lines: headerRows };
}

function opened(
  { path, sheet, encoding, delimiter, header: names }: Place,
  header: HeaderPlace | undefined,
  format: Format,
  env: Environment,
): Promise<Source> {
  const place = header === undefined ? {} : { header_row: header.row, header_rows: header.lines };
  return openSource({ path, format, sheet, encoding, delimiter, header: names, ...place }, env === undefined ? {} : { env });
}

/** Where the headings stand if not in the first row: looked for only where that names nearly nothing. */
async function headerBelowTitle(place: Place, format: Format, env: Environment): Promise<HeaderPlace | undefined> {
  if (format !== 'csv' && format !== 'xlsx') return undefined;
  const first = await opened(place, undefined, format, env);
  await first.close();
  if (knownHeaders(first.columns) >= 3) return undefined;
  const taken = { row: 1, lines: 1, cells: first.columns };
  const candidates = [taken, ...(first.head === undefined ? await headersOfText(place, format, env) : headersAmong(first.head))];
  const found = likelyHeaderRow(candidates);
  return found === undefined
    ? undefined
    : { ...found, titles: candidates.flatMap(one => (one.row < found.row ? titleOf(one) : [])) };
}

/** The only cell of a row above the headings; a label with a colon says whom to ask or what was filtered. */
function titleOf({ cells }: HeaderCandidate): readonly string[] {
  const [only, ...others] = cells.map(cell => cell.trim()).filter(cell => cell !== '');
  return only === undefined || others.length > 0 || /[:：]/.test(only) ? [] : [only];
}

/** The headings that could stand in each of the first rows of a workbook, in one line or two. */
const headersAmong = (head: readonly HeadRow[]): readonly HeaderCandidate[] =>
  [1, 2].flatMap(lines =>
    head.map((row, at) => ({ row: row.number, lines, cells: joinedHeader(head.slice(at, at + lines)).cells })),
  );

/** The same of a text, which is read anew from each row, since a title hides which delimiter the rows below it have. */
async function headersOfText(place: Place, format: Format, env: Environment): Promise<readonly HeaderCandidate[]> {
  const candidates: HeaderCandidate[] = [];
  for (let row = 2; row <= HEAD_ROWS; row++) {
    const cells = await columnsAt(place, { row, lines: 1 }, format, env);
    // The reader takes the first row at or below the one that is named: the last that gives these headings is where they stand.
    if (candidates.at(-1)?.cells.join('\n') === cells?.join('\n')) candidates.pop();
    if (cells !== undefined) candidates.push({ row, lines: 1, cells });
  }
  return candidates;
}

/** The headings if they stood in a row; undefined where there is no such row, or it cannot be one. */
async function columnsAt(
  place: Place,
  header: HeaderPlace,
  format: Format,
  env: Environment,
): Promise<readonly string[] | undefined> {
  try {
    const source = await opened(place, header, format, env);
    await source.close();
    return source.columns;
  } catch (problem) {
    if (!(problem instanceof Stop)) throw problem;
    return undefined;
  }
}
