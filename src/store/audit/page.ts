import type { Column } from '../../recount/column.js';
import { pageRows } from '../../recount/column.js';
import { type Cells, cellsOf, endOf, type ReadCell } from './cells.js';
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
  readonly isSame: Uint8Array;
  last: Buffer;
  from: number;
  to: number;
}

/** Reads the lines of COPY into columns, a page at a time. */
export class PageReader {
  readonly #texts: Texts;
  readonly #columns = new Map<string, Cells>();
  readonly #reads: ReadCell[];
  readonly #comparisons: (Comparison | undefined)[];
  readonly #compared = new Map<string, Uint8Array>();

  constructor(columns: readonly StreamColumn[], { values, compared }: Wanted, texts: Texts) {
    this.#texts = texts;
    this.#reads = columns.map(column => {
      if (!values.has(column.name)) return endOf;
      const cells = cellsOf(column, texts);
      this.#columns.set(column.name, cells);
      return cells.read;
    });
    this.#comparisons = columns.map(({ name }) => {
      if (!compared.has(name)) return undefined;
      const isSame = new Uint8Array(pageRows);
      this.#compared.set(name, isSame);
      return { isSame, last: Buffer.alloc(0), from: 0, to: 0 };
    });
  }

  /** The values of a field; always the same column, whose values change from page to page. */
  column(name: string): Column | undefined {
    return this.#columns.get(name)?.column;
  }

  /** Whether a row has the same as the row before it, the last of the page before included; 1 where it has. */
  isSame(name: string): Uint8Array {
    const isSame = this.#compared.get(name);
    if (isSame === undefined) throw new TypeError(`${name} is not among the fields that are compared`);
    return isSame;
  }

  /** Begins with facts that do not follow those that were read. */
  begin(): void {
    for (const one of this.#comparisons) if (one !== undefined) [one.last, one.from, one.to] = [Buffer.alloc(0), 0, 0];
  }

  /** Reads pages of whole lines. */
  *pages(lines: Buffer): Generator<Page> {
    for (let at = 0; at < lines.length; ) {
      this.#texts.forget();
      for (const cells of this.#columns.values()) cells.clear();
      let rows = 0;
      for (; rows < pageRows && at < lines.length; rows++) at = this.#row(lines, at, rows);
      yield { rows };
    }
    // What comes next overwrites the bytes that were read.
    for (const one of this.#comparisons)
      if (one !== undefined) {
        one.last = Buffer.from(one.last.subarray(one.from, one.to));
        [one.from, one.to] = [0, one.last.length];
      }
  }

  #row(lines: Buffer, from: number, row: number): number {
    let at = from;
    for (let i = 0; i < this.#reads.length; i++) {
      const end = this.#reads[i]?.(lines, at, row) ?? at;
      const comparison = this.#comparisons[i];
      if (comparison !== undefined) compare(comparison, lines, at, end, row);
      at = end + 1;
    }
    return at;
  }
}

const backslash = 92;

function compare(comparison: Comparison, lines: Buffer, from: number, to: number, row: number): void {
  const { last, isSame } = comparison;
  const before = comparison.from;
  let isAlike = to - from === comparison.to - before && !(to - from === 1 && lines[from] === backslash);
  for (let i = to - from - 1; isAlike && i >= 0; i--) isAlike = lines[from + i] === last[before + i];
  isSame[row] = isAlike ? 1 : 0;
  comparison.last = lines;
  comparison.from = from;
  comparison.to = to;
}
