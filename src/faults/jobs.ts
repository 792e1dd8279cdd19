import { error } from './entry.js';
import type { Phrase } from './phrase.js';

/** Faults of scheduled jobs: of asking for them, and of what they meet outside. */
export const jobFaults = {
  job_unknown: error<{ job: string; known: readonly string[] }>(),
  job_running: error<{ job: string }>({ command: p => `plumbline jobs history ${p.job}` }),
  job_timed_out: error<{ job: string; limit: string }>(),
  mail_not_configured: error<{ missing: 'server' | 'sender' | 'readable_url'; key: string }>(),
  mail_refused: error<{ server: string; to: string; reason: Phrase }>(),
  fetch_failed: error<{ from: string; reason: Phrase }>(),
  fetch_answer: error<{ from: string; status: number; words: string }>(),
  fetch_cut_off: error<{ from: string; got: number; of: number | undefined }>(),
  fetch_length_unknown: error<{ from: string }>(),
  fetch_too_big: error<{ from: string; most: number }>(),
  fetch_key_unreadable: error<{ file: string; reason: Phrase }>(),
  variable_missing: error<{ variable: string; for: Phrase }>(),
} as const;
