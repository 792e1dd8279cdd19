import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Deps, LogMessage } from '../../src/app/deps.js';
import { importFile } from '../../src/app/imports/import-file.js';
import type { ImportedBatch } from '../../src/app/imports/imported-batch.js';
import type { Fault } from '../../src/faults/fault.js';
import { Stop } from '../../src/faults/stop.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import type { Database } from '../../src/store/connect.js';
import { emptyDirectory } from '../support/databases.js';

/** The moment at which all these imports happen. */
const now = Date.UTC(2026, 5, 1);

/** A workspace made of these files, by their paths, over the packaged config. */
export async function workspaceOf(files: Readonly<Record<string, string | Buffer>>, from?: string): Promise<string> {
  const directory = await emptyDirectory();
  if (from !== undefined) await cp(from, directory, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return directory;
}

/** What use cases work with in a workspace. */
export const depsFor = async (database: Database, directory: string): Promise<Deps> => ({
  database,
  clock: () => now,
  workspace: await loadWorkspace(directory),
});

/** A log that keeps the faults it is given, and nothing else. */
export const faultsInto =
  (faults: Fault[]) =>
  (message: LogMessage): void => {
    if (typeof message !== 'string' && 'code' in message) faults.push(message);
  };

/** Imports a file of the workspace by a layout. */
export const imported = (deps: Deps, file: string, layout: string, dryRun = false): Promise<ImportedBatch> =>
  importFile(deps, { path: path.join(deps.workspace.directory, file), layout, dryRun, actor: 'lin' });

/** The Stop that the work ends with. */
export async function stopOf(work: Promise<unknown>): Promise<Stop> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Stop) return error;
    throw error;
  }
  throw new Error('it was not stopped');
}

/** One figure from the database. */
export async function figure(database: Database, sql: string): Promise<number> {
  const { rows } = await database.transaction(tx => tx.raw<{ rows: Record<string, unknown>[] }>(sql));
  return Number(Object.values(rows[0] ?? {})[0]);
}
