import { isoInstant } from '../../facts/time.js';
import { listBatches } from '../../store/batches.js';
import { migrate, type MigrationState, migrationStates } from '../../store/migrate.js';
import type { Surroundings } from '../workspace/open-workspace.js';
import { withDatabase } from './workspace-database.js';

/** What `plumbline db status` shows. */
export interface DatabaseStatus {
  readonly kind: 'embedded' | 'server';
  readonly version: string;
  readonly migrations: readonly MigrationState[];
  /** Not known while migrations are to be applied to a database that is in use. */
  readonly batches: number | null;
  readonly last_import: string | null;
}

/** How the workspace's database is, without changing anything. */
export async function databaseStatus(surroundings: Surroundings): Promise<DatabaseStatus> {
  return withDatabase(surroundings, async database => {
    const migrations = await migrationStates(database);
    const applied = migrations.filter(({ appliedAt }) => appliedAt !== null).length;
    const isReady = applied === migrations.length;
    const batches = isReady ? await database.transaction(tx => listBatches(tx)) : applied === 0 ? [] : undefined;
    const last = batches?.at(-1);
    return {
      kind: database.kind,
      version: await database.version(),
      migrations,
      batches: batches?.length ?? null,
      last_import: last === undefined ? null : isoInstant(last.committed_at),
    };
  });
}

/** Brings the schema up to date; the migrations applied now. */
export const migrateDatabase = (surroundings: Surroundings): Promise<readonly MigrationState[]> =>
  withDatabase(surroundings, migrate);
