import type { Worker } from 'node:worker_threads';
import { startThread } from '../../threads/start-thread.js';
import type { Proposed, ProposalTask } from './proposal-worker.js';

/** How long a thread waits for more: while somebody maps a file, choices follow each other. */
const idleMs = 60_000;

/** The thread that waits for the next task: starting one takes longer than most tasks do. */
let idle: { readonly thread: Worker; readonly ending: NodeJS.Timeout; readonly end: () => void } | undefined;

/** Proposes a layout in a thread of its own: a file of thousands of columns takes seconds, in which a service must answer others. */
export function proposalInThread(task: ProposalTask): Promise<Proposed> {
  const thread = idleThread() ?? startThread(new URL('./proposal-worker.js', import.meta.url), {});
  return new Promise<Proposed>((resolve, reject) => {
    const exited = (code: number): void => reject(new Error(`the thread of a proposal ended with ${code}`));
    thread.once('error', reject).once('exit', exited);
    thread.once('message', (proposed: Proposed) => {
      thread.off('error', reject).off('exit', exited);
      keepIdle(thread);
      resolve(proposed);
    });
    thread.postMessage(task);
  });
}

function idleThread(): Worker | undefined {
  if (idle === undefined) return undefined;
  const { thread, ending, end } = idle;
  idle = undefined;
  clearTimeout(ending);
  thread.off('error', end).off('exit', end);
  thread.ref();
  return thread;
}

/** Keeps one thread; it holds up no process that ends. */
function keepIdle(thread: Worker): void {
  if (idle !== undefined) return void thread.terminate();
  const end = (): void => {
    if (idle?.thread === thread) idle = undefined;
    void thread.terminate();
  };
  idle = { thread, ending: setTimeout(end, idleMs).unref(), end };
  thread.once('error', end).once('exit', end);
  thread.unref();
}
