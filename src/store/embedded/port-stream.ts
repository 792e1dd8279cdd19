import { Duplex } from 'node:stream';
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import type { ToThread } from './thread-messages.js';

/** Bytes that may be on their way to the database before the writer has to wait. */
const maxBytesInFlight = 4 * 1024 * 1024;

/** The code of the error that a connection ends with when the thread does. */
export const threadStoppedCode = 'EMBEDDED_STOPPED';

/** A connection to the database's thread that `pg` takes for a socket. */
export class PortStream extends Duplex {
  readonly #worker: Worker;
  #port: MessagePort | undefined;
  #underWay = 0;
  #resume: (() => void) | undefined;
  readonly #stopped = (): void =>
    void this.destroy(Object.assign(new Error('its thread has stopped'), { code: threadStoppedCode }));

  constructor(worker: Worker) {
    super({ highWaterMark: 1024 * 1024 });
    this.#worker = worker;
  }

  connect(): this {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const message: ToThread = { connect: port2 };
    this.#worker.postMessage(message, [port2]);
    this.#worker.once('exit', this.#stopped);
    port1.on('message', (answer: Uint8Array | number | null) => this.#receive(answer));
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  /** Bytes of an answer, the number of bytes dealt with, or null when the gate has closed. */
  #receive(answer: Uint8Array | number | null): void {
    if (answer === null) {
      this.push(null);
      this.#port?.close();
    } else if (typeof answer === 'number') {
      this.#underWay -= answer;
      if (this.#underWay < maxBytesInFlight) {
        const resume = this.#resume;
        this.#resume = undefined;
        resume?.();
      }
    } else {
      this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength));
    }
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    // A copy, because pg writes from a buffer that it uses again.
    const bytes = new Uint8Array(chunk);
    this.#underWay += bytes.length;
    this.#port?.postMessage(bytes, [bytes.buffer]);
    if (this.#underWay < maxBytesInFlight) done();
    else this.#resume = done;
  }

  override _read(): void {
    // Answers are pushed as they come.
  }

  override _final(done: () => void): void {
    this.#port?.postMessage(null);
    done();
  }

  override _destroy(failure: Error | null, done: (failure: Error | null) => void): void {
    this.#worker.off('exit', this.#stopped);
    this.#port?.close();
    done(failure);
  }

  // What pg asks of a socket besides.
  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
