import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { emptyDirectory, freshServerUrl } from '../support/databases.js';
import { type CommandEnvironment, documentOf, plumbline, startProgram, transcriptOf } from '../support/program.js';
import { requires } from '../support/suite.js';
import { writeFiles } from '../support/workspaces.js';
import { randomly } from './random.js';
import { isLarge, noteFigure, sized } from './size.js';

const clients = Array.from({ length: sized(6, 200) }, (_, i) => `C${String(i + 1).padStart(3, '0')}`);
const seconds = sized(5, 600);
const importedRows = sized(10_000, 1_000_000);
/** People who look at something at the same time. */
const callers = 8;

function shipments(rows: number, lot: string): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const day = `2026-06-${String((i % 28) + 1).padStart(2, '0')}`;
    return `${clients[i % clients.length]},${lot}${i},${day} 12:00,${day} ${i % 9 === 0 ? '15' : '11'}:00`;
  });
  return `client,no,promised,delivered\n${lines.join('\n')}\n`;
}

const files = (): Readonly<Record<string, string>> => ({
  'plumbline.yaml': `time_zone: UTC\nclients_see: provisional\nclients: [${clients.map(code => `{ code: ${code} }`).join(', ')}]\n`,
  'config/rules.yaml': `layout: shipments
fact: shipment
fields:
  client: { column: client }
  shipment_no: { column: no }
  status: { const: delivered }
  promised_at: { column: promised }
  delivered_at: { column: delivered }
`,
  'config/jobs.yaml': `jobs:
  - { id: count, does: evaluate, with: { period: 2026-06 } }
  - { id: cards, does: scorecards, with: { period: 2026-06, clients: [${clients.slice(0, 10).join(', ')}] } }
  - { id: month, does: chain, with: { steps: [count, cards] } }
`,
  'first.csv': shipments(40 * clients.length, 'F'),
  'more.csv': shipments(importedRows, 'M'),
});

/** Memory of a process that is not shared, in MB. */
const memoryOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

requires('postgres', `pages and requests of ${clients.length} clients beside an import and the month-end chain`, () => {
  let place: CommandEnvironment;
  before(async function () {
    this.timeout(300_000);
    const url = await freshServerUrl();
    if (url === undefined) throw new Error('no PostgreSQL server');
    place = { cwd: await emptyDirectory(), env: { DATABASE_URL: url } };
    await writeFiles(place.cwd, files());
    for (const args of [
      ['import', 'first.csv', '--layout', 'shipments'],
      ['evaluate', '--period', '2026-06'],
    ])
      expect((await plumbline(place, ...args)).code).to.equal(0);
  });

  const keyFor = async (...args: readonly string[]): Promise<string> =>
    documentOf<{ readonly key: string }>(await plumbline(place, 'keys', 'create', ...args, '--json')).key;

  it('meet no error but 429 and 503, and the memory of the service stays what it was', async function () {
    this.timeout((seconds + 600) * 1000);
    const keys = new Map<string, string>();
    for (const client of clients) keys.set(client, await keyFor('--role', 'client', '--client', client));
    const manager = await keyFor('--role', 'manager');
    const service = startProgram(place, 'serve', '--port', '0', '--json', '--no-jobs');
    service.stderr?.resume();
    const [line] = (await once(service.stdout?.setEncoding('utf8') ?? service, 'data')) as [string];
    const { address } = JSON.parse(line) as { readonly address: string };
    const pid = service.pid ?? 0;

    const statuses: Record<number, number> = {};
    const millis: number[] = [];
    const ask = async (path: string, key: string | undefined): Promise<void> => {
      const began = performance.now();
      const answer = await fetch(address + path, key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } });
      await answer.arrayBuffer();
      millis.push(performance.now() - began);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    };
    const paths = (client: string): readonly string[] => [
      `/api/v1/clients/${client}/performance?period=2026-06`,
      `/api/v1/clients/${client}/trend?metric=on_time_delivery&from=2026-01&to=2026-06`,
      `/api/v1/clients/${client}/metrics/on_time_delivery/evidence?period=2026-06&membership=failed&limit=50`,
      `/api/v1/clients/${client}/periods`,
    ];
    const until = Date.now() + seconds * 1000;
    const caller = async (): Promise<void> => {
      while (Date.now() < until) {
        const client = clients[Math.floor(randomly.from(0, clients.length))] ?? '';
        for (const path of paths(client)) await ask(path, keys.get(client));
        await ask('/', undefined);
        await ask('/api/v1/portfolio?period=2026-06', manager);
        await pause(20);
      }
    };
    await ask('/', undefined);
    const work = async (): Promise<readonly (number | null)[]> => {
      const ended = [];
      for (const args of [
        ['import', 'more.csv', '--layout', 'shipments'],
        ['jobs', 'run', 'month'],
      ])
        ended.push((await transcriptOf(startProgram(place, ...args))).code);
      return ended;
    };
    const memory: number[] = [];
    const watch = setInterval(() => memory.push(memoryOf(pid)), 500);
    const [codes] = await Promise.all([work(), ...Array.from({ length: callers }, caller)]);
    clearInterval(watch);
    service.kill('SIGTERM');
    await once(service, 'close');

    const sorted = millis.toSorted((a, b) => a - b);
    const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
    const half = Math.floor(memory.length / 2);
    const most = (from: number, to: number): number => Math.max(...memory.slice(from, to));
    noteFigure('requests under load', JSON.stringify(statuses));
    noteFigure('p99 under load', `${Math.round(p99)} ms`);
    noteFigure(
      'memory under load, first half and second',
      `${Math.round(most(0, half))} and ${Math.round(most(half, memory.length))} MB`,
    );
    expect(codes).to.deep.equal([0, 0]);
    expect(Object.keys(statuses).filter(status => !['200', '429', '503'].includes(status))).to.deep.equal([]);
    expect(statuses[200]).to.be.above(2 * callers);
    expect(most(half, memory.length), 'memory of the second half').to.be.below(1.3 * most(0, half) + 100);
    // Seconds are only compared where nothing else runs.
    if (isLarge) expect(p99).to.be.below(1000);
  });
});
