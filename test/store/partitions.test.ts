import { cp } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { writeScorecards } from '../../src/app/scorecards/write-scorecards.js';
import { Stop } from '../../src/faults/stop.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { connect, type Database } from '../../src/store/connect.js';
import { migrate } from '../../src/store/migrate.js';
import { migrations } from '../../src/store/migrations/registry.js';
import { partitionsOf } from '../../src/store/partitions/partitions.js';
import {
  type PartitionStep,
  stepsToPartition,
  stepsToUnpartition,
  takePartitionSteps,
  viewsOverFacts,
} from '../../src/store/partitions/steps.js';
import { restrictedTo } from '../../src/store/row-security.js';
import { borrowDatabase, freshServerUrl } from '../support/databases.js';
import { temporaryFolder } from '../support/folders.js';
import { requires } from '../support/requires.js';
import { schemaText } from '../support/schema.js';
import { factsOf, load } from './facts/loading.js';

const on = (month: number, day = 10): number => Date.UTC(2026, month - 1, day);

async function freshServer(): Promise<{ readonly url: string; readonly database: Database }> {
  const url = await freshServerUrl();
  if (url === undefined) throw new Error('no PostgreSQL server');
  return { url, database: await connect({ url }) };
}

const changed = (database: Database, stepsIn: typeof stepsToPartition): Promise<readonly PartitionStep[]> =>
  database.transaction(async tx => {
    const steps = await stepsIn(tx);
    await takePartitionSteps(tx, steps);
    return steps;
  });

/** A partitioned database, opened since. */
async function partitioned(before: (database: Database) => Promise<unknown> = () => Promise.resolve()): Promise<Database> {
  const { url, database } = await freshServer();
  await before(database);
  await changed(database, stepsToPartition);
  await database.close();
  return connect({ url });
}

const namesOf = (database: Database): Promise<readonly string[]> =>
  database.transaction(async tx => (await partitionsOf(tx)).map(({ name }) => name));

/** Imports of four months of every kind of fact; corrections, the same rows again and withdrawals reach back across them. */
const files = [
  [1, '2026-01/tms-china.csv', 'tms_china'],
  [1, '2026-01/rtm-shipments.csv', 'rtm_shipments'],
  [2, '2026-01/pod-returns.csv', 'pod_returns'],
  [2, '2026-01/complaints.ndjson', 'complaints'],
  [2, '2026-02/tms-china.csv', 'tms_china'],
  [3, '2026-Q1/warehouse.xlsx', 'warehouse_tasks'],
  [3, '2026-Q1/warehouse.xlsx', 'stock_counts'],
  [3, '2026-Q1/contacts.txt', 'contacts'],
  [3, '2026-Q1/invoices.csv', 'invoices'],
  [4, '2026-Q1/survey-chinese.csv', 'survey_chinese'],
  [4, 'readings-2026-H1.csv', 'readings'],
  [4, '2026-01/tms-china.csv', 'tms_china'],
] as const;

async function historyOn(database: Database): Promise<Deps> {
  const directory = path.join(temporaryFolder('partitions'), 'demo');
  await cp(new URL('../../seeds/demo', import.meta.url), directory, { recursive: true });
  // Pseudonyms differ from one database to the next; here they are the same, so that documents can be.
  await database.transaction(tx => tx('secret').insert({ name: 'pseudonym', value: '17'.repeat(32) }));
  let now = on(1);
  const deps: Deps = { database, workspace: await loadWorkspace(directory), clock: () => now };
  const evaluate = (period: string) => evaluateClients(deps, { period, clients: [], actor: 'lin' });
  for (const [month, file, layout] of files) {
    now = on(month);
    await importFile(deps, { path: path.join(directory, 'files', file), layout, dryRun: false, actor: 'lin' });
  }
  await evaluate('2026-01');
  now = on(5);
  await withdrawImport(deps, { batch: 3, reason: 'wrong receipts', actor: 'lin' });
  await withdrawImport(deps, { batch: 1, reason: 'wrong month', actor: 'lin' });
  for (const period of ['2026-01', '2026-Q1']) await evaluate(period);
  return deps;
}

