import type { LayoutProposal } from '../../faults/proposal.js';
import { Stop } from '../../faults/stop.js';
import { type HeaderCandidate, knownHeaders, likelyHeaderRow } from '../../import/propose/header-row.js';
import { openSource, sniffFormat } from '../../import/readers/open.js';
import type { Format, Source } from '../../import/readers/source.js';

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
/** How far down headings are looked for. */
const lastHeaderRow = 15;

/** Reads the first rows of a file; headings below a title are looked for, unless their row is named. */
export async function sampleOf(place: Place, env: Environment): Promise<Sample> {
  const format = await sniffFormat(place.path);
  const found = place.headerRow ?? (await headerBelowTitle(place, format, env));
  const source = await opened({ ...place, headerRow: found }, format, env);
  try {
    const rows: (readonly string[])[] = [];
    for await (const batch of source.rows) {
      rows.push(...batch.filter(row => row.fault === undefined).map(row => row.cells));
      if (rows.length >= sampleRows) break;
    }
    const settings = [
      ['format', format] as const,
      ...(place.sheet === undefined ? [] : [['sheet', place.sheet] as const]),
      ...(found === undefined ? [] : [['header_row', found] as const]),
    ];
    return { settings, columns: source.columns, rows: rows.slice(0, sampleRows), typedCells: format !== 'csv' };
  } finally {
    await source.close();
  }
}

const opened = ({ path, sheet, headerRow }: Place, format: Format, env: Environment): Promise<Source> =>
  openSource({ path, format, sheet, header_row: headerRow }, env === undefined ? {} : { env });

/** The row of headings where it is not the first: looked for only where the first row names nearly nothing. */
async function headerBelowTitle(place: Place, format: Format, env: Environment): Promise<number | undefined> {
  if (format !== 'csv' && format !== 'xlsx') return undefined;
  const first = await columnsAt(place, format, env, undefined);
  if (first !== undefined && knownHeaders(first) >= 3) return undefined;
  const candidates: HeaderCandidate[] = [{ row: 1, cells: first ?? [] }];
  for (let row = 2; row <= lastHeaderRow; row++) {
    const cells = await columnsAt(place, format, env, row);
    if (cells !== undefined) candidates.push({ row, cells });
  }
  const best = likelyHeaderRow(candidates);
  // The reader takes the first row at or below the one that is named: the last that gives these headings is where they stand.
  return best && candidates.findLast(({ cells }) => cells.join('\n') === best.cells.join('\n'))?.row;
}

/** The headings if they stood in a row; undefined where there is no such row, or it cannot be one. */
async function columnsAt(place: Place, format: Format, env: Environment, row: number | undefined): Promise<readonly string[] | undefined> {
  try {
    const source = await opened({ ...place, headerRow: row }, format, env);
    await source.close();
    return source.columns;
  } catch (problem) {
    if (row === undefined || !(problem instanceof Stop)) throw problem;
    return undefined;
  }
}
