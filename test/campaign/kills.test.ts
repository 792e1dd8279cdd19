import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { connect, type Database, type Transaction } from '../../src/store/connect.js';
import { verifyLedger } from '../../src/store/ledger.js';
import { migrationStates } from '../../src/store/migrate.js';
import { emptyDirectory, freshDirectory, freshServerUrl } from '../support/databases.js';
import { type CommandEnvironment, plumbline, startProgram } from '../support/program.js';
import { requires } from '../support/suite.js';
import { writeFiles } from '../support/workspaces.js';
import { monthWorkspace, type Step, steps } from './month-of-commands.js';
import { randomly } from './random.js';
import { isLarge, noteFigure, sized } from './size.js';

/** Passes through the month's commands; each is killed once a pass. */
const passes = sized(1, 30);

/** What a month leaves, apart from moments and identities. */
interface Left {
  readonly ledger: Readonly<Record<string, number>>;
  readonly batches: readonly unknown[];
  readonly facts: readonly unknown[];
  readonly figures: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
}

/** A workspace on its database. */
interface Place extends CommandEnvironment {
  readonly where: { readonly url: string } | { readonly directory: string };
}

async function placeOf(url: string | undefined): Promise<Place> {
  const cwd = await emptyDirectory();
  await writeFiles(cwd, monthWorkspace);
  if (url !== undefined) return { cwd, env: { DATABASE_URL: url }, where: { url } };
  const directory = path.join(cwd, '.plumbline', 'database');
  // The short month begins with a database that is there.
  if (!isLarge) await cp(await freshDirectory(), directory, { recursive: true });
  return { cwd, where: { directory } };
}

async function looking<T>({ where }: Place, look: (tx: Transaction) => Promise<T>): Promise<T> {
  const database: Database = await connect(where);
  return database.transaction(look).finally(() => database.close());
}

const rowsOf = async <R>(tx: Transaction, sql: string): Promise<readonly R[]> => (await tx.raw<{ rows: R[] }>(sql)).rows;

const entriesOf = async (tx: Transaction): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(
    (await rowsOf<{ kind: string; n: string }>(tx, 'select kind, count(*) as n from ledger group by kind order by kind')).map(
      ({ kind, n }) => [kind, Number(n)],
    ),
  );

/** Types a step's command as it stands in the workspace at hand. */
async function argsOf({ args }: Step, place: Place): Promise<readonly string[]> {
  const kind = args.find(one => one.startsWith('LAST '))?.slice('LAST '.length);
  if (kind === undefined) return args;
  const sql =
    kind === 'batch' ? 'select max(batch) as n from batch' : `select max(entry) as n from ledger where kind = '${kind}'`;
  const [last] = await looking(place, tx => rowsOf<{ n: number }>(tx, sql));
  return args.map(one => (one === `LAST ${kind}` ? String(last?.n) : one));
}

async function run(step: Step, place: Place): Promise<void> {
  step.again?.(place.cwd);
  const { code, stderr } = await plumbline(place, ...(await argsOf(step, place)));
  expect(code, `${step.name}: ${stderr}`).to.equal(0);
}

/** Kills a step's command at some moment; whether it was still running then. */
async function killed(step: Step, place: Place, withinMs: number): Promise<boolean> {
  const child = startProgram(place, ...(await argsOf(step, place)));
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  child.stdout?.resume();
  child.stderr?.resume();
  await Promise.race([pause(randomly.from(150, withinMs)), ended]);
  child.kill('SIGKILL');
  const isKilled = (await ended)[1] === 'SIGKILL';
  if ('url' in place.where) await looking(place, othersGone);
  return isKilled;
}

/** A server may still be at the last statement of a client that is no more. */
async function othersGone(tx: Transaction): Promise<void> {
  const others = 'select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
  while ((await rowsOf(tx, others)).length > 0) {
    await tx.raw('select pg_stat_clear_snapshot()');
    await pause(20);
  }
}

