import type { Knex } from 'knex';
import { factKinds, kindOf } from '../../facts/kinds.js';
import type { Batch } from '../batches.js';
import { dataFields, instantsOf, keyText, literal, mappedOf, quoted, sameFact, span, tableOf } from '../facts/columns.js';
import type { LedgerEntry } from '../ledger.js';

/** The ledger's entry of that number, if there is one; its body as the text that was hashed. */
export async function ledgerEntry(
  tx: Knex.Transaction,
  entry: number,
): Promise<(Omit<LedgerEntry, 'body'> & { readonly body: string }) | undefined> {
  return tx('ledger').where({ entry }).first();
}

/** A version of a fact that does not say what its own columns or its history make of it. */
export interface FaultyVersion {
  readonly client: string;
  /** The key behind the client, as a JSON array. */
  readonly key: string;
  readonly batch: number;
  readonly row: number;
}

/** The first version of a batch whose earliest or latest instant is not that of its own fields; it would be looked for in another period. */
export async function misplacedVersion(tx: Knex.Transaction, { batch, kind: name }: Batch): Promise<FaultyVersion | undefined> {
  const kind = kindOf(name);
  const { first, last } = span(
    instantsOf(kind).map(field => `f.${quoted(field)}`),
    'f.extra',
  );
  return firstOdd(
    tx,
    name,
    `f.batch = ${batch} and (f.first_at is distinct from ${first} or f.last_at is distinct from ${last})`,
  );
}

/**
 * The first version of an import whose fields that the import does not map are not those of the version before it. The content
 * hash is of what came with the file, so what was carried over is compared here.
 */
export async function unmappedChange(
  tx: Knex.Transaction,
  { batch, kind: name, mapped: names }: Batch,
): Promise<FaultyVersion | undefined> {
  const { kind, fields, own } = mappedOf(name, names);
  const mapped = new Set(fields.map(field => field.name));
  const kept = dataFields(kind)
    .map(field => field.name)
    .filter(field => !mapped.has(field));
  const noExtra = `'{}'::jsonb`;
  const without = own.length === 0 ? '' : ` - array[${own.map(literal).join(', ')}]`;
  const extra = (alias: string): string => `(coalesce(${alias}.extra, ${noExtra})${without})`;
  const row = (alias: string): string => `(${[...kept.map(field => `${alias}.${quoted(field)}`), extra(alias)].join(', ')})`;
  const before = `left join ${tableOf(name)} p on ${sameFact(kind, 'p', 'f')} and p.superseded_by = f.batch`;
  return firstOdd(tx, name, `f.batch = ${batch} and ${row('f')} is distinct from ${row('p')}`, before);
}

/** The first version of a kind that was ended by a batch which neither followed it with another nor withdrew anything. */
export async function endedWithoutSuccessor(
  tx: Knex.Transaction,
  kindName: (typeof factKinds)[number]['name'],
): Promise<FaultyVersion | undefined> {
  const next = `left join ${tableOf(kindName)} n on ${sameFact(kindOf(kindName), 'n', 'f')} and n.batch = f.superseded_by left join batch b on b.batch = f.superseded_by and b.kind = '${kindName}'`;
  return firstOdd(
    tx,
    kindName,
    'f.superseded_by is not null and (f.superseded_by <= f.batch or (n.batch is null and b.withdraws is null))',
    next,
  );
}

/** The first version of a kind that is still current although a later version of the same fact should have ended it. */
export async function neverEnded(
  tx: Knex.Transaction,
  kindName: (typeof factKinds)[number]['name'],
): Promise<FaultyVersion | undefined> {
  const later = `join ${tableOf(kindName)} n on ${sameFact(kindOf(kindName), 'n', 'f')} and n.batch > f.batch`;
  return firstOdd(tx, kindName, 'f.superseded_by is null or f.superseded_by > n.batch', later);
}

async function firstOdd(
  tx: Knex.Transaction,
  kindName: Batch['kind'],
  condition: string,
  joined = '',
): Promise<FaultyVersion | undefined> {
  const { rows } = await tx.raw<{ rows: FaultyVersion[] }>(
    `select f.client, ${keyText(kindOf(kindName), 'f')} as key, f.batch, f.row from ${tableOf(kindName)} f ${joined} where ${condition}
     order by f.batch, f.row limit 1`,
  );
  return rows[0];
}

interface ClientRow {
  readonly client: string;
  readonly facts: number;
  readonly first_at: number | null;
  readonly last_at: number | null;
}

/** Clients of whom a batch changed anything, with how many facts and in which stretch of time: by its facts, and by its record. */
export async function clientsOfBatch(
  tx: Knex.Transaction,
  { batch, kind }: Batch,
): Promise<{ readonly touched: readonly string[]; readonly recorded: readonly string[] }> {
  const touched = await tx.raw<{ rows: ClientRow[] }>(
    `select client, count(distinct ${keyText(kindOf(kind), 'f')})::integer as facts, min(first_at) as first_at, max(last_at) as last_at
     from ${tableOf(kind)} f where batch = ? or superseded_by = ? group by client order by client collate "C"`,
    [batch, batch],
  );
  const recorded = await tx.raw<{ rows: ClientRow[] }>(
    // A client whose batches are not known would be left out of what is evaluated.
    `select c.client, c.facts, c.first_at, c.last_at from batch_client c
     join known_client k on k.client = c.client and c.batch between k.first_batch and k.last_batch
     where c.batch = ? order by c.client collate "C"`,
    [batch],
  );
  return { touched: touched.rows.map(clientText), recorded: recorded.rows.map(clientText) };
}

const clientText = ({ client, facts, first_at, last_at }: ClientRow): string =>
  `${client}: ${facts} facts, ${first_at ?? 'no time'} to ${last_at ?? 'no time'}`;

/** Facts of one batch number that no batch of their kind brought: the first of them, and how many they are. */
export interface OrphanFacts extends FaultyVersion {
  readonly facts: number;
}

/** Facts of a kind whose batch is not there, or brought facts of another kind; one row for each such batch number. */
export async function orphanFacts(tx: Knex.Transaction, kindName: Batch['kind']): Promise<readonly OrphanFacts[]> {
  const { rows } = await tx.raw<{ rows: OrphanFacts[] }>(
    `select distinct on (f.batch) f.client, ${keyText(kindOf(kindName), 'f')} as key, f.batch, f.row,
       (count(*) over (partition by f.batch))::integer as facts
     from ${tableOf(kindName)} f where not exists (select from batch b where b.batch = f.batch and b.kind = ?)
     order by f.batch, f.row, key`,
    [kindName],
  );
  return rows;
}
