import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Values } from '../src/facts/fact.js';
import { connect, type Database } from '../src/store/connect.js';
import { CopyBytes } from '../src/store/facts/copy-bytes.js';
import { fieldWriter } from '../src/store/facts/copy-text.js';
import { loadBatch } from '../src/store/facts/load.js';
import { kindOf } from '../src/facts/kinds.js';
import { migrate } from '../src/store/migrate.js';
import { sequence } from './shipments-csv.js';

// How long the store alone takes for a million rows that are at hand, against COPY of the same rows into a plain table with the same
// columns and the same indexes. Run: node --import tsx bench/import-store.ts postgres://…/an_empty_database [rows]

const mapped =
  'client shipment_no line_no order_no site carrier mode origin destination status order_received_at promised_at delivered_at ordered_qty shipped_qty freight_cost'.split(
    ' ',
  );

/** Shipment rows of 50 clients in one month, the same ones every time, five hundred at a time. */
export async function* shipmentRows(count: number): AsyncGenerator<{ row: number; values: Values }[]> {
  const random = sequence(42);
  const upTo = (n: number) => Math.floor(random() * n);
  for (let done = 0; done < count; done += 500) {
    yield Array.from({ length: Math.min(500, count - done) }, (_, i) => ({
      row: done + i + 2,
      values: shipment(done + i, upTo),
    }));
  }
}

function shipment(i: number, upTo: (n: number) => number): Values {
  const ordered = Date.UTC(2026, 0, 1) + upTo(29 * 86_400) * 1000;
  const quantity = upTo(1000);
  return {
    client: `CLIENT${String(upTo(50)).padStart(2, '0')}`,
    shipment_no: `S${String(i).padStart(9, '0')}`,
    line_no: '1',
    order_no: `O${i >> 1}`,
    site: `SITE${upTo(20)}`,
    carrier: `Carrier ${upTo(30)}`,
    mode: 'road',
    origin: 'Shanghai',
    destination: `City ${upTo(300)}`,
    status: 'delivered',
    order_received_at: ordered,
    promised_at: ordered + 2 * 86_400_000,
    delivered_at: ordered + upTo(3 * 86_400) * 1000,
    ordered_qty: quantity,
    shipped_qty: quantity,
    freight_cost: upTo(100_000),
  };
}

async function copyPlainly(database: Database, count: number): Promise<void> {
  const fields = mapped.map(
    name => kindOf('shipment').fields.find(field => field.name === name) ?? { name, type: 'text' as const },
  );
  const writers = fields.map(field => fieldWriter(field.name, field.type));
  const columns = fields.map(
    ({ name, type }) => `${name} ${type === 'instant' ? 'bigint' : type === 'number' ? 'numeric' : type}`,
  );
  await database.knex.raw(`create table plain (${columns.join(', ')}, superseded_by int)`);
  await database.knex.raw('create unique index on plain (client, shipment_no, line_no) where superseded_by is null');
  await database.knex.raw('create index on plain (client, delivered_at, order_received_at)');
  const lines = new CopyBytes(1 << 20);
  for await (const rows of shipmentRows(count)) {
    for (const { values } of rows) {
      writers.forEach((write, i) => {
        if (i > 0) lines.tab();
        write(values, lines);
      });
      lines.endLine();
    }
  }
  const text = [...lines.takeFull(), ...lines.takeRest()];
  await timed('COPY into a plain table', () =>
    database.transaction(async tx => {
      // knex types its client as any; within a transaction this is the transaction's own pg connection.
      const connection = (await tx.client.acquireConnection()) as ClientBase;
      await pipeline(Readable.from(text), connection.query(copyFrom(`copy plain (${mapped.join(', ')}) from stdin`)));
    }),
  );
}

async function timed(name: string, work: () => Promise<unknown>): Promise<void> {
  const from = performance.now();
  await work();
  console.log(`${name.padEnd(40)}${((performance.now() - from) / 1000).toFixed(1).padStart(6)} s`);
}

async function main(url: string, count: number): Promise<void> {
  const database = await connect(url.startsWith('postgres') ? { url } : { directory: url });
  await migrate(database);
  const source = { kind: 'shipment', mapped, ownFields: [], file: 'generated', layout: 'generated', actor: 'bench' } as const;
  const counted = () => ({ read: count, rejected: 0, skipped: 0, clients: new Set<string>() });
  const load = () =>
    loadBatch(database, { ...source, sha256: () => '', at: () => Date.now() }, shipmentRows(count), { dryRun: false, counted });
  await copyPlainly(database, count);
  await timed('first load', load);
  await timed('the same rows again', load);
  console.log(
    `${'resident'.padEnd(40)}${Math.round(process.resourceUsage().maxRSS / 1024)
      .toString()
      .padStart(6)} MB at most`,
  );
  await database.close();
}

const [, , url, count = '1000000'] = process.argv;
if (url === undefined) console.error('Name an empty database: a postgres:// URL, or a new directory.');
else await main(url, Number(count));
