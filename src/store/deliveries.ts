import type { Knex } from 'knex';
import { kindOf } from '../facts/kinds.js';
import type { ExpectedSource } from '../facts/place.js';
import { instantsOf, quoted, tableOf } from './facts/columns.js';

/** The latest thing that a source delivered: when it happened, and the batch that brought it. */
export interface Delivery {
  /** UTC milliseconds. */
  readonly at: number;
  readonly batch: number;
  readonly file: string | null;
}

/** Which facts a source can have delivered, and since when: all of its client and site where it does not say what it records. */
interface DeliveryAsked {
  readonly since: number | undefined;
  /** SQL over the table's alias f, true of facts that have something that the source records. */
  readonly recorded?: string | undefined;
}

type SourceAsked = Pick<ExpectedSource, 'fact' | 'client' | 'site' | 'fields'>;

/**
 * The latest thing that each source's current facts record as having happened, not before an instant; promises and due times do not count.
 * Of a source that says which times it records, these alone do. All are asked for in one statement.
 */
export async function latestDeliveries(
  tx: Knex.Transaction,
  asked: readonly (DeliveryAsked & { readonly source: SourceAsked })[],
): Promise<readonly (Delivery | undefined)[]> {
  if (asked.length === 0) return [];
  const parts = asked.map(({ source, ...how }, i) => latestOf(source, how, i));
  const { rows } = await tx.raw<{ rows: (Delivery & { readonly place: number })[] }>(
    parts.map(({ sql }) => `(${sql})`).join(' union all '),
    parts.flatMap(({ bindings }) => bindings),
  );
  const found = new Map(rows.map(({ place, ...delivery }) => [place, delivery]));
  return asked.map(({ since }, i) => {
    const latest = found.get(i);
    return latest !== undefined && latest.at >= (since ?? latest.at) ? latest : undefined;
  });
}

function latestOf(
  { fact, client, site, fields = [] }: SourceAsked,
  { since, recorded }: DeliveryAsked,
  place: number,
): { readonly sql: string; readonly bindings: readonly (string | number)[] } {
  const kind = kindOf(fact);
  const all = instantsOf(kind).filter(name => name !== 'promised_at' && !/(^|_)due_at$/.test(name));
  const own = all.filter(name => fields.includes(name));
  const happened = own.length === 0 ? all : own;
  const at = `greatest(null::bigint, ${happened.map(name => `f.${quoted(name)}`).join(', ')})`;
  const hasSite = site !== undefined && kind.fields.some(field => field.name === 'site');
  return {
    sql: `select ${place} as place, ${at} as at, f.batch, b.file from ${tableOf(fact)} f join batch b on b.batch = f.batch
     where f.client = ? and f.superseded_by is null and ${at} is not null
       ${hasSite ? 'and f.site = ?' : ''} ${recorded === undefined ? '' : `and ${recorded.replaceAll('?', '\\?')}`}
       ${since === undefined ? '' : 'and f.last_at >= ?'}
     order by 2 desc, f.batch limit 1`,
    bindings: [client, ...(hasSite ? [site] : []), ...(since === undefined ? [] : [since])],
  };
}

/** For every client the earliest and latest instant that any import of its facts touched. */
export async function clientSpans(
  tx: Knex.Transaction,
): Promise<ReadonlyMap<string, { readonly first: number; readonly last: number }>> {
  const { rows } = await tx.raw<{ rows: { client: string; first: number; last: number }[] }>(
    `select client, min(first_at) as first, max(last_at) as last from batch_client
     where first_at is not null and client <> '*' group by client`,
  );
  return new Map(rows.map(({ client, first, last }) => [client, { first, last }]));
}
