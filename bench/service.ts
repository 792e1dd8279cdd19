import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Load, load } from './load.js';
import { plumbline } from './run-program.js';
import { layoutYaml, writeShipments } from './shipments-csv.js';

// `performance` of one client and month against the same Express with a constant JSON of the same size, turn about in one run:
// npm run bench:service [-- SECONDS]. At least 50 % of its requests per second, p99 under 5 times its p99; ratios count.
const seconds = Number(process.argv[2] ?? 5);
const rounds = 3;
const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-bench-'));
const children: ChildProcess[] = [];

/** A program under load, with what it has taken of the processor. */
interface Target {
  readonly port: number;
  /** Milliseconds, all threads. */
  readonly busy: () => Promise<number>;
}

/** Starts a program that says in a line of JSON where it listens. */
async function listening(args: readonly string[]): Promise<Target> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  const { port } = JSON.parse(line) as { port: number };
  const busy = async (): Promise<number> => {
    const fields = (await readFile(`/proc/${child.pid ?? ''}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    // Clock ticks of 10 ms in user and in system mode.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  };
  return { port, busy };
}

/** A target's answers, and what each cost it: seconds depend on who else is busy here, this hardly does. */
async function measure(
  target: Target,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Load & { readonly cost: number }> {
  const before = await target.busy();
  const found = await load(url, headers, { seconds });
  return { ...found, cost: ((await target.busy()) - before) / (found.perSecond * seconds) };
}

try {
  const workspace = path.join(folder, 'workspace');
  await mkdir(path.join(workspace, 'config', 'layouts'), { recursive: true });
  await writeFile(path.join(workspace, 'plumbline.yaml'), 'organisation: Bench\ntime_zone: UTC\n');
  await writeFile(path.join(workspace, 'config', 'layouts', 'bench.yaml'), layoutYaml);
  const file = path.join(folder, 'shipments.csv');
  await writeShipments(file, 20_000);
  await plumbline(['import', file, '--layout', 'bench', '--workspace', workspace]);
  await plumbline(['evaluate', '--period', '2026-01', '--client', 'CLIENT07', '--workspace', workspace]);
  const made = await plumbline(['keys', 'create', '--role', 'manager', '--workspace', workspace, '--json']);
  const { key } = JSON.parse(made.out) as { key: string };
  const main = path.join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
  const serve = ['serve', '--port', '0', '--rate-limit', '0', '--no-jobs', '--json', '--workspace', workspace];
  const service = await listening([main, ...serve]);
  const ours = `http://127.0.0.1:${service.port}/api/v1/clients/CLIENT07/performance?period=2026-01`;
  const headers = { authorization: `Bearer ${key}` };
  const constant = path.join(folder, 'constant.json');
  await writeFile(constant, await (await fetch(ours, { headers })).text());
  const plain = await listening(['--import', 'tsx', path.join(import.meta.dirname, 'constant-json.ts'), constant]);
  const yardstick = `http://127.0.0.1:${plain.port}/`;

  for (const url of [ours, yardstick]) await load(url, headers, { seconds: 2 });
  type Measured = Awaited<ReturnType<typeof measure>>;
  const measured: { readonly ours: Measured; readonly constant: Measured }[] = [];
  for (let round = 0; round < rounds; round++)
    measured.push({ ours: await measure(service, ours, headers), constant: await measure(plain, yardstick, headers) });
  const cells = (one: Measured): string =>
    [one.perSecond, one.p50, one.p99, one.cost].map(value => value.toFixed(value < 100 ? 2 : 0).padStart(9)).join('');
  console.log('                a second   p50 ms   p99 ms  cpu ms each');
  for (const one of measured) console.log(`ours       ${cells(one.ours)}\nconstant   ${cells(one.constant)}`);
  const sum = (of: (one: (typeof measured)[number]) => number): number => measured.reduce((total, one) => total + of(one), 0);
  const requests = sum(one => one.ours.perSecond) / sum(one => one.constant.perSecond);
  const p99 = sum(one => one.ours.p99) / sum(one => one.constant.p99);
  const cost = sum(one => one.ours.cost) / sum(one => one.constant.cost);
  const { bytes } = measured[0]?.ours ?? { bytes: 0 };
  console.log(
    `${bytes} bytes; requests per second ${requests.toFixed(2)}× (asked ≥ 0.50×), p99 ${p99.toFixed(2)}× (asked < 5×), processor ${cost.toFixed(2)}×`,
  );
} finally {
  for (const child of children) child.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}
