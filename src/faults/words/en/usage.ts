import type { usageFaults } from '../../usage.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, someOf } from './lists.js';
import { phraseEn } from './phrases.js';

/** Faults of how a command is used. */
export const usageEn: Words<typeof usageFaults> = {
  period_unreadable: p => ({ what: `${quoted(p.period)} is not a period.`, remedy: `Write it as ${phraseEn(p.forms)}.` }),
  client_not_known: p => ({
    what: `Nothing is known of a client ${quoted(p.client)}: it is not registered, and no import brought facts of it.${didYouMean(p.client, p.known)}`,
    remedy: p.known.length === 0 ? 'Import its files first.' : `Known are ${someOf(p.known)}.`,
  }),
  nothing_imported: () => ({ what: 'There are no facts yet.', remedy: 'Import files first.' }),
  client_without_facts: p => ({
    what: `No batch up to ${p.batch} brought facts of ${quoted(p.client)}.`,
    remedy: 'Name a later batch, or none.',
  }),
  batch_number: p => ({
    what: `${quoted(p.given)} is not the number of a batch.`,
    remedy: 'Give the number that the import printed, such as 3.',
  }),
  instant_unreadable: p => ({
    what: `${quoted(p.given)} is not an instant.`,
    remedy: 'Write it as 2026-07-01T00:00:00Z or with an offset, 2026-07-01T08:00:00+08:00.',
  }),
  day_unreadable: p => ({ what: `${quoted(p.given)} is not a day.`, remedy: 'Write it as 2026-07-01.' }),
  language_unknown: p => ({ what: `There are no scorecards in ${quoted(p.given)}.`, remedy: 'The languages are en and zh.' }),
  demo_folder_taken: p => ({
    what: `${p.directory} is there already, and the demo did not make it.`,
    remedy: 'Name another folder with --out DIR; nothing in this one was touched.',
  }),
  config_left_out: p => ({
    what: `${phraseEn(p.of)} has ${p.errors === 1 ? 'an error' : `${p.errors} errors`} and was left out: what needs it is refused.`,
    remedy: 'Check the config, which shows all that is wrong.',
  }),
  command_wrong: p => ({
    what: phraseEn(p.reason),
    remedy: 'The help shows what there is.',
  }),
};
