import { error } from './entry.js';

/** Faults of comparing two evaluations. */
export const diffFaults = {
  diff_of_two: error<{ one: string; other: string }>({ command: () => 'plumbline audit list' }),
} as const;
