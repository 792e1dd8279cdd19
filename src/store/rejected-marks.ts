import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { FactKind } from '../facts/kinds.js';
import { quoted } from './facts/columns.js';

/** A rejected row, and by what it is found again in a later file. */
export interface RejectedMark {
  /** Its number in the source, as the list of rejected rows has it. */
  readonly row: string;
  readonly mark: string;
}

const separator = '\u001f';
const length = 32;

const markOf = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join(separator)).digest('hex').slice(0, length);

/** The mark of a row whose key can be read: it is of one fact, in whatever file it comes by that layout. */
export const markOfKey = (layout: string, key: readonly string[]): string => markOf(['key', layout, ...key]);

/** The mark of a row of which no more is known than its text: it is the same row in a file of the same name. */
export const markOfText = (layout: string, file: string, cells: readonly string[]): string =>
  markOf(['text', layout, file, ...cells]);

/** `markOfKey` of the rows of a table, with one binding: the layout. */
const markOfFact = (kind: FactKind): string => {
  const parts = kind.key.map(name => `s.${quoted(name)}::text`).join(', ');
  return `left(encode(sha256(convert_to(concat_ws(chr(31), 'key', ?::text, ${parts}), 'UTF8')), 'hex'), ${length})`;
};

/** What a batch by a layout has rejected, and the table that holds the facts which it has taken in. */
export interface MarkedBatch {
  readonly batch: number;
  readonly layout: string;
  readonly kind: FactKind;
  readonly rejected: readonly RejectedMark[];
  readonly facts: string;
}

/** Records the marks of rows that a batch rejects, and of those it takes in that an earlier one has rejected. */
export async function recordMarks(tx: Knex.Transaction, { batch, layout, kind, rejected, facts }: MarkedBatch): Promise<void> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    'select from batch b where b.layout = ? and exists (select from rejected_mark k where k.batch = b.batch) limit 1',
    [layout],
  );
  if (rows.length > 0)
    await tx.raw(
      `insert into rejected_mark (batch, mark) select distinct ?::int, m.mark from ${facts} s cross join lateral (select ${markOfFact(kind)}) m(mark)
       where m.mark in (select k.mark from rejected_mark k)`,
      [batch, layout],
    );
  if (rejected.length > 0)
    await tx.raw(
      'insert into rejected_mark (batch, row_no, mark) select ?, row_no, mark from unnest(?::text[], ?::text[]) as of_list(row_no, mark)',
      [batch, rejected.map(({ row }) => row), rejected.map(({ mark }) => mark)],
    );
}

/** A batch that repeats the file of another one, row by row, has taken what that one has. */
export async function repeatMarks(tx: Knex.Transaction, batch: number, repeats: number): Promise<void> {
  await tx.raw(
    'insert into rejected_mark (batch, mark) select ?::int, k.mark from rejected_mark k where k.batch = ? and k.row_no is null',
    [batch, repeats],
  );
}

/** What a withdrawn batch has taken or rejected is nowhere any more. */
export async function dropMarks(tx: Knex.Transaction, batch: number): Promise<void> {
  await tx('rejected_mark').where({ batch }).delete();
}

/** A rejected row that is left to nobody any more, and how that came: `by` is the batch, of a settled row the entry of the ledger. */
export interface DealtRow {
  readonly row: string;
  readonly how: 'settled' | 'taken' | 'rejected';
  readonly by: number;
  /** Whether it stands in a later file, rather than in one that mends this batch. */
  readonly is_later: boolean;
}

/** The rejected rows of a batch that are not left to mend; a bound caller is told those of its own batches alone. */
export async function dealtRows(tx: Knex.Transaction, batch: number): Promise<readonly DealtRow[]> {
  const { rows } = await tx.raw<{ rows: DealtRow[] }>(
    'select row_no as row, how, by, is_later from plumbline_dealt(array[?::int])',
    [batch],
  );
  return rows;
}
