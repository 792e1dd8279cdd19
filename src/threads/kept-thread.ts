import type { Worker } from 'node:worker_threads';

/** How long a thread waits for more: who asks once often asks again soon. */
const idleMs = 60_000;

interface Idle {
  readonly thread: Worker;
  readonly ending: NodeJS.Timeout;
  readonly end: () => void;
}

/** Threads of one module, each with one task at a time. One that is done is kept for a minute: starting one takes longer than most tasks do. */
export class KeptThread<W, R> {
  readonly #start: () => Worker;
  #idle: Idle | undefined;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** What came of a task, which is plain data; rejects where the thread ends without an answer. */
  do(task: W): Promise<R> {
    const thread = this.#taken() ?? this.#start();
    return new Promise<R>((resolve, reject) => {
      const exited = (code: number): void => reject(new Error(`a thread ended with ${code}`));
      thread.once('error', reject).once('exit', exited);
      thread.once('message', (answer: R) => {
        thread.off('error', reject).off('exit', exited);
        this.#keep(thread);
        resolve(answer);
      });
      thread.postMessage(task);
    });
  }

  #taken(): Worker | undefined {
    if (this.#idle === undefined) return undefined;
    const { thread, ending, end } = this.#idle;
    this.#idle = undefined;
    clearTimeout(ending);
    thread.off('error', end).off('exit', end);
    thread.ref();
    return thread;
  }

  /** Keeps one thread; it holds up no process that ends. */
  #keep(thread: Worker): void {
    if (this.#idle !== undefined) return void thread.terminate();
    const end = (): void => {
      if (this.#idle?.thread === thread) this.#idle = undefined;
      void thread.terminate();
    };
    this.#idle = { thread, ending: setTimeout(end, idleMs).unref(), end };
    thread.once('error', end).once('exit', end);
    thread.unref();
  }
}
