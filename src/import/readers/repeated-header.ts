import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { readersFaults } from '../../faults/readers.js';
import type { Row } from './source.js';

const letter = /\p{L}/u;

/** The lines of a header that can be told from a row of values: at least two cells are filled, and half of these are words. */
function wordedLines(lines: readonly Row[]): readonly (readonly string[])[] {
  return lines
    .map(({ cells }) => cells.map(cell => cell.trim()))
    .filter(cells => {
      const filled = cells.filter(cell => cell !== '');
      return filled.length >= 2 && filled.filter(cell => letter.test(cell)).length * 2 >= filled.length;
    });
}

/** Tells the lines of a header where they stand again among the rows, as on every page of a printed report, and counts them. */
export class RepeatedHeader {
  readonly #lines: readonly (readonly string[])[];
  readonly #rows = new Set<number>();
  #first: Pick<Row, 'number' | 'sheet'> | undefined;

  constructor(lines: readonly Row[]) {
    this.#lines = wordedLines(lines);
  }

  /** The rows that are no line of the header. */
  without<R extends Row>(rows: readonly R[]): readonly R[] {
    if (this.#lines.length === 0) return rows;
    // Nearly every batch has none: it is passed on as it is.
    const first = rows.findIndex(row => this.#isRepeated(row));
    return first < 0 ? rows : rows.filter((row, at) => at < first || !this.#isRepeated(row));
  }

  /** Whether the row of that number was one of them. */
  has(row: number): boolean {
    return this.#rows.has(row);
  }

  /** A warning that tells how many lines were left out; none where there were none. */
  findings(file: string): readonly Fault[] {
    if (this.#first === undefined) return [];
    const { number, sheet } = this.#first;
    const place = { file, line: number, ...(sheet === undefined ? {} : { sheet: sheet.name }) };
    return [fault(readersFaults, 'header_repeated', { rows: this.#rows.size }, place)];
  }

  #isRepeated(row: Row): boolean {
    for (const line of this.#lines) {
      if (!equals(line, row.cells)) continue;
      this.#rows.add(row.number);
      this.#first ??= row;
      return true;
    }
    return false;
  }
}

/** Whether a row's cells are those of a line; cells beyond either are blank. */
function equals(line: readonly string[], cells: readonly string[]): boolean {
  const width = Math.max(line.length, cells.length);
  for (let i = 0; i < width; i++) {
    const expected = line[i] ?? '';
    const found = cells[i] ?? '';
    if (expected !== found && expected !== found.trim()) return false;
  }
  return true;
}

/** The rows of a source without the lines of its header that stand again below; the warning is added at the end. */
export async function* withoutRepeatedHeader(
  rows: AsyncIterable<readonly Row[]>,
  lines: readonly Row[],
  file: string,
  findings: Fault[],
): AsyncGenerator<readonly Row[]> {
  const repeated = new RepeatedHeader(lines);
  for await (const batch of rows) yield repeated.without(batch);
  findings.push(...repeated.findings(file));
}
