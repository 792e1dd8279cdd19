import { type Entry, error } from './fault.js';

/** Faults in what is asked of the stored batches. */
export const storeFaults = {
  batch_unknown: error<{ batch: number; last: number }>(({ batch, last }) => ({
    what:
      last === 0
        ? `There is no batch ${batch}: nothing has been imported yet.`
        : `There is no batch ${batch}: the batches are 1 to ${last}.`,
    remedy: last === 0 ? 'Import a file first.' : `Give the number that the import printed, at most ${last}.`,
  })),
  batch_already_withdrawn: error<{ batch: number; by: number }>(({ batch, by }) => ({
    what: `Batch ${batch} has been withdrawn before, by batch ${by}.`,
    remedy: 'Nothing is left to take back. To bring its facts in again, import the file again.',
  })),
  batch_is_withdrawal: error<{ batch: number; withdraws: number }>(({ batch, withdraws }) => ({
    what: `Batch ${batch} is itself the withdrawal of batch ${withdraws}, and a withdrawal stays.`,
    remedy: `To bring back what batch ${withdraws} said, import its file again.`,
  })),
} as const satisfies Record<string, Entry<never>>;
