import type { Scanned } from './csv-quoting.js';

/** The longest cell that is read, in characters: no field takes as much, and what looks at a cell must not hold up others for long. */
export const LONGEST_CELL = 256 * 1024;

/** The longest row that is read, in characters: what bounds memory when a quote is never closed. */
export const LONGEST_RECORD = 16 * 1024 * 1024;

/** As much of a row's own text is kept as a message may show. */
export const LONGEST_SHOWN = 200;

/** No header has as many columns: what stands beyond is not counted. */
const MOST_CELLS = 100_000;

/** As much of a cell as shows whether it is too long. */
export const kept = (cell: string): string => (cell.length > LONGEST_CELL ? cell.slice(0, LONGEST_CELL + 1) : cell);

/** A row without quotes. */
export function plainRow(number: number, line: string, delimiter: string): Scanned {
  if (line.length <= LONGEST_CELL) return { number, cells: line.split(delimiter) };
  const cells = line.split(delimiter, MOST_CELLS);
  const long = cells.findIndex(cell => cell.length > LONGEST_CELL);
  if (long < 0) return { number, cells };
  return { number, cells: cells.map(kept), text: line.slice(0, LONGEST_SHOWN), flaw: { code: 'cell_too_long', cell: long } };
}

/** The place behind the quote that ends a cell, where the cell is too long to be kept; undefined when that has not come yet. */
export function endOfQuoted(text: string, from: number, quote: number, escape: number | undefined): number | undefined {
  for (let at = from; at + 1 < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === escape) at++;
    else if (code === quote) {
      if (escape !== undefined || text.charCodeAt(at + 1) !== quote) return at + 1;
      at++;
    }
  }
  return undefined;
}
