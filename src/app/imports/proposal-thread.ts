import { KeptThread } from '../../threads/kept-thread.js';
import { startThread } from '../../threads/start-thread.js';
import type { Proposed, ProposalTask } from './proposal-worker.js';

const thread = new KeptThread<ProposalTask, Proposed>(() => startThread(new URL('./proposal-worker.js', import.meta.url), {}));

/** Proposes a layout in a thread of its own: a file of thousands of columns takes seconds, in which a service must answer others. */
export const proposalInThread = (task: ProposalTask): Promise<Proposed> => thread.do(task);
