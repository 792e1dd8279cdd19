import type { boundsFaults } from '../../bounds.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { phraseEn } from './phrases.js';

/** Faults of what asks for more than one request may take. */
export const boundsEn: Words<typeof boundsFaults> = {
  period_out_of_bounds: p => ({
    what: `${quoted(p.period)} is longer than ${p.years} years, or reaches outside the years ${p.first} to ${p.last}.`,
    remedy: `Name a period of at most ${p.years} years that lies in ${p.first} to ${p.last}.`,
  }),
  yaml_too_large: p => ({
    what: `The file or text is too large to be read: the limit is ${p.characters} characters, and ${p.signs} names, values, signs and line ends in all.`,
    remedy: 'Split it: files of config/ are read together, and rules to be tried can be tried a few at a time.',
  }),
  database_cancelled: p => ({
    what: `The database ${p.database} stopped the work it was given, and kept nothing of it: ${phraseEn(p.reason)}.`,
    remedy: 'Try again later, or ask for less at once: a shorter period, or fewer clients.',
  }),
  key_asks_too_much: p => ({
    what: `${p.waiting} long requests of this key are already waiting for their turn.`,
    remedy: 'Wait for their answers before asking for more.',
  }),
  service_full: p => ({
    what: `The service has as much to do as it can: ${p.waiting} long requests are waiting for their turn.`,
    remedy: 'Repeat the request after the time that Retry-After gives.',
  }),
  workbook_too_large: p => ({
    what: `Making the workbook takes more than ${p.megabytes} MB of memory, which is more than the service gives it.`,
    remedy: 'Have it written outside the service, or ask for a shorter period.',
  }),
};
