import type { environmentFaults, Holder } from '../../environment.js';
import type { Words } from '../wording.js';
import { orList } from './lists.js';
import { phraseEn } from './phrases.js';

const holderText = ({ pid, host, since, command }: Holder): string => `process ${pid} on ${host} since ${since} (${command})`;

/** Faults of what the program runs on: databases, locks, files, programs. */
export const environmentEn: Words<typeof environmentFaults> = {
  database_url_invalid: ({ reason }) => ({
    what: `The database's URL cannot be read: ${phraseEn(reason)}.`,
    remedy: 'Give DATABASE_URL, or `database` in plumbline.yaml, the form postgres://user:password@host:5432/database.',
  }),
  database_unreachable: ({ server, reason }) => ({
    what: `No PostgreSQL server answers at ${server}: ${phraseEn(reason)}.`,
    remedy: 'Start the server, or correct host and port in DATABASE_URL or `database` in plumbline.yaml.',
  }),
  database_login_refused: ({ server, user, reason }) => ({
    what: `The server at ${server} refuses user "${user}": ${phraseEn(reason)}.`,
    remedy: 'Correct user and password in DATABASE_URL or `database` in plumbline.yaml, or allow the user in pg_hba.conf.',
  }),
  database_missing: ({ server, database }) => ({
    what: `The server at ${server} has no database "${database}".`,
    remedy: `Create it (createdb ${database}), or name another one in DATABASE_URL or \`database\` in plumbline.yaml.`,
  }),
  database_too_old: ({ server, found, wanted }) => ({
    what: `The server at ${server} is PostgreSQL ${found}; ${wanted} or newer is needed.`,
    remedy: `Upgrade the server, or name one of version ${wanted} or newer in DATABASE_URL or \`database\` in plumbline.yaml.`,
  }),
  database_refused: ({ server, reason }) => ({
    what: `The database at ${server} cannot be used: ${phraseEn(reason)}.`,
    remedy: "Mend what the server's message names, then run the command again.",
  }),
  database_lost: ({ database, reason }) => ({
    what: `The connection to ${database} was lost, and what had not been committed is undone: ${phraseEn(reason)}.`,
    remedy: 'See that the database runs, then run the command again.',
  }),
  database_directory_unusable: ({ directory, reason }) => ({
    what: `The embedded database's directory ${directory} cannot be used: ${phraseEn(reason)}.`,
    remedy: 'Give the user who runs the command the right to write there, or move the workspace to where it has it.',
  }),
  database_not_opened: ({ directory, reason }) => ({
    what: `The embedded database in ${directory} does not open: ${phraseEn(reason)}.`,
    remedy: 'Restore the directory from a backup; or move it away, and import the source files again into a new one.',
  }),
  database_version_differs: ({ directory, found, wanted, madeBy }) => ({
    what: `The embedded database in ${directory} was written by PostgreSQL ${found}${madeBy === undefined ? '' : ` (${madeBy})`}; this program brings ${wanted}.`,
    remedy: `Open it with the Plumbline release that wrote it; or move the directory away, and import the source files again into a new one.`,
  }),
  database_locked: holder => ({
    what: `The embedded database in ${holder.directory} is in use by ${holderText(holder)}, which does not answer.`,
    remedy: `Wait for it or end it, then run the command again. If it is certain that no such process exists any more, delete ${holder.file}.`,
  }),
  backup_of_server: () => ({
    what: 'The database is a server, whose files are not ours to copy.',
    remedy: 'Back it up with pg_dump --format=custom, and bring it back with pg_restore.',
  }),
  backup_in_use: holder => ({
    what: `The embedded database in ${holder.directory} is in use by ${holderText(holder)}.`,
    remedy: 'Stop that process first; a copy made while it writes could not be opened.',
  }),
  backup_folder_taken: ({ directory }) => ({
    what: `${directory} is not empty.`,
    remedy: 'Name a folder that is not there yet; nothing in this one was touched.',
  }),
  backup_missing: ({ directory }) => ({
    what: `There is no backup in ${directory}.`,
    remedy: 'Name the folder of a backup that Plumbline made.',
  }),
  database_busy: ({ waitedSeconds, holder }) => ({
    what: `The embedded database serves one transaction at a time, and ${holder === undefined ? 'another one of this process' : holderText(holder)} has kept it for more than ${waitedSeconds} s.`,
    remedy: 'Run the command again when that work is done, or use a PostgreSQL server (DATABASE_URL), which serves many at once.',
  }),
  database_slow: ({ waitedSeconds }) => ({
    what: `The database server gave no connection within ${waitedSeconds} s.`,
    remedy: 'Try again when it has less to do; pg_stat_activity shows what keeps it busy.',
  }),
  database_disk_full: ({ database, reason }) => ({
    what: `The disk of ${database} is full, and what had not been committed is undone: ${phraseEn(reason)}.`,
    remedy: 'Make room on that disk, then run the command again.',
  }),
  disk_full: ({ file, reason }) => ({
    what: `${file ?? 'A file'} could not be written, because there is no room: ${phraseEn(reason)}. Nothing half written is left.`,
    remedy: 'Make room on that disk (or raise the quota), then do it again.',
  }),
  files_too_many: ({ reason }) => ({
    what: `The program may not open so many files and connections at once: ${phraseEn(reason)}.`,
    remedy: 'Raise the limit (`ulimit -n`, or `LimitNOFILE` of the unit) to 1024 or more, then do it again.',
  }),
  file_refused: ({ file, reason }) => ({
    what: `The system does not let the program use ${file ?? 'a file'}: ${phraseEn(reason)}.`,
    remedy: 'See that the user who runs it has the right to it, and that the disk is sound and writable; then do it again.',
  }),
  database_newer: ({ names }) => ({
    what: `The database has migrations that this program does not know: ${orList(names)}.`,
    remedy: 'Use the Plumbline release that made them, or a newer one.',
  }),
  migration_changed: ({ version, name }) => ({
    what: `Migration ${version} "${name}" was applied to the database in another wording than this program's.`,
    remedy: 'Use the Plumbline release that applied it; or start with a new database, and import the source files again.',
  }),
  migration_failed: ({ version, name, reason }) => ({
    what: `Migration ${version} "${name}" failed and was undone: ${phraseEn(reason)}.`,
    remedy: "Mend what the server's message names (often a missing right to create tables), then migrate it.",
  }),
  database_not_open: ({ directory }) => ({
    what: `Nobody has the embedded database ${directory} open, so it has no address.`,
    remedy: 'Have a process open it and keep it open; the service does so too.',
  }),
  distribute_needs_server: () => ({
    what: 'The embedded database is one process on one machine: there is nothing to distribute it over.',
    remedy: 'Name the coordinator of a Citus cluster as the database: DATABASE_URL=postgres://user@host/name.',
  }),
  citus_missing: ({ server }) => ({
    what: `The database server ${server} has no Citus, which spreads tables over several machines.`,
    remedy:
      'Install it on all machines and run `create extension citus` in this database; `--dry-run` shows what would be distributed.',
  }),
};
