import { cp } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { decide } from '../../src/app/amendments/decide.js';
import { requestExclusion } from '../../src/app/amendments/request.js';
import { verify } from '../../src/app/audit/verify.js';
import { undistributeDatabase } from '../../src/app/database/distribute.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { importsShown } from '../../src/app/imports/list-imports.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { closePeriods, reopenPeriod } from '../../src/app/periods/close.js';
import { writeScorecards } from '../../src/app/scorecards/write-scorecards.js';
import { Stop } from '../../src/faults/stop.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { lastEvaluations } from '../../src/store/evaluations.js';
import { clusterOf } from '../../src/store/cluster.js';
import { connect, type Database } from '../../src/store/connect.js';
import { stepsToDistribute, takeSteps } from '../../src/store/distribute.js';
import { migrate } from '../../src/store/migrate.js';
import { enableRowSecurity, restrictedTo } from '../../src/store/row-security.js';
import { asking, freshOnCluster, onCluster, withNodeAway } from '../support/cluster.js';
import { borrowDatabase } from '../support/databases.js';
import { temporaryFolder } from '../support/folders.js';

const clock = Date.UTC(2026, 6, 10);
const clients = ['ACME', 'KESTREL', 'LOTUS', 'NORDLYS', 'QINGHE'];

/** A month and what came by the quarter, of every kind of fact. */
const files = [
  ['2026-01/tms-china.csv', 'tms_china'],
  ['2026-01/rtm-shipments.csv', 'rtm_shipments'],
  ['2026-01/pod-returns.csv', 'pod_returns'],
  ['2026-01/complaints.ndjson', 'complaints'],
  ['2026-02/tms-china.csv', 'tms_china'],
  ['2026-Q1/warehouse.xlsx', 'warehouse_tasks'],
  ['2026-Q1/warehouse.xlsx', 'stock_counts'],
  ['2026-Q1/demands.csv', 'demands'],
  ['2026-Q1/contacts.txt', 'contacts'],
  ['2026-Q1/quality-checks.csv', 'quality_checks'],
  ['2026-Q1/invoices.csv', 'invoices'],
  ['2026-Q1/survey-chinese.csv', 'survey_chinese'],
  ['readings-2026-H1.csv', 'readings'],
] as const;

async function depsOn(database: Database): Promise<Deps> {
  const directory = path.join(temporaryFolder('cluster'), 'demo');
  await cp(new URL('../../seeds/demo', import.meta.url), directory, { recursive: true });
  // Pseudonyms differ from one database to the next; here they are the same, so that documents can be.
  await database.transaction(tx => tx('secret').insert({ name: 'pseudonym', value: '17'.repeat(32) }));
  return { database, workspace: await loadWorkspace(directory), clock: () => clock };
}

const load = (deps: Deps, [file, layout]: readonly [string, string]) =>
  importFile(deps, { path: path.join(deps.workspace.directory, 'files', file), layout, dryRun: false, actor: 'lin' });

/** Everything that is done with facts, once: imported, repeated, taken back, amended, evaluated, closed, reopened. */
async function history(deps: Deps): Promise<void> {
  const period = '2026-01';
  for (const file of files) await load(deps, file);
  for (const one of [period, '2026-Q1']) await evaluateClients(deps, { period: one, clients: [], actor: 'lin' });
  await load(deps, files[0]);
  await withdrawImport(deps, { batch: 2, reason: 'wrong', actor: 'lin' });
  await evaluateClients(deps, { period, clients: [], actor: 'lin' });
  await load(deps, files[1]);
  const { rows } = await deps.database.transaction(tx =>
    tx.raw<{ rows: { no: string }[] }>(
      `select shipment_no as no from fact_shipment where client = 'ACME' and superseded_by is null order by shipment_no collate "C" limit 1`,
    ),
  );
  const asked = { client: 'ACME', metrics: [], numbers: rows.map(({ no }) => no), where: {}, reason: 'AQ', evidence: 'seen' };
  const { number } = await requestExclusion(deps, { ...asked, actor: 'lin', dryRun: false });
  await decide(deps, { kind: 'exclusion', number: number ?? 0, decision: 'approval', actor: 'wu' });
  await closePeriods(deps, { period, clients: [], waivers: [], acknowledge: 'agreed', actor: 'lin' });
  await reopenPeriod(deps, { period, clients: ['ACME'], reason: 'late', actor: 'wu' });
  await closePeriods(deps, { period, clients: ['ACME'], waivers: [], acknowledge: 'agreed', actor: 'lin' });
}

