import type { storeFaults } from '../../store.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { phraseEn } from './phrases.js';

/** Faults in what is asked of the stored batches. */
export const storeEn: Words<typeof storeFaults> = {
  batch_unknown: ({ batch, last }) => ({
    what:
      last === 0
        ? `There is no batch ${batch}: nothing has been imported yet.`
        : `There is no batch ${batch}: the batches are 1 to ${last}.`,
    remedy: last === 0 ? 'Import a file first.' : `Give the number that the import printed, at most ${last}.`,
  }),
  batch_already_withdrawn: ({ batch, by }) => ({
    what: `Batch ${batch} has been withdrawn before, by batch ${by}.`,
    remedy: 'Nothing is left to take back. To bring its facts in again, import the file again.',
  }),
  batch_is_withdrawal: ({ batch, withdraws }) => ({
    what: `Batch ${batch} is itself the withdrawal of batch ${withdraws}, and a withdrawal stays.`,
    remedy: `To bring back what batch ${withdraws} said, import its file again.`,
  }),
  text_not_recordable: p => ({
    what: `${quoted(p.text, 60)} cannot be recorded: ${phraseEn(p.reason)}.`,
    remedy: 'Write the text again without that character.',
  }),
};
