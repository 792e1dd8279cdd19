import type { Knex } from 'knex';
import { groupedBy } from '../facts/grouped.js';
import type { FactKindName } from '../facts/kinds.js';
import { greatestBatch } from './batches.js';
import { tableOf } from './facts/columns.js';

/** A client, and the last batch that counts for it. */
export interface KnownUpTo {
  readonly client: string;
  readonly upTo: number;
}

/** Each client, `owner`, with its own code and the whole firm's, `whose`, and the last batch that counts, `up_to`. */
const ownersAsked = `(select a.client as owner, either.whose, least(a.up_to, ${greatestBatch}) as up_to
    from unnest(?::text[], ?::bigint[]) as a(client, up_to) cross join lateral (values (a.client), ('*')) as either(whose)) asked`;

/** The batches that count for each of some clients, `owner`, as b, with the client's or the whole firm's part in them as c; less what was withdrawn. */
const batchesCounted = `${ownersAsked}
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
 * The earliest instant that any fact of each kind named when it came, of the client or of the whole firm, in batches up to a number.
 * Of a withdrawn batch only the facts count that other batches said too.
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
  const found = new Map(asked.map(({ client }) => [client, new Map<FactKindName, number>()]));
  const add = ({ owner, kind, first }: Pick<Part, 'owner' | 'kind' | 'first'>): void => {
    const own = found.get(owner);
    own?.set(kind, Math.min(first, own.get(kind) ?? first));
  };
  const parts = await partsOf(tx, asked);
  for (const part of parts) if (part.standing === null) add(part);
  // No fact of a batch names an earlier instant than the batch: most cannot be the first.
  const earlier = parts.filter(
    ({ standing, owner, kind, first }) => standing !== null && first < (found.get(owner)?.get(kind) ?? Number.POSITIVE_INFINITY),
  );
  for (const [kind, some] of groupedBy(earlier, one => one.kind))
    for (const { owner, first } of await firstStanding(tx, kind, some)) add({ owner, kind, first });
  return found;
}

/** What batches brought of a kind for a client or the whole firm, `whose`: of one that is `standing` only the facts count that stand. */
interface Part {
  readonly owner: string;
  readonly whose: string;
  readonly up_to: number;
  readonly kind: FactKindName;
  /** A withdrawal, or a withdrawn batch that others said something of too; null of batches that count as they came. */
  readonly standing: number | null;
  /** The earliest instant that any of the facts names or named. */
  readonly first: number;
}

async function partsOf(tx: Knex.Transaction, asked: readonly KnownUpTo[]): Promise<readonly Part[]> {
  const { rows } = await tx.raw<{ rows: Part[] }>(
    `select asked.owner, asked.whose, asked.up_to, b.kind,
       case when b.withdraws is not null or w.batch is not null then b.batch end as standing, min(c.first_at) as first
     from ${ownersAsked} join batch_client c on c.client = asked.whose and c.batch <= asked.up_to join batch b on b.batch = c.batch
       left join batch w on w.withdraws = b.batch and w.batch <= asked.up_to
     where c.first_at is not null and (w.batch is null or w.unchanged > 0) group by 1, 2, 3, 4, 5`,
    askedOf(asked),
  );
  return rows;
}

/** The earliest instant of the facts that stand of some batches, by client; without those of whom none does. */
async function firstStanding(
  tx: Knex.Transaction,
  kind: FactKindName,
  some: readonly Part[],
): Promise<readonly { readonly owner: string; readonly first: number }[]> {
  const { rows } = await tx.raw<{ rows: { owner: string; first: number }[] }>(
    `select a.owner, min(f.first_at) as first from unnest(?::text[], ?::text[], ?::integer[], ?::bigint[]) as a(owner, whose, standing, up_to)
     join ${tableOf(kind)} f on f.client = a.whose and f.batch = a.standing and (f.superseded_by is null or f.superseded_by > a.up_to)
     where f.first_at is not null group by a.owner`,
    [
      some.map(({ owner }) => owner),
      some.map(({ whose }) => whose),
      some.map(({ standing }) => standing ?? 0),
      some.map(({ up_to }) => up_to),
    ],
  );
  return rows;
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
