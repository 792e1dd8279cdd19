import type { Transaction } from './connect.js';
import { distributedTables, undistributedTables } from './distribute.js';

/** A machine of a cluster. */
export interface Machine {
  /** host:port. */
  readonly name: string;
  readonly is_coordinator: boolean;
  /** Whether it answers the coordinator. */
  readonly is_reachable: boolean;
  /** Parts of distributed tables that it holds. */
  readonly shards: number;
  /** How much room they take; null while a machine is away. */
  readonly bytes: number | null;
}

/** How the tables lie on the machines of a Citus cluster. */
export interface Cluster {
  readonly version: string;
  readonly tables: {
    readonly distributed: readonly string[];
    readonly copied: readonly string[];
    /** Tables that belong on all machines and are on the coordinator alone, as after a dump was restored. */
    readonly not_distributed: readonly string[];
  };
  readonly machines: readonly Machine[];
  readonly shards: number;
  /** How many times the mean the fullest machine holds; null where nothing is distributed or a machine is away. */
  readonly skew: number | null;
}

/** How the database lies on the machines of its cluster; null where it has no Citus. */
export async function clusterOf(tx: Transaction): Promise<Cluster | null> {
  const { rows } = await tx.raw<{ rows: readonly { version: string }[] }>(
    "select extversion as version from pg_extension where extname = 'citus'",
  );
  const [extension] = rows;
  if (extension === undefined) return null;
  const all = await distributedTables(tx);
  const { rows: kinds } = await tx.raw<{ rows: readonly { name: string }[] }>(
    "select c.relname as name from pg_dist_partition d join pg_class c on c.oid = d.logicalrelid where d.partmethod = 'h' order by 1",
  );
  const distributed = kinds.map(({ name }) => name).filter(name => all.includes(name));
  const machines = await machinesOf(tx);
  const holding = machines.filter(({ shards }) => shards > 0).map(({ bytes }) => bytes ?? Number.NaN);
  const mean = holding.reduce((sum, bytes) => sum + bytes, 0) / holding.length;
  const skew = Math.max(...holding) / mean;
  return {
    version: extension.version,
    tables: {
      distributed,
      copied: all.filter(name => !distributed.includes(name)),
      not_distributed: await undistributedTables(tx),
    },
    machines,
    shards: machines.reduce((sum, { shards }) => sum + shards, 0),
    skew: Number.isFinite(skew) ? Math.round(skew * 100) / 100 : null,
  };
}

/** Machines without a known coordinator are asked about all the same: a single node that has Citus has itself alone. */
async function machinesOf(tx: Transaction): Promise<readonly Machine[]> {
  const { rows } = await tx.raw<{ rows: readonly Omit<Machine, 'bytes'>[] }>(
    `select n.nodename || ':' || n.nodeport as name, n.groupid = 0 as is_coordinator,
       n.groupid = 0 or citus_check_connection_to_node(n.nodename, n.nodeport) as is_reachable,
       (select count(*)::int from pg_dist_placement p join pg_dist_shard s using (shardid)
         join pg_dist_partition d using (logicalrelid) where d.partmethod = 'h' and p.groupid = n.groupid) as shards
     from pg_dist_node n where n.noderole = 'primary' order by n.groupid`,
  );
  // The sizes are asked of the machines, which all have to be there.
  if (!rows.every(machine => machine.is_reachable)) return rows.map(machine => ({ ...machine, bytes: null }));
  const { rows: sizes } = await tx.raw<{ rows: readonly { name: string; bytes: number }[] }>(
    `select nodename || ':' || nodeport as name, sum(shard_size)::bigint as bytes from citus_shards
     where citus_table_type = 'distributed' group by 1`,
  );
  return rows.map(machine => ({ ...machine, bytes: sizes.find(({ name }) => name === machine.name)?.bytes ?? 0 }));
}
