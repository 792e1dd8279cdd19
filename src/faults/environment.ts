import { error } from './entry.js';
import type { Phrase } from './phrase.js';

interface Server {
  /** host:port/database, never with a password. */
  readonly server: string;
}

interface Directory {
  readonly directory: string;
}

/** A process that has a database open. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
  readonly command: string;
}

/** Faults of what the program runs on: databases, locks, files, programs. */
export const environmentFaults = {
  database_url_invalid: error<{ reason: Phrase }>(),
  database_unreachable: error<Server & { reason: Phrase }>(),
  database_login_refused: error<Server & { user: string; reason: Phrase }>(),
  database_missing: error<Server & { database: string }>(),
  database_too_old: error<Server & { found: string; wanted: number }>(),
  database_refused: error<Server & { reason: Phrase }>(),
  database_lost: error<{ database: string; reason: Phrase }>(),
  database_directory_unusable: error<Directory & { reason: Phrase }>(),
  database_not_opened: error<Directory & { reason: Phrase }>(),
  database_version_differs: error<Directory & { found: number; wanted: number; madeBy: string | undefined }>(),
  database_locked: error<Directory & Holder & { file: string }>(),
  backup_of_server: error<object>(),
  backup_in_use: error<Directory & Holder>(),
  backup_folder_taken: error<Directory>(),
  backup_missing: error<Directory>({ command: () => 'plumbline db backup' }),
  database_busy: error<{ waitedSeconds: number; holder: Holder | undefined }>(),
  database_slow: error<{ waitedSeconds: number }>(),
  database_disk_full: error<{ database: string; reason: Phrase }>(),
  disk_full: error<{ file: string | undefined; reason: Phrase }>(),
  files_too_many: error<{ reason: Phrase }>(),
  file_refused: error<{ file: string | undefined; reason: Phrase }>(),
  database_newer: error<{ names: readonly string[] }>(),
  migration_changed: error<{ version: number; name: string }>(),
  migration_failed: error<{ version: number; name: string; reason: Phrase }>({ command: () => 'plumbline db migrate' }),
  database_not_open: error<{ directory: string }>({ command: () => 'plumbline db url --hold, plumbline serve' }),
  distribute_needs_server: error<Record<string, never>>(),
  citus_missing: error<{ server: string }>(),
} as const;