/** What became of it: every document by its hash. On a server several clients are evaluated beside each other, so their entries of the ledger may change places. */
async function outcome({ database }: Deps): Promise<unknown> {
  return database.transaction(async tx => ({
    evaluations: await tx('evaluation')
      .select('client', 'period', 'revision', 'hash')
      .orderBy(['client', 'period', 'revision', 'hash']),
    ledger: await tx('ledger').select('kind').count('* as entries').groupBy('kind').orderBy('kind'),
  }));
}

onCluster('a cluster', function () {
  let [plain, spread]: readonly Deps[] = [];
  let nodes: Awaited<ReturnType<typeof freshOnCluster>>['nodes'] = [];
  let name = '';
  let url = '';
  let giveBack: () => Promise<void> = () => Promise.resolve();

  before(async function () {
    this.timeout(600_000);
    const borrowed = await borrowDatabase();
    ({ giveBack } = borrowed);
    ({ url, name, nodes } = await freshOnCluster());
    const database = await connect({ url });
    await migrate(database);
    await takeSteps(database, await database.transaction(stepsToDistribute));
    expect(await enableRowSecurity(database)).to.equal(undefined);
    plain = await depsOn(borrowed.database);
    spread = await depsOn(database);
    await history(plain);
    await history(spread);
  });
  after(async () => {
    await spread?.database.close();
    await giveBack();
  });

  const both = (): readonly [Deps, Deps] => {
    if (plain === undefined || spread === undefined) throw new Error('the databases are open only while tests run');
    return [plain, spread];
  };

  it('comes to the documents of one database, to the byte, and verifies them', async function () {
    this.timeout(300_000);
    const [one, many] = both();
    expect(await outcome(many)).to.deep.equal(await outcome(one));
    const { verified, evaluations, findings } = await verify(many);
    expect(findings).to.deep.equal([]);
    expect(verified).to.equal(true);
    expect(evaluations.length).to.be.above(10);
  });

  it('makes the same scorecards', async () => {
    const [one, many] = both();
    const scorecards = await Promise.all(
      [one, many].map(async deps => {
        const request = { period: '2026-Q1', clients: ['ACME'], actor: 'lin', language: 'en', portfolio: false } as const;
        const { files } = await writeScorecards(deps, request);
        expect(files.length).to.equal(1);
        const heads = await deps.database.transaction(tx => lastEvaluations(tx, { period: '2026-Q1', clients: ['ACME'] }));
        expect(heads.length).to.equal(1);
        return heads.map(({ hash }) => hash);
      }),
    );
    expect(scorecards[0]?.length).to.equal(1);
    expect(scorecards[1]).to.deep.equal(scorecards[0]);
  });

  it('knows what lies where, and has nothing left to distribute', async () => {
    const [, many] = both();
    const cluster = await many.database.transaction(clusterOf);
    expect(cluster?.tables.not_distributed).to.deep.equal([]);
    expect(cluster?.tables.distributed).to.include.members(['fact_shipment', 'evaluation', 'person']);
    expect(cluster?.machines.map(({ is_reachable }) => is_reachable)).to.deep.equal(nodes.map(() => true));
    expect(cluster?.skew).to.be.within(1, nodes.length);
    expect(await many.database.transaction(stepsToDistribute)).to.deep.equal([]);
  });

  it('shows a bound caller its own rows alone, in every table, and its imports', async () => {
    const [one, many] = both();
    const [seen, expected] = await Promise.all(
      [many, one].map(async deps => {
        const database = restrictedTo(deps.database, ['ACME'], { hold: 'role', does: 'read' });
        const rows = await database.transaction(async tx => {
          const counts: Record<string, unknown> = {};
          for (const table of [
            'fact_shipment',
            'fact_complaint',
            'evaluation',
            'batch',
            'batch_client',
            'person',
            'rulebook',
            'ledger',
          ])
            counts[table] = await tx(table).count('* as rows').first();
          counts['clients'] = await tx('fact_shipment').distinct('client').orderBy('client');
          return counts;
        });
        const { imports } = await importsShown({ ...deps, database }, { clients: ['ACME'], before: undefined, limit: 50 });
        return { rows, imports: imports.map(({ batch }) => batch) };
      }),
    );
    expect(seen).to.deep.equal(expected);
    expect(seen?.rows['clients']).to.deep.equal([{ client: 'ACME' }]);
  });

  it('keeps clients apart on the machines themselves: every part of a table has the policies, and answers nothing else', async () => {
    for (const node of nodes.filter(({ isCoordinator }) => !isCoordinator)) {
      await asking(node.url(name), async client => {
        await client.query('set citus.override_table_visibility = off; set citus.enable_ddl_propagation = off');
        const { rows: parts } = await client.query<{ part: string; guarded: boolean }>(
          `select c.relname as part, c.relrowsecurity and c.relforcerowsecurity and count(p.oid) >= 3 as guarded
           from pg_class c left join pg_policy p on p.polrelid = c.oid
           where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname ~ '^(fact_[a-z_]+|evaluation|person)_[0-9]+$'
           group by c.oid order by 1`,
        );
        expect(parts.filter(({ guarded }) => !guarded)).to.deep.equal([]);
        expect(parts.length).to.be.above(100);
        const seen = async (sight: string): Promise<ReadonlySet<string>> => {
          await client.query(`begin; set local plumbline.clients = '${sight}'; set local role plumbline_reader`);
          const found = new Set<string>();
          for (const { part } of parts.filter(one => one.part.startsWith('fact_shipment')))
            for (const { client: code } of (await client.query<{ client: string }>(`select distinct client from ${part}`)).rows)
              found.add(code);
          await client.query('rollback');
          return found;
        };
        expect([...(await seen(''))]).to.deep.equal([]);
        expect([...(await seen('{"ACME"}'))].filter(code => code !== 'ACME')).to.deep.equal([]);
        await client.query('begin');
        const { rows: held } = await client.query<{ n: number }>(
          parts
            .filter(one => one.part.startsWith('fact_shipment'))
            .map(({ part }) => `select count(*)::int as n from ${part}`)
            .join(' union all '),
        );
        await client.query('rollback');
        expect(held.reduce((sum, { n }) => sum + n, 0)).to.be.above(0);
      });
    }
  });

  withNodeAway('while a machine is away, says which, loses nothing, and goes on when it is back', async away => {
    const [one, many] = both();
    const next = ['2026-02/rtm-shipments.csv', 'rtm_shipments'] as const;
    const failed = async (work: () => Promise<unknown>): Promise<Stop> => {
      try {
        await work();
      } catch (problem) {
        if (problem instanceof Stop) return problem;
        throw problem;
      }
      throw new Error('it went well');
    };
    await away(async () => {
      const status = await many.database.transaction(clusterOf);
      const missing = status?.machines.filter(({ is_reachable }) => !is_reachable) ?? [];
      expect(missing.length).to.equal(1);
      for (const work of [
        () => load(many, next),
        () => evaluateClients(many, { period: '2026-02', clients: [], actor: 'lin' }),
      ]) {
        const stop = await failed(work);
        expect(stop.exitCode).to.equal(3);
        expect(stop.faults[0]?.code).to.equal('database_lost');
        expect(JSON.stringify(stop.faults[0])).to.contain(missing[0]?.name);
      }
      // Of clients that lie on a machine that is there, everything can still be read and counted.
      const answered: string[] = [];
      for (const client of clients)
        await many.database
          .transaction(tx => tx('fact_shipment').where({ client }).count('* as rows').first())
          .then(
            () => answered.push(client),
            () => undefined,
          );
      expect(answered.length).to.be.within(1, clients.length - 1);
    });
    for (const deps of [one, many]) {
      await load(deps, next);
      await evaluateClients(deps, { period: '2026-02', clients: [], actor: 'lin' });
    }
    expect(await outcome(many)).to.deep.equal(await outcome(one));
  });

  it('is brought back to the coordinator and spread again with everything that is in it', async function () {
    this.timeout(300_000);
    const [one, many] = both();
    const surroundings = {
      start: many.workspace.directory,
      workspace: many.workspace.directory,
      env: { DATABASE_URL: url },
      clock: () => clock,
    };
    expect((await undistributeDatabase(surroundings, false)).steps.length).to.be.above(15);
    expect((await many.database.transaction(clusterOf))?.tables.distributed).to.deep.equal([]);
    expect(await outcome(many)).to.deep.equal(await outcome(one));
    await takeSteps(many.database, await many.database.transaction(stepsToDistribute));
    expect(await enableRowSecurity(many.database)).to.equal(undefined);
    expect(await many.database.transaction(stepsToDistribute)).to.deep.equal([]);
    expect((await verify(many)).findings).to.deep.equal([]);
  });
});
