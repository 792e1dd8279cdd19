import type { FactKindName } from '../words/en.js';
import { error, warning } from './entry.js';
import type { Phrase } from './phrase.js';

/** A source that was expected to deliver for a period, and has not. */
export interface MissingSource {
  readonly client: string;
  readonly period: string;
  readonly source: string;
  readonly fact: FactKindName;
  readonly site: string | null;
  /** The day up to which it has delivered; null where nothing has come yet. */
  readonly deliveredTo: string | null;
  readonly due: string | null;
}

/** Faults of scheduled jobs: of asking for them, and of what they meet outside. */
export const jobFaults = {
  job_unknown: error<{ job: string; known: readonly string[] }>(),
  job_running: error<{ job: string }>({ command: p => `plumbline jobs history ${p.job}` }),
  inbox_in_import: error<{ job: string }>({ command: p => `plumbline jobs history ${p.job}` }),
  job_timed_out: error<{ job: string; limitMs: number }>(),
  job_interrupted: error<{ because: 'service_stopped' | 'lock_lost' }>(),
  job_failed: error<{ message: string; reason?: Phrase | undefined }>(),
  inbox_layout_faulty: warning<{ file: string; layout: string }>({ command: () => 'plumbline check' }),
  inbox_file_unmatched: warning<{ file: string; job: string; near: string | undefined }>(),
  inbox_name_unfit: warning<{ file: string }>(),
  inbox_file_changed: warning<{ file: string }>(),
  inbox_file_refused: error<{ file: string; movedTo: string }>(),
  rows_rejected: warning<{ rows: number; rejects: string | null }>(),
  batch_late: warning<{ batch: number | null; client: string; period: string }>(),
  source_not_delivered: warning<MissingSource>(),
  finding_in_words: warning<{ text: string }>(),
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
