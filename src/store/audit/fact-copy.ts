import { finished } from 'node:stream/promises';
import type { Knex } from 'knex';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { exact, parseExact } from '../../facts/exact.js';
import type { Value } from '../../facts/fact.js';
import { literal } from '../facts/columns.js';
import { type FactStream, type StreamColumn, statementOf } from './fact-stream.js';

/** A fact as COPY prints it: the texts of its columns, in their order. */
export type Row = readonly string[];

/** Where a field is in a row, and how its text is read. */
export interface RowColumn extends StreamColumn {
  readonly at: number;
}

/** Facts as they stream by, with what their columns are: many times quicker than by names, where all are wanted. */
export interface FactRows {
  readonly columns: readonly RowColumn[];
  readonly pages: () => AsyncGenerator<readonly Row[]>;
}

/** Facts by COPY in pages, so that memory does not grow with them; personal fields hold pseudonyms. */
export function factRows(tx: Knex.Transaction, stream: FactStream): FactRows {
  const { sql, columns } = statementOf(stream, ['first_at', 'last_at']);
  return {
    columns: columns.map((column, at) => ({ ...column, at })),
    pages: () => pagesOf(tx, `copy (${sql}) to stdout (null ${literal(missing)})`),
  };
}

const newline = 10;

// COPY writes a backslash in a text as two: one alone is nothing but what is missing, and the shortest that can be.
const missing = '\\';

async function* pagesOf(tx: Knex.Transaction, copy: string): AsyncGenerator<readonly Row[]> {
  // knex types its client as any; within a transaction this is the transaction's own pg connection.
  const connection = (await tx.client.acquireConnection()) as ClientBase;
  const stream = connection.query(copyTo(copy));
  // A line that a chunk breaks off: its end comes with a later one. Bytes, because a letter may be broken as well.
  let rest: Buffer[] = [];
  try {
    // Readable of pg-copy-streams gives Buffers.
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      const end = chunk.lastIndexOf(newline);
      if (end >= 0) {
        const text =
          rest.length === 0 ? chunk.toString('utf8', 0, end) : Buffer.concat([...rest, chunk.subarray(0, end)]).toString();
        rest = [];
        yield text.split('\n').map(line => line.split('\t'));
      }
      if (end + 1 < chunk.length) rest.push(chunk.subarray(end + 1));
    }
  } finally {
    // The connection is of use again only when the copy has been read to its end.
    if (!stream.readableEnded && !stream.destroyed) await finished(stream.resume());
  }
}

/** Whether a cell's text stands for nothing. */
export const isMissing = (text: string | undefined): boolean => text === undefined || text === missing;

/** How a column's value is read off a row. */
export function cellReader({ at, type }: RowColumn): (row: Row) => Value {
  const given = (read: (text: string) => Value) => (row: Row) => {
    const text = row[at];
    return text === undefined || text === missing ? null : read(text);
  };
  if (type === 'text') return given(text => (text.includes('\\') ? unescaped(text) : text));
  if (type === 'boolean') return given(text => text === 't');
  return type === 'number' ? given(decimal) : given(whole);
}

const decimal = (text: string): Value => parseExact(text) ?? exact(text);

/** Counts and instants are far below 2^53; what is not must not be rounded silently. */
function whole(text: string): number {
  let value = 0;
  // Digit by digit is quicker than Number(), which first makes a text of its own out of a piece of a longer one.
  for (let i = 0; i < text.length && i < 16; i++) value = value * 10 + text.charCodeAt(i) - 48;
  if (text.length > 15 || text.startsWith('-')) value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit into a number without loss`);
  return value;
}

const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A text without the escapes that COPY puts before its separators and control characters. */
const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, letter: string) => letters[letter] ?? letter);
