import { findWorkspace } from '../../rulebook/find-workspace.js';
import { loadWorkspace } from '../../rulebook/load-workspace.js';
import { useOfSettings } from '../../rulebook/soundness.js';
import { databaseOf, ensureFolders, ownerOf, readerUrlOf } from '../../rulebook/workspace.js';
import { connect, type Database, type Where } from '../../store/connect.js';
import type { Surroundings } from '../workspace/open-workspace.js';

/** Where the workspace's database is. */
export async function databaseLocation({ start, workspace, env }: Surroundings): Promise<Where> {
  const loaded = await loadWorkspace(findWorkspace(start, workspace, env), { use: useOfSettings });
  await ensureFolders(loaded.directory);
  return databaseOf(loaded, env);
}

/** The URL of the login that reads for keys bound to clients, where there is one. */
export async function readerOf({ start, workspace, env }: Surroundings): Promise<string | undefined> {
  return readerUrlOf(await loadWorkspace(findWorkspace(start, workspace, env), { use: useOfSettings }), env);
}

/** Opens the workspace's database as it is, for the work, and closes it. */
export const withDatabase = async <T>(surroundings: Surroundings, work: (database: Database) => Promise<T>): Promise<T> =>
  opened(await databaseLocation(surroundings), work);

/** The same with the login that owns the tables, where one is configured. */
export async function withOwnedDatabase<T>(
  { start, workspace, env }: Surroundings,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const loaded = await loadWorkspace(findWorkspace(start, workspace, env), { use: useOfSettings });
  await ensureFolders(loaded.directory);
  return opened(ownerOf(loaded, env), work);
}

async function opened<T>(where: Where, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await connect(where);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
