import type { Connection, Submittable } from 'pg';

const bufferBytes = 1 << 18;
/** So many buffers wait at most; then the server does. */
const mostWaiting = 4;

/** What COPY sends, many lines at a time: nearly nothing is made of a single one, of which there are millions. */
export class CopiedLines implements Submittable {
  readonly #statement: string;
  #connection: Connection | undefined;
  #filling: Buffer = Buffer.allocUnsafe(bufferBytes);
  #used = 0;
  /** A buffer that has been read. */
  #free: ArrayBufferLike | undefined;
  readonly #waiting: Buffer[] = [];
  #isPaused = false;
  #isUnwanted = false;
  #hasEnded = false;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(statement: string) {
    this.#statement = statement;
  }

  /** The lines, some whole ones at a time, good until the next are asked for. The connection is of use again when they have ended. */
  async *lines(): AsyncGenerator<Buffer> {
    try {
      for (let next = await this.#next(); next !== undefined; next = await this.#next()) {
        yield next;
        this.#free = next.buffer;
      }
    } finally {
      this.#isUnwanted = true;
      while (!this.#hasEnded) await this.#arrival();
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #next(): Promise<Buffer | undefined> {
    while (this.#waiting.length === 0 && !this.#hasEnded) await this.#arrival();
    return this.#failure === undefined ? this.#waiting.shift() : undefined;
  }

  async #arrival(): Promise<void> {
    const arrived = new Promise<void>(resolve => (this.#wake = resolve));
    if (this.#isPaused) this.#connection?.stream.resume();
    this.#isPaused = false;
    await arrived;
  }

  /** Called by the client of pg when the connection is free. */
  submit(connection: Connection): void {
    this.#connection = connection;
    connection.query(this.#statement);
  }

  /** One line: PostgreSQL sends a message for each. */
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    if (this.#isUnwanted) return;
    if (this.#used + chunk.length > this.#filling.length) this.#pass();
    if (chunk.length > this.#filling.length) this.#filling = Buffer.allocUnsafe(chunk.length);
    this.#filling.set(chunk, this.#used);
    this.#used += chunk.length;
  }

  /** Lets what is filled be read. */
  #pass(): void {
    if (this.#used > 0) this.#waiting.push(this.#filling.subarray(0, this.#used));
    this.#filling = this.#free === undefined ? Buffer.allocUnsafe(bufferBytes) : Buffer.from(this.#free);
    this.#free = undefined;
    this.#used = 0;
    if (this.#waiting.length >= mostWaiting && !this.#isPaused) {
      this.#isPaused = true;
      this.#connection?.stream.pause();
    }
    this.#wake();
  }

  handleCommandComplete(): void {
    this.#pass();
  }

  handleReadyForQuery(): void {
    this.#end();
  }

  handleError(failure: Error): void {
    this.#failure = failure;
    this.#end();
  }

  #end(): void {
    this.#hasEnded = true;
    if (this.#isPaused) this.#connection?.stream.resume();
    this.#isPaused = false;
    this.#wake();
  }
}
