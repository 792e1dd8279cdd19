import type { Knex } from 'knex';
import type { FactKindName } from '../facts/kinds.js';
import { greatestBatch } from './batches.js';

/** A client, and the last batch that counts for it. */
export interface KnownUpTo {
  readonly client: string;
  readonly upTo: number;
}

/** The batches that count for each of some clients, `owner`, as b, with the client's or the whole firm's part in them as c; less what was withdrawn. */
const batchesCounted = `(select a.client as owner, either.whose, least(a.up_to, ${greatestBatch}) as up_to
    from unnest(?::text[], ?::bigint[]) as a(client, up_to) cross join lateral (values (a.client), ('*')) as either(whose)) asked
  join batch_client c on c.client = asked.whose join batch b on b.batch = c.batch and b.batch <= asked.up_to
    and not exists (select from batch w where w.withdraws = b.batch and w.batch <= asked.up_to)`;

/**
 * The same with batches that only said again what was there: where the one that brought the facts was withdrawn, they stand by these, and
 * so do their fields.
 */
const batchesSaying = batchesCounted.replace(
  'join batch_client c on c.client = asked.whose join batch b',
  `cross join lateral (select batch from batch_client where client = asked.whose
    union select r.batch from batch_row_client r join batch again on again.batch = r.batch and again.unchanged > 0
      where r.client = asked.whose and exists (
        select from batch_client gone join batch brought on brought.batch = gone.batch join batch w on w.withdraws = gone.batch
        where gone.client = asked.whose and gone.batch < r.batch and brought.kind = again.kind and w.batch <= asked.up_to)
    ) c join batch b`,
);

const askedOf = (asked: readonly KnownUpTo[]): [string[], number[]] => [
  asked.map(({ client }) => client),
  asked.map(({ upTo }) => upTo),
];

/**
 * The earliest instant that any fact of each kind named when it came, of the client or of the whole firm, in batches up to a number;
 * withdrawn batches count no more.
 */
export const firstInstants = async (
  tx: Knex.Transaction,
  client: string,
  upTo = greatestBatch,
): Promise<ReadonlyMap<FactKindName, number>> => (await firstInstantsOfAll(tx, [{ client, upTo }])).get(client) ?? new Map();

/** The same of several clients. */
export async function firstInstantsOfAll(
  tx: Knex.Transaction,
  asked: readonly KnownUpTo[],
): Promise<ReadonlyMap<string, ReadonlyMap<FactKindName, number>>> {
  const { rows } = await tx.raw<{ rows: { owner: string; kind: FactKindName; first: number | null }[] }>(
    `select asked.owner, b.kind, min(c.first_at) as first from ${batchesCounted} and b.withdraws is null group by asked.owner, b.kind`,
    askedOf(asked),
  );
  const found = new Map(asked.map(({ client }) => [client, new Map<FactKindName, number>()]));
  for (const { owner, kind, first } of rows) if (first !== null) found.get(owner)?.set(kind, first);
  return found;
}

type FieldsByKind = ReadonlyMap<FactKindName, ReadonlySet<string>>;

/** The fields that sources of the client, or of the whole firm, have mapped, by kind; withdrawn batches count no more. */
export const recordedFields = async (tx: Knex.Transaction, client: string, upTo: number): Promise<FieldsByKind> =>
  (await recordedFieldsOfAll(tx, [{ client, upTo }])).get(client) ?? new Map();

/** The same of several clients. */
export async function recordedFieldsOfAll(
  tx: Knex.Transaction,
  asked: readonly KnownUpTo[],
): Promise<ReadonlyMap<string, FieldsByKind>> {
  const { rows } = await tx.raw<{ rows: { owner: string; kind: FactKindName; mapped: string[] }[] }>(
    `select asked.owner, b.kind, array_agg(distinct field.name) as mapped
     from ${batchesSaying} cross join unnest(b.mapped) as field(name) group by asked.owner, b.kind`,
    askedOf(asked),
  );
  const found = new Map(asked.map(({ client }) => [client, new Map<FactKindName, ReadonlySet<string>>()]));
  for (const { owner, kind, mapped } of rows) found.get(owner)?.set(kind, new Set(mapped));
  return found;
}
