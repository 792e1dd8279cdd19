/** What became of a file: its rows with the header first, or why there are none. */
export type Loaded =
  | {
      readonly rows: readonly (readonly string[])[];
      /** Rows that were left out, each with its reason. */
      readonly rejected: number;
      /** Codes of what was said of the file as a whole. */
      readonly warnings: readonly string[];
    }
  | { readonly refused: readonly string[] }
  | { readonly crash: unknown };

/** The counts that are kept, best first. */
export const verdicts = ['right', 'refused with a reason', 'wrong with a warning', 'silently wrong', 'crashed'] as const;

/** Success, and precision, recall and F1 of the header's cells, of the records and of all cells. */
export type Measures = readonly number[];

type Rows = readonly (readonly string[])[];

/** Cells as one text; a blank one at the end is none, in the header as in the rows. */
const recordOf = (cells: readonly string[]): string =>
  cells
    .map(cell => cell.trim())
    .join('\u0000')
    .replace(/\0+$/, '');

/** What became of a file, by what should have been read. A row that is missing has to be among those that were left out with a reason. */
export function verdict(clean: Rows, loaded: Loaded): (typeof verdicts)[number] {
  if ('crash' in loaded) return 'crashed';
  if ('refused' in loaded) return 'refused with a reason';
  const [wanted, had] = [clean, loaded.rows].map(rows => counted(rows.slice(1).map(recordOf)));
  if (wanted === undefined || had === undefined) throw new TypeError('two tables are compared');
  const right = shared(wanted, had);
  const isHeaderWrong = loaded.rows.length > 1 && recordOf(clean[0] ?? []) !== recordOf(loaded.rows[0] ?? []);
  const isWrong = right < size(had) || isHeaderWrong || size(wanted) - right > loaded.rejected;
  if (isWrong) return loaded.warnings.length > 0 ? 'wrong with a warning' : 'silently wrong';
  return right === size(wanted) && loaded.rejected === 0 ? 'right' : 'refused with a reason';
}

/**
 * Pollock's ten measures. It makes numbers, dates and times alike before it compares header and records; nothing that is read here
 * changes their form, so that only the case of letters is made alike.
 */
export function measures(clean: Rows, loaded: Loaded): Measures {
  if (!('rows' in loaded)) return Array.from({ length: 10 }, () => 0);
  if (clean.length === 0) return Array.from({ length: 10 }, () => 1);
  const folded = (rows: Rows): Rows => rows.map(cells => cells.map(cell => cell.toLowerCase()));
  const [wanted, had] = [folded(clean), folded(loaded.rows)];
  return [
    1,
    ...likeness(wanted[0] ?? [], had[0] ?? []),
    ...likeness(
      wanted.slice(1).map(cells => cells.join('')),
      had.slice(1).map(cells => cells.join('')),
    ),
    ...likeness(clean.flat(), loaded.rows.flat()),
  ];
}

function likeness(wanted: readonly string[], had: readonly string[]): readonly number[] {
  if (wanted.length === 0) return [1, 1, 1];
  const right = shared(counted(wanted), counted(had));
  if (right === 0) return [0, 0, 0];
  const [precision, recall] = [right / wanted.length, right / had.length];
  return [precision, recall, ((precision * recall) / (precision + recall)) * 2];
}

function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

const size = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);

const shared = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number =>
  [...a].reduce((sum, [text, count]) => sum + Math.min(count, b.get(text) ?? 0), 0);

/** The rows of a clean file, in which every cell is quoted. */
export const parsed = (text: string): Rows =>
  text
    .split(/\r?\n(?=")/)
    .filter(line => line.trim() !== '')
    .map(line =>
      line
        .trimEnd()
        .slice(1, -1)
        .split('","')
        .map(cell => cell.replaceAll('""', '"')),
    );

/** What was read, as Pollock's `evaluate.py` takes it. */
export const written = (loaded: Loaded): string =>
  'rows' in loaded
    ? loaded.rows.map(cells => `${cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('')
    : `Application Error\n${'refused' in loaded ? loaded.refused.join(' ') : String(loaded.crash)}\n`;