async function leftOf(place: Place): Promise<Left> {
  const files = (...below: readonly string[]): readonly string[] =>
    readdirSync(path.join(place.cwd, ...below), { recursive: true })
      .map(String)
      .toSorted();
  return looking(place, async tx => {
    const { evaluation: _repeated, ...ledger } = await entriesOf(tx);
    const documents = await rowsOf<{ client: string; body: string }>(
      tx,
      'select distinct on (client) client, body from evaluation order by client, ledger desc',
    );
    const parsed = documents.map(({ client, body }) => [client, JSON.parse(body) as Record<string, unknown>] as const);
    return {
      ledger,
      batches: await rowsOf(
        tx,
        'select batch, layout, kind, read, new, changed, unchanged, rejected, withdraws from batch order by batch',
      ),
      facts: await rowsOf(tx, 'select client, shipment_no, batch, delivered_at from fact_shipment order by 1, 2, 3'),
      figures: Object.fromEntries(parsed.map(([client, { metrics, indexes }]) => [client, { metrics, indexes }])),
      files: [...files('inbox'), ...files('archive'), ...files('scorecards'), ...files('rejects')],
    };
  });
}

async function survives(urlOf: () => Promise<string | undefined>): Promise<number> {
  const calm = await placeOf(await urlOf());
  const month = monthOf(calm);
  const took = new Map<Step, number>();
  const added = new Map<Step, number>();
  let seen: Readonly<Record<string, number>> = {};
  for (const step of month) {
    const began = performance.now();
    await run(step, calm);
    took.set(step, performance.now() - began);
    const entries = await looking(calm, entriesOf);
    if (step.entry !== undefined) added.set(step, (entries[step.entry] ?? 0) - (seen[step.entry] ?? 0));
    seen = entries;
  }
  const undisturbed = await leftOf(calm);
  let kills = 0;
  for (let pass = 0; pass < passes; pass++) {
    const place = await placeOf(await urlOf());
    for (const [at, step] of month.entries()) {
      // In every test run half of them on a server, to be done soon.
      if (!isLarge && 'url' in place.where && at % 2 === 1) {
        await run(step, place);
        continue;
      }
      const isNew = at === 0;
      const before = isNew ? {} : await looking(place, entriesOf);
      // A process takes some time more to start.
      if (await killed(step, place, 400 + (took.get(step) ?? 0))) kills++;
      const isEmpty = isNew && !(await isMigrated(place));
      const after = await looking(place, async tx => {
        if (isEmpty) return {};
        expect(await verifyLedger(tx), `the ledger after ${step.name}`).to.equal(undefined);
        return entriesOf(tx);
      });
      // Clients are closed one after the other: a command that was killed between two is given again for the rest.
      const isDone = step.entry !== undefined && (after[step.entry] ?? 0) - (before[step.entry] ?? 0) >= (added.get(step) ?? 1);
      if (!isDone) await run(step, place);
    }
    const left = await leftOf(place);
    for (const part of ['ledger', 'batches', 'facts', 'figures', 'files'] as const)
      expect(left[part], part).to.deep.equal(undisturbed[part]);
    const verified = await plumbline(place, 'audit', 'verify');
    expect(verified.code, verified.stderr).to.equal(0);
  }
  return kills;
}

const monthOf = ({ where }: Place): readonly Step[] =>
  steps.filter(step => ('url' in where ? step.embeddedOnly !== true : isLarge || step.isInShortMonth === true));

/** Whether every migration was done: each is a transaction of its own, so the first command can be killed between two. */
async function isMigrated({ where }: Place): Promise<boolean> {
  const database = await connect(where);
  const states = await migrationStates(database).finally(() => database.close());
  return states.every(({ appliedAt }) => appliedAt !== null);
}

describe(`a month of commands, killed at some moment (${passes} ${passes === 1 ? 'time' : 'times'})`, () => {
  it('leaves with an embedded database what a month without kills leaves', async function () {
    this.timeout(passes * 300_000);
    noteFigure('kills, embedded', await survives(() => Promise.resolve(undefined)));
  });
});

requires('postgres', 'a month of commands on a server, killed at some moment', () => {
  it('leaves what a month without kills leaves', async function () {
    this.timeout(passes * 300_000);
    noteFigure(
      'kills, on a server',
      await survives(async () => {
        const url = await freshServerUrl();
        if (url === undefined) throw new Error('no PostgreSQL server');
        return url;
      }),
    );
  });
});
