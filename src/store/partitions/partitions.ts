import { factKinds } from '../../facts/kinds.js';
import type { Transaction } from '../connect.js';
import { literal } from '../facts/columns.js';

/** The tables of facts, by the kinds that there are. */
export const factTables: readonly string[] = factKinds.map(({ name }) => `fact_${name}`);

/** The facts of the imports of some time, of all kinds together. */
export interface Partition {
  /** `first` is all until the tables were partitioned, `open` what imports write to now; the others are months: 2026-11. */
  readonly name: string;
  readonly from_batch: number | null;
  /** The first batch that is not in it; null of the open one. */
  readonly to_batch: number | null;
  /** When the first and the last of its batches were committed, UTC milliseconds; null where it has none. */
  readonly first_import: number | null;
  readonly last_import: number | null;
  /** Versions of facts, by what the planner knows; null where it was told nothing yet. */
  readonly rows: number | null;
  /** With indexes. */
  readonly bytes: number;
  /** The earliest and the latest instant that its imports touched, UTC milliseconds. */
  readonly first_at: number | null;
  readonly last_at: number | null;
}

/** Which of the tables of facts are partitioned by batch, in the order of their names. */
export async function partitionedTables(tx: Transaction): Promise<readonly string[]> {
  const { rows } = await tx.raw<{ rows: { name: string }[] }>(
    `select c.relname as name from pg_partitioned_table p join pg_class c on c.oid = p.partrelid
     where c.relnamespace = 'public'::regnamespace and p.partstrat = 'r' and c.relname = any (?) order by 1`,
    [[...factTables]],
  );
  return rows.map(({ name }) => name);
}

/** What bounds a partition, p as its row in pg_class, at one end. */
const bound = (end: 'FROM' | 'TO'): string =>
  `(regexp_match(pg_get_expr(p.relpartbound, p.oid), ${literal(`${end} \\((\\d+)\\)`)}))[1]::int`;

/** The partitions in the order of their batches; none where the tables are not partitioned. */
export async function partitionsOf(tx: Transaction): Promise<readonly Partition[]> {
  const { rows } = await tx.raw<{ rows: Partition[] }>(
    `with parts as (
       select replace(substr(p.relname, length(c.relname) + 2), '_', '-') as name, ${bound('FROM')} as from_batch, ${bound('TO')} as to_batch,
         nullif(p.reltuples, -1) as tuples, pg_total_relation_size(p.oid) as size
       from pg_partitioned_table t join pg_class c on c.oid = t.partrelid join pg_inherits i on i.inhparent = c.oid join pg_class p on p.oid = i.inhrelid
       where c.relnamespace = 'public'::regnamespace and t.partstrat = 'r' and c.relname = any (?)
     ), months as (
       select name, min(from_batch) as from_batch, case when bool_and(to_batch is not null) then max(to_batch) end as to_batch,
         case when bool_or(tuples is null and size > 0) then null else sum(tuples)::bigint end as rows, sum(size)::bigint as bytes
       from parts group by name
     )
     select m.*, b.first_import, b.last_import, c.first_at, c.last_at from months m
     cross join lateral (select min(committed_at) as first_import, max(committed_at) as last_import from batch
       where batch >= coalesce(m.from_batch, 0) and (m.to_batch is null or batch < m.to_batch)) b
     cross join lateral (select min(first_at) as first_at, max(last_at) as last_at from batch_client
       where batch >= coalesce(m.from_batch, 0) and (m.to_batch is null or batch < m.to_batch)) c
     order by m.from_batch nulls first`,
    [[...factTables]],
  );
  return rows;
}
