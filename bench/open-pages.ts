import { type ChildProcess, spawn } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { plumbline } from './run-program.js';
import { layoutYaml, writeShipments } from './shipments-csv.js';

// An upload with and without fifty open pages, turn about in one run: npm run bench:pages [-- ROWS]. At most 1.20 times as long.
// Pages ask nothing by themselves once they are there: each of these is opened anew every half minute.
// With DATABASE_URL the facts go to that server (an empty database), else to an embedded one.
const rows = Number(process.argv[2] ?? 100_000);
const rounds = 3;
const pages = 50;
const lookEveryMs = 30_000;
const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-bench-'));
let child: ChildProcess | undefined;

/** What the page of a client asks when it is opened. */
const asked = (client: string): readonly string[] => [
  '/me',
  '/clients',
  `/clients/${client}/periods`,
  `/clients/${client}/performance?period=2026-01`,
];

/** Looks at pages, spread over the time between two looks, until it is told to end; the slowest answer of all. */
async function lookedAt(base: string, headers: Readonly<Record<string, string>>, end: AbortSignal) {
  const found = { answers: 0, refused: 0, slowestMs: 0 };
  const page = async (number: number): Promise<void> => {
    await pause((lookEveryMs / pages) * number, undefined, { signal: end }).catch(() => undefined);
    while (!end.aborted) {
      for (const at of asked(`CLIENT${String(number).padStart(2, '0')}`)) {
        const began = performance.now();
        const answer = await fetch(base + at, { headers });
        await answer.arrayBuffer();
        found.answers++;
        // While an import has the embedded database, what is not remembered is a 503 with Retry-After.
        if (answer.status !== 200) found.refused++;
        found.slowestMs = Math.max(found.slowestMs, performance.now() - began);
      }
      await pause(lookEveryMs, undefined, { signal: end }).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: pages }, (_, number) => page(number)));
  return found;
}

try {
  const workspace = path.join(folder, 'workspace');
  await mkdir(path.join(workspace, 'config', 'layouts'), { recursive: true });
  await writeFile(path.join(workspace, 'plumbline.yaml'), 'organisation: Bench\ntime_zone: UTC\n');
  await writeFile(path.join(workspace, 'config', 'layouts', 'bench.yaml'), layoutYaml);
  const small = path.join(folder, 'small.csv');
  const file = path.join(folder, 'shipments.csv');
  await writeShipments(small, 5000);
  await writeShipments(file, rows);
  await plumbline(['import', small, '--layout', 'bench', '--workspace', workspace]);
  await plumbline(['evaluate', '--period', '2026-01', '--workspace', workspace]);
  const made = await plumbline(['keys', 'create', '--role', 'manager', '--workspace', workspace, '--json']);
  const headers = { authorization: `Bearer ${(JSON.parse(made.out) as { key: string }).key}` };
  const main = path.join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
  const serve = ['serve', '--port', '0', '--rate-limit', '0', '--no-jobs', '--json', '--workspace', workspace];
  child = spawn(process.execPath, [main, ...serve], { stdio: ['ignore', 'pipe', 'ignore'] });
  if (child.stdout === null) throw new Error('its answer is piped');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const base = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}/api/v1`;
  const text = await readFile(file, 'utf8');
  let sent = 0;
  const { pid } = child;
  /** Seconds of the processor that the service has taken, all threads: who else is busy here counts less. */
  const busy = async (): Promise<number> => {
    const fields = (await readFile(`/proc/${pid ?? ''}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  };
  interface Took {
    readonly seconds: number;
    readonly busy: number;
  }
  const upload = async (): Promise<Took> => {
    // Other numbers each time, so that every row is new.
    const body = text.replaceAll(/,S(\d{9}),/g, `,U${++sent}-$1,`);
    const [began, before] = [performance.now(), await busy()];
    const answer = await fetch(`${base}/imports?layout=bench`, { method: 'POST', headers, body });
    if (answer.status !== 201) throw new Error(`the upload answers ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
    return { seconds: (performance.now() - began) / 1000, busy: (await busy()) - before };
  };

  const shown = (one: Took | undefined): string => `${one?.seconds.toFixed(1)} s (processor ${one?.busy.toFixed(1)} s)`;

  await upload();
  const alone: Took[] = [];
  const during: Took[] = [];
  for (let round = 0; round < rounds; round++) {
    alone.push(await upload());
    const end = new AbortController();
    setMaxListeners(0, end.signal);
    const looking = lookedAt(base, headers, end.signal);
    during.push(await upload());
    end.abort();
    const { answers, refused, slowestMs } = await looking;
    console.log(
      `alone ${shown(alone.at(-1))}, during ${pages} pages ${shown(during.at(-1))}; ${answers} answers, ${refused} of them 503, slowest ${slowestMs.toFixed(0)} ms`,
    );
  }
  const ratio = (of: (one: Took) => number): string => {
    const sum = (all: readonly Took[]): number => all.reduce((total, one) => total + of(one), 0);
    return (sum(during) / sum(alone)).toFixed(2);
  };
  console.log(`${rows} rows: ${ratio(one => one.seconds)}× (asked ≤ 1.20×), processor ${ratio(one => one.busy)}×`);
} finally {
  child?.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}
