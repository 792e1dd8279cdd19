import { type Entry, error, quoted } from './fault.js';

/** Faults of what asks for more than one request may take. */
export const boundsFaults = {
  period_out_of_bounds: error<{ period: string; first: number; last: number; years: number }>(p => ({
    what: `${quoted(p.period)} is longer than ${p.years} years, or reaches outside the years ${p.first} to ${p.last}.`,
    remedy: `Name a period of at most ${p.years} years that lies in ${p.first} to ${p.last}.`,
  })),
} as const satisfies Record<string, Entry<never>>;
