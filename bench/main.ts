import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startServer, type TestServer } from '../test/support/server.js';
import { type Figures, peersHere } from './peers.js';
import { plumbline, type Run, watched } from './run-program.js';
import { serverProcessor } from './server-processor.js';
import { clientCode, header, layoutYaml, writeShipments } from './shipments-csv.js';
import { yardstickSql } from './yardstick.js';

// The whole way from a file to the workbooks of fifty clients, against its yardsticks, in one run: npm run bench [-- ROWS --runs 3 --without-embedded].
// Evaluation alone of as many clients as are named, each of so many rows, on a server: npm run bench -- --clients 5000 --per-client 200.
// Ratios count; seconds depend on the machine. The processor's seconds are those of the program and of the database together.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '1' },
    'without-embedded': { type: 'boolean', default: false },
    clients: { type: 'string', default: '50' },
    'per-client': { type: 'string' },
  },
});
const clients = Number(values.clients);
const perClient = values['per-client'];
const rows = perClient === undefined ? Number(positionals[0] ?? 1_000_000) : clients * Number(perClient);
const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-bench-'));
const file = path.join(folder, 'shipments.csv');
const pgliteCopy = path.join(import.meta.dirname, 'pglite-copy.ts');
const measured = new Map<string, Run[]>();

const instants = new Set(['order_received_at', 'promised_at', 'delivered_at']);
const numbers = new Set(['ordered_qty', 'shipped_qty', 'freight_cost']);
const columns = header
  .split(',')
  .map(name => `${name} ${instants.has(name) ? 'timestamp' : numbers.has(name) ? 'numeric' : 'text'}`);
const table = `drop table if exists plain; create table plain (${columns.join(', ')}, superseded_by int);
  create unique index on plain (client, shipment_no, line_no) where superseded_by is null;
  create index on plain (client, delivered_at, order_received_at)`;

/** Runs once and keeps the figures under a name; what the server spends is added. */
async function measure(name: string, run: () => Promise<Run>, server?: TestServer): Promise<Run> {
  const before = server === undefined ? 0 : serverProcessor(server);
  const one = await run();
  const spent = server === undefined ? 0 : serverProcessor(server) - before;
  const whole = { ...one, processor: one.processor + spent };
  measured.set(name, [...(measured.get(name) ?? []), whole]);
  process.stderr.write(`${name}: ${whole.seconds.toFixed(2)} s\n`);
  return whole;
}

/** Steps one after the other, as one. */
function together(runs: readonly Run[]): Run {
  return {
    seconds: runs.reduce((sum, run) => sum + run.seconds, 0),
    processor: runs.reduce((sum, run) => sum + run.processor, 0),
    megabytes: Math.max(...runs.map(run => run.megabytes)),
    out: runs.at(-1)?.out ?? '',
  };
}

async function workspace(name: string): Promise<string> {
  const directory = path.join(folder, name);
  await mkdir(path.join(directory, 'config', 'layouts'), { recursive: true });
  const segments = ['food', 'retail', 'pharma'];
  const known = Array.from({ length: perClient === undefined ? 0 : clients }, (_, i) => {
    const code = clientCode(i, clients);
    return `  - { code: ${code}, name: { en: ${code}, zh: ${code} }, segment: ${segments[i % 3]}, time_zone: UTC }\n`;
  });
  const listed = known.length === 0 ? '' : `clients:\n${known.join('')}`;
  await writeFile(path.join(directory, 'plumbline.yaml'), `organisation: Bench\ntime_zone: UTC\n${listed}`);
  await writeFile(path.join(directory, 'config', 'layouts', 'bench.yaml'), layoutYaml);
  return directory;
}

const importing = (to: string): string[] => ['import', file, '--layout', 'bench', '--workspace', to];
const cards = (of: string): string[] => [
  'scorecard',
  '--period',
  '2026-01',
  '--workspace',
  of,
  '--out',
  path.join(of, 'scorecards'),
];

