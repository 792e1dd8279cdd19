import type { Row } from './source.js';

/** The longest row that is read, in characters: what bounds memory when a quote is never closed. */
export const LONGEST_RECORD = 16 * 1024 * 1024;

/** As much of a row's own text is kept as a message may show. */
const LONGEST_SHOWN = 200;

/** A row as it stands in the file, and what follows a closing quote where nothing may. */
export interface Scanned extends Row {
  readonly misplaced?: string;
}

/** Why the end of no further row can be found, and the line where that begins. */
export interface Broken {
  readonly code: 'quote_unterminated' | 'record_too_long';
  readonly line: number;
  readonly atEnd: boolean;
}

/**
 * Splits csv text that arrives in pieces into rows. A quote has meaning only at the start of a cell; inside quotes it is written twice.
 * (The well-known parsers take five times as long on plain files; a property test holds this one to csv-parse.)
 */
export class CsvScanner {
  readonly #delimiter: string;
  readonly #newline: string;
  #text = '';
  #fresh = '';
  #at = 0;
  /** The next newline, delimiter and quote at or after the place last asked for: each is searched once. */
  #next = { newline: -1, delimiter: -1, quote: -1 };
  /** The line of the first character not yet handed out. */
  line = 1;
  broken: Broken | undefined;
  /** The last row has no line end: it may have been cut off. */
  unended = false;

  constructor(delimiter: string, newline: string) {
    this.#delimiter = delimiter;
    this.#newline = newline;
  }

  /** The line on which the text not yet handed out, with `more` after it, ends. */
  lineAfter(more: string): number {
    return this.line + this.#newlines(this.#text + this.#fresh + more);
  }

  /** The rows that are complete once `more` has arrived; `last` says that nothing follows. */
  push(more: string, last = false): Scanned[] {
    this.#fresh += more;
    // A row longer than what has newly come would be scanned again and again: wait until the text has doubled.
    if (
      this.broken !== undefined ||
      (!last && this.#fresh.length < Math.min(this.#text.length, LONGEST_RECORD - this.#text.length))
    )
      return [];
    this.#text += this.#fresh;
    this.#fresh = '';
    if (last && this.#text !== '' && !this.#text.endsWith(this.#newline)) {
      this.#text += this.#newline;
      this.unended = true;
    }
    this.#at = 0;
    this.#next = { newline: -1, delimiter: -1, quote: -1 };
    const rows = this.#rows(last);
    this.#text = this.#text.slice(this.#at);
    if (this.#text.length > LONGEST_RECORD) this.broken ??= { code: 'record_too_long', line: this.line, atEnd: false };
    return rows;
  }

  #rows(last: boolean): Scanned[] {
    const rows: Scanned[] = [];
    for (;;) {
      const end = this.#newlineFrom(this.#at);
      if (end === Infinity) return rows;
      if (this.#quoteFrom(this.#at) > end) {
        const line = this.#text.slice(
          this.#at,
          this.#newline === '\n' && this.#text.charCodeAt(end - 1) === 13 && end > this.#at ? end - 1 : end,
        );
        if (line !== '') rows.push({ number: this.line, cells: line.split(this.#delimiter) });
        this.#at = end + 1;
        this.line++;
        continue;
      }
      const row = this.#quotedRow(last);
      if (row === undefined) return rows;
      rows.push(row);
    }
  }

  /** The row at the current place, which holds a quote before its first newline; undefined when its end has not come yet. */
  #quotedRow(last: boolean): Scanned | undefined {
    const cells: string[] = [];
    let misplaced: string | undefined;
    let at = this.#at;
    for (;;) {
      const cell = this.#text[at] === '"' ? this.#quotedCell(at) : { value: '', end: at };
      if (cell === undefined) {
        this.#openQuote(at, last);
        return undefined;
      }
      const newline = this.#newlineFrom(cell.end);
      if (newline === Infinity) return undefined;
      const delimiter = this.#delimiterFrom(cell.end);
      const end = Math.min(newline, delimiter);
      let rest = this.#text.slice(cell.end, end);
      if (end === newline && this.#newline === '\n' && rest.endsWith('\r')) rest = rest.slice(0, -1);
      if (cell.end !== at && rest !== '') misplaced ??= rest;
      cells.push(cell.value + rest);
      if (end === newline) break;
      at = delimiter + this.#delimiter.length;
    }
    const end = this.#next.newline + 1;
    const text = this.#text.slice(this.#at, Math.min(this.#next.newline, this.#at + LONGEST_SHOWN));
    const row = { number: this.line, cells, text, ...(misplaced === undefined ? {} : { misplaced }) };
    this.line += this.#newlines(this.#text.slice(this.#at, end));
    this.#at = end;
    return row;
  }

  #quotedCell(open: number): { value: string; end: number } | undefined {
    let value = '';
    let from = open + 1;
    for (;;) {
      const close = this.#text.indexOf('"', from);
      // A quote that ends the text may be the first of two.
      if (close < 0 || close + 1 === this.#text.length) return undefined;
      if (this.#text[close + 1] !== '"') return { value: value + this.#text.slice(from, close), end: close + 1 };
      value += this.#text.slice(from, close + 1);
      from = close + 2;
    }
  }

  #openQuote(at: number, last: boolean): void {
    if (!last && this.#text.length - this.#at <= LONGEST_RECORD) return;
    const line = this.line + this.#newlines(this.#text.slice(this.#at, at));
    this.broken = { code: 'quote_unterminated', line, atEnd: last };
  }

  #newlineFrom(at: number): number {
    if (this.#next.newline < at) this.#next.newline = this.#find(this.#newline, at);
    return this.#next.newline;
  }

  #delimiterFrom(at: number): number {
    if (this.#next.delimiter < at) this.#next.delimiter = this.#find(this.#delimiter, at);
    return this.#next.delimiter;
  }

  #quoteFrom(at: number): number {
    if (this.#next.quote < at) this.#next.quote = this.#find('"', at);
    return this.#next.quote;
  }

  #find(what: string, at: number): number {
    const found = this.#text.indexOf(what, at);
    return found < 0 ? Infinity : found;
  }

  #newlines(text: string): number {
    let count = 0;
    for (let at = text.indexOf(this.#newline); at >= 0; at = text.indexOf(this.#newline, at + 1)) count++;
    return count;
  }
}
