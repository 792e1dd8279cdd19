import { availableParallelism, totalmem } from 'node:os';
import { textOfRules } from '../../evaluation/frozen.js';
import { failureOf } from '../../faults/failure-as-data.js';
import { urlOf } from '../../store/connect.js';
import { builtModule, startThread } from '../../threads/start-thread.js';
import { ThreadPool } from '../../threads/thread-pool.js';
import { type Deps, type LogMessage, machineClock } from '../deps.js';
import type { Evaluated, TogetherRequest, View } from './evaluate-together.js';
import type { EvaluationThreadStart, ThreadOutcome, ThreadPortion } from './evaluation-thread-messages.js';

/** A view, and how a thread comes by it. */
export interface Seeing<V> {
  readonly view: View<V>;
  /** The module whose `viewFor` makes it of plain data; left out where what it makes cannot be sent from a thread. */
  readonly made?: { readonly by: URL; readonly of: unknown };
}

/** Threads that evaluate portions of clients. */
interface EvaluationThreads<V> {
  readonly lanes: number;
  readonly evaluate: (clients: readonly string[]) => Promise<readonly Evaluated<V>[]>;
  /** Ends them when all that was begun is done. */
  readonly end: () => Promise<void>;
}

/** A thread's start takes as long as some forty clients do. */
const fewestPortions = 4;

/** A portion of 50 clients takes some 150 MB; a client with very many facts more. */
const mostMegabytes = 1024;
const newMegabytes = 64;

/** How many threads evaluate: as many as there are cores, as the database works while they do not, and as memory allows. */
export const evaluationThreadsFor = (cores: number, bytes: number): number =>
  Math.max(1, Math.min(cores, Math.floor(bytes / (2 * mostMegabytes * 2 ** 20)), 8));

/**
 * Threads for so many portions, each with a connection of its own; undefined where they do not pay, and where only this thread may speak
 * for the caller: the embedded database has one session, and a database that is held to clients is not one that can be reached again.
 */
export function evaluationThreads<V>(
  { database, workspace, clock, log }: Deps,
  portions: number,
  request: TogetherRequest,
  { made }: Seeing<V>,
): EvaluationThreads<V> | undefined {
  const url = urlOf(database);
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  const threads = Math.min(portions, evaluationThreadsFor(availableParallelism(), memory));
  if (url === undefined || made === undefined || portions < fewestPortions || threads < 2) return undefined;
  const { settings, rulebook, unsound } = workspace;
  const workerData: EvaluationThreadStart = {
    url,
    rules: textOfRules({ settings, rulebook, unsound }),
    request,
    view: { by: builtModule(made.by.href), of: made.of },
  };
  const start = () =>
    startThread(new URL('./evaluation-worker.js', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes, maxYoungGenerationSizeMb: newMegabytes },
    });
  const pool = new ThreadPool<ThreadPortion, LogMessage, ThreadOutcome>(threads, start, said => log?.(said));
  const isOfMachine = clock === machineClock;
  return {
    lanes: threads,
    evaluate: async clients => {
      const outcome = await pool.do({ clients, at: isOfMachine ? undefined : clock() });
      if ('failure' in outcome) throw failureOf(outcome.failure);
      // Seen by the module that was named, which makes what the view makes.
      return outcome.evaluated as readonly Evaluated<V>[];
    },
    end: () => pool.end(),
  };
}

/** For who sees nothing of documents. */
export const unseen: Seeing<undefined> = {
  view: () => undefined,
  made: { by: new URL('./unseen.js', import.meta.url), of: undefined },
};