async function yardsticks(server: TestServer): Promise<void> {
  const psql = (sql: string): Promise<Run> =>
    watched('psql', ['-q', '-At', '-v', 'ON_ERROR_STOP=1', '-d', server.url('yardstick'), '-c', sql]);
  await psql(table);
  await measure('\\copy', () => psql(`\\copy plain (${header}) from '${file}' with (format csv, header true)`), server);
  await psql('vacuum analyze plain');
  await measure('hand SQL', () => psql(yardstickSql), server);
}

async function oursOnServer(server: TestServer, round: number): Promise<Figures> {
  const database = `plumbline_${round}`;
  await server.run(`create database ${database}`);
  const url = { DATABASE_URL: server.url(database) };
  const place = await workspace(`server-${round}`);
  const imported = await measure('import', () => plumbline(importing(place), url), server);
  const evaluate = ['evaluate', '--period', '2026-01', '--workspace', place];
  if (perClient !== undefined) {
    await measure('evaluate', () => plumbline(evaluate, url), server);
    await measure('evaluate again', () => plumbline(evaluate, url), server);
    return {};
  }
  await measure('the same file again', () => plumbline(importing(place), url), server);
  const evaluated = await measure('evaluate', () => plumbline([...evaluate, '--json'], url), server);
  await measure('audit verify', () => plumbline(['audit', 'verify', '--workspace', place, '--json'], url), server);
  const written = await measure('scorecards', () => plumbline(cards(place), url), server);
  await measure('one scorecard', () => plumbline([...cards(place), '--client', 'CLIENT01'], url), server);
  measured.set('ours, server', [...(measured.get('ours, server') ?? []), together([imported, evaluated, written])]);
  const again = ['--import', 'tsx', path.join(import.meta.dirname, 'evaluate-again.ts'), url.DATABASE_URL, place];
  const late = await watched(process.execPath, [...again, clientCode(1, clients), '2026-01']);
  console.log(`a client's month evaluated again after a late row, asked: ≤ 150 ms: ${late.out.trim()}`);
  await server.run(`drop database ${database}`);
  return figuresOf(evaluated.out);
}

async function oursEmbedded(round: number): Promise<void> {
  const copy = path.join(folder, `pglite-${round}`);
  await measure('PGlite copy', () => watched(process.execPath, [...process.execArgv, pgliteCopy, file, copy, table, header]));
  await rm(copy, { recursive: true, force: true });
  const place = await workspace(`embedded-${round}`);
  const imported = await measure('import, embedded', () => plumbline(importing(place)));
  const written = await measure('scorecards, embedded', () => plumbline(cards(place)));
  measured.set('ours, embedded', [...(measured.get('ours, embedded') ?? []), together([imported, written])]);
  await rm(place, { recursive: true, force: true });
}

const milliseconds = 3_600_000;

/** The figures that peers have too, of the answer of `evaluate --json`. */
function figuresOf(answer: string): Figures {
  // The shape is that of the command's answer, which its own tests hold.
  const { clients } = JSON.parse(answer) as {
    clients: { client: string; metrics: { metric: string; unit: string; numerator: string; denominator: string }[] }[];
  };
  return Object.fromEntries(
    clients.map(({ client, metrics }) => [
      client,
      Object.fromEntries(
        metrics.map(({ metric, unit, numerator, denominator }) => [
          metric,
          [Number(numerator) / (unit === 'hours' ? milliseconds : 1), Number(denominator)],
        ]),
      ),
    ]),
  );
}

/** Who is faster with other figures has done something else. */
function requireSame(name: string, theirs: Figures, ours: Figures): void {
  const clients = Object.keys(theirs);
  if (clients.length === 0) throw new Error(`${name} made no figures`);
  for (const client of clients)
    for (const [metric, [numerator, denominator]] of Object.entries(theirs[client] ?? {})) {
      const own = ours[client]?.[metric];
      if (own === undefined || Math.abs(own[0] - numerator) > 1e-3 || own[1] !== denominator)
        throw new Error(`${name} has ${numerator}/${denominator} for ${metric} of ${client}, we have ${own?.join('/')}`);
    }
}

