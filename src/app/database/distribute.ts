import { environmentFaults } from '../../faults/environment.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { distribute, type DistributionStep, hasCitus, stepsToDistribute } from '../../store/distribute.js';
import { migrate } from '../../store/migrate.js';
import { serverConfig } from '../../store/server.js';
import type { Surroundings } from '../workspace/open-workspace.js';
import { databaseLocation, withOwnedDatabase } from './workspace-database.js';

/** What `plumbline db distribute` did, or would do. */
export interface Distribution {
  readonly dry_run: boolean;
  readonly steps: readonly DistributionStep[];
}

/**
 * Spreads the tables over a Citus cluster by client, all or none; what is distributed already stays. A dry run only lists the
 * steps.
 */
export async function distributeDatabase(surroundings: Surroundings, dryRun: boolean): Promise<Distribution> {
  const where = await databaseLocation(surroundings);
  if (!('url' in where)) throw new Stop(3, [fault(environmentFaults, 'distribute_needs_server', {})]);
  return withOwnedDatabase(surroundings, async database => {
    await migrate(database);
    return database.transaction(async tx => {
      const steps = await stepsToDistribute(tx);
      if (dryRun) return { dry_run: true, steps };
      if (!(await hasCitus(tx)))
        throw new Stop(3, [fault(environmentFaults, 'citus_missing', { server: serverConfig(where.url).shown })]);
      await distribute(tx, steps);
      return { dry_run: false, steps };
    });
  });
}
