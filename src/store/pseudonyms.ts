import { createHmac, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

/** Gives the pseudonym of a person's text, always the same one in this database. */
export type Pseudonym = (text: string) => string;

const secretName = 'pseudonym';
const remembered = 10_000;

/**
 * The pseudonyms of this database: 32 hex digits of an HMAC-SHA256. Its key is random, made on first use, and never leaves the
 * database: so a pseudonym reveals nothing, and differs from the one in any other database.
 */
export async function pseudonymsOf(tx: Knex.Transaction): Promise<Pseudonym> {
  const key = Buffer.from(await secretOf(tx), 'hex');
  const known = new Map<string, string>();
  return text => {
    const found = known.get(text);
    if (found !== undefined) return found;
    // Agents repeat, respondents do not: forgetting all at a limit keeps memory level and costs little.
    if (known.size >= remembered) known.clear();
    const made = createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
    known.set(text, made);
    return made;
  };
}

async function secretOf(tx: Knex.Transaction): Promise<string> {
  const value = randomBytes(32).toString('hex');
  await tx('secret').insert({ name: secretName, value }).onConflict('name').ignore();
  const row = await tx('secret').where({ name: secretName }).first<{ value: string } | undefined>('value');
  if (row === undefined) throw new Error('the key of the pseudonyms is gone from table secret');
  return row.value;
}

/** The texts behind pseudonyms of one client's people, as far as they have not been erased. */
export async function personTexts(
  tx: Knex.Transaction,
  client: string,
  pseudonyms: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx('person')
    .where({ client })
    .whereIn('pseudonym', [...pseudonyms])
    .select<{ pseudonym: string; value: string }[]>('pseudonym', 'value');
  return new Map(rows.map(row => [row.pseudonym, row.value]));
}
