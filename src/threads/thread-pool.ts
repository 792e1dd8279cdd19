import type { Worker } from 'node:worker_threads';

/** What a thread of a pool is told: its work, or that there is none left, so that it closes what it has opened and ends. */
export type ToThread<W> = { readonly work: W } | 'end';

/** What a thread of a pool says: something while it works, or what came of its work. */
export type FromThread<S, R> = { readonly said: S } | { readonly answer: R };

/** How long a thread has to close what it has opened. */
const mostEndingMs = 10_000;

/** A thread that is given one piece of work at a time. */
class PooledThread<W, S, R> {
  readonly #start: () => Worker;
  readonly #hear: (said: S) => void;
  readonly #endingMs: number;
  #worker: Worker | undefined;
  /** Who waits for what comes of the work that it has. */
  #asker: { readonly resolve: (answer: R) => void; readonly reject: (failure: unknown) => void } | undefined;
  /** Why it ended while it had no work. */
  #failure: { readonly reason: unknown } | undefined;

  constructor(start: () => Worker, hear: (said: S) => void, endingMs: number) {
    this.#start = start;
    this.#hear = hear;
    this.#endingMs = endingMs;
  }

  /** Rejects where the thread ends without an answer, or ended since the last one; the next piece of work starts another. */
  do(work: W): Promise<R> {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) return Promise.reject(failure.reason as Error);
    const worker = (this.#worker ??= this.#started());
    return new Promise<R>((resolve, reject) => {
      this.#asker = { resolve, reject };
      worker.postMessage({ work } satisfies ToThread<W>);
    });
  }

  #started(): Worker {
    const worker = this.#start();
    const over = (reason: unknown): void => {
      // An error is followed by the exit, and may come after another thread was started.
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      const asker = this.#asker;
      this.#asker = undefined;
      if (asker === undefined) this.#failure = { reason };
      else asker.reject(reason);
    };
    worker.on('message', (message: FromThread<S, R>) => {
      if ('said' in message) return this.#hear(message.said);
      const asker = this.#asker;
      this.#asker = undefined;
      asker?.resolve(message.answer);
    });
    worker.on('error', over);
    worker.on('exit', code => over(new Error(`a thread ended with ${code}`)));
    return worker;
  }

  /** Asks the thread to end, and ends one that does not. */
  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    if (worker === undefined) return;
    const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()));
    const late = setTimeout(() => void worker.terminate(), this.#endingMs);
    worker.postMessage('end' satisfies ToThread<W>);
    await ended;
    clearTimeout(late);
  }
}

/** Threads of one module that share work, which is sent to them as plain data. Each is started when it is needed. */
export class ThreadPool<W, S, R> {
  readonly #all: readonly PooledThread<W, S, R>[];
  readonly #free: PooledThread<W, S, R>[];
  readonly #waiting: ((thread: PooledThread<W, S, R>) => void)[] = [];

  /** `hear` is given what the threads say while they work; one that is to end and has not after `endingMs` is ended. */
  constructor(threads: number, start: () => Worker, hear: (said: S) => void, endingMs = mostEndingMs) {
    this.#all = Array.from({ length: threads }, () => new PooledThread<W, S, R>(start, hear, endingMs));
    this.#free = [...this.#all];
  }

  /** What came of the work; work beyond the threads waits for one. */
  async do(work: W): Promise<R> {
    const thread = this.#free.pop() ?? (await new Promise<PooledThread<W, S, R>>(resolve => this.#waiting.push(resolve)));
    try {
      return await thread.do(work);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(thread);
      else next(thread);
    }
  }

  /** Ends all threads, none of which has work. */
  async end(): Promise<void> {
    await Promise.all(this.#all.map(thread => thread.end()));
  }
}
