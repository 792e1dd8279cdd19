import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writingFile } from '../../faults/disk.js';
import { environmentFaults } from '../../faults/environment.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { findWorkspace } from '../../rulebook/find-workspace.js';
import { loadWorkspace } from '../../rulebook/load-workspace.js';
import { useOfSettings } from '../../rulebook/soundness.js';
import { databaseOf, ensureFolders, type Workspace } from '../../rulebook/workspace.js';
import { listBatches } from '../../store/batches.js';
import { connect } from '../../store/connect.js';
import { holderOf, takeLock } from '../../store/embedded/lock.js';
import { syncToDisk } from '../../store/embedded/sync-to-disk.js';
import type { Surroundings } from '../workspace/open-workspace.js';

/** A backup that was made, or put back. */
export interface Backup {
  readonly directory: string;
  readonly files: number;
  readonly batches: number;
}

/** Files of the lock, its socket and drafts belong to a running process, not to the data. */
const processFiles = /^(lock\.\d+|draft\..*|\.s\.PGSQL.*)$/;

/** Copies the embedded database into a new folder while its lock is held: nobody writes meanwhile. */
export async function backUp(surroundings: Surroundings, to: string): Promise<Backup> {
  const target = resolve(surroundings.start, to);
  const from = await embeddedOf(surroundings);
  if ((await entries(target)).length > 0) throw refused('backup_folder_taken', target);
  // Opened once, so that what a killed process left is brought in order, and closed, so that all of it is in its files.
  const batches = await batchesIn(from);
  const files = await whileLocked(from, () => writingFile(target, () => copyWhole(from, target)));
  return { directory: target, files, batches };
}

/** Replaces the whole embedded database by a backup; the former database is kept in a folder next to it. */
export async function restore(surroundings: Surroundings, given: string): Promise<Backup & { readonly kept: string | null }> {
  const source = resolve(surroundings.start, given);
  const place = await embeddedOf(surroundings);
  if (!(await entries(source)).includes('data')) throw refused('backup_missing', source);
  const draft = `${place}.restoring`;
  await rm(draft, { recursive: true, force: true });
  const files = await writingFile(draft, () => copyWhole(source, draft));
  // Opened before it takes its place: what cannot be opened must not replace what can.
  const batches = await batchesIn(draft);
  await mkdir(place, { recursive: true });
  const isEmpty = (await entries(place)).length === 0;
  const kept = await whileLocked(place, async () => {
    const before = isEmpty ? null : await freeName(`${place}.before`);
    if (before === null) await rm(place, { recursive: true });
    else await rename(place, before);
    await rename(draft, place);
    // The lock has moved along with the database that it kept others from, which nobody has any more.
    for (const name of before === null ? [] : await entries(before))
      if (processFiles.test(name)) await rm(join(before ?? '', name), { force: true });
    return before;
  });
  return { directory: place, files, batches, kept };
}

async function embeddedOf({ start, workspace, env }: Surroundings): Promise<string> {
  const loaded: Workspace = await loadWorkspace(findWorkspace(start, workspace, env), { use: useOfSettings });
  await ensureFolders(loaded.directory);
  const where = databaseOf(loaded, env);
  if ('directory' in where) return where.directory;
  throw new Stop(2, [fault(environmentFaults, 'backup_of_server', {})]);
}

async function batchesIn(directory: string): Promise<number> {
  const holder = (await entries(directory)).length === 0 ? undefined : holderOf(directory);
  if (holder !== undefined) throw new Stop(3, [fault(environmentFaults, 'backup_in_use', { directory, ...holder })]);
  const database = await connect({ directory });
  try {
    const isReady = await database.transaction(tx => tx.schema.hasTable('batch'));
    return isReady ? (await database.transaction(tx => listBatches(tx))).length : 0;
  } finally {
    await database.close();
  }
}

/** Does work while no process can open the database of a directory. */
async function whileLocked<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const lock = takeLock(directory, () => directory);
  if ('heldBy' in lock) throw new Stop(3, [fault(environmentFaults, 'backup_in_use', { directory, ...lock.heldBy })]);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Copies a database's files to a folder that is there whole, or not at all; how many. */
async function copyWhole(from: string, to: string): Promise<number> {
  const draft = `${to}.partial`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  for (const name of await entries(from)) {
    if (processFiles.test(name)) continue;
    await cp(join(from, name), join(draft, name), { recursive: true, preserveTimestamps: true });
  }
  await syncToDisk(draft);
  const names = await readdir(draft, { recursive: true });
  const states = await Promise.all(names.map(name => stat(join(draft, name))));
  await rm(to, { recursive: true, force: true });
  await rename(draft, to);
  return states.filter(state => state.isFile()).length;
}

const entries = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

async function freeName(wanted: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = `${wanted}-${n}`;
    if ((await stat(name).catch(() => undefined)) === undefined) return name;
  }
}

const refused = (code: 'backup_folder_taken' | 'backup_missing', directory: string): Stop =>
  new Stop(2, [fault(environmentFaults, code, { directory })]);
