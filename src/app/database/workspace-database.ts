import { findWorkspace } from '../../rulebook/find-workspace.js';
import { loadWorkspace } from '../../rulebook/load-workspace.js';
import { databaseOf, ensureFolders } from '../../rulebook/workspace.js';
import { connect, type Database, type Where } from '../../store/connect.js';
import type { Surroundings } from '../workspace/open-workspace.js';

/** Where the workspace's database is. */
export async function databaseLocation({ start, workspace, env }: Surroundings): Promise<Where> {
  const loaded = await loadWorkspace(findWorkspace(start, workspace, env));
  await ensureFolders(loaded.directory);
  return databaseOf(loaded, env);
}

/** Opens the workspace's database as it is, for the work, and closes it. */
export async function withDatabase<T>(surroundings: Surroundings, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await connect(await databaseLocation(surroundings));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
