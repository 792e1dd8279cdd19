import { environmentFaults } from '../../faults/environment.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { Database, Transaction } from '../../store/connect.js';
import { distributedTables } from '../../store/distribute.js';
import { migrate } from '../../store/migrate.js';
import { analyseAll, openMonth } from '../../store/partitions/open-month.js';
import {
  type PartitionStep,
  stepsToPartition,
  stepsToUnpartition,
  takePartitionSteps,
  viewsOverFacts,
} from '../../store/partitions/steps.js';
import { lockUntilCommit } from '../../store/transaction-locks.js';
import type { Surroundings } from '../workspace/open-workspace.js';
import { databaseLocation, withOwnedDatabase } from './workspace-database.js';

/** What `plumbline db partition` or `unpartition` did, or would do. */
export interface Partitioning {
  readonly dry_run: boolean;
  readonly steps: readonly PartitionStep[];
}

/**
 * Partitions the tables of facts by batch, all or none, with a partition for each calendar month of imports from now on; where they are, only
 * opens that of a month that has begun. Stops with exit code 3 on the embedded database, on one that is spread over a cluster, and where views
 * over facts would go on reading the first partition alone. A dry run only lists the steps.
 */
export const partitionDatabase = (surroundings: Surroundings, dryRun: boolean): Promise<Partitioning> =>
  changed(surroundings, dryRun, stepsToPartition, database =>
    openMonth({ ...database, isPartitioned: true }, surroundings.clock()),
  );

/** Makes one table of each kind's facts again, all or none. A dry run only lists the steps. */
export const unpartitionDatabase = (surroundings: Surroundings, dryRun: boolean): Promise<Partitioning> =>
  changed(surroundings, dryRun, stepsToUnpartition, () => Promise.resolve());

async function changed(
  surroundings: Surroundings,
  dryRun: boolean,
  stepsIn: (tx: Transaction) => Promise<readonly PartitionStep[]>,
  afterwards: (database: Database) => Promise<void>,
): Promise<Partitioning> {
  const where = await databaseLocation(surroundings);
  if (!('url' in where)) throw new Stop(3, [fault(environmentFaults, 'partition_needs_server', {})]);
  return withOwnedDatabase(surroundings, async database => {
    await migrate(database);
    const steps = await database.transaction(async tx => {
      if ((await distributedTables(tx)).length > 0) throw new Stop(3, [fault(environmentFaults, 'partition_of_cluster', {})]);
      await lockUntilCommit(tx, 'load');
      const found = await stepsIn(tx);
      const views = found.length === 0 ? [] : await viewsOverFacts(tx);
      if (views.length > 0) throw new Stop(3, [fault(environmentFaults, 'partition_under_views', { views })]);
      if (!dryRun) await takePartitionSteps(tx, found);
      return found;
    });
    if (dryRun) return { dry_run: true, steps };
    if (steps.length > 0) await analyseAll(database);
    await afterwards(database);
    return { dry_run: false, steps };
  });
}
