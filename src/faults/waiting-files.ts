import { error } from './entry.js';

/** Faults of files that were brought to the service and wait to be imported. */
export const waitingFileFaults = {
  waiting_file_unknown: error<{ given: string }>(),
  waiting_file_not_whole: error<{ file: string; arrived: number; bytes: number }>(),
  waiting_file_piece_misplaced: error<{ file: string; from: number; arrived: number }>(),
  waiting_file_too_long: error<{ file: string; bytes: number }>(),
  waiting_file_in_import: error<{ file: string }>(),
  waiting_files_too_many: error<{ most: number }>(),
  /** `own`: the names of the files that whoever asks has waiting; `others`: who else has some, empty where that is not known. */
  waiting_files_too_large: error<{
    file: string;
    bytes: number;
    most: number;
    waiting: number;
    own: readonly string[];
    others: readonly string[];
  }>(),
  waiting_inbox_gone: error<{ file: string }>(),
  waiting_inbox_not_whole: error<{ file: string; marker: string | undefined }>(),
  waiting_inbox_imported: error<{ file: string; batch: number }>(),
  waiting_inbox_changed: error<{ file: string }>(),
  waiting_inbox_busy: error<{ file: string }>(),
  draft_column_unknown: error<{ name: string; known: readonly string[] }>(),
  draft_field_unknown: error<{ name: string; known: readonly string[] }>(),
} as const;
