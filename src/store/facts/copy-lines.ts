import { createHash } from 'node:crypto';
import type { Values } from '../../facts/fact.js';
import type { CellWriter, LoadRow } from './copy-text.js';
import type { TouchedClient } from './touched.js';

/** How rows become lines. */
export interface LinesOf {
  readonly writers: readonly CellWriter[];
  /** The fields whose earliest and latest instant a line ends with. */
  readonly instants: readonly string[];
  /** The number of the batch that stands at the end of each line. */
  readonly batch: number;
  /** Whether the content hash of what is sent is wanted. */
  readonly isHashed: boolean;
}

/** Lines of some megabytes, and whether no others follow them. */
export interface Segment {
  readonly chunks: readonly Buffer[];
  readonly isLast: boolean;
}

// Two segments are in memory at a time; smaller ones make the database wait for the next one more often.
const segmentLength = 1 << 22;
// Each is sent in a turn of its own, between two pieces of the file that is being read.
const chunkLength = 1 << 20;
// What is put together of many short texts is written away before the memory of short-lived things is full: else all of it is moved.
const linesAtOnce = 64;
/** The bytes of a unit of text in UTF-8, at most. */
const longestCharacter = 3;

/**
 * Rows as COPY text, one line a row: the row's number, its cells, its earliest and latest instant, the batch. Of all lines together it is
 * known how many they are, what stretch of time they touch of which client, and their content hash.
 */
export class CopyLines {
  rows = 0;
  readonly #of: LinesOf;
  readonly #hash = createHash('sha256');
  readonly #touched = new Map<string, { -readonly [name in keyof TouchedClient]: TouchedClient[name] }>();
  #isRising = true;
  #last = Number.NEGATIVE_INFINITY;

  constructor(of: LinesOf) {
    this.#of = of;
  }

  /** The content hash of the lines, as far as they are in the order of their rows; without their ends, which say how they are kept. */
  get contentHash(): string | undefined {
    return this.#of.isHashed && this.#isRising ? this.#hash.digest('hex') : undefined;
  }

  /** The clients that the lines speak of. */
  get clients(): readonly TouchedClient[] {
    return [...this.#touched.values()];
  }

  /** The lines of all rows in segments; no row at all makes one empty segment. */
  async *segments(batches: AsyncIterable<readonly LoadRow[]>): AsyncGenerator<Segment> {
    let chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of this.#chunks(batches)) {
      // Held back until there is more, so that the last segment is known to be the last.
      if (length >= segmentLength) {
        yield { chunks, isLast: false };
        chunks = [];
        length = 0;
      }
      chunks.push(chunk);
      length += chunk.length;
    }
    yield { chunks, isLast: true };
  }

  async *#chunks(batches: AsyncIterable<readonly LoadRow[]>): AsyncGenerator<Buffer> {
    let chunk = Buffer.allocUnsafeSlow(chunkLength);
    let filled = 0;
    for await (const batch of batches) {
      for (let at = 0; at < batch.length; at += linesAtOnce) {
        const text = this.#text(batch.slice(at, at + linesAtOnce));
        const most = text.length * longestCharacter;
        if (most > chunk.length - filled) {
          if (filled > 0) yield chunk.subarray(0, filled);
          chunk = Buffer.allocUnsafeSlow(Math.max(chunkLength, most));
          filled = 0;
        }
        filled += chunk.write(text, filled);
      }
    }
    if (filled > 0) yield chunk.subarray(0, filled);
  }

  #text(rows: readonly LoadRow[]): string {
    const { writers, isHashed } = this.#of;
    let text = '';
    let hashed = '';
    for (const { row, values } of rows) {
      if (row <= this.#last) this.#isRising = false;
      this.#last = row;
      this.rows++;
      let line = `${row}`;
      for (const write of writers) line += `\t${write(values)}`;
      if (isHashed) hashed += `${line}\n`;
      text += `${line}${this.#end(values)}`;
    }
    if (isHashed) this.#hash.update(hashed);
    return text;
  }

  /** The end of a line, and its part in what its client is touched by. */
  #end(values: Values): string {
    const { instants, batch } = this.#of;
    let first: number | null = null;
    let last: number | null = null;
    for (const name of instants) {
      const at = values[name];
      if (typeof at !== 'number') continue;
      if (first === null || at < first) first = at;
      if (last === null || at > last) last = at;
    }
    const client = String(values['client']);
    const one = this.#touched.get(client);
    if (one === undefined) this.#touched.set(client, { client, facts: 1, first_at: first, last_at: last });
    else {
      one.facts++;
      if (first !== null && (one.first_at === null || first < one.first_at)) one.first_at = first;
      if (last !== null && (one.last_at === null || last > one.last_at)) one.last_at = last;
    }
    return `\t${first ?? '\\N'}\t${last ?? '\\N'}\t${batch}\n`;
  }
}
