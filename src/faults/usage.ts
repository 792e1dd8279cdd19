import { error, warning } from './entry.js';
import type { Phrase } from './phrase.js';

/** Faults of how a command is used. */
export const usageFaults = {
  period_unreadable: error<{ period: string; forms: Phrase }>(),
  client_not_known: error<{ client: string; known: readonly string[] }>(),
  nothing_imported: error<object>({ command: () => 'plumbline import FILE --layout NAME' }),
  client_without_facts: error<{ client: string; batch: number }>({ command: () => '--as-of BATCH' }),
  batch_number: error<{ given: string }>(),
  instant_unreadable: error<{ given: string }>(),
  day_unreadable: error<{ given: string }>(),
  language_unknown: error<{ given: string }>(),
  demo_folder_taken: error<{ directory: string }>(),
  config_left_out: warning<{ of: Phrase; errors: number }>({ command: () => 'plumbline check' }),
  command_wrong: error<{ reason: Phrase }>({ command: () => 'plumbline --help, plumbline COMMAND --help' }),
} as const;
