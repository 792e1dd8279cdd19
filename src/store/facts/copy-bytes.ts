// Longer texts are written by the runtime: its call costs more than a loop over a short one.
const longestLooped = 64;
/** The bytes of a unit of text in UTF-8, at most. */
const longestCharacter = 3;
/** The digits of a whole number, at most. */
const longestNumber = 16;
const million = 1_000_000;

const backslash = 92;
const zero = 48;

// biome and oxlint agree that control characters are meant here: exactly those that COPY gives a letter.
// oxlint-disable-next-line no-control-regex
const special = /[\\\b\f\n\r\t\v]/;
const letters: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** A text as COPY writes it: the same bytes that the server's own COPY TO gives for it. */
export const copyEscaped = (text: string): string =>
  special.test(text) ? text.replace(/[\\\b\f\n\r\t\v]/g, character => letters[character] ?? character) : text;

/**
 * COPY text, written line by line into chunks of bytes that are sent as they are: of millions of cells no text is put together first.
 */
export class CopyBytes {
  readonly #length: number;
  #bytes: Buffer;
  #at = 0;
  /** Where the line begins that is being written. */
  #line = 0;
  #full: Buffer[] = [];

  /** `length` is that of a chunk; a longer line has a chunk of its own. */
  constructor(length: number) {
    this.#length = length;
    this.#bytes = Buffer.allocUnsafeSlow(length);
  }

  /** The chunks that are full since they were last taken. */
  takeFull(): readonly Buffer[] {
    const full = this.#full;
    if (full.length > 0) this.#full = [];
    return full;
  }

  /** What is left once all lines are written. */
  takeRest(): readonly Buffer[] {
    return this.#line === 0 ? [] : [this.#bytes.subarray(0, this.#line)];
  }

  /** How many bytes the line has so far. */
  get lineLength(): number {
    return this.#at - this.#line;
  }

  /** Copies the line so far, as much of it as there is room for. */
  copyLine(into: Buffer, at: number): void {
    this.#bytes.copy(into, at, this.#line, this.#at);
  }

  endLine(): void {
    this.#sign(10);
    this.#line = this.#at;
  }

  /** What stands between two columns. */
  tab(): void {
    this.#sign(9);
  }

  #sign(code: number): void {
    this.#room(1);
    this.#bytes[this.#at++] = code;
  }

  /** A text as COPY writes it. */
  text(text: string): void {
    const { length } = text;
    if (length > longestLooped) return this.#other(text);
    this.#room(length);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code < 32 || code > 126 || code === backslash) return this.#other(text);
      bytes[at++] = code;
    }
    this.#at = at;
  }

  /** A whole number. */
  whole(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) return this.text(String(value));
    this.#room(longestNumber);
    if (value < million) return this.#digits(value, 1);
    const thousands = Math.floor(value / million);
    if (thousands < million) this.#digits(thousands, 1);
    else {
      const billions = Math.floor(thousands / million);
      this.#digits(billions, 1);
      this.#digits(thousands - billions * million, 6);
    }
    this.#digits(value - thousands * million, 6);
  }

  /** That a column has no value. */
  missing(): void {
    this.#sign(backslash);
    this.#sign(78);
  }

  #other(text: string): void {
    const escaped = copyEscaped(text);
    this.#room(escaped.length * longestCharacter);
    this.#at += this.#bytes.write(escaped, this.#at);
  }

  /** The digits of a number below a million, at least so many. */
  #digits(value: number, least: number): void {
    let count = least;
    for (let above = 10 ** least; value >= above; above *= 10) count++;
    const bytes = this.#bytes;
    let rest = value | 0;
    for (let at = this.#at + count - 1; at >= this.#at; at--) {
      const tens = (rest / 10) | 0;
      bytes[at] = zero + rest - tens * 10;
      rest = tens;
    }
    this.#at += count;
  }

  /** Makes room for so many bytes more of the line, in a new chunk where this one is full. */
  #room(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const begun = this.lineLength;
    const next = Buffer.allocUnsafeSlow(Math.max(this.#length, 2 * (begun + more)));
    this.copyLine(next, 0);
    if (this.#line > 0) this.#full.push(this.#bytes.subarray(0, this.#line));
    this.#bytes = next;
    this.#at = begun;
    this.#line = 0;
  }
}
