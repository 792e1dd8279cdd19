import { type Entry, error, quoted } from './fault.js';

/** Faults of what asks for more than one request may take. */
export const boundsFaults = {
  period_out_of_bounds: error<{ period: string; first: number; last: number; years: number }>(p => ({
    what: `${quoted(p.period)} is longer than ${p.years} years, or reaches outside the years ${p.first} to ${p.last}.`,
    remedy: `Name a period of at most ${p.years} years that lies in ${p.first} to ${p.last}.`,
  })),
  yaml_too_large: error<{ characters: number; signs: number }>(p => ({
    what: `The file or text is too large to be read: the limit is ${p.characters} characters, and ${p.signs} names, values, signs and line ends in all.`,
    remedy: 'Split it: files of config/ are read together, and rules to be tried can be tried a few at a time.',
  })),
  database_cancelled: error<{ database: string; reason: string }>(p => ({
    what: `The database ${p.database} ended what it was asked, and nothing of it was kept: ${p.reason}.`,
    remedy: 'Try it again later, or ask for less at once: a shorter period, or fewer clients.',
  })),
  key_asks_too_much: error<{ waiting: number }>(p => ({
    what: `This key has asked for ${p.waiting} things that take long, and they still wait for their turn.`,
    remedy: 'Wait for their answers before asking for more.',
  })),
  service_full: error<{ waiting: number }>(p => ({
    what: `The service has as much to do as it can: ${p.waiting} requests that take long wait for their turn.`,
    remedy: 'Repeat the request after the time that Retry-After gives.',
  })),
  workbook_too_large: error<{ megabytes: number }>(p => ({
    what: `The workbook takes more than ${p.megabytes} MB of memory to make, which is more than the service gives it.`,
    remedy: 'Write it with plumbline scorecard, or ask for a shorter period.',
  })),
} as const satisfies Record<string, Entry<never>>;
