import { isoInstant } from '../facts/time.js';
import { findWorkspace } from '../rulebook/find-workspace.js';
import { loadWorkspace } from '../rulebook/load-workspace.js';
import { databaseOf, ensureFolders } from '../rulebook/workspace.js';
import { listBatches } from '../store/batches.js';
import { connect, type Database } from '../store/connect.js';
import { migrate, type MigrationState, migrationStates } from '../store/migrate.js';
import type { Surroundings } from './open-workspace.js';

/** What `plumbline db status` tells. */
export interface DatabaseStatus {
  readonly kind: 'embedded' | 'server';
  readonly version: string;
  readonly migrations: readonly MigrationState[];
  readonly batches: number;
  readonly last_import: string | null;
}

/** How the workspace's database is, without changing anything. */
export async function databaseStatus(surroundings: Surroundings): Promise<DatabaseStatus> {
  return withDatabase(surroundings, async database => {
    const migrations = await migrationStates(database);
    const isReady = migrations.every(({ appliedAt }) => appliedAt !== null);
    const batches = isReady ? await database.transaction(tx => listBatches(tx)) : [];
    const last = batches.at(-1);
    return {
      kind: database.kind,
      version: await database.version(),
      migrations,
      batches: batches.length,
      last_import: last === undefined ? null : isoInstant(last.committed_at),
    };
  });
}

/** Brings the schema up to date; the migrations applied now. */
export const migrateDatabase = (surroundings: Surroundings): Promise<readonly MigrationState[]> =>
  withDatabase(surroundings, migrate);

async function withDatabase<T>({ start, workspace, env }: Surroundings, work: (database: Database) => Promise<T>): Promise<T> {
  const loaded = await loadWorkspace(findWorkspace(start, workspace, env));
  await ensureFolders(loaded.directory);
  const database = await connect(databaseOf(loaded, env));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** The status in words. */
export function statusText({ kind, version, migrations, batches, last_import }: DatabaseStatus): string {
  const applied = migrations.filter(({ appliedAt }) => appliedAt !== null).length;
  const schema =
    applied === migrations.length ? 'up to date' : `${migrations.length - applied} migrations to apply (plumbline db migrate)`;
  return [
    `Database: ${kind}, PostgreSQL ${version}`,
    `Schema:   ${schema}`,
    `Batches:  ${batches}${last_import === null ? '' : `, the last committed ${last_import}`}`,
  ].join('\n');
}
