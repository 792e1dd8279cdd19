import { type Entry, error } from './fault.js';

/** Faults of comparing two evaluations. */
export const diffFaults = {
  diff_of_two: error<{ one: string; other: string }>(p => ({
    what: `These evaluations are of different things: ${p.one} and ${p.other}.`,
    remedy: 'Only two evaluations of one client and one period differ by causes. plumbline audit list shows what there is.',
  })),
} as const satisfies Record<string, Entry<never>>;
