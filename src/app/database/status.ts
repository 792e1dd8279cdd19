import { isoInstant } from '../../facts/time.js';
import { listBatches } from '../../store/batches.js';
import { type Cluster, clusterOf } from '../../store/cluster.js';
import { enableRowSecurity } from '../../store/row-security.js';
import { migrate, type MigrationState, migrationStates } from '../../store/migrate.js';
import type { Surroundings } from '../workspace/open-workspace.js';
import { readerOf, withDatabase, withOwnedDatabase } from './workspace-database.js';

export type { Machine } from '../../store/cluster.js';

/** What `plumbline db status` shows. */
export interface DatabaseStatus {
  readonly kind: 'embedded' | 'server';
  readonly version: string;
  /** How keys bound to clients read: with a login of their own, or in a role that the one login takes and could lay down again. */
  readonly bound_readers: 'own_login' | 'role';
  readonly migrations: readonly MigrationState[];
  /** Not known while migrations are to be applied to a database that is in use. */
  readonly batches: number | null;
  readonly last_import: string | null;
  /** Null where the database is one server, or embedded. */
  readonly cluster: Cluster | null;
}

/** How the workspace's database is, without changing anything. */
export async function databaseStatus(surroundings: Surroundings): Promise<DatabaseStatus> {
  const reader = await readerOf(surroundings);
  return withDatabase(surroundings, async database => {
    const migrations = await migrationStates(database);
    const applied = migrations.filter(({ appliedAt }) => appliedAt !== null).length;
    const isReady = applied === migrations.length;
    const batches = isReady ? await database.transaction(tx => listBatches(tx)) : applied === 0 ? [] : undefined;
    const last = batches?.at(-1);
    return {
      kind: database.kind,
      version: await database.version(),
      bound_readers: reader === undefined ? 'role' : 'own_login',
      migrations,
      batches: batches?.length ?? null,
      last_import: last === undefined ? null : isoInstant(last.committed_at),
      cluster: applied === 0 ? null : await database.transaction(clusterOf),
    };
  });
}

/** Brings the schema up to date; the migrations applied now. */
export const migrateDatabase = (surroundings: Surroundings): Promise<readonly MigrationState[]> =>
  withOwnedDatabase(surroundings, async database => {
    const applied = await migrate(database);
    // Logins that came since the migrations get what they need.
    await enableRowSecurity(database);
    return applied;
  });
