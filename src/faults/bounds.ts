import { error } from './entry.js';
import type { Phrase } from './phrase.js';

/** Faults of what asks for more than one request may take. */
export const boundsFaults = {
  period_out_of_bounds: error<{ period: string; first: number; last: number; years: number }>(),
  yaml_too_large: error<{ characters: number; signs: number }>(),
  database_cancelled: error<{ database: string; reason: Phrase }>(),
  key_asks_too_much: error<{ waiting: number }>(),
  service_full: error<{ waiting: number }>(),
  workbook_too_large: error<{ megabytes: number }>({ command: () => 'plumbline scorecard' }),
} as const;
