import type { Knex } from 'knex';

/** A client whose facts a batch changed: how many, and the earliest and latest instant that they have or had. */
export interface TouchedClient {
  readonly client: string;
  readonly facts: number;
  readonly first_at: number | null;
  readonly last_at: number | null;
}

const touched = 'pg_temp.touched';

/** Begins to note the clients that a batch touches, in a table that ends with the transaction. */
export async function beginTouching(tx: Knex.Transaction): Promise<void> {
  await tx.raw('create temporary table touched (client text, facts bigint, first_at bigint, last_at bigint) on commit drop');
}

/** Notes clients whose versions were written without a word of whose they are. */
export async function noteTouched(tx: Knex.Transaction, clients: readonly TouchedClient[]): Promise<void> {
  await tx.raw(
    `insert into ${touched} select * from jsonb_to_recordset(?::jsonb) as one(client text, facts bigint, first_at bigint, last_at bigint)`,
    [JSON.stringify(clients)],
  );
}

/** Inserts versions by that statement and notes their clients; how many there are. */
export const insertingVersions = (tx: Knex.Transaction, insert: string): Promise<number> =>
  countingTouched(tx, `${insert} returning client, first_at, last_at`, 'count(*)');

/**
 * Ends versions, `f` in that update, and notes their clients; how many there are. What a fact said before is touched too, for a month
 * that it leaves changes as well; but a fact is counted once.
 */
export const endingVersions = (
  tx: Knex.Transaction,
  update: string,
  counted: 'counted here' | 'counted with what follows them',
): Promise<number> =>
  countingTouched(tx, `${update} returning f.client, f.first_at, f.last_at`, counted === 'counted here' ? 'count(*)' : '0');

async function countingTouched(tx: Knex.Transaction, statement: string, facts: string): Promise<number> {
  const { rows } = await tx.raw<{ rows: { count: number }[] }>(
    `with done as (${statement}),
       note as (insert into ${touched} select client, ${facts}, min(first_at), max(last_at) from done group by client)
     select count(*)::integer as count from done`,
  );
  return rows[0]?.count ?? 0;
}

/** Sets down, for every client noted, how many of its facts the batch changed and what stretch of time they touch. */
export async function recordClients(tx: Knex.Transaction, batch: number): Promise<readonly TouchedClient[]> {
  const { rows } = await tx.raw<{ rows: TouchedClient[] }>(
    `insert into batch_client (batch, client, facts, first_at, last_at)
     select ${batch}, client, sum(facts)::integer, min(first_at), max(last_at) from ${touched} group by client
     returning client, facts, first_at, last_at`,
  );
  await tx.raw(
    `insert into known_client (client, first_batch, last_batch)
     select one.client, ${batch}, ${batch} from jsonb_array_elements_text(?::jsonb) as one(client)
     on conflict (client) do update set last_batch = excluded.last_batch`,
    [JSON.stringify(rows.map(({ client }) => client))],
  );
  // A statement that writes gives its rows back in no order.
  return rows.toSorted((a, b) => Buffer.compare(Buffer.from(a.client), Buffer.from(b.client)));
}

/** The clients whose facts a batch changed, most facts first, 1,000 at most. */
export async function clientsOfBatch(tx: Knex.Transaction, batch: number): Promise<readonly TouchedClient[]> {
  const { rows } = await tx.raw<{ rows: TouchedClient[] }>(
    'select client, facts, first_at, last_at from batch_client where batch = ? order by facts desc, client collate "C" limit 1000',
    [batch],
  );
  return rows;
}
