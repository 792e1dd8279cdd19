import { environmentFaults } from '../faults/environment.js';
import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';
import { findWorkspace } from '../rulebook/find-workspace.js';
import { loadWorkspace } from '../rulebook/load-workspace.js';
import { databaseOf, ensureFolders } from '../rulebook/workspace.js';
import { addressOf } from '../store/address.js';
import { connect } from '../store/connect.js';
import type { Surroundings } from './open-workspace.js';

/** Where other programs reach the workspace's database. */
export interface DatabaseAddress {
  readonly kind: 'embedded' | 'server';
  readonly url: string;
}

/** The address of the workspace's database; of an embedded one while any process has it open. */
export async function databaseAddress({ start, workspace, env }: Surroundings): Promise<DatabaseAddress> {
  const where = databaseOf(await loadWorkspace(findWorkspace(start, workspace, env)), env);
  const url = addressOf(where);
  if (url !== undefined) return { kind: 'url' in where ? 'server' : 'embedded', url };
  const directory = 'directory' in where ? where.directory : '';
  throw new Stop(3, [fault(environmentFaults, 'database_not_open', { directory })]);
}

/** Opens the database, tells its address, and keeps it open until `ended`. */
export async function holdDatabase(
  surroundings: Surroundings,
  told: (address: DatabaseAddress) => void,
  ended: Promise<unknown>,
): Promise<void> {
  const { start, workspace, env } = surroundings;
  const loaded = await loadWorkspace(findWorkspace(start, workspace, env));
  await ensureFolders(loaded.directory);
  const database = await connect(databaseOf(loaded, env));
  try {
    told(await databaseAddress(surroundings));
    await ended;
  } finally {
    await database.close();
  }
}
