import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { to as copyTo } from 'pg-copy-streams';
import type { FactKindName } from '../../facts/kinds.js';
import { connectionOf } from '../connection-of.js';
import { dataFields, keyOrder, listed, literal, mappedOf, tableOf } from './columns.js';

/** What decides the content hash of a batch besides its rows. */
export interface HashedBatch {
  readonly batch: number;
  readonly kind: FactKindName;
  readonly mapped: readonly string[];
  readonly withdraws: number | null;
}

/**
 * SHA-256 of the versions that a batch wrote, as COPY TO STDOUT prints them, one version a line. A line of an import has the
 * source row, the key, the mapped fields in the order of the kind, and own fields in the order of their ids; lines are in the
 * order of source rows, then of keys. A line of a withdrawal has all fields and `extra`; lines are in the order of keys. People
 * appear as pseudonyms, so erasing a person changes no hash.
 */
export async function contentHash(tx: Knex.Transaction, batch: HashedBatch): Promise<string> {
  const connection = await connectionOf(tx);
  const hash = createHash('sha256');
  for await (const chunk of connection.query(copyTo(`copy (${hashedRows(batch)}) to stdout`))) hash.update(chunk);
  return hash.digest('hex');
}

/** The content hash of a batch that wrote no version. */
export const contentHashOfNone = createHash('sha256').digest('hex');

function hashedRows({ batch, kind: kindName, mapped: names, withdraws }: HashedBatch): string {
  const { kind, fields, own } = mappedOf(kindName, names);
  const from = `from ${tableOf(kindName)} where batch = ${batch}`;
  if (withdraws !== null) {
    const all = [...kind.key, ...dataFields(kind).map(field => field.name), 'extra'];
    return `select ${listed(all)} ${from} order by ${keyOrder(kind)}`;
  }
  // COPY takes no bindings, so that a question mark in an id stands for itself here.
  const ownTexts = own.map(id => `, extra->>${literal(id).replaceAll('\\?', '?')}`).join('');
  return `select row, ${listed([...kind.key, ...fields.map(field => field.name)])}${ownTexts} ${from} order by row, ${keyOrder(kind)}`;
}
