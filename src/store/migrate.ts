import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { environmentFaults } from '../faults/environment.js';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';
import { failureReason } from '../faults/system-error.js';
import { tenancyFaults } from '../faults/tenancy.js';
import type { Database } from './connect.js';
import type { Migration } from './migrations/migration.js';
import { migrations } from './migrations/registry.js';

/** A migration and whether the database has it; `appliedAt` in UTC milliseconds. */
export interface MigrationState {
  readonly version: number;
  readonly name: string;
  readonly appliedAt: number | null;
}

interface NumberedMigration extends Migration {
  readonly version: number;
  readonly checksum: string;
}

interface Applied {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
  readonly applied_at: number;
}

/** Numbers of the advisory lock: one for the product, one for migrations. */
const lock = [0x706c, 0] as const;

const table = 'plumbline_migration';

/**
 * Brings the database's schema up to date, each migration in a transaction of its own; returns those applied now. Two
 * processes that do so at once take turns. Throws Stop if the database is newer than the program, or not what it says.
 */
export async function migrate(database: Database, list: readonly Migration[] = migrations): Promise<readonly MigrationState[]> {
  const done: MigrationState[] = [];
  const missing = (await pending(database, list)).length;
  if (missing === 0) {
    if (list === migrations && database.kind === 'server') await admitOwner(database);
    return done;
  }
  await refuseWithoutRight(database, missing);
  await database.transaction(async tx => {
    await takeLock(tx);
    await tx.raw(
      `create table if not exists ${table} (version int primary key, name text not null, checksum text not null, applied_at bigint not null)`,
    );
  });
  for (const migration of numbered(list)) {
    const applied = await database.transaction(tx => apply(tx, migration, list));
    if (applied !== undefined) done.push(applied);
  }
  return done;
}

/** Every migration of the program with when it was applied, without changing anything. */
export async function migrationStates(
  database: Database,
  list: readonly Migration[] = migrations,
): Promise<readonly MigrationState[]> {
  const applied = await database.transaction(appliedIn);
  verify(applied, list);
  return numbered(list).map(({ version, name }) => {
    const found = applied.find(row => row.version === version);
    return { version, name, appliedAt: found?.applied_at ?? null };
  });
}

async function pending(database: Database, list: readonly Migration[]): Promise<readonly MigrationState[]> {
  return (await migrationStates(database, list)).filter(state => state.appliedAt === null);
}

/** Row level security holds for the owner too: one to whom the tables came by a restore is let in like the one before. */
async function admitOwner(database: Database): Promise<void> {
  await database.transaction(async tx => {
    const { rows } = await tx.raw<{ rows: { name: string }[] }>(
      `select c.relname as name from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relforcerowsecurity and c.relowner = current_user::regrole
         and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'plumbline_firm' and c.relowner = any (p.polroles))
       limit 1`,
    );
    if (rows.length > 0) await tx.raw('select plumbline_guard()');
  });
}

/** Only the login that owns the tables migrates them, where there are several. */
async function refuseWithoutRight(database: Database, missing: number): Promise<void> {
  const { rows } = await database.transaction(tx =>
    tx.raw<{ rows: { login: string; may: boolean }[] }>(
      "select current_user as login, has_schema_privilege('public', 'create') as may",
    ),
  );
  const [found] = rows;
  if (found === undefined || found.may) return;
  throw new Stop(3, [fault(tenancyFaults, 'database_not_migrated', { pending: missing, login: found.login })]);
}

async function apply(
  tx: Knex.Transaction,
  migration: NumberedMigration,
  list: readonly Migration[],
): Promise<MigrationState | undefined> {
  await takeLock(tx);
  // Another process may have been faster while this one waited.
  const applied = await appliedIn(tx);
  verify(applied, list);
  const { version, name, checksum, sql } = migration;
  if (applied.some(row => row.version === version)) return undefined;
  try {
    await execute(tx, sql);
  } catch (failure) {
    const reason = failureReason(failure);
    throw new Stop(3, [fault(environmentFaults, 'migration_failed', { version, name, reason })], failure);
  }
  const appliedAt = await clockOf(tx);
  await tx(table).insert({ version, name, checksum, applied_at: appliedAt } satisfies Applied);
  return { version, name, appliedAt };
}

/** Past knex, which would take a question mark in the SQL for a value to fill in. */
async function execute(tx: Knex.Transaction, sql: string): Promise<void> {
  await tx.raw(sql.replaceAll('?', '\\?'));
}

/** The database's own clock, in UTC milliseconds. */
async function clockOf(tx: Knex.Transaction): Promise<number> {
  const { rows } = await tx.raw<{ rows: { at: number }[] }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::bigint as at',
  );
  return rows[0]?.at ?? 0;
}

async function appliedIn(tx: Knex.Transaction): Promise<readonly Applied[]> {
  if (!(await tx.schema.hasTable(table))) return [];
  return tx<Applied>(table).select('version', 'name', 'checksum', 'applied_at').orderBy('version');
}

function verify(applied: readonly Applied[], list: readonly Migration[]): void {
  const known = numbered(list);
  const newer = applied.filter(row => row.version > known.length).map(row => row.name);
  if (newer.length > 0) throw new Stop(3, [fault(environmentFaults, 'database_newer', { names: newer })]);
  const changed: readonly Fault[] = applied
    .filter(row => known[row.version - 1]?.checksum !== row.checksum)
    .map(({ version, name }) => fault(environmentFaults, 'migration_changed', { version, name }));
  if (changed.length > 0) throw new Stop(3, changed);
}

const numbered = (list: readonly Migration[]): readonly NumberedMigration[] =>
  list.map((migration, index) => ({ ...migration, version: index + 1, checksum: checksumOf(migration) }));

const checksumOf = ({ name, sql }: Migration): string => createHash('sha256').update(`${name}\n${sql}`).digest('hex');

const takeLock = (tx: Knex.Transaction): Knex.Raw => tx.raw('select pg_advisory_xact_lock(?, ?)', [...lock]);
