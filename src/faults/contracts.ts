import { error } from './entry.js';
import type { Phrase } from './phrase.js';

/** A word of a list in a workbook, such as the name of a metric or a way to compare. */
interface WordOfList {
  readonly found: string;
  readonly known: readonly string[];
  readonly near: string | undefined;
}

/** Faults of contracts as commands and their workbook handle them. */
export const contractFaults = {
  contract_unknown: error<{ contract: string; known: readonly string[] }>({ command: () => 'plumbline contract list' }),
  contract_none: error<{ client: string; day: string; others: readonly string[] }>({
    command: p => `plumbline contract draft --client ${p.client}`,
  }),
  contract_there_already: error<{ client: string; contract: string; day: string }>({
    command: p => `plumbline contract show ${p.contract}; plumbline contract template --client ${p.client} --out FILE.xlsx`,
  }),
  contract_draft_empty: error<{ client: string; day: string }>({ command: () => 'plumbline contract template --out FILE.xlsx' }),
  contract_file_there: error<{ file: string }>(),
  contract_elsewhere: error<{ contract: string; file: string }>(),
  contract_differs: error<{ file: string }>({ command: () => 'plumbline contract import FILE.xlsx --yes' }),
  contract_comments: error<{ file: string; comments: readonly string[] }>(),
  contract_file_broken: error<{ file: string }>({ command: () => 'plumbline check' }),
  contract_sheet_changed: error<{ sheet: string; what: Phrase }>({
    command: () => 'plumbline contract template --out FILE.xlsx',
  }),
  contract_cell_missing: error<{ heading: string }>(),
  /** A rule that counts 0 working days; `moved` and `stays` are the choices for days off that do not count, and that do. */
  contract_no_working_days: error<{ heading: string; moved: string; stays: string }>(),
  contract_word_unknown: error<WordOfList & { heading: string }>(),
  contract_value_wrong: error<{ heading: string; found: string; expected: Phrase }>(),
  /** A number that can be meant in two ways: 0.99 where the heading says per cent, or 1,000. */
  contract_number_doubtful: error<{ heading: string; found: string; readings: readonly [string, string] }>(),
  contract_cell_idle: error<{ heading: string; found: string; needs: string }>(),
  contract_row_outside: error<{ found: string; sheet: string }>(),
} as const;
