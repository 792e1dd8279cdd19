import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { documentOf } from '../src/app/audit/find-evaluation.js';
import { frozenRules, inputOf, recomputedByRows, recomputedBySql } from '../src/app/audit/recompute.js';
import { connect } from '../src/store/connect.js';
import { evaluationNames, storedEvaluation } from '../src/store/audit/stored-evaluations.js';
import { startServer } from '../test/support/server.js';
import { plumbline } from './run-program.js';
import { layoutYaml, writeShipments } from './shipments-csv.js';

// How long it takes to verify a month: by SQL, against evaluating it, and fact by fact. Run after a build: node --import tsx bench/verify.ts [rows]
const rows = Number(process.argv[2] ?? 200_000);
const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-bench-'));
const server = await startServer();
if (server === undefined) throw new Error('PostgreSQL is needed: apt-get install postgresql');

/** Seconds by the clock and of this process's own work. */
interface Spent {
  seconds: number;
  busy: number;
}

const busyNow = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;

async function spending<T>(into: Spent, work: () => Promise<T>): Promise<T> {
  const [from, busy] = [performance.now(), busyNow()];
  const result = await work();
  into.seconds += (performance.now() - from) / 1000;
  into.busy += busyNow() - busy;
  return result;
}

const megabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
const line = (what: string, figure: string): void => console.log(`${what.padEnd(34)}${figure}`);

try {
  const file = path.join(folder, 'shipments.csv');
  await writeShipments(file, rows);
  await mkdir(path.join(folder, 'config', 'layouts'), { recursive: true });
  await writeFile(path.join(folder, 'plumbline.yaml'), 'organisation: Bench\ntime_zone: UTC\n');
  await writeFile(path.join(folder, 'config', 'layouts', 'bench.yaml'), layoutYaml);
  await server.run('create database plumbline');
  const url = { DATABASE_URL: server.url('plumbline') };
  await plumbline(['import', file, '--layout', 'bench', '--workspace', folder], url);
  const evaluated = await plumbline(['evaluate', '--period', '2026-01', '--workspace', folder, '--json'], url);
  const before = megabytes();

  const [bySql, byRows]: [Spent, Spent] = [
    { seconds: 0, busy: 0 },
    { seconds: 0, busy: 0 },
  ];
  const database = await connect({ url: server.url('plumbline') });
  for (const name of await database.transaction(tx => evaluationNames(tx))) {
    await database.transaction(async tx => {
      const stored = await storedEvaluation(tx, name);
      const rules = await frozenRules(tx, stored.rulebook);
      if (rules === undefined) throw new Error(`the rules of ${name.id} are missing`);
      const input = await spending(bySql, async () => inputOf(tx, documentOf(stored), rules));
      const text = recomputedBySql(input);
      const isSame = [text, await spending(byRows, () => recomputedByRows(tx, input, text))].map(one => one === stored.body);
      if (isSame.includes(false)) throw new Error(`${name.client} differs: by SQL ${isSame[0]}, by rows ${isSame[1]}`);
    });
  }
  await database.close();
  const whole = await plumbline(['audit', 'verify', '--workspace', folder, '--json'], url);
  line('evaluate, two clients at once', `${evaluated.seconds.toFixed(2)} s`);
  line(
    'verify by SQL, one at a time',
    `${bySql.seconds.toFixed(2)} s, ${(bySql.seconds / evaluated.seconds).toFixed(2)}× evaluate`,
  );
  line(
    'verify fact by fact',
    `${byRows.seconds.toFixed(2)} s, ${Math.round(rows / byRows.seconds)} facts/s; ${byRows.busy.toFixed(2)} s of processor, ${Math.round(rows / byRows.busy)} facts/s (asked: 250000)`,
  );
  line('audit verify, the whole of it', `${whole.seconds.toFixed(2)} s, ${whole.megabytes} MB at most`);
  line('resident', `${megabytes()} MB at most, ${before} MB before (asked: 500)`);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
