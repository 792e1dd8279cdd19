import type { FactKind, FactKindName } from '../../facts/kinds.js';
import type { LayoutProposal } from '../../faults/proposal.js';
import type { proposal } from '../../import/propose/proposal.js';
import { startThread } from '../../threads/start-thread.js';

/** What a proposal is made of: plain data. */
export interface ProposalTask {
  readonly file: Parameters<typeof proposal>[0];
  readonly kinds: readonly FactKind[];
  readonly asked: FactKindName | undefined;
}

/** Proposes a layout in a thread of its own: a file of thousands of columns takes seconds, in which a service must answer others. */
export function proposalInThread(task: ProposalTask): Promise<LayoutProposal | undefined> {
  const thread = startThread(new URL('./proposal-worker.js', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', code => reject(new Error(`the thread of a proposal ended with ${code}`)));
  });
}
