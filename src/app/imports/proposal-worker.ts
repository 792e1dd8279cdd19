import { parentPort, workerData } from 'node:worker_threads';
import { proposal } from '../../import/propose/proposal.js';
import type { ProposalTask } from './proposal-thread.js';

// Whoever started the thread gave it this.
const { file, kinds, asked } = workerData as ProposalTask;
parentPort?.postMessage(proposal(file, kinds, asked));
