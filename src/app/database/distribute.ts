import { environmentFaults } from '../../faults/environment.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { Transaction } from '../../store/connect.js';
import { type DistributionStep, hasCitus, stepsToDistribute, stepsToUndistribute, takeSteps } from '../../store/distribute.js';
import { enableRowSecurity } from '../../store/row-security.js';
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
 * Spreads the tables over a Citus cluster by client, all or none; what is distributed already stays, and machines that were added since get
 * their part. A dry run only lists the steps.
 */
export const distributeDatabase = (surroundings: Surroundings, dryRun: boolean): Promise<Distribution> =>
  changed(surroundings, dryRun, stepsToDistribute);

/** Brings every table back to the coordinator, all or none. A dry run only lists the steps. */
export const undistributeDatabase = (surroundings: Surroundings, dryRun: boolean): Promise<Distribution> =>
  changed(surroundings, dryRun, stepsToUndistribute);

async function changed(
  surroundings: Surroundings,
  dryRun: boolean,
  stepsIn: (tx: Transaction) => Promise<readonly DistributionStep[]>,
): Promise<Distribution> {
  const where = await databaseLocation(surroundings);
  if (!('url' in where)) throw new Stop(3, [fault(environmentFaults, 'distribute_needs_server', {})]);
  return withOwnedDatabase(surroundings, async database => {
    await migrate(database);
    const steps = await database.transaction(stepsIn);
    if (dryRun || steps.length === 0) return { dry_run: dryRun, steps };
    if (!(await database.transaction(hasCitus)))
      throw new Stop(3, [fault(environmentFaults, 'citus_missing', { server: serverConfig(where.url).shown })]);
    await takeSteps(database, steps);
    // A table that is made anew takes policies of other tables that look into it along.
    await enableRowSecurity(database);
    return { dry_run: false, steps };
  });
}
