import { expect } from 'chai';
import pg from 'pg';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { connect } from '../../src/store/connect.js';
import { performanceText } from '../../src/app/service/performance.js';
import { visiblePortfolio } from '../../src/app/service/portfolio.js';
import { CountingServer, type StatementWork } from '../support/database-work.js';
import { plumbline } from '../support/program.js';
import { requires } from '../support/requires.js';
import { workspaceWith } from '../support/workspaces.js';

// How the database's work grows, counted in rows that the steps of its plans had in hand: never by the clock. Work that grows with its
// input is four times as much for four times the input; what compares each with each is sixteen times as much.
const mostGrowth = 4.6;

// What is done with one month of a history that is four times as long: hardly more.
const mostOfHistory = 1.3;
const ofOneMonth = new Set(['evaluate', 'scorecards and portfolio', 'close the last', 'diff']);

// A statement that compares each with each is seen where nothing grows too: its rows are far more than the facts that are there.
const mostRows = ({ clients, months, shipments }: Size): number => 40 * clients * months * shipments + 2000;

interface Size {
  readonly clients: number;
  readonly months: number;
  /** Of each client in each month. */
  readonly shipments: number;
}

const monthsOf = (size: Size): readonly string[] =>
  Array.from({ length: size.months }, (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`);

const codes = (size: Size): readonly string[] => Array.from({ length: size.clients }, (_, i) => `C${String(i).padStart(3, '0')}`);

/** Orders of two lines, every tenth late; a corrected file has a tenth of them delivered a day later. */
function shipmentsOf(month: string, size: Size, corrected = false): string {
  // Files of different months are hardly ever of one length, by which a file that is known is looked for.
  const mark = '.'.repeat(monthsOf(size).indexOf(month));
  const rows = codes(size).flatMap(client =>
    Array.from({ length: size.shipments }, (_, i) => {
      const day = (i % 25) + 1;
      const late = i % 10 === 0 || (corrected && i % 10 === 5) ? 1 : 0;
      const at = (one: number): string => `${month}-${String(one).padStart(2, '0')} 12:00`;
      return `${client},${month}-${i >> 1},${(i & 1) + 1},${at(day)},${at(day)},${at(day + late)},10,10,Carrier ${i % 7}${mark}`;
    }),
  );
  return `client,no,line,ordered,promised,delivered,qty,got,carrier\n${rows.join('\n')}\n`;
}

const config = (size: Size): Readonly<Record<string, string>> => ({
  'plumbline.yaml': `time_zone: UTC\nadopt: paper\nclients: [${codes(size)
    .map(code => `{ code: ${code} }`)
    .join(', ')}]\n`,
  'config/layouts/shipments.yaml': `layout: shipments
fact: shipment
fields:
  client: { column: client }
  shipment_no: { column: no }
  line_no: { column: line }
  status: { const: delivered }
  order_received_at: { column: ordered }
  promised_at: { column: promised }
  delivered_at: { column: delivered }
  ordered_qty: { column: qty }
  delivered_qty: { column: got }
  carrier: { column: carrier }
`,
  ...Object.fromEntries(monthsOf(size).map(month => [`${month}.csv`, shipmentsOf(month, size)])),
  'corrected.csv': shipmentsOf(monthsOf(size).at(-1) ?? '', size, true),
});

type WorkOfSteps = ReadonlyMap<string, readonly StatementWork[]>;

/** The work of each step of a history: months imported and closed one after the other, and what is done with the last. */
async function workOf(counting: CountingServer, size: Size, name: string): Promise<WorkOfSteps> {
  await counting.server.run(`create database ${name}`);
  // Small tables are read whole, as those that these stand for never would be.
  if (size.months > 2) await counting.server.run(`alter database ${name} set enable_seqscan = off`);
  const cwd = await workspaceWith(config(size));
  const env = { DATABASE_URL: counting.server.url(name) };
  const work = new Map<string, readonly StatementWork[]>();
  const step = async (what: string, ...args: readonly string[]): Promise<void> => {
    const { code, stderr } = await plumbline({ cwd, env }, ...args);
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
    work.set(what, [...(work.get(what) ?? []), ...counting.newWork()]);
  };
  await step('migrate', 'db', 'migrate');
  const all = monthsOf(size);
  const last = all.at(-1) ?? '';
  for (const month of all) {
    await step('import', 'import', `${month}.csv`, '--layout', 'shipments');
    await analyse(env.DATABASE_URL);
    if (month === last) break;
    await step('close', 'period', 'close', '--period', month, '--as', 'lin');
  }
  await step('unchanged import', 'import', `${last}.csv`, '--layout', 'shipments');
  await step('evaluate', 'evaluate', '--period', last);
  await step('scorecards and portfolio', 'scorecard', '--period', last, '--portfolio', '--out', 'out');
  await step('close the last', 'period', 'close', '--period', last, '--as', 'lin');
  await step('corrected import', 'import', 'corrected.csv', '--layout', 'shipments');
  await step('evaluate again', 'evaluate', '--period', last);
  await shown(env.DATABASE_URL, cwd, last);
  work.set('performance and portfolio', counting.newWork());
  await analyse(env.DATABASE_URL);
  await step('diff', 'audit', 'diff', `C000:${last}:1`, `C000:${last}`);
  await step('verify', 'audit', 'verify');
  await step('withdraw', 'import', 'withdraw', String(size.months + 2), '--reason', 'wrong');
  return work;
}

/** What a manager's pages ask of a service that has just begun. */
async function shown(url: string, workspace: string, period: string): Promise<void> {
  const database = await connect({ url });
  try {
    const deps = { database, clock: Date.now, workspace: await loadWorkspace(workspace) };
    const manager = { clients: 'all', seesProvisional: true, isClient: false } as const;
    await performanceText(deps, manager, { client: 'C000', period });
    await visiblePortfolio(deps, manager, { period });
  } finally {
    await database.close();
  }
}

/** What autovacuum does within a minute. */
async function analyse(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('analyze');
  await client.end();
}

const rowsIn = (statements: readonly StatementWork[] = []): number => statements.reduce((sum, { rows }) => sum + rows, 0);

requires('postgres', 'the work of the database', () => {
  let counting: CountingServer;
  before(async () => {
    const started = await CountingServer.start();
    if (started === undefined) throw new Error('PostgreSQL is not installed');
    counting = started;
  });
  after(() => counting.server.stop());

  const one: Size = { clients: 1, months: 2, shipments: 400 };
  const some: Size = { clients: 3, months: 2, shipments: 60 };
  // Closings and their verification are as many as the months.
  const once = [
    'unchanged import',
    'evaluate',
    'scorecards and portfolio',
    'close the last',
    'corrected import',
    'performance and portfolio',
    'diff',
    'withdraw',
  ];
  for (const [what, few, many, counted] of [
    ['facts of a client', one, { ...one, shipments: 4 * one.shipments }, [...once, 'import', 'close', 'verify']],
    ['clients', some, { ...some, clients: 4 * some.clients }, [...once, 'import', 'close', 'verify']],
    ['months before', { ...one, months: 5, shipments: 40 }, { ...one, months: 20, shipments: 40 }, [...once, 'import']],
  ] as const) {
    it(`grows no faster than the number of ${what}`, async () => {
      const name = what.replaceAll(' ', '_');
      const less = await workOf(counting, few, `${name}_few`);
      const more = await workOf(counting, many, `${name}_many`);
      const grown = counted.map(step => ({ step, few: rowsIn(less.get(step)), many: rowsIn(more.get(step)) }));
      // What is worth a look when this fails.
      const heaviest = (step: string): StatementWork | undefined => more.get(step)?.toSorted((a, b) => b.rows - a.rows)[0];
      const mostOf = (step: string): number => (what === 'months before' && ofOneMonth.has(step) ? mostOfHistory : mostGrowth);
      const tooMuch = grown.filter(({ step, few, many }) => few === 0 || !(many / few <= mostOf(step)));
      expect(tooMuch.map(one => ({ ...one, heaviest: heaviest(one.step) }))).to.deep.equal([]);
      // A file that is known is not read, and neither are its facts.
      const reading = (more.get('unchanged import') ?? []).filter(({ plan }) => plan.some(line => line.includes('fact_')));
      expect(reading).to.deep.equal([]);
      const tooHeavy = ([size, work]: readonly [Size, WorkOfSteps]): readonly StatementWork[] =>
        [...work.values()].flat().filter(({ rows }) => rows > mostRows(size));
      expect([[few, less] as const, [many, more] as const].flatMap(tooHeavy)).to.deep.equal([]);
      // Clients of whom the same is read are evaluated by the same statements, however many they are.
      if (what === 'clients') expect(more.get('evaluate')?.length).to.equal(less.get('evaluate')?.length);
      if (process.env['PLUMBLINE_GROWTH'] !== undefined) console.table(grown);
    });
  }
});
