import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';

/** What a thread of a pool is told: its work, or that there is none left, so that it closes what it has opened and ends. */
export type ToThread<W> = { readonly work: W } | 'end';

/** What a thread of a pool says: something while it works, or what came of its work. */
export type FromThread<S, R> = { readonly said: S } | { readonly answer: R };

/** A thread that is given one piece of work at a time. */
class PooledThread<W, S, R> {
  readonly #start: () => Worker;
  readonly #hear: (said: S) => void;
  #worker: Worker | undefined;

  constructor(start: () => Worker, hear: (said: S) => void) {
    this.#start = start;
    this.#hear = hear;
  }

  /** Rejects where the thread ends without an answer; the next piece of work starts another. */
  do(work: W): Promise<R> {
    const worker = (this.#worker ??= this.#start());
    return new Promise<R>((resolve, reject) => {
      const over = (): void => void worker.off('message', heard).off('error', failed).off('exit', ended);
      const heard = (message: FromThread<S, R>): void => {
        if ('said' in message) return this.#hear(message.said);
        over();
        resolve(message.answer);
      };
      const failed = (failure: unknown): void => {
        over();
        this.#worker = undefined;
        reject(failure);
      };
      const ended = (code: number): void => failed(new Error(`a thread ended with ${code}`));
      worker.on('message', heard).on('error', failed).on('exit', ended);
      worker.postMessage({ work } satisfies ToThread<W>);
    });
  }

  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    if (worker === undefined) return;
    const ended = once(worker, 'exit');
    worker.postMessage('end' satisfies ToThread<W>);
    await ended;
  }
}

/** Threads of one module that share work, which is sent to them as plain data. Each is started when it is needed. */
export class ThreadPool<W, S, R> {
  readonly #all: readonly PooledThread<W, S, R>[];
  readonly #free: PooledThread<W, S, R>[];
  readonly #waiting: ((thread: PooledThread<W, S, R>) => void)[] = [];

  /** `hear` is given what the threads say while they work. */
  constructor(threads: number, start: () => Worker, hear: (said: S) => void) {
    this.#all = Array.from({ length: threads }, () => new PooledThread<W, S, R>(start, hear));
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
