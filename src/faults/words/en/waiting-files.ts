import type { waitingFileFaults } from '../../waiting-files.js';
import { quoted } from '../quoted.js';
import { sizeText } from '../size-text.js';
import type { Words } from '../wording.js';
import { someOf } from './lists.js';

/** Who else has brought files; who is not known has no name. */
const othersText = (names: readonly string[]): string => someOf(names.map(name => (name === '' ? 'others' : name)));

/** Faults of files that were brought to the service and wait to be imported. */
export const waitingFilesEn: Words<typeof waitingFileFaults> = {
  waiting_file_unknown: p => ({
    what: `There is no file ${quoted(p.given)} of yours that waits to be imported.`,
    remedy: 'It was imported or removed meanwhile, or waited for more than a week. Send it again.',
  }),
  waiting_file_not_whole: p => ({
    what: `Of ${quoted(p.file)}, ${p.arrived} of ${p.bytes} bytes have arrived.`,
    remedy: 'Send the rest first.',
  }),
  waiting_file_piece_misplaced: p => ({
    what: `A piece of ${quoted(p.file)} that begins at byte ${p.from} does not fit: ${p.arrived} bytes have arrived.`,
    remedy: `Go on at byte ${p.arrived}; where another window sends the same file, leave that to it.`,
  }),
  waiting_file_too_long: p => ({
    what: `More came of ${quoted(p.file)} than the ${p.bytes} bytes that it was said to have.`,
    remedy: 'It was changed while it was sent. Remove it, and send it again.',
  }),
  waiting_file_in_import: p => ({
    what: `${quoted(p.file)} is being imported already.`,
    remedy: 'Wait until that has ended; what came of it is listed on the page Imports.',
  }),
  waiting_files_too_many: p => ({
    what: `${p.most} files of yours wait to be imported already.`,
    remedy: 'Import some of them, or take them away, and bring this one then.',
  }),
  waiting_files_too_large: p => ({
    what: `There is no room for ${quoted(p.file)} (${sizeText(p.bytes)}): ${sizeText(p.waiting)} wait to be imported already, and ${sizeText(p.most)} may wait in all.`,
    remedy: [
      ...(p.own.length === 0 ? [] : [`Import or remove files of yours that wait: ${someOf(p.own)}.`]),
      ...(p.others.length === 0
        ? []
        : [`Ask ${othersText(p.others)} to import or remove what they have brought; no file waits for more than a week.`]),
    ].join(' '),
  }),
  waiting_inbox_gone: p => ({
    what: `${quoted(p.file)} is not in the inbox any more.`,
    remedy: 'A job or somebody else imported it, or it was taken away: the page Imports lists what was imported.',
  }),
  waiting_inbox_not_whole: p => ({
    what:
      p.marker === undefined
        ? `${quoted(p.file)} in the inbox was changed a moment ago, and may still be being written.`
        : `${quoted(p.file)} in the inbox is not whole yet: ${quoted(p.marker)}, which says that it is, is not there.`,
    remedy:
      p.marker === undefined
        ? 'Choose it again in a moment.'
        : 'Wait until the system that sends it has written that file, and choose it then.',
  }),
  waiting_inbox_imported: p => ({
    what: `${quoted(p.file)} was imported already, as batch ${p.batch}, right before the service was ended.`,
    remedy: 'There is nothing left to do: it has been taken out of the inbox now.',
  }),
  waiting_inbox_changed: p => ({
    what: `${quoted(p.file)} in the inbox is not the file that was chosen: it was changed, or is still being written.`,
    remedy: 'Remove it from the files that wait, and choose it from the inbox again once it is whole.',
  }),
  waiting_inbox_busy: p => ({
    what: `${quoted(p.file)} cannot leave the inbox now, because files of the inbox are being imported.`,
    remedy: 'Wait until that has ended (the page Jobs shows the run of a job), and import it then.',
  }),
  draft_column_unknown: p => ({
    what: `The file has no column ${quoted(p.name)}.`,
    remedy: `Its columns are ${someOf(p.known)}.`,
  }),
  draft_field_unknown: p => ({
    what: `Facts of this kind have no field ${quoted(p.name)}.`,
    remedy: `They have ${someOf(p.known)}.`,
  }),
};
