import type { Transaction } from './connect.js';

/** One step of spreading the tables over the machines of a Citus cluster. */
export interface DistributionStep {
  readonly does: 'function' | 'reference' | 'distribute';
  readonly name: string;
  readonly sql: string;
}

/** The tables that the database's own functions read: every machine has them whole. */
const references = ['calendar_day', 'calendar_layout', 'calendar_span'] as const;

/** Whether the server has Citus. */
export async function hasCitus(tx: Transaction): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: readonly { found: boolean }[] }>(
    "select to_regproc('create_distributed_table') is not null as found",
  );
  return rows[0]?.found === true;
}

/**
 * The steps that are still to be done. Functions go to every machine, calendars are copied to each, and tables with a client
 * column are spread by client so that all rows of a client lie on one machine. All else stays on the coordinator.
 */
export async function stepsToDistribute(tx: Transaction): Promise<readonly DistributionStep[]> {
  const done = new Set(await distributedTables(tx));
  const tables = (await clientTables(tx)).filter(table => !done.has(table));
  const [first] = [...done].filter(table => !references.some(one => one === table)).toSorted();
  const withFirst = first ?? tables[0];
  const functions = done.size > 0 && tables.length === 0 ? [] : await ownFunctions(tx);
  return [
    ...functions.map(name => ({ does: 'function', name, sql: `select create_distributed_function('${name}')` }) as const),
    ...references
      .filter(table => !done.has(table))
      .map(name => ({ does: 'reference', name, sql: `select create_reference_table('${name}')` }) as const),
    ...tables.map(name => {
      const colocated = name === withFirst ? 'default' : withFirst;
      const sql = `select create_distributed_table('${name}', 'client', colocate_with => '${colocated}')`;
      return { does: 'distribute', name, sql } as const;
    }),
  ];
}

/** Does the steps; in the caller's transaction, so all or none. */
export async function distribute(tx: Transaction, steps: readonly DistributionStep[]): Promise<void> {
  for (const { sql } of steps) await tx.raw(sql);
}

async function distributedTables(tx: Transaction): Promise<readonly string[]> {
  const { rows: known } = await tx.raw<{ rows: readonly { found: boolean }[] }>(
    "select to_regclass('pg_dist_partition') is not null as found",
  );
  if (known[0]?.found !== true) return [];
  const { rows } = await tx.raw<{ rows: readonly { name: string }[] }>(
    'select logicalrelid::text as name from pg_dist_partition order by 1',
  );
  return rows.map(({ name }) => name);
}

async function clientTables(tx: Transaction): Promise<readonly string[]> {
  const { rows } = await tx.raw<{ rows: readonly { name: string }[] }>(`
    select c.relname as name
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'client' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`);
  return rows.map(({ name }) => name);
}

/** What the catalogue's SQL calls on every machine; `plumbline_guard` sets up the coordinator alone. */
async function ownFunctions(tx: Transaction): Promise<readonly string[]> {
  const { rows } = await tx.raw<{ rows: readonly { name: string }[] }>(`
    select p.oid::regprocedure::text as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proname like 'plumbline%' and p.proname <> 'plumbline_guard'
    order by 1`);
  return rows.map(({ name }) => name);
}