const middle = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN;

/** The lines of the table: what, against what, and what was asked. */
const lines: readonly (readonly [what: string, against: string, asked: string])[] = [
  ['\\copy', '', ''],
  ['hand SQL', '', ''],
  ['import', '\\copy', '≤ 1.3×, ≤ 250 MB'],
  ['the same file again', '\\copy', '≤ 1.3×'],
  ['evaluate', 'hand SQL', '≤ 1.5×, 5 000 clients of 200: ≤ 60 s'],
  ['evaluate again', '', ''],
  ['audit verify', 'evaluate', ''],
  ['scorecards', '', '300 000 rows: ≤ 60 s, ≤ 600 MB'],
  ['one scorecard', '', ''],
  ['PGlite copy', '\\copy', ''],
  ['import, embedded', 'PGlite copy', '≤ 1.6×, ≤ 600 MB'],
  ['scorecards, embedded', '', ''],
  ['ours, server', 'pandas + openpyxl', '< 1×'],
  ['ours, server', 'DuckDB + exceljs', '≤ 2×'],
  ['ours, embedded', 'pandas + openpyxl', '< 1×'],
  ['pandas + openpyxl', '', ''],
  ['DuckDB + exceljs', '', ''],
  ['--help', '', '≤ 0.15 s'],
  ['demo', '', '≤ 30 s'],
];

function printTable(): void {
  const of = (name: string, what: (run: Run) => number): number => middle((measured.get(name) ?? []).map(what));
  const cells = lines.flatMap(([what, against, asked]) => {
    if (!measured.has(what) || (against !== '' && !measured.has(against))) return [];
    const wall = of(what, run => run.seconds);
    const ratio = against === '' ? '' : `${(wall / of(against, run => run.seconds)).toFixed(2)}× ${against}`;
    const processor = `${of(what, run => run.processor).toFixed(2)} s`;
    return [[what, `${wall.toFixed(2)} s`, processor, `${of(what, run => run.megabytes)} MB`, ratio, asked]];
  });
  const all = [['what', 'clock', 'processor', 'memory', 'against', 'asked'], ...cells];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map(line => (line[column] ?? '').length)));
  for (const line of all) console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  if (!measured.has('audit verify')) return;
  const facts = Math.round(rows / of('audit verify', run => run.processor));
  console.log(`audit verify, the whole of it: ${facts} facts/s of processor; npm run bench:verify tells its two ways apart`);
}

const server = await startServer();
if (server === undefined) throw new Error('PostgreSQL is needed: apt-get install postgresql');
try {
  await writeShipments(file, rows, clients);
  await server.run('create database yardstick');
  const { peers, missing } = perClient === undefined ? await peersHere() : { peers: [], missing: [] };
  for (const how of missing) console.log(`left out: ${how}`);
  for (let round = 1; round <= Number(values.runs); round++) {
    await yardsticks(server);
    const ours = await oursOnServer(server, round);
    if (perClient !== undefined) continue;
    for (const { name, run } of peers) {
      const { out } = await measure(name, () => run(file, path.join(folder, 'peers')));
      // Its shape is what each of the scripts prints.
      requireSame(name, JSON.parse(out) as Figures, ours);
    }
    if (!values['without-embedded']) await oursEmbedded(round);
    await measure('--help', () => plumbline(['--help']));
    if (!values['without-embedded'])
      await measure('demo', () => plumbline(['demo', '--out', path.join(folder, `demo-${round}`)]));
  }
  console.log(`${rows} rows of ${clients} clients; the median of ${values.runs}`);
  printTable();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
