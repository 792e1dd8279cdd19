import type { Column } from '../../recount/column.js';
import { pageRows } from '../../recount/column.js';
import { type CellEnds, cellsOf, type ReadCells } from './cells.js';
import type { StreamColumn } from './fact-stream.js';
import type { Texts } from '../../recount/texts.js';

/** Rows of facts by columns; the next page takes their place. */
export interface Page {
  readonly rows: number;
}

/** What is wanted of the columns that come. */
export interface Wanted {
  /** Fields whose values are read. */
  readonly values: ReadonlySet<string>;
  /** Fields of which only is asked whether a row has the same as the row before. */
  readonly compared: ReadonlySet<string>;
}

/** Whether each row has the same text in a column as the row before, and has one. */
interface Comparison {
  /** The place of its column among all. */
  readonly place: number;
  readonly isSame: Uint8Array;
  /** The text of the last row of the page before. */
  last: Buffer;
}

const nothingRead = Buffer.alloc(0);

/** Reads the lines of COPY into columns, a page at a time. */
export class PageReader {
  readonly #texts: Texts;
  readonly #columns = new Map<string, Column>();
  readonly #reads: { readonly place: number; readonly read: ReadCells }[] = [];
  readonly #comparisons = new Map<string, Comparison>();
  readonly #ends: CellEnds;

  constructor(columns: readonly StreamColumn[], { values, compared }: Wanted, texts: Texts) {
    this.#texts = texts;
    this.#ends = { at: new Int32Array(pageRows * columns.length + 1), cellsPerRow: columns.length };
    columns.forEach((column, place) => {
      const { name } = column;
      if (compared.has(name)) this.#comparisons.set(name, { place, isSame: new Uint8Array(pageRows), last: nothingRead });
      if (!values.has(name)) return;
      const cells = cellsOf(column, texts);
      this.#columns.set(name, cells.column);
      this.#reads.push({ place, read: cells.read });
    });
  }

  /** The values of a field; always the same column, whose values change from page to page. */
  column(name: string): Column | undefined {
    return this.#columns.get(name);
  }

  /** Whether a row has the same as the row before it, the last of the page before included; 1 where it has. */
  isSame(name: string): Uint8Array {
    const isSame = this.#comparisons.get(name)?.isSame;
    if (isSame === undefined) throw new TypeError(`${name} is not among the fields that are compared`);
    return isSame;
  }

  /** Begins with facts that do not follow those that were read. */
  begin(): void {
    for (const one of this.#comparisons.values()) one.last = nothingRead;
  }

  /** Reads pages of whole lines. */
  *pages(lines: Buffer): Generator<Page> {
    for (let at = 0; at < lines.length; ) {
      this.#texts.forget();
      const cells = findEnds(lines, at, this.#ends.at);
      const rows = cells / this.#ends.cellsPerRow;
      for (const { place, read } of this.#reads) read(lines, this.#ends, place, rows);
      for (const one of this.#comparisons.values()) compare(one, lines, this.#ends, rows);
      at = (this.#ends.at[cells] ?? 0) + 1;
      yield { rows };
    }
  }
}

const [tab, newline, backslash] = [9, 10, 92];

/** Finds where cells end, from the beginning of a line on, until the lines or the places for ends are used up; how many cells there are. */
function findEnds(lines: Buffer, from: number, ends: Int32Array): number {
  const [bytes, most] = [lines.length, ends.length - 1];
  let cells = 0;
  ends[0] = from - 1;
  for (let at = from; at < bytes && cells < most; at++) {
    const byte = lines[at] ?? 0;
    if (byte <= newline && byte >= tab) ends[++cells] = at;
  }
  return cells;
}

function compare(comparison: Comparison, bytes: Buffer, { at: ends, cellsPerRow }: CellEnds, rows: number): void {
  const { isSame, place } = comparison;
  let [before, from, to] = [comparison.last, 0, comparison.last.length];
  for (let row = 0, cell = place; row < rows; row++, cell += cellsPerRow) {
    const [start, end] = [(ends[cell] ?? 0) + 1, ends[cell + 1] ?? 0];
    let isAlike = end - start === to - from && !(end - start === 1 && bytes[start] === backslash);
    for (let i = end - start - 1; isAlike && i >= 0; i--) isAlike = bytes[start + i] === before[from + i];
    isSame[row] = isAlike ? 1 : 0;
    [before, from, to] = [bytes, start, end];
  }
  // What comes next overwrites the bytes that were read.
  comparison.last = Buffer.from(before.subarray(from, to));
}
