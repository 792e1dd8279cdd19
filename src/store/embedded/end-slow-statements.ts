import type { Worker } from 'node:worker_threads';
import { callInThread } from '../../threads/call-in-thread.js';
import { endStatementName, statementCounter } from './running-statement.js';
import type { FromThread } from './thread-messages.js';

/** How often one looks at what runs. */
const looksPerLimit = 10;
const longestLookMs = 250;

/**
 * Ends statements in the database's thread that run longer than the transaction's `statement_timeout`, which PGlite itself does not
 * know to do: the thread says which limit holds, and while one does it is looked at from here.
 */
export function endSlowStatements(worker: Worker, shared: SharedArrayBuffer): void {
  let stop = (): void => undefined;
  worker.on('message', (message: FromThread) => {
    if (!('limitMs' in message)) return;
    stop();
    if (message.limitMs > 0) stop = watch(worker, statementCounter(shared), message.limitMs);
  });
  worker.once('exit', () => stop());
}

function watch(worker: Worker, counter: Int32Array, limitMs: number): () => void {
  const lookMs = Math.min(longestLookMs, Math.max(1, limitMs / looksPerLimit));
  let known = 0;
  let ranMs = 0;
  const timer = setInterval(() => {
    const running = Atomics.load(counter, 0);
    ranMs = running !== 0 && running === known ? ranMs + lookMs : 0;
    known = running;
    if (ranMs < limitMs) return;
    ranMs = 0;
    // A thread that cannot be interrupted any more is ending.
    void callInThread(worker, `globalThis.${endStatementName}?.(${running})`).catch(() => undefined);
  }, lookMs);
  return () => clearInterval(timer);
}
