import { finished } from 'node:stream/promises';
import type { Knex } from 'knex';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { literal } from '../facts/columns.js';
import { missing } from './cells.js';
import { type FactStream, type StreamColumn, statementOf } from './fact-stream.js';

/** Facts as COPY prints them, with what their columns are. */
export interface FactLines {
  readonly columns: readonly StreamColumn[];
  /** Some whole lines at a time, so that memory does not grow with the facts. */
  readonly lines: () => AsyncGenerator<Buffer>;
}

/** Facts by COPY, the quickest way where all are wanted; personal fields hold pseudonyms. */
export function factLines(tx: Knex.Transaction, stream: FactStream): FactLines {
  const { sql, columns } = statementOf(stream, ['first_at', 'last_at']);
  return { columns, lines: () => linesOf(tx, `copy (${sql}) to stdout (null ${literal(missing)})`) };
}

const newline = 10;

async function* linesOf(tx: Knex.Transaction, copy: string): AsyncGenerator<Buffer> {
  // knex types its client as any; within a transaction this is the transaction's own pg connection.
  const connection = (await tx.client.acquireConnection()) as ClientBase;
  const stream = connection.query(copyTo(copy));
  // A line that a chunk breaks off: its end comes with a later one.
  let rest: Buffer[] = [];
  try {
    // Readable of pg-copy-streams gives Buffers.
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      const end = chunk.lastIndexOf(newline) + 1;
      if (end > 0) {
        yield rest.length === 0 ? chunk.subarray(0, end) : Buffer.concat([...rest, chunk.subarray(0, end)]);
        rest = [];
      }
      if (end < chunk.length) rest.push(chunk.subarray(end));
    }
  } finally {
    // The connection is of use again only when the copy has been read to its end.
    if (!stream.readableEnded && !stream.destroyed) await finished(stream.resume());
  }
}
