import type { Knex } from 'knex';
import type { FrozenText } from '../evaluation/frozen.js';
import { groupedBy } from '../facts/grouped.js';

/** Freezes rules under their content hash; rules that are already there stay as they are. */
export const storeRulebook = (tx: Knex.Transaction, frozen: FrozenText, hash: string): Promise<void> =>
  storeRulebooks(tx, new Map([[hash, frozen]]));

/**
 * Freezes the rules of many, canonical texts by their hashes. Those that are there are not sent again: most rules stay for months. What
 * many have in common is sent once for all of them.
 */
export async function storeRulebooks(tx: Knex.Transaction, texts: ReadonlyMap<string, FrozenText>): Promise<void> {
  const known = await tx<{ hash: string }>('rulebook')
    .whereIn('hash', [...texts.keys()])
    .select('hash');
  const there = new Set(known.map(({ hash }) => hash));
  const missing = [...texts].filter(([hash]) => !there.has(hash));
  for (const [shared, some] of groupedBy(missing, ([, frozen]) => frozen.shared)) {
    const [hashes, own] = [some.map(([hash]) => hash), some.map(([, frozen]) => frozen.own)];
    await tx.raw(
      `insert into rulebook (hash, body) select hash, own || ?::text from unnest(?::text[], ?::text[]) as frozen (hash, own)
       on conflict (hash) do nothing`,
      [Buffer.from(shared.bytes), hashes, own],
    );
  }
}

/** The canonical text of the rules with that hash, if they were ever used. */
export async function rulebookByHash(tx: Knex.Transaction, hash: string): Promise<string | undefined> {
  const row = await tx('rulebook').where({ hash }).first<{ body: string } | undefined>('body');
  return row?.body;
}
