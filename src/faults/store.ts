import { error } from './entry.js';

/** Faults in what is asked of the stored batches. */
export const storeFaults = {
  batch_unknown: error<{ batch: number; last: number }>(),
  batch_already_withdrawn: error<{ batch: number; by: number }>(),
  batch_is_withdrawal: error<{ batch: number; withdraws: number }>(),
} as const;
