import { endOfQuoted, kept, LONGEST_CELL, LONGEST_RECORD, LONGEST_SHOWN, plainRow } from './csv-long-cells.js';
import {
  type Broken,
  countBare,
  escapedBy,
  type Flaw,
  flawOf,
  lineEnds,
  type Oddities,
  type Quoting,
  type Scanned,
  writtenAs,
} from './csv-quoting.js';
import { hasForm, type RowForm } from './csv-row-form.js';

/**
 * Splits csv text that arrives in pieces into rows. A quote has meaning only at the start of a cell; inside quotes it is written twice
 * unless another character escapes it. A property test holds this to csv-parse, which cannot say what is wrong with a row and go on.
 */
export class CsvScanner {
  readonly #delimiter: string;
  readonly #newline: string;
  readonly #quoting: Quoting;
  readonly #escaped: RegExp | undefined;
  readonly #quoteCode: number;
  #text = '';
  #fresh = '';
  #at = 0;
  /** The next of each at or after the place last asked for: each is searched once. */
  #next = { newline: -1, delimiter: -1, quote: -1, escape: -1 };
  /** What the quoted cell read last holds. */
  #value = '';
  /** The line of a quote that ran over whole rows and has not been seen to end. */
  #stray: number | undefined;
  /** The line of the first character not yet handed out. */
  line = 1;
  broken: Broken | undefined;
  /** The last row has no line end: it may have been cut off. */
  unended = false;

  constructor(delimiter: string, newline: string, quoting: Quoting = { quote: '"' }) {
    this.#delimiter = delimiter;
    this.#newline = newline;
    this.#quoting = quoting;
    this.#quoteCode = quoting.quote?.charCodeAt(0) ?? Number.NaN;
    this.#escaped = escapedBy(quoting, delimiter);
  }

