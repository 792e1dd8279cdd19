import { between, reasonColumns } from './reason-columns.js';
import { openRows, rejectedFrom } from './rejected-from.js';
import { givenBack } from './rejected-source.js';
import { openFaults, wordsInList, wordsOfLine } from './rejected-words.js';
import type { Fault } from '../faults/fault.js';
import { worded } from '../faults/worded.js';
import type { Wording } from '../faults/words/wording.js';

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
  /** What is wrong without its words, where that was asked for and is kept. */
  readonly told?: string;
}

/** What the faults of a row say in the words of `say`, one by one; undefined where only the words of the list are known. */
export const wordsOfRow = (
  { told, faults }: ListedRow,
  say: (fault: Pick<Fault, 'code' | 'params'>) => Wording,
): readonly Wording[] | undefined =>
  told === undefined
    ? undefined
    : wordsOfLine(
        told,
        faults.map(({ code }) => code),
        say,
      );

/** The reasons of a row in the words of a language, as far as they are known. */
export function reasonsIn(row: ListedRow, language: 'en' | 'zh'): readonly string[] {
  const words = wordsOfRow(row, fault => worded(language, fault));
  if (words === undefined) return row.reasons;
  const { what, remedy } = wordsInList(words);
  return row.reasons.map((text, i) => (i === place.what ? what : i === place.remedy ? remedy : text));
}

/** The rejected rows of a source, in the order of its rows. */
export interface RejectedList {
  readonly file: string;
  readonly columns: readonly string[];
  /** The language of its words, where it is known what is wrong without them. */
  readonly language?: 'en' | 'zh';
  readonly rows: AsyncIterable<readonly ListedRow[]>;
  readonly close: () => Promise<void>;
}

const place = { row: 0, code: 1, column: 2, what: 4, remedy: 5 } as const;

/**
 * Opens a list of rejected rows; undefined where the file is none. Whoever opens it closes it. Only with `told` is it read what is wrong
 * with its rows without the words.
 */
export async function openRejectedList(path: string, asked: 'rows' | 'told' = 'rows'): Promise<RejectedList | undefined> {
  const from = await rejectedFrom(path);
  if (from === undefined) return undefined;
  const source = await openRows(path, from.saved);
  const kept = asked === 'told' ? await openFaults(path) : undefined;
  const header = from.saved.format === 'xlsx' ? from.saved.header : source.columns;
  return {
    file: from.file,
    columns: header.slice(reasonColumns.length).map(givenBack),
    ...(kept === undefined ? {} : { language: kept.language }),
    rows: listedRows(source.rows, kept?.lines),
    close: async () => {
      await source.close();
      await kept?.close();
    },
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
  lines: AsyncIterator<string> | undefined,
): AsyncGenerator<readonly ListedRow[]> {
  let at = 0;
  for await (const rows of batches) {
    const listed: ListedRow[] = [];
    for (const { cells } of rows) {
      const line = await lines?.next();
      const told = line === undefined || line.done === true ? {} : { told: line.value };
      listed.push({ ...listedRow(cells.map(givenBack), ++at), ...told });
    }
    yield listed;
  }
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
