import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { migrateDatabase } from '../../src/app/database/status.js';
import { connect, type Database } from '../../src/store/connect.js';
import { plant, planted, plantedAt, plantedFiles } from '../support/planted-clients.js';
import { workspaceWith } from '../support/workspaces.js';
import { requires } from '../support/requires.js';
import { startServer, type TestServer } from '../support/server.js';
import { stopsWith } from '../support/stops.js';
import { whatOf } from '../support/worded.js';
import { type Serving, serving } from './serving.js';

const script = path.join(import.meta.dirname, '..', '..', 'packaging', 'database-logins.sql');

/** The script as psql would send it, with the variables that it is given and without psql's own commands. */
async function logins(database: string): Promise<string> {
  const text = await readFile(script, 'utf8');
  return text
    .replaceAll(/^\\.*$/gm, '')
    .replaceAll(/:'(\w+)_password'/g, "'$1'")
    .replaceAll(':"DBNAME"', `"${database}"`);
}

requires('postgres', 'a server with the three logins', () => {
  let server: TestServer;
  let service: Serving | undefined;
  let directory: string;
  const url = (login: string): string => server.url('plumbline').replace('postgres@', `${login}@`);
  const env = (): Record<string, string> => ({
    DATABASE_URL: url('plumbline_service'),
    DATABASE_READER_URL: url('plumbline_reader'),
  });
  const surroundings = (more: Readonly<Record<string, string>> = {}) => ({
    start: directory,
    workspace: directory,
    env: { ...env(), ...more },
    clock: () => plantedAt,
  });

  before(async function () {
    this.timeout(120_000);
    const started = await startServer();
    if (started === undefined) throw new Error('no PostgreSQL server');
    server = started;
    await server.run('create database plumbline');
    const superuser = new pg.Client({ connectionString: server.url('plumbline') });
    await superuser.connect();
    await superuser.query(await logins('plumbline'));
    await superuser.end();
    directory = await workspaceWith(plantedFiles);
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  const on = async <T>(login: string, work: (database: Database) => Promise<T>): Promise<T> => {
    const database = await connect({ url: url(login) });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  };
  const codeOf = (database: Database, sql: string): Promise<string> =>
    database
      .transaction(tx => tx.raw(sql))
      .then(
        () => 'done',
        (problem: unknown) => (problem instanceof Error && 'code' in problem ? String(problem.code) : String(problem)),
      );

  it('is migrated by the owner alone: the service says what to do', async () => {
    const faults = await stopsWith(serving(directory, { surroundings: surroundings() }));
    expect(faults.map(({ code }) => code)).to.deep.equal(['database_not_migrated']);
    const applied = await migrateDatabase(surroundings({ DATABASE_OWNER_URL: url('plumbline_owner') }));
    expect(applied.length).to.be.above(10);
  });

  it('serves: files are imported, periods closed and amended by keys of the firm and of clients', async function () {
    this.timeout(240_000);
    service = await serving(directory, { surroundings: surroundings(), limits: { requestsPerMinute: 0 } });
    expect(service.running.workspace.hold).to.equal('login');
    expect(service.running.workspace.unguarded).to.equal(undefined);
    await plant(service.running.workspace.deps());
    const [{ code, word }] = planted;
    const key = await service.key({ role: 'admin', clients: [code] });
    const client = await service.key({ role: 'client', clients: [code] });
    const asked = async (where: string, body?: unknown): Promise<number> => {
      const how = body === undefined ? { key } : { key, method: 'POST', body };
      const answer = (await service?.ask(where, how)) ?? { status: 0, text: () => Promise.resolve('') };
      if (answer.status >= 400) throw new Error(`${where}: ${answer.status} ${await answer.text()}`);
      return answer.status;
    };
    for (const where of [
      'performance?period=2026-05',
      'exclusions',
      'actions',
      'improvement?period=2026-05',
      'scorecards',
      'survey-links',
    ])
      expect(await asked(`/clients/${code}/${where}`)).to.equal(200);
    expect(await asked('/imports')).to.equal(200);
    expect(await asked('/audit/ledger')).to.equal(200);
    const file = new TextEncoder().encode(
      `no,site,carrier,promised,delivered,consignee\nS8-${word},site,carrier,2026-06-05T12:00:00Z,2026-06-05T11:00:00Z,person\n`,
    );
    expect(await asked(`/imports?layout=layout_${word}&file=june.csv`, file)).to.equal(201);
    const action = { what: 'more vans', metric: `kept_${word}`, owner: 'Wu', due: '2026-08-01' };
    expect(await asked(`/clients/${code}/actions`, action)).to.equal(201);
    const exclusion = { facts: [`S1-${word}`], reason: `reason_${word}`, evidence: 'a letter' };
    expect(await asked(`/clients/${code}/exclusions`, exclusion)).to.equal(201);
    const waivers = [{ source: `source_${word}`, reason: 'late' }];
    expect(await asked('/periods/2026-06/close', { clients: [code], waivers, acknowledge: 'the request waits' })).to.equal(200);
    const dispute = { period: '2026-06', metrics: [`kept_${word}`], text: 'too low' };
    const opened = await service.ask(`/clients/${code}/disputes`, { key: client, method: 'POST', body: dispute });
    expect(opened.status).to.equal(201);
  });

  it('has no owner behind the reader: it can lay down no role, and reads nobody without being bound', async () => {
    await on('plumbline_reader', async reader => {
      for (const role of ['plumbline_owner', 'plumbline_service', 'plumbline_writer', 'postgres'])
        expect(await codeOf(reader, `set role ${role}`), role).to.equal('42501');
      const seen = await reader.transaction(async tx => {
        await tx.raw('reset role');
        const { rows } = await tx.raw<{ rows: { count: number }[] }>(
          "select ((select count(*) from fact_shipment where client <> '*') + (select count(*) from ledger))::integer as count",
        );
        return rows[0]?.count;
      });
      expect(seen).to.equal(0);
      expect(await codeOf(reader, 'create table mine (one int)')).to.equal('42501');
    });
  });

  it('ends a statement of a reader that takes longer than its route allows', async () => {
    if (service === undefined) throw new Error('the service was not started');
    const { workspace } = service.running;
    const bound = workspace.boundTo(workspace.deps(), ['ACME'], 'read');
    const faults = await stopsWith(
      workspace.withStatementTimeout(bound, 0.2).database.transaction(tx => tx.raw('select pg_sleep(20)')),
    );
    expect(faults.map(({ code }) => code)).to.deep.equal(['database_cancelled']);
  });

  it('lets the service add to the ledger, the rules and what was evaluated, and take nothing away', async () => {
    await on('plumbline_service', async database => {
      for (const table of ['ledger', 'evaluation', 'rulebook', 'batch', 'batch_client', 'batch_row_client']) {
        const { rows } = await database.knex.raw<{ rows: { name: string }[] }>(
          'select attname as name from pg_attribute where attrelid = ?::regclass and attnum = 1',
          [table],
        );
        const column = rows[0]?.name ?? '';
        for (const sql of [
          `update ${table} set ${column} = ${column}`,
          `delete from ${table}`,
          `truncate ${table}`,
          `drop table ${table}`,
        ])
          expect(await codeOf(database, sql), sql).to.equal('42501');
      }
      for (const sql of [
        'alter table ledger disable row level security',
        'create table mine (one int)',
        'set role plumbline_owner',
      ])
        expect(await codeOf(database, sql), sql).to.equal('42501');
    });
  });

  it('refuses a login for readers that could do more than read', async () => {
    for (const [login, because] of [
      ['plumbline_service', 'may write'],
      ['plumbline_owner', 'owns tables'],
      ['postgres', 'superuser'],
    ] as const) {
      const options = { surroundings: surroundings({ DATABASE_READER_URL: url(login) }) };
      const faults = await stopsWith(serving(directory, options));
      expect(faults.map(({ code }) => code)).to.deep.equal(['reader_login_unfit']);
      expect(whatOf(faults[0])).to.contain(because);
    }
  });
});
