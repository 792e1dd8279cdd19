import type { RowForm } from './csv-row-form.js';
import type { Row, WrittenRow } from './source.js';

/** What is wrong with the quotes of a row, or with a cell of it. */
export type Flaw =
  /** By its position; what is kept of it is one character longer than the longest cell. */
  | { readonly code: 'cell_too_long'; readonly cell: number }
  | { readonly code: 'quote_misplaced'; readonly found: string }
  | { readonly code: 'quotes_bare' }
  /** The quote that opens in this line runs on over whole rows; with `opened`, it ends here and was opened in that line. */
  | { readonly code: 'quote_spans_rows'; readonly opened?: number }
  /** The quote that was opened in that line is never closed: so many lines, up to the end of the file, are in its cell. */
  | { readonly code: 'quote_unterminated'; readonly opened: number; readonly lines: number };

/** A row as it stands in the file, and what is wrong with its quotes. */
export interface Scanned extends Row {
  readonly flaw?: Flaw;
}

/** What is found in the cells of a row: the text behind a closing quote, quotes inside of cells, the position of a cell that is too long. */
export interface Oddities {
  misplaced: string | undefined;
  bare: number;
  unbalanced: number;
  long: number | undefined;
}

/** Why the end of no further row can be found, and the line where that begins. */
export interface Broken {
  readonly code: 'quote_unterminated' | 'record_too_long';
  readonly line: number;
}

/** How cells are quoted, and which lines are rows. */
export interface Quoting {
  /** The character around cells; undefined: quotes are characters like any other. */
  readonly quote: string | undefined;
  /** What makes the quote, the delimiter or itself after it part of the cell; undefined: a quote inside quotes is written twice. */
  readonly escape?: string | undefined;
  /** Lines that begin with it are no rows. */
  readonly comment?: string | undefined;
  /** Whether a quoted cell may run over line ends; undefined: unless a line in it has the form of a row. */
  readonly multiline?: boolean | undefined;
  readonly form?: RowForm | undefined;
}

/** What the escape makes part of a cell, as $1 behind it; undefined without an escape. */
export function escapedBy({ quote, escape }: Quoting, delimiter: string): RegExp | undefined {
  if (escape === undefined) return undefined;
  const literal = (text: string): string => text.replace(/[^\p{L}\p{N}\s]/gu, '\\$&');
  const meant = [escape, quote, delimiter].flatMap(text => (text === undefined ? [] : [literal(text)]));
  return new RegExp(`${literal(escape)}(${meant.join('|')})`, 'g');
}

/** A row as it is written. */
export const writtenAs = (text: string, delimiter: string): WrittenRow => ({ cells: text.split(delimiter), delimiter });

/** How many line ends a text holds. */
export function lineEnds(text: string, newline: string): number {
  let count = 0;
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) count++;
  return count;
}

/** Counts the quotes in the unquoted text of a cell, those that are escaped not among them. */
export function countBare(rest: string, quote: string, escaped: RegExp | undefined, quotes: Oddities): void {
  const count = rest.replace(escaped ?? '', '').split(quote).length - 1;
  quotes.bare += count;
  quotes.unbalanced += count % 2;
}

/** What is wrong with a row by its cells; `opened` is the line of a quote before it that was not meant to open a cell. */
export function flawOf({ misplaced, bare, unbalanced, long }: Oddities, opened: number | undefined): Flaw | undefined {
  if (long !== undefined) return { code: 'cell_too_long', cell: long };
  if (opened !== undefined && (bare > 0 || misplaced !== undefined)) return { code: 'quote_spans_rows', opened };
  if (misplaced !== undefined) return { code: 'quote_misplaced', found: misplaced };
  return unbalanced > 1 ? { code: 'quotes_bare' } : undefined;
}
