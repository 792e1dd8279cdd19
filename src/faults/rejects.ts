import { error } from './entry.js';

/** Faults of rejected rows that are mended or settled. */
export const rejectFaults = {
  rejects_changed: error<{ batch: number; row: string }>(),
  rejects_imported_again: error<{ row: string; by: number }>(),
  rejects_withdrawn: error<{ batch: number; by: number }>(),
  rejects_none: error<{ batch: number }>({ command: () => 'plumbline rejects list' }),
  reject_unknown: error<{ batch: number; row: string }>(),
  reject_settled: error<{ row: string; by: string; reason: string }>(),
  reject_not_settled: error<{ batch: number; row: string }>(),
  rejects_without_fault: error<{ batch: number; code: string; column: string | null | undefined; known: readonly string[] }>(),
  rejects_none_left: error<{ batch: number }>(),
  mending_replaces_later: error<{ batch: number; facts: number; named: readonly string[] }>({
    command: p => `plumbline rejects mend ${p.batch} FILE --replace-later`,
  }),
  mending_file_unfit: error<{ batch: number }>({ command: p => `plumbline rejects mend ${p.batch} rejects/${p.batch}.csv` }),
  mending_nothing: error<{ batch: number; rows: number }>(),
  mending_nothing_left: error<{ batch: number; rows: number; done: number }>({
    command: p => `plumbline rejects list ${p.batch}`,
  }),
  mending_list_altered: error<{ batch: number; rows: number; listed: number }>(),
  settling_reason_too_long: error<{ length: number; most: number }>(),
  rejects_too_many: error<{ most: number }>(),
} as const;
