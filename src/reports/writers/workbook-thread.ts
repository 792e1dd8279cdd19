import { once } from 'node:events';
import { availableParallelism, totalmem } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { boundsFaults } from '../../faults/bounds.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { startThread } from '../../threads/start-thread.js';
import { piecesOf, type WantedFile } from './workbook-pieces.js';
import type { FromWorkbookThread } from './workbook-worker.js';

/** A scorecard of twenty thousand facts takes some 200 MB. */
const mostMegabytes = 1024;
/** A thread's memory for what is new: what a workbook is made of is cleared as fast in half of what is usual. */
const newMegabytes = 24;
/** How long a thread that has nothing to do is kept: the next workbook need not load everything anew. */
const idleMillis = 60_000;

/**
 * How many workbooks are made at a time: one core is left to the program's own thread and to the database, and each thread may take
 * all that it is allowed at most four times over before memory is short.
 */
export const threadsFor = (cores: number, bytes: number): number =>
  Math.max(1, Math.min(cores - 1, Math.floor(bytes / (4 * mostMegabytes * 2 ** 20)), 4));

/** Makes workbooks beside the program's own thread, so that making them keeps nothing else waiting; those beyond its threads wait for one. */
export class WorkbookThreads {
  readonly #free: WorkbookThread[];
  readonly #waiting: ((thread: WorkbookThread) => void)[] = [];

  constructor(threads: number) {
    this.#free = Array.from({ length: threads }, () => new WorkbookThread());
  }

  async make(wanted: WantedFile): Promise<Uint8Array> {
    // The one that was used last: the others are not started as long as one is enough.
    const thread = this.#free.pop() ?? (await new Promise<WorkbookThread>(resolve => this.#waiting.push(resolve)));
    try {
      return await thread.make(wanted);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(thread);
      else next(thread);
    }
  }
}

/** A thread that is started when it is needed, and ends when it has had nothing to do for a while. */
class WorkbookThread {
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;

  async make(wanted: WantedFile): Promise<Uint8Array> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= startThread(new URL('./workbook-worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes, maxYoungGenerationSizeMb: newMegabytes },
    }));
    worker.ref();
    try {
      return await answered(worker, wanted);
    } catch (problem) {
      // One that failed is not asked again.
      this.#worker = undefined;
      void worker.terminate();
      throw problem;
    } finally {
      worker.unref();
      this.#idle = setTimeout(() => this.#end(), idleMillis).unref();
    }
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }
}

async function answered(worker: Worker, wanted: WantedFile): Promise<Uint8Array> {
  // Ends the wait, and with it every listener: the thread is kept, and theirs must not add up.
  const over = new AbortController();
  const first = (event: string): Promise<unknown> => once(worker, event, { signal: over.signal });
  const arrives = async (): Promise<Uint8Array> => {
    // Sent by the thread's own module, which types it.
    const [message] = (await first('message')) as [FromWorkbookThread];
    if ('failure' in message) throw new Error(message.failure);
    return message.bytes;
  };
  const ends = async (): Promise<never> => {
    await first('exit');
    throw new Error('the thread of workbooks ended');
  };
  const outcome = Promise.race([arrives(), ends()]);
  // Whatever becomes of it, it is waited for below: not yet while the pieces are sent.
  outcome.catch(() => undefined);
  try {
    for (const piece of piecesOf(wanted)) {
      worker.postMessage(piece);
      await setImmediate();
    }
    return await outcome;
  } catch (problem) {
    throw tooLargeOr(problem);
  } finally {
    over.abort();
  }
}

function tooLargeOr(problem: unknown): unknown {
  const isTooLarge = problem instanceof Error && 'code' in problem && problem.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isTooLarge ? new Stop(3, [fault(boundsFaults, 'workbook_too_large', { megabytes: mostMegabytes })], problem) : problem;
}

/** How many workbooks are made at a time on this machine. */
export const workbooksAtOnce = threadsFor(availableParallelism(), Math.min(totalmem(), process.constrainedMemory() || Infinity));

const threads = new WorkbookThreads(workbooksAtOnce);

/** The bytes of a workbook or of its PDF, laid out and made in a thread of its own. */
export const workbookInThread = (wanted: WantedFile): Promise<Uint8Array> => threads.make(wanted);
