import type { diffFaults } from '../../diff.js';
import type { Words } from '../wording.js';

/** Faults of comparing two evaluations. */
export const diffEn: Words<typeof diffFaults> = {
  diff_of_two: p => ({
    what: `These evaluations are of different things: ${p.one} and ${p.other}.`,
    remedy: 'Only two evaluations of one client and one period differ by causes. The list of evaluations shows what there is.',
  }),
};
