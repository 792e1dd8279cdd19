import type { Knex } from 'knex';
import type { MendedRows } from './mended-rows.js';

/** Of a batch `m` that imports rejected rows once more: it was not withdrawn. */
const stands = 'not exists (select from batch t where t.withdraws = m.batch)';

/** The batches, none of them withdrawn, that import rejected rows of the batch `b` once more. */
export const mendedBy = `array(select m.batch from batch m where m.mends = b.batch and ${stands} order by m.batch)`;

/** How many rows the list of rejected ones of the batch `b` holds. */
const listedRows = 'coalesce(b.rejected_rows, b.rejected)::int';

/**
 * The rejected rows of batches that nobody has to mend any more, counted once for all of these, `d` by batch: all of them, those that were
 * settled, taken by a later batch, or are rejected rows of a later batch now.
 */
export const dealtOf = (batches: string): string => dealtIn(dealtRowsOf(batches));

const dealtRowsOf = (batches: string): string => `plumbline_dealt(array(${batches}))`;

const dealtIn = (rows: string): string => `(select batch, count(*)::int as dealt,
    count(*) filter (where how = 'settled')::int as settled, count(*) filter (where how = 'taken')::int as taken,
    count(*) filter (where how = 'rejected')::int as rejected_again
  from ${rows} group by batch) d`;

/** How many rejected rows of the batch `b`, which `w` withdraws and of which `d` tells, are left to mend. */
export const leftToMend = `case when w.batch is not null or b.rejected = 0 then 0
  else greatest(0, ${listedRows} - coalesce(d.dealt, 0)) end`;

/** What a batch has made of the rejected rows of another, and how many of its own are left to mend. */
export interface Mending extends MendedRows {
  readonly by: number;
  readonly to_mend: number;
}

/** What the batches that stand have made of a batch's rejected rows, from the earliest on; a bound caller sees those of its clients alone. */
export async function mendingsOf(tx: Knex.Transaction, batch: number, isBound: boolean): Promise<readonly Mending[]> {
  const { rows } = await tx.raw<{ rows: Mending[] }>(
    `with mending as materialized (select b.batch from batch b where b.mends = ? ${isBound ? 'and plumbline_is_own_batch(b.batch)' : ''})
     select b.batch as by, b.mends as batch, b.mended as rows, b.rejected_again, ${leftToMend} as to_mend
     from mending join batch b on b.batch = mending.batch left join batch w on w.withdraws = b.batch
     left join ${dealtOf('select batch from mending')} on d.batch = b.batch where w.batch is null order by b.batch`,
    [batch],
  );
  return rows;
}

/** Whether all rows of a batch are of some clients, rejected ones too; asked with a login that sees everybody's. */
export async function isBatchOf(tx: Knex.Transaction, batch: number, clients: readonly string[]): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: { is_own: boolean | null }[] }>(
    'select bool_and(client = any (?)) as is_own from batch_row_client where batch = ?',
    [[...clients], batch],
  );
  return rows[0]?.is_own === true;
}

/** What is recorded beside a batch of its rejected rows: how many its list holds, and of which clients they are, or may be. */
export async function rejectsRecorded(
  tx: Knex.Transaction,
  batch: number,
): Promise<{ readonly rows: number; readonly clients: readonly string[] }> {
  // A batch that rejected nothing, and whose clients were not looked at, has none.
  const { rows } = await tx.raw<{ rows: { rows: number; clients: string[] }[] }>(
    `select coalesce(b.rejected_rows, 0) as rows, coalesce((select array_agg(c.client) from batch_row_client c
       where c.batch = b.batch and (c.rejected or (c.rejected is null and b.rejected > 0))), '{}') as clients
     from batch b where b.batch = ?`,
    [batch],
  );
  const { rows: listed = 0, clients = [] } = rows[0] ?? {};
  return { rows: listed, clients: clients.toSorted() };
}

/** A client, and the time that it is asked about: UTC milliseconds, the end not in it. */
export interface ClientTime {
  readonly client: string;
  readonly from: number;
  readonly to: number;
}

/** A batch with rejected rows that are left to mend, or were settled, and what became of each of them. */
export interface BatchWithRejects {
  readonly client: string;
  readonly batch: number;
  readonly file: string | null;
  readonly rejected: number;
  readonly to_mend: number;
  readonly mended: number;
  /** Rejected rows of a later batch now. */
  readonly rejected_again: number;
  readonly settled: readonly { readonly reason: string; readonly rows: number }[];
}

/**
 * The batches that have rejected rows to mend or settled ones, by client: those whose rejected rows are the client's, or may be, and
 * whose facts of the client touch the time, and later ones that have their rejected rows now. A batch without facts of the client counts
 * if it was imported within the time, or within as long after it. Under `*` stand the batches of whose rows nobody knows whose they are.
 * Bound callers are shown batches of their clients alone.
 */
export async function batchesWithRejects(
  tx: Knex.Transaction,
  times: readonly ClientTime[],
  isBound: boolean,
): Promise<readonly BatchWithRejects[]> {
  const { rows } = await tx.raw<{ rows: BatchWithRejects[] }>(
    `with touching as materialized (
       select a.client, b.batch from unnest(?::text[], ?::bigint[], ?::bigint[]) as a(client, since, until)
       join batch_row_client c on c.client = a.client
       join batch b on b.batch = c.batch and b.rejected > 0
       left join lateral (select min(s.first_at) as first_at, max(s.last_at) as last_at from batch_client s
         where s.client = a.client and s.batch = b.batch) s on true
       where exists (select from batch_row_client r
           where r.batch = b.batch and r.client in (a.client, '*') and r.rejected is not false)
         and case when s.first_at is null then b.committed_at >= a.since and b.committed_at < 2 * a.until - a.since
           else s.last_at >= a.since and s.first_at < a.until end
         and (a.client <> '*' or not exists (select from batch_row_client o where o.batch = b.batch and o.client <> '*'))
         and not exists (select from batch w where w.withdraws = b.batch)
         ${isBound ? 'and plumbline_is_own_batch(b.batch)' : ''}),
     dealt as materialized (select * from ${dealtRowsOf('select distinct batch from touching')}),
     later as materialized (
       select distinct t.client, d.by as batch from (select distinct batch, by from dealt where how = 'rejected' and is_later) d
       join touching t on t.batch = d.batch),
     found as (select client, batch from touching union select client, batch from later),
     told as (select * from dealt union all
       select * from ${dealtRowsOf('select batch from later except select batch from touching')}),
     of_reason as (
       select batch, reason, count(*)::int as rows, min(by) as first from told where how = 'settled' group by batch, reason),
     reasons as (
       select batch, jsonb_agg(jsonb_build_object('reason', reason, 'rows', rows) order by first) as settled from of_reason group by batch),
     counted as (select b.batch, b.file, ${listedRows} as rejected, ${leftToMend} as to_mend, d.settled, d.taken, d.rejected_again
       from batch b left join batch w on w.withdraws = b.batch
       left join ${dealtIn('told')} on d.batch = b.batch where b.batch in (select batch from found))
     select f.client, c.batch, c.file, c.rejected, c.to_mend, coalesce(c.taken, 0) as mended, coalesce(c.rejected_again, 0) as rejected_again,
       coalesce(r.settled, '[]'::jsonb) as settled
     from found f join counted c on c.batch = f.batch left join reasons r on r.batch = c.batch where c.to_mend > 0 or c.settled > 0 order by f.client, c.batch`,
    [times.map(({ client }) => client), times.map(({ from }) => from), times.map(({ to }) => to)],
  );
  return rows;
}