  /** The line on which the text not yet handed out, with `more` after it, ends. */
  lineAfter(more: string): number {
    return this.line + lineEnds(this.#text + this.#fresh + more, this.#newline);
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
    this.#next = { newline: -1, delimiter: -1, quote: -1, escape: -1 };
    const rows = this.#rows(last);
    this.#text = this.#text.slice(this.#at);
    if (this.#text.length > LONGEST_RECORD) this.broken ??= { code: 'record_too_long', line: this.line };
    return rows;
  }

  #rows(last: boolean): Scanned[] {
    const rows: Scanned[] = [];
    const { comment } = this.#quoting;
    for (;;) {
      const end = this.#newlineFrom(this.#at);
      if (end === Infinity) return rows;
      if (comment !== undefined && this.#text.startsWith(comment, this.#at)) {
        this.#pass(end);
        continue;
      }
      if (this.#quoteFrom(this.#at) > end && this.#escapeFrom(this.#at) > end) {
        const line = this.#lineBetween(this.#at, end);
        if (line !== '') rows.push(plainRow(this.line, line, this.#delimiter));
        this.#pass(end);
        continue;
      }
      const row = this.#quotedRow(end, last);
      if (row === undefined) return rows;
      rows.push(row);
    }
  }

  /** Goes on behind the line end at `end`. */
  #pass(end: number): void {
    this.#at = end + 1;
    this.line++;
  }

  /** The row at the current place, which holds a quote before its first line end; undefined when its end has not come yet. */
  #quotedRow(firstEnd: number, last: boolean): Scanned | undefined {
    const cells: string[] = [];
    const quotes: Oddities = { misplaced: undefined, bare: 0, unbalanced: 0, long: undefined };
    let at = this.#at;
    for (;;) {
      let from = at;
      this.#value = '';
      if (this.#text.charCodeAt(at) === this.#quoteCode) {
        const end = this.#readQuoted(at);
        if (this.#newlineFrom(at) < (end ?? Infinity) && this.#runsOverRows(cells, at, end ?? (last ? 'never' : undefined)))
          return this.#strayRow(cells, at);
        if (end === undefined) return this.#openQuote(cells, at, last);
        from = end;
        // What nearly always follows, without a search.
        if (this.#value.length > LONGEST_CELL) quotes.long ??= cells.length;
        if (this.#text.startsWith(this.#delimiter, end)) {
          cells.push(this.#value);
          at = end + this.#delimiter.length;
          continue;
        }
      }
      const newline = this.#newlineFrom(from);
      if (newline === Infinity) return undefined;
      const end = this.#cellEnd(from, newline);
      let rest = this.#text.slice(from, end);
      if (end === newline && this.#newline === '\n' && rest.endsWith('\r')) rest = rest.slice(0, -1);
      if (from !== at && rest !== '') quotes.misplaced ??= rest;
      else if (this.#quoteFrom(from) < end) countBare(rest, this.#quoting.quote ?? '', this.#escaped, quotes);
      if (rest.length > LONGEST_CELL) {
        quotes.long ??= cells.length;
        rest = kept(rest);
      }
      cells.push(this.#value + (this.#escaped === undefined ? rest : rest.replace(this.#escaped, '$1')));
      if (end === newline) {
        const flaw = flawOf(quotes, this.#stray);
        this.#stray = undefined;
        return this.#handOut(cells, newline, firstEnd, flaw);
      }
      at = end + this.#delimiter.length;
    }
  }

  #handOut(cells: readonly string[], newline: number, firstEnd: number, flaw: Flaw | undefined): Scanned {
    const text = this.#text.slice(this.#at, Math.min(newline, this.#at + LONGEST_SHOWN));
    // What is too long to be read is too long to be kept.
    const isShort = newline - this.#at <= LONGEST_CELL;
    const written =
      flaw !== undefined && isShort ? { written: writtenAs(this.#lineBetween(this.#at, newline), this.#delimiter) } : {};
    const row: Scanned = { number: this.line, cells, text, ...(flaw === undefined ? {} : { flaw }), ...written };
    this.line += newline === firstEnd ? 1 : lineEnds(this.#text.slice(this.#at, newline + 1), this.#newline);
    this.#at = newline + 1;
    return row;
  }

  /** Reads the quoted cell that opens here into `#value`: the place behind its closing quote, undefined when that has not come yet. */
  #readQuoted(open: number): number | undefined {
    const { quote = '', escape } = this.#quoting;
    if (escape !== undefined) return this.#readEscaped(open, quote, escape);
    const text = this.#text;
    let value = '';
    for (let from = open + 1; ; ) {
      const close = text.indexOf(quote, from);
      // A quote that ends the text may be the first of two.
      if (close < 0 || close + 1 === text.length) return undefined;
      if (text.charCodeAt(close + 1) !== this.#quoteCode) {
        const end = text.slice(from, Math.min(close, from + LONGEST_CELL + 1));
        this.#value = value === '' ? end : value + end;
        return close + 1;
      }
      value += text.slice(from, close + 1);
      from = close + 2;
      if (value.length > LONGEST_CELL) return this.#passQuoted(from, value);
    }
  }

  /** Goes on to the end of a quoted cell that is too long already. */
  #passQuoted(from: number, value: string): number | undefined {
    this.#value = kept(value);
    return endOfQuoted(this.#text, from, this.#quoteCode, this.#quoting.escape?.charCodeAt(0));
  }

  /** The same where a character of its own escapes quotes. */
  #readEscaped(open: number, quote: string, escape: string): number | undefined {
    let value = '';
    for (let from = open + 1; ; ) {
      const close = this.#find(quote, from);
      const escaped = this.#escapeFrom(from);
      if (Math.min(close, escaped) + 1 >= this.#text.length) return undefined;
      if (close < escaped) {
        this.#value = value + this.#text.slice(from, Math.min(close, from + LONGEST_CELL + 1));
        return close + 1;
      }
      if (value.length > LONGEST_CELL) return this.#passQuoted(from, value);
      const next = this.#text[escaped + 1] ?? '';
      const isEscaped = next === quote || next === escape;
      value += this.#text.slice(from, isEscaped ? escaped : escaped + 1) + (isEscaped ? next : '');
      from = escaped + (isEscaped ? 2 : 1);
    }
  }

  /** Where the unquoted rest of a cell ends: at the first delimiter that is not escaped, or at the line end. */
  #cellEnd(from: number, newline: number): number {
    let end = Math.min(newline, this.#delimiterFrom(from));
    for (let escape = this.#escapeFrom(from); escape < end; escape = this.#escapeFrom(escape + 2)) {
      if (escape + 1 === end && end < newline) end = Math.min(newline, this.#delimiterFrom(end + this.#delimiter.length));
    }
    return end;
  }

  /**
   * Whether a quoted cell that opens here and runs over a line end was never meant to: its line is a whole row without it, and so is
   * one of the lines it runs over. Of a quote that is never closed the second says enough.
   */
  #runsOverRows(cells: readonly string[], open: number, end: number | 'never' | undefined): boolean {
    const { multiline, form } = this.#quoting;
    if (multiline !== undefined || form === undefined) return multiline === false;
    const newline = this.#newlineFrom(open);
    const opening = this.#lineBetween(open + 1, newline).split(this.#delimiter);
    // By its number of cells alone: it may be the header, which is not of the form of the rows below.
    if (end !== 'never' && cells.length + opening.length !== form.width) return false;
    // Beyond the longest cell nothing is kept of it anyway.
    const last = Math.min(typeof end === 'number' ? end : Infinity, open + LONGEST_CELL);
    for (let start = newline + 1; start < last; ) {
      const stop = this.#text.indexOf(this.#newline, start);
      if (stop < 0) return false;
      if (this.#isRow(this.#lineBetween(start, stop), form)) return true;
      start = stop + 1;
    }
    return false;
  }

  #isRow(line: string, form: RowForm): boolean {
    const { quote, escape } = this.#quoting;
    if (line.split(this.#delimiter, form.width).length < form.width) return false;
    const scanner = new CsvScanner(this.#delimiter, this.#newline, { quote, escape, multiline: false });
    const [row] = scanner.push(line + this.#newline, true);
    return row !== undefined && row.flaw === undefined && hasForm(row.cells, form);
  }

  /** The line of a quote that was not meant to open a cell, as a row of its own; what follows is read as rows again. */
  #strayRow(before: readonly string[], open: number): Scanned {
    const newline = this.#newlineFrom(open);
    const cells = [...before, ...this.#lineBetween(open, newline).split(this.#delimiter)];
    const lines = lineEnds(this.#text.slice(this.#at, open), this.#newline);
    const row = this.#handOut(cells, newline, -1, { code: 'quote_spans_rows' });
    this.#stray = row.number + lines;
    return row;
  }

  /** The text between two places, without the carriage return of a line end. */
  #lineBetween(start: number, end: number): string {
    const to = this.#newline === '\n' && this.#text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end;
    return this.#text.slice(start, to);
  }

  /** What becomes of a quote whose end is not there: more may come, or all that follows belongs to its row. */
  #openQuote(before: readonly string[], open: number, last: boolean): Scanned | undefined {
    const isLong = this.#text.length - this.#at > LONGEST_RECORD;
    if (!last && !isLong) return undefined;
    const opened = this.line + lineEnds(this.#text.slice(this.#at, open), this.#newline);
    if (isLong) {
      this.broken = { code: 'quote_unterminated', line: opened };
      return undefined;
    }
    const end = this.#text.length - this.#newline.length;
    const lines = lineEnds(this.#text.slice(open), this.#newline);
    const cells = [...before, kept(this.#lineBetween(open + 1, end))];
    return this.#handOut(cells, end, -1, { code: 'quote_unterminated', opened, lines });
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
    if (this.#next.quote < at) this.#next.quote = this.#find(this.#quoting.quote, at);
    return this.#next.quote;
  }

  #escapeFrom(at: number): number {
    if (this.#next.escape < at) this.#next.escape = this.#find(this.#quoting.escape, at);
    return this.#next.escape;
  }

  #find(what: string | undefined, at: number): number {
    const found = what === undefined ? -1 : this.#text.indexOf(what, at);
    return found < 0 ? Infinity : found;
  }
}
