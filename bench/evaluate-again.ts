import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { evaluateClient } from '../src/app/evaluation/evaluate.js';
import { importFile } from '../src/app/imports/import-file.js';
import { loadWorkspace } from '../src/rulebook/load-workspace.js';
import { connect } from '../src/store/connect.js';
import { header } from './shipments-csv.js';

// How long a client's month takes after one late row, in one process that has done it before, as a service has: the row is imported, and the
// evaluation alone is timed; then all facts are counted. Both must be the same. Run by bench/main.ts: evaluate-again.ts URL WORKSPACE CLIENT PERIOD
const [, , url = '', folder = '', client = '', period = ''] = process.argv;
const rounds = 9;
const database = await connect({ url });
const deps = { database, clock: Date.now, workspace: await loadWorkspace(folder) };
const actor = 'bench';

async function late(round: number): Promise<void> {
  const file = path.join(folder, `late-${round}.csv`);
  const times = `${period}-16 13:00:00,${period}-18 13:00:00,${period}-${19 + (round % 9)} 02:54:17`;
  const row = `${client},LATE${round},1,O${round},SITE1,Carrier 2,road,Shanghai,City 6,delivered,${times},520,520,151.82`;
  await writeFile(file, `${header}\n${row}\n`);
  await importFile(deps, { path: file, layout: 'bench', dryRun: false, actor });
}

async function timed(): Promise<{ readonly ms: number; readonly hash: string }> {
  const from = performance.now();
  const { hash } = await evaluateClient(deps, client, { clients: [], period, actor });
  return { ms: performance.now() - from, hash };
}

const middle = (numbers: readonly number[]): number => Math.round(numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0);

const [changed, all]: [number[], number[]] = [[], []];
await timed();
for (let round = 0; round < rounds; round++) {
  await late(round);
  const kept = await timed();
  await database.knex('kept_tally').where({ client }).del();
  const counted = await timed();
  if (kept.hash !== counted.hash) throw new Error(`what is kept gives ${kept.hash}, counting everything ${counted.hash}`);
  // The first rounds make the process warm.
  if (round < 2) continue;
  changed.push(kept.ms);
  all.push(counted.ms);
}
await database.close();
console.log(`${middle(changed)} ms; with all facts counted ${middle(all)} ms; the median of ${changed.length}`);
