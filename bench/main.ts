import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startServer } from '../test/support/server.js';
import { plumbline, watched } from './run-program.js';
import { header, layoutYaml, writeShipments } from './shipments-csv.js';
import { yardstickSql } from './yardstick.js';

// The main job against its yardsticks, in one run: npm run bench [-- ROWS [server]]; `server` leaves out what is embedded. Ratios count; seconds depend on the machine.
const rows = Number(process.argv[2] ?? 1_000_000);
const isWhole = process.argv[3] !== 'server';
const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-bench-'));
const table: string[][] = [['what', 'ours', 'yardstick', 'ratio', 'asked', 'memory']];

const instants = new Set(['order_received_at', 'promised_at', 'delivered_at']);
const numbers = new Set(['ordered_qty', 'shipped_qty', 'freight_cost']);
const columns = header
  .split(',')
  .map(name => `${name} ${instants.has(name) ? 'timestamp' : numbers.has(name) ? 'numeric' : 'text'}`);

function report(what: string, ours: number, yardstick: number | undefined, asked: string, megabytes?: number): void {
  const ratio = yardstick === undefined ? '' : `${(ours / yardstick).toFixed(2)}×`;
  table.push([
    what,
    `${ours.toFixed(2)} s`,
    yardstick === undefined ? '' : `${yardstick.toFixed(2)} s`,
    ratio,
    asked,
    megabytes === undefined ? '' : `${megabytes} MB`,
  ]);
}

async function workspace(name: string): Promise<string> {
  const directory = path.join(folder, name);
  await mkdir(path.join(directory, 'config', 'layouts'), { recursive: true });
  await writeFile(path.join(directory, 'plumbline.yaml'), 'organisation: Bench\ntime_zone: UTC\n');
  await writeFile(path.join(directory, 'config', 'layouts', 'bench.yaml'), layoutYaml);
  return directory;
}

const server = await startServer();
if (server === undefined) throw new Error('PostgreSQL is needed: apt-get install postgresql');
try {
  const file = path.join(folder, 'shipments.csv');
  await writeShipments(file, rows);
  await server.run('create database yardstick');
  await server.run('create database plumbline');
  const psql = (sql: string): Promise<{ readonly seconds: number }> =>
    watched('psql', ['-q', '-v', 'ON_ERROR_STOP=1', '-d', server.url('yardstick'), '-c', sql]);
  await psql(`create table plain (${columns.join(', ')}, superseded_by int);
    create unique index on plain (client, shipment_no, line_no) where superseded_by is null;
    create index on plain (client, delivered_at, order_received_at)`);
  const copied = await psql(`\\copy plain (${header}) from '${file}' with (format csv, header true)`);
  await psql('vacuum analyze plain');

  const onServer = await workspace('server');
  const url = { DATABASE_URL: server.url('plumbline') };
  const imported = await plumbline(['import', file, '--layout', 'bench', '--workspace', onServer], url);
  report(`(a) import, ${rows} rows, server`, imported.seconds, copied.seconds, '≤ 2.0×, ≤ 400 MB', imported.megabytes);
  const again = await plumbline(['import', file, '--layout', 'bench', '--workspace', onServer], url);
  report('    the same file again', again.seconds, copied.seconds, '', again.megabytes);

  const counted = await watched('psql', ['-q', '-At', '-d', server.url('yardstick'), '-c', yardstickSql]);
  const evaluated = await plumbline(['evaluate', '--period', '2026-01', '--workspace', onServer, '--json'], url);
  report('(c) evaluate the month, whole catalogue', evaluated.seconds, counted.seconds, '≤ 1.5×', evaluated.megabytes);

  const cards = ['scorecard', '--period', '2026-01', '--workspace', onServer, '--out', path.join(folder, 'scorecards')];
  const all = await plumbline(cards, url);
  report(
    '(g) scorecards of 50 clients, with the facts behind them',
    all.seconds,
    undefined,
    '300 000 rows: ≤ 60 s, ≤ 600 MB',
    all.megabytes,
  );
  const one = await plumbline([...cards, '--client', 'CLIENT01'], url);
  report('    of one of them', one.seconds, undefined, '', one.megabytes);

  if (isWhole) {
    const embedded = await plumbline(['import', file, '--layout', 'bench', '--workspace', await workspace('embedded')]);
    report(`(b) import, ${rows} rows, embedded`, embedded.seconds, copied.seconds, '≤ 2.5×', embedded.megabytes);

    const help = await plumbline(['--help']);
    report('(e) --help', help.seconds, undefined, '≤ 0.3 s');
    const demo = await plumbline(['demo', '--out', path.join(folder, 'demo')]);
    report('(f) demo', demo.seconds, undefined, '≤ 60 s', demo.megabytes);
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map(line => (line[column] ?? '').length)));
for (const line of table) console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
