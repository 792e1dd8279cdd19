import type { rejectFaults } from '../../rejects.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { someOf } from './lists.js';

/** Faults of rejected rows that are mended or settled. */
export const rejectsEn: Words<typeof rejectFaults> = {
  rejects_changed: p => ({
    what: `Row ${quoted(p.row)} is not where the list of rejected rows of batch ${p.batch} was said to have it, or was sent twice.`,
    remedy: 'Read the list again, and mend the row there.',
  }),
  rejects_imported_again: p => ({
    what: `Row ${quoted(p.row)} was imported once more already, by batch ${p.by}.`,
    remedy: `Read the list again. To send the row differently, withdraw batch ${p.by} first, or mend the row there if it was rejected again.`,
  }),
  rejects_withdrawn: p => ({
    what: `Batch ${p.batch} was withdrawn by batch ${p.by}, and its rejected rows with it.`,
    remedy: 'Import the whole file again.',
  }),
  rejects_none: p => ({
    what: `There is no list of rejected rows of batch ${p.batch}.`,
    remedy: 'Name a batch that has rejected some: the list of imports says which.',
  }),
  reject_unknown: p => ({
    what: `Batch ${p.batch} has rejected no row ${quoted(p.row)}.`,
    remedy: 'Name the row as the list of rejected rows does, such as 17, or June!17 where the file has several sheets.',
  }),
  reject_settled: p => ({
    what: `Row ${quoted(p.row)} was settled by ${p.by}: ${p.reason}.`,
    remedy: 'Reopen the row first if it is to be mended, or settled for another reason.',
  }),
  reject_not_settled: p => ({
    what: `Row ${quoted(p.row)} of batch ${p.batch} is not settled.`,
    remedy: 'Read the list again: what is not settled need not be reopened.',
  }),
  rejects_without_fault: p => ({
    what: `Batch ${p.batch} has no row left to mend that was rejected as ${quoted(p.code)}${p.column == null ? '' : ` in the column ${quoted(p.column)}`}${p.column === null ? ' as a whole' : ''}.`,
    remedy: p.known.length === 0 ? 'No row of it is left to mend.' : `Its rows are rejected as ${someOf(p.known)}.`,
  }),
  rejects_none_left: p => ({
    what: `Batch ${p.batch} has no rejected row left to mend.`,
    remedy: 'Nothing is to be done.',
  }),
  mending_replaces_later: p => ({
    what: `The mended rows would replace facts that came later than batch ${p.batch} (${p.facts}): ${someOf(p.named, 5)}.`,
    remedy:
      'Nothing was imported. Leave these rows out if the later file is right; if the mended rows are, say that they replace it.',
  }),
  mending_file_unfit: p => ({
    what: `The file is no list of rejected rows of batch ${p.batch}.`,
    remedy: 'Correct the cells in the file of rejected rows itself, and leave its first eight columns as they are.',
  }),
  mending_nothing: p => ({
    what: `None of the ${p.rows} rows is another than in the list of rejected rows of batch ${p.batch}.`,
    remedy: 'Correct their cells; empty the code of a row that is right as it stands.',
  }),
  mending_nothing_left: p => ({
    what: `Nothing is left to import in this file: of its rows (${p.rows}), ${p.done} of batch ${p.batch} were imported once more or settled before, and the others are as in the list.`,
    remedy: 'Correct a row that is left to mend. A row that was rejected again is mended in the list of that later batch.',
  }),
  mending_list_altered: p => ({
    what: `Batch ${p.batch} has rejected other rows than its list now holds: ${p.rows} rows were written, ${p.listed} are there.`,
    remedy:
      'Put the missing rows back, or take out what was added. A copy of the list may hold any part of its rows: correct one of those.',
  }),
  settling_reason_too_long: p => ({
    what: `The reason has ${p.length} characters; ${p.most} are allowed.`,
    remedy: 'Shorten it.',
  }),
  rejects_too_many: p => ({
    what: `These are more rows than can be settled at once (${p.most}).`,
    remedy: 'Settle them by their fault and column. Where most of a file is wrong, withdraw its batch and import it corrected.',
  }),
};
