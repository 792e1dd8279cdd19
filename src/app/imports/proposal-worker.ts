import { parentPort, workerData } from 'node:worker_threads';
import type { FactKind, FactKindName } from '../../facts/kinds.js';
import { proposal } from '../../import/propose/proposal.js';

/** What a proposal is made of: plain data. */
export interface ProposalTask {
  readonly file: Parameters<typeof proposal>[0];
  readonly kinds: readonly FactKind[];
  readonly asked: FactKindName | undefined;
}

// Whoever started the thread gave it this.
const { file, kinds, asked } = workerData as ProposalTask;
parentPort?.postMessage(proposal(file, kinds, asked));
