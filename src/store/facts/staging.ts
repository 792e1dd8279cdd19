import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { from as copyFrom } from 'pg-copy-streams';
import type { Field } from '../../facts/field.js';
import type { OwnField } from '../../facts/kinds.js';
import { connectionOf } from '../connection-of.js';
import { pseudonymsOf } from '../pseudonyms.js';
import { columnType, fieldOf, instantsOf, type Mapped, quoted } from './columns.js';
import { CopyLines, type Segment } from './copy-lines.js';
import { type CellWriter, extraWriter, fieldWriter, type LoadRow, pseudonymWriter } from './copy-text.js';

/** The temporary table that a file's rows wait in; it ends with its transaction, however that ends. */
export const staged = 'pg_temp.staged';

/** The column that holds a personal field's text, next to that of its pseudonym. */
export const personColumn = (field: Field): string => `${field.name} text`;

interface StagedColumn {
  readonly name: string;
  readonly type: string;
  readonly write: CellWriter;
}

/** What a line ends with besides the columns of its fields. */
const endColumns = ['first_at', 'last_at', 'batch'] as const;

/** The personal fields that a batch fills, its key's among them. */
export const personalFields = (mapped: Mapped): readonly Field[] =>
  [...keyFields(mapped), ...mapped.fields].filter(field => field.personal === true);

const keyFields = (mapped: Mapped): readonly Field[] => mapped.kind.key.map(name => fieldOf(mapped.kind, name));

/** Takes in a segment of lines; `columns` are what they hold. */
export type TakeSegment = (segment: Segment, columns: readonly string[]) => Promise<void>;

/**
 * Makes the staging table, with the client as its first column, and turns the rows into lines for it, which `take` takes in. While the
 * database does with one segment what `take` says, the next one is read: the two work side by side over one connection. The lines carry
 * the number that the batch is expected to have.
 */
export async function stage(
  tx: Knex.Transaction,
  mapped: Mapped,
  own: readonly OwnField[],
  { rows, batch, take }: { readonly rows: AsyncIterable<readonly LoadRow[]>; readonly batch: number; readonly take: TakeSegment },
): Promise<CopyLines> {
  const columns = await stagedColumns(tx, mapped, own);
  const definitions = columns.map(column => `${quoted(column.name)} ${column.type}`);
  await tx.raw(
    `create temporary table staged (${definitions.join(', ')}, row integer not null, first_at bigint, last_at bigint, batch integer)
     on commit drop`,
  );
  const given = new Set([...mapped.kind.key, ...mapped.fields.map(field => field.name)]);
  const lines = new CopyLines({
    writers: columns.map(column => column.write),
    instants: [
      ...instantsOf(mapped.kind).filter(name => given.has(name)),
      ...own.flatMap(field => (field.type === 'instant' ? [field.id] : [])),
    ],
    batch,
    isHashed: mapped.own.length === 0 && personalFields(mapped).length === 0,
  });
  const names = ['row', ...columns.map(({ name }) => name), ...endColumns];
  let work = Promise.resolve();
  try {
    for await (const segment of lines.segments(rows)) {
      await work;
      work = take(segment, names);
      // Awaited before the next segment and at the end; until then a failure must not count as one that nobody looks at.
      work.catch(() => undefined);
    }
  } finally {
    await work;
  }
  return lines;
}

async function stagedColumns(tx: Knex.Transaction, mapped: Mapped, own: readonly OwnField[]): Promise<readonly StagedColumn[]> {
  const personal = personalFields(mapped);
  const pseudonym = personal.length === 0 ? undefined : await pseudonymsOf(tx);
  const columns = [...keyFields(mapped), ...mapped.fields].map(field => {
    const isPersonal = pseudonym !== undefined && field.personal === true;
    const write = isPersonal ? pseudonymWriter(field.name, pseudonym) : fieldWriter(field.name, field.type);
    return { name: field.name, type: columnType(field), write };
  });
  const persons = personal.map(field => ({ name: personColumn(field), type: 'text', write: fieldWriter(field.name, 'text') }));
  const extra = mapped.own.length === 0 ? [] : [{ name: 'extra', type: 'jsonb', write: extraWriter(own) }];
  return [...columns, ...extra, ...persons];
}

/** Copies a segment into a table. */
export async function copyInto(
  tx: Knex.Transaction,
  table: string,
  columns: readonly string[],
  { chunks }: Segment,
): Promise<void> {
  if (chunks.length === 0) return;
  const connection = await connectionOf(tx);
  const sql = `copy ${table} (${columns.map(quoted).join(', ')}) from stdin`;
  await pipeline(Readable.from(chunks), connection.query(copyFrom(sql)));
}
