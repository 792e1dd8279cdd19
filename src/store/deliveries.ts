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
  const found = new Map<number, Delivery>();
  let open = asked.map((one, place) => ({ ...one, place }));
  for (let most = firstLookedAt; open.length > 0; most *= 4) {
    const parts = open.map(one => latestOf(one, most));
    const { rows } = await tx.raw<{ rows: LatestSeen[] }>(
      parts.map(({ sql }) => `(${sql})`).join(' union all '),
      parts.flatMap(({ bindings }) => bindings),
    );
    const seen = new Map(rows.map(row => [row.place, row]));
    for (const { place, at, batch, file } of rows) found.set(place, { at, batch, file });
    // Whatever was not looked at ends no later than the last that was.
    open = open.filter(({ place }) => {
      const row = seen.get(place);
      return row !== undefined && Number(row.seen) === most && row.at <= row.ends;
    });
  }
  return asked.map(({ since }, i) => {
    const latest = found.get(i);
    return latest !== undefined && latest.at >= (since ?? latest.at) ? latest : undefined;
  });
}

/** So many facts of a source are looked at, those that end last; four times as many where these do not tell. */
const firstLookedAt = 1000;

/** The latest of the facts that were looked at, how many these were, and when the first of them ends. */
interface LatestSeen extends Delivery {
  readonly place: number;
  readonly seen: number | string;
  readonly ends: number;
}

function latestOf(
  {
    source: { fact, client, site, fields = [] },
    since,
    recorded,
    place,
  }: DeliveryAsked & { readonly source: SourceAsked; readonly place: number },
  most: number,
): { readonly sql: string; readonly bindings: readonly (string | number)[] } {
  const kind = kindOf(fact);
  const all = instantsOf(kind).filter(name => name !== 'promised_at' && !/(^|_)due_at$/.test(name));
  const own = all.filter(name => fields.includes(name));
  const happened = own.length === 0 ? all : own;
  const at = `greatest(null::bigint, ${happened.map(name => `f.${quoted(name)}`).join(', ')})`;
  const hasSite = site !== undefined && kind.fields.some(field => field.name === 'site');
  return {
    sql: `select ${place} as place, l.at, l.batch, b.file, count(*) over () as seen, min(l.last_at) over () as ends
     from (select ${at} as at, f.batch, f.last_at from ${tableOf(fact)} f
     where f.client = ? and f.superseded_by is null and f.last_at is not null and ${at} is not null
       ${hasSite ? 'and f.site = ?' : ''} ${recorded === undefined ? '' : `and ${recorded.replaceAll('?', '\\?')}`}
       ${since === undefined ? '' : 'and f.last_at >= ?'}
     order by f.last_at desc limit ${most}) l join batch b on b.batch = l.batch
     order by l.at desc, l.batch limit 1`,
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
