import { createHash } from 'node:crypto';
import type { Values } from '../../facts/fact.js';
import { CopyBytes } from './copy-bytes.js';
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
// A hash takes in many lines at once: each call costs as much as some lines.
const hashedAtOnce = 1 << 16;

/**
 * Rows as COPY text, one line a row: the row's number, its cells, its earliest and latest instant, the batch. Of all lines together it is
 * known how many they are, what stretch of time they touch of which client, and their content hash.
 */
export class CopyLines {
  rows = 0;
  readonly #of: LinesOf;
  readonly #hash = createHash('sha256');
  #hashed = Buffer.allocUnsafe(hashedAtOnce);
  #hashedTo = 0;
  readonly #touched = new Map<string, { -readonly [name in keyof TouchedClient]: TouchedClient[name] }>();
  #isRising = true;
  #last = Number.NEGATIVE_INFINITY;

  constructor(of: LinesOf) {
    this.#of = of;
  }

  /** The content hash of the lines, as far as they are in the order of their rows; without their ends, which say how they are kept. */
  get contentHash(): string | undefined {
    if (!this.#of.isHashed || !this.#isRising) return undefined;
    this.#hashWaiting();
    return this.#hash.copy().digest('hex');
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
    const bytes = new CopyBytes(chunkLength);
    for await (const batch of batches) {
      for (const row of batch) this.#write(row, bytes);
      yield* bytes.takeFull();
    }
    yield* bytes.takeRest();
  }

  #write({ row, values }: LoadRow, line: CopyBytes): void {
    if (row <= this.#last) this.#isRising = false;
    this.#last = row;
    this.rows++;
    line.whole(row);
    for (const write of this.#of.writers) {
      line.tab();
      write(values, line);
    }
    if (this.#of.isHashed) this.#hashLine(line);
    this.#end(values, line);
  }

  #hashLine(line: CopyBytes): void {
    const length = line.lineLength + 1;
    if (this.#hashedTo + length > this.#hashed.length) this.#hashWaiting();
    if (length > this.#hashed.length) this.#hashed = Buffer.allocUnsafe(2 * length);
    line.copyLine(this.#hashed, this.#hashedTo);
    this.#hashedTo += length;
    this.#hashed[this.#hashedTo - 1] = 10;
  }

  #hashWaiting(): void {
    this.#hash.update(this.#hashed.subarray(0, this.#hashedTo));
    this.#hashedTo = 0;
  }

  /** The end of a line, and its part in what its client is touched by. */
  #end(values: Values, line: CopyBytes): void {
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
    for (const at of [first, last, batch]) {
      line.tab();
      if (at === null) line.missing();
      else line.whole(at);
    }
    line.endLine();
  }
}
