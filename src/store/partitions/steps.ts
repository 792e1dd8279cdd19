import { environmentFaults } from '../../faults/environment.js';
import { fault } from '../../faults/make.js';
import { verbatim } from '../../faults/phrase.js';
import { Stop } from '../../faults/stop.js';
import { nextBatch } from '../batches.js';
import type { Transaction } from '../connect.js';
import { quoted } from '../facts/columns.js';
import { isUniqueViolation } from '../facts/first-load.js';
import { factTables, partitionedTables } from './partitions.js';

/** One step of partitioning the tables of facts, or of making one table of each again. */
export interface PartitionStep {
  readonly does: 'lock' | 'partition' | 'unpartition';
  /** The table of facts. */
  readonly name: string;
  readonly sql: string;
}

/**
 * The steps that make each table of facts one that is partitioned by batch: the present table becomes its first partition, without a copy, and
 * batches from the next one on go to the open one. Nothing where all are. The caller has the turn to load.
 */
export async function stepsToPartition(tx: Transaction): Promise<readonly PartitionStep[]> {
  const done = new Set(await partitionedTables(tx));
  const tables = factTables.filter(table => !done.has(table));
  if (tables.length === 0) return [];
  const { batch: next } = await nextBatch(tx, 0);
  const steps: PartitionStep[] = [lockOf(tables)];
  for (const table of tables) {
    const [whole, first, open] = [table, `${table}_first`, `${table}_open`].map(quoted) as [string, string, string];
    const indexes = await sharedIndexes(tx, table);
    const statements = [
      `alter table ${whole} rename to ${first}`,
      `create table ${whole} (like ${first} including all excluding indexes) partition by range (batch)`,
      `select plumbline_copy_rights('${first}', '${whole}')`,
      `alter table ${whole} attach partition ${first} for values from (minvalue) to (${next})`,
      // An index that a partition has already becomes part of the one over all.
      ...indexes.flatMap(({ name, sql }) => [`alter index ${quoted(name)} rename to ${quoted(`${name}_first`)}`, sql]),
      `create table ${open} (like ${first} including all)`,
      `select plumbline_copy_rights('${first}', '${open}')`,
      `alter table ${whole} attach partition ${open} for values from (${next}) to (maxvalue)`,
    ];
    steps.push(...statements.map(sql => ({ does: 'partition' as const, name: table, sql })));
  }
  return steps;
}

/** The steps that bring all partitions into one table each again: what came since is copied into the first. The caller has the turn to load. */
export async function stepsToUnpartition(tx: Transaction): Promise<readonly PartitionStep[]> {
  const tables = await partitionedTables(tx);
  if (tables.length === 0) return [];
  const steps: PartitionStep[] = [lockOf(tables)];
  for (const table of tables) {
    const [whole, first] = [quoted(table), quoted(`${table}_first`)];
    const parts = await partsOf(tx, table);
    const others = parts.filter(name => name !== `${table}_first`);
    const columns = (await columnsOf(tx, table)).map(quoted).join(', ');
    const statements = [
      ...parts.map(name => `alter table ${whole} detach partition ${quoted(name)}`),
      `drop table ${whole}`,
      `alter table ${first} rename to ${whole}`,
      ...(await indexesOfFirst(tx, table)).map(({ own, shared }) => `alter index ${quoted(own)} rename to ${quoted(shared)}`),
      ...others.flatMap(name => [
        `insert into ${whole} (${columns}) select ${columns} from ${quoted(name)}`,
        `drop table ${quoted(name)}`,
      ]),
    ];
    steps.push(...statements.map(sql => ({ does: 'unpartition' as const, name: table, sql })));
  }
  return steps;
}

/** All at once and before anything else, so that none is held while another is waited for by somebody who reads both. */
const lockOf = (tables: readonly string[]): PartitionStep => ({
  does: 'lock',
  name: tables.join(', '),
  sql: `lock table ${tables.map(quoted).join(', ')} in access exclusive mode`,
});

/** Does the steps, in the transaction that they were found in. Stops with exit code 3 where a fact has two current versions. */
export async function takePartitionSteps(tx: Transaction, steps: readonly PartitionStep[]): Promise<void> {
  await tx.raw(`set local lock_timeout = '${longestWait}'`);
  try {
    for (const { sql } of steps) await tx.raw(sql.replaceAll('?', '\\?'));
  } catch (failure) {
    if (!isUniqueViolation(failure)) throw failure;
    const reason = verbatim('detail' in failure ? String(failure.detail) : failure.message);
    throw new Stop(3, [fault(environmentFaults, 'partitions_disagree', { reason })], failure);
  }
}

/** How long the tables are waited for while others use them; whoever comes meanwhile waits behind this. */
const longestWait = '60s';

/** Views over tables of facts: they would go on reading the first partition alone, or keep its table from going. */
export async function viewsOverFacts(tx: Transaction): Promise<readonly string[]> {
  const { rows } = await tx.raw<{ rows: { name: string }[] }>(
    `select distinct v.oid::regclass::text as name from pg_depend d join pg_rewrite r on r.oid = d.objid join pg_class v on v.oid = r.ev_class
     join pg_class c on c.oid = d.refobjid
     where d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass and v.oid <> c.oid
       and c.relnamespace = 'public'::regnamespace and c.relname = any (?) order by 1`,
    [[...factTables]],
  );
  return rows.map(({ name }) => name);
}

/** The indexes of a table that partitions can share: one that keeps something unique would need the batch, and each partition has its own. */
async function sharedIndexes(
  tx: Transaction,
  table: string,
): Promise<readonly { readonly name: string; readonly sql: string }[]> {
  const { rows } = await tx.raw<{ rows: { name: string; sql: string }[] }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as sql from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = ?::regclass and not i.indisunique and i.indisvalid order by 1`,
    [table],
  );
  return rows;
}

async function indexesOfFirst(
  tx: Transaction,
  table: string,
): Promise<readonly { readonly own: string; readonly shared: string }[]> {
  const { rows } = await tx.raw<{ rows: { own: string; shared: string }[] }>(
    `select o.relname as own, s.relname as shared from pg_index i join pg_inherits h on h.inhparent = i.indexrelid
     join pg_class s on s.oid = i.indexrelid join pg_class o on o.oid = h.inhrelid join pg_index f on f.indexrelid = o.oid
     where i.indrelid = ?::regclass and f.indrelid = ?::regclass order by 2`,
    [table, `${table}_first`],
  );
  return rows;
}

/** The partitions of a table, the oldest first. */
async function partsOf(tx: Transaction, table: string): Promise<readonly string[]> {
  const { rows } = await tx.raw<{ rows: { name: string }[] }>(
    'select p.relname as name from pg_inherits i join pg_class p on p.oid = i.inhrelid where i.inhparent = ?::regclass order by p.oid',
    [table],
  );
  return rows.map(({ name }) => name);
}

async function columnsOf(tx: Transaction, table: string): Promise<readonly string[]> {
  const { rows } = await tx.raw<{ rows: { name: string }[] }>(
    `select attname as name from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}
