import { error } from './entry.js';

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
  database_url_invalid: error<{ reason: string }>(),
  database_unreachable: error<Server & { reason: string }>(),
  database_login_refused: error<Server & { user: string; reason: string }>(),
  database_missing: error<Server & { database: string }>(),
  database_too_old: error<Server & { found: string; wanted: number }>(),
  database_refused: error<Server & { reason: string }>(),
  database_lost: error<{ database: string; reason: string }>(),
  database_directory_unusable: error<Directory & { reason: string }>(),
  database_not_opened: error<Directory & { reason: string }>(),
  database_version_differs: error<Directory & { found: number; wanted: number; madeBy: string | undefined }>(),
  database_locked: error<Directory & Holder & { file: string }>(),
  backup_of_server: error<object>(),
  backup_in_use: error<Directory & Holder>(),
  backup_folder_taken: error<Directory>(),
  backup_missing: error<Directory>(),
  database_busy: error<{ waitedSeconds: number; holder: Holder | undefined }>(),
  database_slow: error<{ waitedSeconds: number }>(),
  database_disk_full: error<{ database: string; reason: string }>(),
  disk_full: error<{ file: string; reason: string }>(),
  database_newer: error<{ names: readonly string[] }>(),
  migration_changed: error<{ version: number; name: string }>(),
  migration_failed: error<{ version: number; name: string; reason: string }>(),
  database_not_open: error<{ directory: string }>(),
  distribute_needs_server: error<Record<string, never>>(),
  citus_missing: error<{ server: string }>(),
} as const;
