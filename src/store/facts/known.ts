import type { Knex } from 'knex';
import { type FactKindName, kindOf } from '../../facts/kinds.js';
import { clientsWithFacts } from '../batches.js';
import { fieldOf, listed, quoted, tableOf } from './columns.js';

/** Which facts are looked for, by what, and what is wanted of them. */
export interface KnownQuery {
  readonly kind: FactKindName;
  /** The text field by which they are found. */
  readonly by: string;
  /** The text fields wanted. */
  readonly fields: readonly string[];
  /** Whose facts may be found; undefined looks among those of all. */
  readonly clients: readonly string[] | undefined;
}

/** A fact's fields that were asked for; missing ones are null. */
export type KnownRow = Readonly<Record<string, string | null>>;

/** Answers which facts there are for some numbers, in one query for all of them. */
export type FindKnown = (keys: readonly string[]) => Promise<ReadonlyMap<string, readonly KnownRow[]>>;

/** The search for current facts by a number, whatever their client, in the transaction that loads what hangs on them. */
export async function findKnown(tx: Knex.Transaction, { kind: kindName, by, fields, clients }: KnownQuery): Promise<FindKnown> {
  const kind = kindOf(kindName);
  if (![by, ...fields].every(name => kind.fields.some(field => field.name === name && field.type === 'text')))
    throw new TypeError(`${kindName} cannot be looked up by ${by} for ${fields.join(', ')}`);
  // Every index begins with the client: with the clients named, a few facts are found through it and many by one scan.
  const owners = clients ?? (await clientsWithFacts(tx));
  const sql = `select distinct f.${quoted(by)} as plumbline_key, ${listed(fields, 'f')} from ${tableOf(kindName)} f
    where f.superseded_by is null and f.client = any(?::text[]) and f.${quoted(by)} = any(?::text[])`;
  return async keys => {
    const found = new Map<string, KnownRow[]>();
    if (keys.length === 0 || owners.length === 0) return found;
    const { rows } = await tx.raw<{ rows: (KnownRow & { plumbline_key: string })[] }>(sql, [[...owners], [...keys]]);
    for (const { plumbline_key: key, ...row } of rows) {
      const same = found.get(key);
      if (same === undefined) found.set(key, [row]);
      else same.push(row);
    }
    return found;
  };
}

/** The clients, of those given, that have current facts with another line than the first: the others need not be searched for lines. */
export async function clientsWithLines(
  tx: Knex.Transaction,
  kindName: FactKindName,
  clients: readonly string[] | undefined,
): Promise<readonly string[]> {
  const initial = fieldOf(kindOf(kindName), 'line_no').initial;
  const owners = clients ?? (await clientsWithFacts(tx));
  const { rows } = await tx.raw<{ rows: { client: string }[] }>(
    `select client from unnest(?::text[]) as owner(client) where exists (
       select from ${tableOf(kindName)} f where f.superseded_by is null and f.client = owner.client and f.line_no <> ?)`,
    [[...owners], String(initial)],
  );
  return rows.map(({ client }) => client);
}
