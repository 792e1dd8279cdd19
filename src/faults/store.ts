import { error } from './entry.js';
import type { Phrase } from './phrase.js';

/** Faults in what is asked of the stored batches, and in what is to be recorded. */
export const storeFaults = {
  batch_unknown: error<{ batch: number; last: number }>(),
  batch_already_withdrawn: error<{ batch: number; by: number }>(),
  batch_is_withdrawal: error<{ batch: number; withdraws: number }>(),
  text_not_recordable: error<{ text: string; reason: Phrase }>(),
} as const;
