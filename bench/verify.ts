import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { documentOf } from '../src/app/audit/find-evaluation.js';
import { inputsOf, recomputedByRows, recomputedBySql } from '../src/app/audit/recompute.js';
import { recountsOf } from '../src/app/audit/recount.js';
import type { EvaluationDocument } from '../src/evaluation/document.js';
import { type FrozenRules, sharingThaw } from '../src/evaluation/frozen.js';
import { connect } from '../src/store/connect.js';
import { evaluationNames, type StoredEvaluation, storedEvaluation } from '../src/store/audit/stored-evaluations.js';
import { rulebookByHash } from '../src/store/rulebooks.js';
import { startServer, type TestServer } from '../test/support/server.js';
import { plumbline } from './run-program.js';
import { serverProcessor } from './server-processor.js';
import { layoutYaml, writeShipments } from './shipments-csv.js';

// What it takes to verify a month: by SQL, against evaluating it, and fact by fact. Run after a build: node --import tsx bench/verify.ts [rows]
const rows = Number(process.argv[2] ?? 200_000);
const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-bench-'));
const server = await startServer();
if (server === undefined) throw new Error('PostgreSQL is needed: apt-get install postgresql');

/** Seconds by the clock, of this process's own work, and of the server's. */
interface Spent {
  seconds: number;
  own: number;
  ofServer: number;
}

const ownNow = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;

async function spending<T>(of: TestServer, into: Spent, work: () => Promise<T>): Promise<T> {
  const [from, own, ofServer] = [performance.now(), ownNow(), serverProcessor(of)];
  const result = await work();
  into.seconds += (performance.now() - from) / 1000;
  into.own += ownNow() - own;
  into.ofServer += serverProcessor(of) - ofServer;
  return result;
}

const none = (): Spent => ({ seconds: 0, own: 0, ofServer: 0 });
const megabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
const line = (what: string, figure: string): void => console.log(`${what.padEnd(34)}${figure}`);
const spent = ({ seconds, own, ofServer }: Spent): string =>
  `${seconds.toFixed(2)} s; of processor ${own.toFixed(2)} s here and ${ofServer.toFixed(2)} s on the server`;

/** All evaluations of the month recomputed together, first by SQL and then fact by fact. */
async function recomputed(of: TestServer, bySql: Spent, byRows: Spent): Promise<void> {
  const database = await connect({ url: of.url('plumbline') });
  await database.transaction(async tx => {
    const all: StoredEvaluation[] = [];
    for (const name of await evaluationNames(tx)) all.push(await storedEvaluation(tx, name));
    const thaw = sharingThaw();
    const { inputs, texts } = await spending(of, bySql, async () => {
      const asked: { document: EvaluationDocument; rules: FrozenRules }[] = [];
      for (const stored of all) {
        const rules = await rulebookByHash(tx, stored.rulebook);
        if (rules === undefined) throw new Error(`the rules of ${stored.id} are missing`);
        asked.push({ document: documentOf(stored), rules: thaw(rules) });
      }
      const found = await inputsOf(tx, asked);
      return { inputs: found, texts: found.map(recomputedBySql) };
    });
    for (const { members, recount } of recountsOf(inputs)) {
      for (const input of members) {
        const i = inputs.indexOf(input);
        const [stored, text] = [all[i], texts[i]];
        if (stored === undefined || text === undefined) throw new Error(`${input.client.code} is missing`);
        const { client, body } = stored;
        const isSame = [text, await spending(of, byRows, () => recomputedByRows(tx, input, text, recount))].map(
          one => one === body,
        );
        if (isSame.includes(false)) throw new Error(`${client} differs: by SQL ${isSame[0]}, by rows ${isSame[1]}`);
      }
    }
  });
  await database.close();
}

try {
  const file = path.join(folder, 'shipments.csv');
  await writeShipments(file, rows);
  await mkdir(path.join(folder, 'config', 'layouts'), { recursive: true });
  await writeFile(path.join(folder, 'plumbline.yaml'), 'organisation: Bench\ntime_zone: UTC\n');
  await writeFile(path.join(folder, 'config', 'layouts', 'bench.yaml'), layoutYaml);
  await server.run('create database plumbline');
  const url = { DATABASE_URL: server.url('plumbline') };
  await plumbline(['import', file, '--layout', 'bench', '--workspace', folder], url);
  const evaluate = ['evaluate', '--period', '2026-01', '--workspace', folder, '--json'];
  const [evaluating, bySql, byRows, verifying] = [none(), none(), none(), none()];
  const evaluated = await spending(server, evaluating, () => plumbline(evaluate, url));
  const whole = await spending(server, verifying, () => plumbline(['audit', 'verify', '--workspace', folder, '--json'], url));
  const before = megabytes();
  await recomputed(server, bySql, byRows);
  const perSecond = (seconds: number): number => Math.round(rows / seconds);
  line('evaluate, two portions at once', spent({ ...evaluating, own: evaluated.processor }));
  line('verify by SQL, one portion', spent(bySql));
  line(
    '',
    `${((bySql.own + bySql.ofServer) / (evaluated.processor + evaluating.ofServer)).toFixed(2)}× the processor of evaluate`,
  );
  line('verify fact by fact', spent(byRows));
  line('', `${perSecond(byRows.own)} facts/s of processor (asked: 250000), ${perSecond(byRows.seconds)} facts/s by the clock`);
  line('audit verify, the whole of it', `${spent({ ...verifying, own: whole.processor })}, ${whole.megabytes} MB at most`);
  line('resident', `${megabytes()} MB at most, ${before} MB before (asked: 500)`);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
