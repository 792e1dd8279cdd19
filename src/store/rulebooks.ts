import type { Knex } from 'knex';

/** Freezes rules under their content hash; rules that are already there stay as they are. */
export async function storeRulebook(tx: Knex.Transaction, canonicalBody: string, hash: string): Promise<void> {
  await tx('rulebook').insert({ hash, body: canonicalBody }).onConflict('hash').ignore();
}

/** The canonical text of the rules with that hash, if they were ever used. */
export async function rulebookByHash(tx: Knex.Transaction, hash: string): Promise<string | undefined> {
  const row = await tx('rulebook').where({ hash }).first<{ body: string } | undefined>('body');
  return row?.body;
}
