import { didYouMean, type Entry, error, orList, quoted } from './fault.js';

/** Faults of comparing two evaluations. */
export const diffFaults = {
  diff_evaluation_unknown: error<{ given: string; known: readonly string[] }>(p => ({
    what: `There is no evaluation ${quoted(p.given)}.${didYouMean(p.given, p.known)}`,
    remedy: 'Give an id, its beginning, or CLIENT:PERIOD or CLIENT:PERIOD:REVISION. plumbline audit list shows them.',
  })),
  diff_evaluation_ambiguous: error<{ given: string; found: readonly string[] }>(p => ({
    what: `Several evaluations begin with ${quoted(p.given)}: ${orList(p.found)}.`,
    remedy: 'Give more of the id.',
  })),
  diff_of_two: error<{ one: string; other: string }>(p => ({
    what: `These evaluations are of different things: ${p.one} and ${p.other}.`,
    remedy: 'Only two evaluations of one client and one period differ by causes.',
  })),
} as const satisfies Record<string, Entry<never>>;
