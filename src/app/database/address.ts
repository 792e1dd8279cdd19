import { environmentFaults } from '../../faults/environment.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { addressOf } from '../../store/address.js';
import type { Surroundings } from '../workspace/open-workspace.js';
import { databaseLocation, withDatabase } from './workspace-database.js';

/** Where other programs reach the workspace's database. */
export interface DatabaseAddress {
  readonly kind: 'embedded' | 'server';
  readonly url: string;
}

/** The address of the workspace's database; of an embedded one while any process has it open. */
export async function databaseAddress(surroundings: Surroundings): Promise<DatabaseAddress> {
  const where = await databaseLocation(surroundings);
  const url = addressOf(where);
  if (url !== undefined) return { kind: 'url' in where ? 'server' : 'embedded', url };
  const directory = 'directory' in where ? where.directory : '';
  throw new Stop(3, [fault(environmentFaults, 'database_not_open', { directory })]);
}

/** Opens the database, reports its address, and keeps it open until `ended`. */
export const holdDatabase = (
  surroundings: Surroundings,
  onAddress: (address: DatabaseAddress) => void,
  ended: Promise<unknown>,
): Promise<void> =>
  withDatabase(surroundings, async () => {
    onAddress(await databaseAddress(surroundings));
    await ended;
  });
