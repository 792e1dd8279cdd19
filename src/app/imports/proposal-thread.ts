import { startThread } from '../../threads/start-thread.js';
import type { Proposed, ProposalTask } from './proposal-worker.js';

/** Proposes a layout in a thread of its own: a file of thousands of columns takes seconds, in which a service must answer others. */
export function proposalInThread(task: ProposalTask): Promise<Proposed> {
  const thread = startThread(new URL('./proposal-worker.js', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', code => reject(new Error(`the thread of a proposal ended with ${code}`)));
  });
}
