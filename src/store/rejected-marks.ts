import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { FactKind } from '../facts/kinds.js';
import { quoted } from './facts/columns.js';
import type { MendedRows } from './mended-rows.js';

/** A rejected row, and by what it is found again in a later file. */
export interface RejectedMark {
  /** Its number in the source, as the list of rejected rows has it. */
  readonly row: string;
  readonly mark: string;
  /** What it holds and why it was rejected: what is decided about it holds for later rows with the same. Null where that does not tell its fact. */
  readonly content: string | null;
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

/** What makes two rejected rows of a layout identical: each time that a source holds it again is another row. */
export const markOfContent = (layout: string, parts: readonly string[], time: number): string =>
  markOf(['content', layout, String(time), ...parts]);

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
      `insert into rejected_mark (batch, row_no, mark, content) select ?, row_no, mark, nullif(content, '')
       from unnest(?::text[], ?::text[], ?::text[]) as of_list(row_no, mark, content)`,
      [batch, rejected.map(({ row }) => row), rejected.map(({ mark }) => mark), rejected.map(({ content }) => content ?? '')],
    );
}

/** Notes what became of rejected rows that a batch imports once more: later files hold them as their source did. */
export async function recordMended(tx: Knex.Transaction, batch: number, mended: MendedRows): Promise<void> {
  const { batch: mends, rows, rejected_again } = mended;
  await tx.raw(
    `insert into rejected_mark (batch, mark) select ?::int, min(k.content) from rejected_mark k
     where k.batch = ? and k.row_no = any (?) group by k.row_no having count(*) = 1 and min(k.content) is not null`,
    [batch, mends, [...rows]],
  );
  await tx.raw(
    `update rejected_mark k set content = s.content from rejected_mark s
     where k.batch = ? and k.row_no = any (?) and s.batch = ? and s.row_no = k.row_no and s.content is not null`,
    [batch, [...rejected_again], mends],
  );
}

/** How many of the rows that a batch rejects are left to nobody, because identical ones of earlier batches were dealt with. */
export async function dealtBefore(tx: Knex.Transaction, batch: number): Promise<number> {
  const { rows } = await tx.raw<{ rows: { dealt: number }[] }>(
    `select count(*)::int as dealt from plumbline_dealt(array[?::int]) where is_later and how in ('settled', 'taken')`,
    [batch],
  );
  return rows[0]?.dealt ?? 0;
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
  /** Whether it is the row of another file: one that stands in a later file, or is identical to one that was dealt with before. */
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
