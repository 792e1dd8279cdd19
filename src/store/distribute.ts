import type { Database, Transaction } from './connect.js';
import { writerRole } from './migrations/row-policies.js';
import { readerRole } from './migrations/row-security.js';

/** One step of spreading the tables over the machines of a Citus cluster, or of taking them back. */
export interface DistributionStep {
  readonly does: 'role' | 'function' | 'reference' | 'distribute' | 'empty' | 'rebalance' | 'undistribute';
  readonly name: string;
  readonly sql: string;
}

/**
 * What every machine has whole: the calendars, which the database's own functions read, and batches and clients, which are few and stand beside
 * facts in many statements.
 */
const references = [
  'batch',
  'batch_client',
  'batch_row_client',
  'calendar_day',
  'calendar_layout',
  'calendar_span',
  'known_client',
] as const;

const isReference = (table: string): boolean => references.some(one => one === table);

/** Whether the server has Citus. */
export async function hasCitus(tx: Transaction): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: readonly { found: boolean }[] }>(
    "select to_regproc('create_distributed_table') is not null as found",
  );
  return rows[0]?.found === true;
}

/**
 * The steps that are still to be done. Functions go to every machine, calendars and batches are copied to each, and tables with a client
 * column are spread by client so that all rows of a client lie on one machine; rows that were there before are taken off the coordinator,
 * and machines that came since get their part. All else stays on the coordinator.
 */
export async function stepsToDistribute(tx: Transaction): Promise<readonly DistributionStep[]> {
  const done = new Set(await distributedTables(tx));
  const { spread, local } = await clientTables(tx, done);
  const copied = references.filter(table => !done.has(table));
  const [first] = [...spread, ...local];
  const functions = done.size > 0 && local.length === 0 && copied.length === 0 ? [] : await ownFunctions(tx);
  const moved = [...copied, ...local, ...done];
  return [
    ...(await rolesWithoutLogin(tx)).map(name => step('role', name, `alter role ${name} login`)),
    ...functions.map(name => step('function', name, `select create_distributed_function('${name}')`)),
    ...copied.map(name => step('reference', name, `select create_reference_table('${name}')`)),
    ...local.map(name => {
      const colocated = name === first ? 'default' : first;
      return step('distribute', name, `select create_distributed_table('${name}', 'client', colocate_with => '${colocated}')`);
    }),
    ...(await withLocalRows(tx, moved)).map(name =>
      step('empty', name, `select truncate_local_data_after_distributing_table('${name}')`),
    ),
    ...(await idleMachines(tx)).slice(0, 1).map(name =>
      // Tables without a primary key are moved only while nobody writes to them.
      step('rebalance', name, "select rebalance_table_shards(shard_transfer_mode => 'block_writes')"),
    ),
  ];
}

/** The steps that bring every table back to the coordinator. */
export async function stepsToUndistribute(tx: Transaction): Promise<readonly DistributionStep[]> {
  return (await distributedTables(tx)).map(name => step('undistribute', name, `select undistribute_table('${name}')`));
}

const step = (does: DistributionStep['does'], name: string, sql: string): DistributionStep => ({ does, name, sql });

/** Does the steps that distribute, all or none; then those that only tidy up, each by itself. */
export async function takeSteps(database: Pick<Database, 'transaction'>, steps: readonly DistributionStep[]): Promise<void> {
  const alone = (one: DistributionStep): boolean => one.does === 'empty' || one.does === 'rebalance';
  await database.transaction(async tx => {
    // One table after the other over one connection to each machine: what one made the next one sees.
    await tx.raw("set local citus.multi_shard_modify_mode = 'sequential'");
    for (const { sql } of steps.filter(one => !alone(one))) await tx.raw(sql);
  });
  for (const { sql } of steps.filter(alone)) await database.transaction(tx => tx.raw(sql));
}

/** Tables of ours that are spread over the cluster or copied to each of its machines. */
export async function distributedTables(tx: Transaction): Promise<readonly string[]> {
  if (!(await isKnown(tx, 'pg_dist_partition'))) return [];
  const { rows } = await tx.raw<{ rows: readonly { name: string }[] }>(
    `select c.relname as name from pg_dist_partition d join pg_class c on c.oid = d.logicalrelid
     where c.relnamespace = 'public'::regnamespace order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Tables with a column of clients, spread already or still on the coordinator. */
async function clientTables(
  tx: Transaction,
  done: ReadonlySet<string>,
): Promise<{ readonly spread: readonly string[]; readonly local: readonly string[] }> {
  const { rows } = await tx.raw<{ rows: readonly { name: string }[] }>(`
    select c.relname as name
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'client' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`);
  const tables = rows.map(({ name }) => name).filter(name => !isReference(name));
  return { spread: tables.filter(name => done.has(name)), local: tables.filter(name => !done.has(name)) };
}

/** Tables that belong on the machines of a cluster and are still on the coordinator alone. */
export async function undistributedTables(tx: Transaction): Promise<readonly string[]> {
  const done = new Set(await distributedTables(tx));
  const { local } = await clientTables(tx, done);
  return [...references.filter(table => !done.has(table)), ...local].toSorted();
}

/** What the catalogue's SQL calls on every machine; `plumbline_guard` sets up the coordinator alone. */
async function ownFunctions(tx: Transaction): Promise<readonly string[]> {
  const { rows } = await tx.raw<{ rows: readonly { name: string }[] }>(`
    select p.oid::regprocedure::text as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proname like 'plumbline%' and p.proname <> 'plumbline_guard'
    order by 1`);
  return rows.map(({ name }) => name);
}

/** The machines are asked under the role that asks the coordinator, which must be let in there. */
async function rolesWithoutLogin(tx: Transaction): Promise<readonly string[]> {
  const { rows } = await tx.raw<{ rows: readonly { name: string }[] }>(
    `select rolname as name from pg_roles where rolname in ('${readerRole}', '${writerRole}') and not rolcanlogin order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Rows from before a table was distributed stay on the coordinator, where nobody sees them and they take room. */
async function withLocalRows(tx: Transaction, tables: readonly string[]): Promise<readonly string[]> {
  if (tables.length === 0) return [];
  const { rows } = await tx.raw<{ rows: readonly { name: string }[] }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relname = any (?) and c.relkind = 'r' and pg_relation_size(c.oid) > 0
     order by array_position(?, c.relname)`,
    [[...tables], [...tables]],
  );
  return rows.map(({ name }) => name);
}

/** Machines that should have a part of the tables and have none, where others have. */
async function idleMachines(tx: Transaction): Promise<readonly string[]> {
  if (!(await isKnown(tx, 'pg_dist_placement'))) return [];
  const { rows } = await tx.raw<{ rows: readonly { name: string }[] }>(
    `with spread as (
       select p.groupid from pg_dist_placement p
       join pg_dist_shard s using (shardid) join pg_dist_partition d using (logicalrelid) where d.partmethod = 'h')
     select n.nodename || ':' || n.nodeport as name from pg_dist_node n
     where n.isactive and n.shouldhaveshards and n.noderole = 'primary' and exists (select from spread)
       and n.groupid not in (select groupid from spread)
     order by 1`,
  );
  return rows.map(({ name }) => name);
}

async function isKnown(tx: Transaction, relation: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: readonly { found: boolean }[] }>('select to_regclass(?) is not null as found', [
    relation,
  ]);
  return rows[0]?.found === true;
}
