import { error } from './entry.js';
import type { Phrase } from './phrase.js';

/** What makes a login unfit to read for single clients. */
export type UnfitReader = 'superuser' | 'bypass' | 'owner' | 'writer' | 'stranger';

/** Faults of what is made for some clients alone, and of keeping clients apart. */
export const tenancyFaults = {
  metric_of_other_clients: error<{ of: Phrase; metric: string; clients: readonly string[] }>(),
  reader_login_unfit: error<{ login: string; because: UnfitReader }>(),
  database_not_migrated: error<{ pending: number; login: string }>({ command: () => 'plumbline db migrate' }),
} as const;
