import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { from as copyFrom } from 'pg-copy-streams';
import type { Field } from '../../facts/field.js';
import type { OwnField } from '../../facts/kinds.js';
import { connectionOf } from '../connection-of.js';
import { pseudonymsOf } from '../pseudonyms.js';
import { columnType, fieldOf, type Mapped, quoted } from './columns.js';
import { type CellWriter, copyChunks, extraWriter, fieldWriter, type LoadRow, pseudonymWriter, segments } from './copy-text.js';

/** The temporary table that a file's rows wait in; it ends with its transaction, however that ends. */
export const staged = 'pg_temp.staged';

/** The column that holds a personal field's text, next to that of its pseudonym. */
export const personColumn = (field: Field): string => `${field.name} text`;

interface StagedColumn {
  readonly name: string;
  readonly type: string;
  readonly write: CellWriter;
}

/** What came of the rows: how many there were, and their content hash when every column staged is part of it. */
export interface Staged {
  readonly rows: number;
  readonly contentHash: string | undefined;
}

/** What is done with each segment once it is staged. */
export type AfterSegment = (isLast: boolean) => Promise<void>;

/** The personal fields that a batch fills, its key's among them. */
export const personalFields = (mapped: Mapped): readonly Field[] =>
  [...keyFields(mapped), ...mapped.fields].filter(field => field.personal === true);

const keyFields = (mapped: Mapped): readonly Field[] => mapped.kind.key.map(name => fieldOf(mapped.kind, name));

// Two of these are in memory at a time; smaller ones make the database wait for the next one more often.
const segmentBytes = 1 << 22;

/**
 * Stages the rows in segments. While the database takes in one segment and does with it what `after` says, the next one is read: the
 * two work side by side over one connection.
 */
export async function stage(
  tx: Knex.Transaction,
  mapped: Mapped,
  own: readonly OwnField[],
  rows: AsyncIterable<readonly LoadRow[]>,
  after: AfterSegment,
): Promise<Staged> {
  const columns = await stagedColumns(tx, mapped, own);
  const definitions = columns.map(column => `${quoted(column.name)} ${column.type}`);
  await tx.raw(`create temporary table staged (row integer not null, ${definitions.join(', ')}) on commit drop`);
  const passed = { rows: 0, rising: true };
  const hash = createHash('sha256');
  const writers = columns.map(column => column.write);
  let work = Promise.resolve();
  try {
    for await (const segment of segments(hashed(hash, copyChunks(rows, writers, passed)), segmentBytes)) {
      await work;
      work = copyInto(tx, segment.chunks).then(() => after(segment.isLast));
      // Awaited before the next segment and at the end; until then a failure must not count as one that nobody looks at.
      work.catch(() => undefined);
    }
  } finally {
    await work;
  }
  const isWholly = mapped.own.length === 0 && personalFields(mapped).length === 0;
  return { rows: passed.rows, contentHash: isWholly && passed.rising ? hash.digest('hex') : undefined };
}

async function* hashed(hash: Hash, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
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

async function copyInto(tx: Knex.Transaction, chunks: readonly Buffer[]): Promise<void> {
  if (chunks.length === 0) return;
  const connection = await connectionOf(tx);
  await pipeline(Readable.from(chunks), connection.query(copyFrom(`copy ${staged} from stdin`)));
}
