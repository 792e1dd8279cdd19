import type { Knex } from 'knex';
import { groupedBy } from '../facts/grouped.js';
import type { FilledField } from '../facts/filled-field.js';
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
  const add = ({ owner, kind, first }: Begun): void => {
    const own = found.get(owner);
    own?.set(kind, Math.min(first, own.get(kind) ?? first));
  };
  const { rows } = await tx.raw<{ rows: Begun[] }>(
    `select asked.owner, b.kind, min(c.first_at) as first from ${batchesCounted}
     where b.withdraws is null and c.first_at is not null group by asked.owner, b.kind`,
    askedOf(asked),
  );
  for (const one of rows) add(one);
  // No fact of a batch names an earlier instant than the batch: most cannot be the first.
  const earlier = (await standingOf(tx, asked)).filter(
    ({ owner, kind, first }) => first < (found.get(owner)?.get(kind) ?? Number.POSITIVE_INFINITY),
  );
  for (const [kind, some] of groupedBy(earlier, one => one.kind))
    for (const { owner, first } of await firstStanding(tx, kind, some)) add({ owner, kind, first });
  return found;
}

/** The earliest instant that facts of a kind name or named, for a client. */
interface Begun {
  readonly owner: string;
  readonly kind: FactKindName;
  readonly first: number;
}

/** A batch of which only the facts count that stand, of the client or of the whole firm, `whose`. */
interface Standing extends Begun {
  readonly whose: string;
  readonly up_to: number;
  readonly batch: number;
}

/** Withdrawals, and what they withdrew but for facts that other batches said too. */
async function standingOf(tx: Knex.Transaction, asked: readonly KnownUpTo[]): Promise<readonly Standing[]> {
  const { rows } = await tx.raw<{ rows: Standing[] }>(
    `select asked.owner, asked.whose, asked.up_to, w.kind, c.batch, c.first_at as first
     from batch w cross join lateral (values (w.batch, true), (w.withdraws, w.unchanged > 0)) as of_it(batch, may_stand)
     join batch_client c on c.batch = of_it.batch join ${ownersAsked} on asked.whose = c.client and w.batch <= asked.up_to
     where w.withdraws is not null and of_it.may_stand and c.first_at is not null`,
    askedOf(asked),
  );
  return rows;
}

/** The earliest instant of the facts that stand of some batches, by client; without those of whom none does. */
async function firstStanding(
  tx: Knex.Transaction,
  kind: FactKindName,
  some: readonly Standing[],
): Promise<readonly { readonly owner: string; readonly first: number }[]> {
  const { rows } = await tx.raw<{ rows: { owner: string; first: number }[] }>(
    `select a.owner, min(f.first_at) as first from unnest(?::text[], ?::text[], ?::integer[], ?::bigint[]) as a(owner, whose, batch, up_to)
     join ${tableOf(kind)} f on f.client = a.whose and f.batch = a.batch and (f.superseded_by is null or f.superseded_by > a.up_to)
     where f.first_at is not null group by a.owner`,
    [
      some.map(({ owner }) => owner),
      some.map(({ whose }) => whose),
      some.map(({ batch }) => batch),
      some.map(({ up_to }) => up_to),
    ],
  );
  return rows;
}

/** What layouts filled by themselves of the facts of a client, or of the whole firm, in the order of the batches that brought or said them again. */
export async function filledFields(
  tx: Knex.Transaction,
  client: string,
  upTo: number,
): Promise<readonly { readonly file: string | null; readonly kind: FactKindName; readonly filled: readonly FilledField[] }[]> {
  const { rows } = await tx.raw<{ rows: { file: string | null; kind: FactKindName; filled: string }[] }>(
    `select distinct b.batch, b.file, b.kind, b.filled from ${batchesSaying} where b.filled is not null order by b.batch`,
    askedOf([{ client, upTo }]),
  );
  // Written by `recordBatch`.
  return rows.map(({ file, kind, filled }) => ({ file, kind, filled: JSON.parse(filled) as FilledField[] }));
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
