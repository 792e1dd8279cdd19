import type { Knex } from 'knex';
import { insertTogether } from './insert-together.js';

/** Freezes rules under their content hash; rules that are already there stay as they are. */
export const storeRulebook = (tx: Knex.Transaction, canonicalBody: string, hash: string): Promise<void> =>
  storeRulebooks(tx, new Map([[hash, canonicalBody]]));

/** Freezes the rules of many, canonical texts by their hashes. Those that are there are not sent again: most rules stay for months. */
export async function storeRulebooks(tx: Knex.Transaction, bodies: ReadonlyMap<string, string>): Promise<void> {
  const known = await tx<{ hash: string }>('rulebook')
    .whereIn('hash', [...bodies.keys()])
    .select('hash');
  const there = new Set(known.map(({ hash }) => hash));
  const rows = [...bodies].filter(([hash]) => !there.has(hash)).map(([hash, body]) => ({ hash, body }));
  await insertTogether(tx, 'rulebook', rows, { thereBy: 'hash' });
}

/** The canonical text of the rules with that hash, if they were ever used. */
export async function rulebookByHash(tx: Knex.Transaction, hash: string): Promise<string | undefined> {
  const row = await tx('rulebook').where({ hash }).first<{ body: string } | undefined>('body');
  return row?.body;
}
