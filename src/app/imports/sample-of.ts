import type { LayoutProposal } from '../../faults/proposal.js';
import { Stop } from '../../faults/stop.js';
import { withoutTotals } from '../../import/layout/total-look.js';
import { type HeaderCandidate, knownHeaders, likelyHeaderRow } from '../../import/propose/header-row.js';
import { joinedHeader } from '../../import/readers/header-lines.js';
import { openSource, sniffFormat } from '../../import/readers/open.js';
import { type Format, HEAD_ROWS, type HeadRow, type Source } from '../../import/readers/source.js';

/** The first rows of a file under its headings, and what a layout says to find them. */
export interface Sample {
  readonly settings: LayoutProposal['settings'];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly typedCells: boolean;
}

interface Place {
  readonly path: string;
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>> | undefined;

/** How many rows a proposal looks at. */
const sampleRows = 1000;

/** What a cell holds shows in its beginning. */
const beginning = (cell: string): string => (cell.length > 200 ? cell.slice(0, 200) : cell);

/** Reads the first rows of a file; headings below a title are looked for, unless their row is named. */
export async function sampleOf(place: Place, env: Environment): Promise<Sample> {
  const format = await sniffFormat(place.path);
  const found = place.headerRow === undefined ? await headerBelowTitle(place, format, env) : { row: place.headerRow, lines: 1 };
  const source = await opened(place, found, format, env);
  try {
    const rows: (readonly string[])[] = [];
    for await (const batch of source.rows) {
      rows.push(...batch.filter(row => row.fault === undefined).map(row => row.cells.map(beginning)));
      if (rows.length >= sampleRows) break;
    }
    const settings = [
      ['format', format] as const,
      ...(place.sheet === undefined ? [] : [['sheet', place.sheet] as const]),
      ...(found === undefined ? [] : [['header_row', found.row] as const]),
      ...(found === undefined || found.lines === 1 ? [] : [['header_rows', found.lines] as const]),
    ];
    return { settings, columns: source.columns, rows: withoutTotals(rows.slice(0, sampleRows)), typedCells: format !== 'csv' };
  } finally {
    await source.close();
  }
}

/** Where the headings stand, and how many lines they have. */
interface HeaderPlace {
  readonly row: number;
  readonly lines: number;
}

function opened({ path, sheet }: Place, header: HeaderPlace | undefined, format: Format, env: Environment): Promise<Source> {
  const place = header === undefined ? {} : { header_row: header.row, header_rows: header.lines };
  return openSource({ path, format, sheet, ...place }, env === undefined ? {} : { env });
}

/** Where the headings stand if not in the first row: looked for only where that names nearly nothing. */
async function headerBelowTitle(place: Place, format: Format, env: Environment): Promise<HeaderPlace | undefined> {
  if (format !== 'csv' && format !== 'xlsx') return undefined;
  const first = await opened(place, undefined, format, env);
  await first.close();
  if (knownHeaders(first.columns) >= 3) return undefined;
  const taken = { row: 1, lines: 1, cells: first.columns };
  return likelyHeaderRow([
    taken,
    ...(first.head === undefined ? await headersOfText(place, format, env) : headersAmong(first.head)),
  ]);
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
