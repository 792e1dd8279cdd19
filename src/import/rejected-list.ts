import { between, reasonColumns } from './reason-columns.js';
import { openRows, rejectedFrom } from './rejected-from.js';
import { givenBack } from './rejected-source.js';

/** One thing that is wrong with a rejected row, in the words of the list. */
export interface ListedFault {
  readonly code: string;
  /** The column of the cell; null where it is the row as a whole. */
  readonly column: string | null;
  readonly what: string;
}

/** A rejected row as its list holds it. */
export interface ListedRow {
  /** Its place in the list, from 1 on. */
  readonly at: number;
  /** Its number in the source, after the name of its sheet where there were several. */
  readonly row: string;
  readonly faults: readonly ListedFault[];
  readonly remedy: string;
  /** As the source has them. */
  readonly cells: readonly string[];
  /** A text for each of `reasonColumns`. */
  readonly reasons: readonly string[];
}

/** The rejected rows of a source, in the order of its rows. */
export interface RejectedList {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly ListedRow[]>;
  readonly close: () => Promise<void>;
}

const place = { row: 0, code: 1, column: 2, what: 4, remedy: 5 } as const;

/** Opens a list of rejected rows; undefined where the file is none. Whoever opens it closes it. */
export async function openRejectedList(path: string): Promise<RejectedList | undefined> {
  const from = await rejectedFrom(path);
  if (from === undefined) return undefined;
  const source = await openRows(path, from.saved);
  const header = from.saved.format === 'xlsx' ? from.saved.header : source.columns;
  return {
    file: from.file,
    columns: header.slice(reasonColumns.length).map(givenBack),
    rows: listedRows(source.rows),
    close: () => source.close(),
  };
}

/** The rows of a list one by one; it is closed then. */
export async function* rowsOfList({ rows, close }: RejectedList): AsyncGenerator<ListedRow> {
  try {
    for await (const some of rows) yield* some;
  } finally {
    await close();
  }
}

async function* listedRows(
  batches: AsyncIterable<readonly { readonly cells: readonly string[] }[]>,
): AsyncGenerator<readonly ListedRow[]> {
  let at = 0;
  for await (const rows of batches) yield rows.map(({ cells }) => listedRow(cells.map(givenBack), ++at));
}

function listedRow(all: readonly string[], at: number): ListedRow {
  const reasons = reasonColumns.map((_, i) => all[i] ?? '');
  return {
    at,
    row: (reasons[place.row] ?? '').trim(),
    faults: faultsOf(reasons),
    remedy: reasons[place.remedy] ?? '',
    cells: all.slice(reasonColumns.length),
    reasons,
  };
}

/** The faults one by one; where their words hold the sign between two of them, the first has the words of all. */
function faultsOf(reasons: readonly string[]): readonly ListedFault[] {
  const codes = (reasons[place.code] ?? '').split(between);
  const columns = (reasons[place.column] ?? '').split(between);
  const whole = reasons[place.what] ?? '';
  const parts = whole.split(between);
  const whats = parts.length === codes.length ? parts : [whole];
  return codes.map((code, i) => {
    const column = columns.length === codes.length ? (columns[i] ?? '').trim() : '';
    return { code: code.trim(), column: column === '' ? null : column, what: whats[i] ?? '' };
  });
}

/** The reasons of a row of which a person says that it is right as it stands: what cannot be seen in its cells is then not asked for again. */
export const withoutCode = (reasons: readonly string[]): readonly string[] =>
  reasons.map((text, i) => (i === place.code ? '' : text));