const hashesOf = ({ database }: Deps): Promise<unknown> =>
  database.transaction(tx =>
    tx('evaluation').select('client', 'period', 'revision', 'hash').orderBy(['client', 'period', 'revision', 'hash']),
  );

requires('postgres', 'tables of facts that are partitioned by month of import', function () {
  it('come to the documents of plain ones, to the byte, from import to withdrawal, and are verified', async function () {
    this.timeout(180_000);
    const { database: plain, giveBack } = await borrowDatabase();
    const database = await partitioned();
    try {
      const [one, many] = [await historyOn(plain), await historyOn(database)];
      expect(await namesOf(database)).to.deep.equal(['first', '2026-01', '2026-02', '2026-03', '2026-04', 'open']);
      expect(await hashesOf(many)).to.deep.equal(await hashesOf(one));
      const verified = await verify(many);
      expect(verified.findings).to.deep.equal([]);
      expect(verified.evaluations.length).to.be.above(8);
      const request = { period: '2026-01', clients: ['ACME'], actor: 'lin', language: 'en', portfolio: false } as const;
      expect((await writeScorecards(many, request)).files.length).to.equal(1);
      const bound = restrictedTo(database, ['ACME'], { hold: 'role', does: 'read' });
      expect(await bound.transaction(tx => tx('fact_shipment').distinct('client'))).to.deep.equal([{ client: 'ACME' }]);
      expect(await bound.transaction(tx => tx('fact_shipment_2026_01').distinct('client'))).to.deep.equal([{ client: 'ACME' }]);
    } finally {
      await database.close();
      await giveBack();
    }
  });

  const shipment = (no: string, more: object = {}) => ({ client: 'ACME', shipment_no: no, line_no: '1', ...more });
  const mapped = ['client', 'shipment_no', 'line_no', 'carrier'];
  const imported = (database: Database, month: number, ...numbers: readonly string[]) =>
    load(database, { mapped, at: on(month), rows: numbers.map(no => shipment(no, { carrier: `of ${month}` })) });

  it('have the rights, policies and indexes of the table that was there, and are that table again afterwards', async () => {
    const { url, database: before } = await freshServer();
    const schema = await schemaText(before);
    await before.knex.raw('create role bi; grant select on fact_shipment to bi; grant update (carrier) on fact_shipment to bi');
    await imported(before, 1, 'A', 'B');
    await changed(before, stepsToPartition);
    expect(await changed(before, stepsToPartition)).to.deep.equal([]);
    await before.close();
    const database = await connect({ url });
    await imported(database, 2, 'B', 'C');
    await imported(database, 3, 'C', 'D');
    const { rows } = await database.knex.raw<{ rows: { name: string; rights: string; policies: number; indexes: string }[] }>(`
      select c.relname as name, c.relacl::text || coalesce(a.attacl::text, '') as rights,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
        c.relrowsecurity and c.relforcerowsecurity and c.relowner = 'postgres'::regrole as guarded,
        (select string_agg(d.of_table, ';' order by d.of_table) from pg_index i
          cross join lateral regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING', '') as d(of_table)
          where i.indrelid = c.oid and not i.indisunique) as indexes,
        (select count(*)::int from pg_index i where i.indrelid = c.oid and i.indisunique) as keys
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'carrier'
      where c.relname ~ '^fact_shipment' and c.relkind in ('r', 'p') order by c.oid`);
    expect(rows.map(({ name }) => name)).to.deep.equal(
      ['_first', '', '_2026_02', '_open'].map(suffix => `fact_shipment${suffix}`),
    );
    const [first, whole, ...others] = rows.map(({ name: _name, ...row }) => row);
    expect(whole).to.deep.equal({ ...first, keys: 0 });
    expect(others).to.deep.equal(others.map(() => first));
    expect(first?.rights).to.contain('bi=r/').and.contain('bi=w/');
    expect((await changed(database, stepsToUnpartition)).length).to.be.above(10);
    expect(await schemaText(database)).to.equal(schema);
    expect((await factsOf(database, 'ACME')).map(({ shipment_no: no, carrier }) => [no, carrier])).to.deep.equal([
      ['A', 'of 1'],
      ['B', 'of 2'],
      ['C', 'of 3'],
      ['D', 'of 3'],
    ]);
    await database.knex.raw('drop owned by bi; drop role bi');
    await database.close();
  });

  it('take in the migrations that come later', async () => {
    const database = await partitioned(before => imported(before, 1, 'A'));
    const later = {
      name: 'later',
      sql: `alter table fact_shipment add column later text; create index fact_shipment_later on fact_shipment (client, later);
        select plumbline_guard();`,
    };
    expect((await migrate(database, [...migrations, later])).map(({ name }) => name)).to.deep.equal(['later']);
    await imported(database, 2, 'A', 'B');
    await changed(database, stepsToUnpartition);
    const { rows } = await database.knex.raw<{ rows: { name: string }[] }>(
      "select indexname as name from pg_indexes where tablename = 'fact_shipment' and indexdef ~ 'later'",
    );
    expect(rows).to.deep.equal([{ name: 'fact_shipment_later' }]);
    await database.close();
  });

  it('read no partition that was opened after the batch as of which facts are known', async () => {
    const database = await partitioned();
    for (const month of [1, 2, 3]) await imported(database, month, 'A', `of ${month}`);
    const read = async (batch: number): Promise<readonly string[]> => {
      const { rows } = await database.knex.raw<{ rows: { 'QUERY PLAN': string }[] }>(
        'explain select * from fact_shipment f where f.client = ? and f.batch <= ? and (f.superseded_by is null or f.superseded_by > ?)',
        ['ACME', batch, batch],
      );
      return rows.flatMap(row => /on (fact_shipment_\w+)/.exec(row['QUERY PLAN'])?.[1] ?? []);
    };
    expect(await read(1)).to.deep.equal(['fact_shipment_first', 'fact_shipment_2026_01']);
    expect(await read(2)).to.not.include('fact_shipment_open');
    expect(await factsOf(database, 'ACME', { batch: 2 })).to.have.lengthOf(3);
    await database.close();
  });

  it('are told of a month that others keep from opening by the next import', async () => {
    const database = await partitioned();
    await imported(database, 1, 'A');
    await database.transaction(async reading => {
      await reading.raw('select from fact_shipment');
      await imported(database, 2, 'B');
      expect(await namesOf(database)).to.deep.equal(['first', 'open']);
    });
    await imported(database, 2, 'C');
    const found = await database.transaction(partitionsOf);
    expect(found.map(({ name, from_batch: from, to_batch: to }) => [name, from, to])).to.deep.equal([
      ['first', null, 1],
      ['2026-01', 1, 3],
      ['open', 3, null],
    ]);
    expect(found[1]).to.include({ first_import: on(1), last_import: on(2) });
    await database.close();
  });

  it('are found by verifying where a fact has two current versions, and are then no table again', async () => {
    const database = await partitioned(before => imported(before, 1, 'A', 'B'));
    await imported(database, 2, 'C');
    await database.knex.raw(
      `insert into fact_shipment (client, shipment_no, line_no, batch, row) values ('ACME', 'A', '1', 2, 9)`,
    );
    const workspace = await loadWorkspace(path.join(new URL('../../seeds/demo', import.meta.url).pathname));
    const { findings, verified } = await verify({ database, workspace, clock: () => on(3) });
    expect(verified).to.equal(false);
    expect(findings.map(({ code, params }) => [code, 'reason' in params ? params.reason : ''])).to.deep.include([
      'fact_altered',
      'not_ended_by_later_version',
    ]);
    const refused = await changed(database, stepsToUnpartition).catch((failure: unknown) => failure);
    expect(refused instanceof Stop ? refused.faults.map(({ code }) => code) : refused).to.deep.equal(['partitions_disagree']);
    expect(await namesOf(database)).to.deep.equal(['first', 'open']);
    await database.close();
  });

  it('are refused to views, which would miss facts', async () => {
    const { database } = await freshServer();
    await database.knex.raw('create view all_shipments as select client from fact_shipment');
    expect(await database.transaction(viewsOverFacts)).to.deep.equal(['all_shipments']);
    await database.close();
  });
});
