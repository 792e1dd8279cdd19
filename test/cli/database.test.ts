import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import pg from 'pg';
import { freshServerUrl } from '../support/databases.js';
import { documentOf, transcriptOf, plumbline, spawned, startProgram, type Transcript } from '../support/program.js';
import { requires } from '../support/suite.js';
import { holdDatabaseOpen, writeFiles, withDatabase } from '../support/workspaces.js';
import { head, march, smallWorkspace } from './small-workspace.js';

interface Status {
  readonly kind: string;
  readonly version: string;
  readonly migrations: readonly { readonly version: number; readonly name: string; readonly appliedAt: unknown }[];
  readonly batches: number;
  readonly last_import: string | null;
}

interface Evaluated {
  readonly clients: readonly {
    readonly client: string;
    readonly evaluation: { readonly hash: string; readonly as_of_batch: number };
  }[];
}

const statusOf = async (cwd: string, env: Record<string, string> = {}): Promise<Status> =>
  documentOf<Status>(await plumbline({ cwd, env }, 'db', 'status', '--json'));

const evaluation = async (cwd: string, env: Record<string, string> = {}): Promise<Evaluated> =>
  documentOf<Evaluated>(
    await plumbline({ cwd, env }, 'evaluate', '--period', '2026-03', '--at', '2026-05-01T00:00:00Z', '--json'),
  );

/** A file whose first row is rejected and that takes long enough to be stopped in its middle. */
const long = (): string =>
  `${head}\nX,ACMEE,delivered,,,\n${Array.from({ length: 150_000 }, (_, i) => `L${i},ACME,delivered,Road,2026-03-02 12:00,2026-03-02 11:00`).join('\n')}\n`;

/** Starts a long import and ends it by a signal once a part of the file has been taken in: its first reject has been written. */
async function stopped(cwd: string, signal: 'SIGKILL' | 'SIGINT'): Promise<Transcript> {
  const before = new Set(await readdir(path.join(cwd, '.plumbline')));
  const child = startProgram({ cwd }, 'import', 'long.csv', '--layout', 'shipments');
  const end = transcriptOf(child);
  const isUnderWay = async (): Promise<boolean> =>
    (await readdir(path.join(cwd, '.plumbline'))).some(name => !before.has(name) && /reject|\.csv/.test(name));
  while (child.exitCode === null && !(await isUnderWay())) await pause(5);
  expect(child.exitCode, 'it ended before it could be stopped').to.equal(null);
  child.kill(signal);
  return end;
}

describe('plumbline db', () => {
  it('url tells where the embedded database is reached while it is held open, and that it is not otherwise', async () => {
    const cwd = await withDatabase(await smallWorkspace());
    const closed = await plumbline({ cwd }, 'db', 'url');
    expect(closed.code).to.equal(3);
    expect(closed.stderr).to.contain('database_not_open').and.contain('db url --hold');
    const holder = startProgram({ cwd }, 'db', 'url', '--hold');
    if (holder.stdout === null) throw new Error('its output is a pipe');
    const [printed] = (await once(holder.stdout, 'data')) as [Buffer];
    const url = (await plumbline({ cwd }, 'db', 'url')).stdout;
    expect(url).to.equal(printed.toString());
    const client = new pg.Client({ connectionString: url.trim() });
    await client.connect();
    expect((await client.query('select count(*)::int as batches from batch')).rows).to.deep.equal([{ batches: 0 }]);
    await client.end();
    const end = transcriptOf(holder);
    holder.kill('SIGTERM');
    expect((await end).code).to.equal(0);
  });

  it('distribute needs a server', async () => {
    const cwd = await smallWorkspace();
    const release = await holdDatabaseOpen(cwd);
    const refused = await plumbline({ cwd }, 'db', 'distribute', '--dry-run').finally(release);
    expect(refused.code).to.equal(3);
    expect(refused.stderr).to.contain('distribute_needs_server');
  });

  it('makes the embedded database on first use; status changes nothing, migrate brings it up to date once', async () => {
    // A database that is there but has no tables yet is what status must not change.
    const cwd = await smallWorkspace();
    const fresh = await statusOf(cwd);
    expect(fresh).to.deep.include({ kind: 'embedded', batches: 0, last_import: null });
    expect(fresh.migrations.map(({ appliedAt }) => appliedAt)).to.satisfy((all: unknown[]) => all.every(one => one === null));
    const migrated = await plumbline({ cwd }, 'db', 'migrate');
    expect(migrated.code, migrated.stderr).to.equal(0);
    expect(migrated.stdout).to.match(/^Applied 1 tables\.$/m);
    const words = await plumbline({ cwd }, 'db', 'status');
    expect(words.stdout)
      .to.match(/^Database: embedded, PostgreSQL \d+/)
      .and.match(/^Schema: +up to date$/m);
    expect((await plumbline({ cwd }, 'db', 'migrate', '--json')).stdout).to.equal('{"applied":[]}\n');
  });

  it('says with exit code 3 what is wrong with a server that does not answer, never with its password', async () => {
    const cwd = await smallWorkspace();
    const env = { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/none' };
    const ran = await plumbline({ cwd, env }, 'db', 'status', '--json');
    expect(ran.code).to.equal(3);
    expect(documentOf<{ faults: { code: string }[] }>(ran).faults[0]?.code).to.equal('database_unreachable');
    expect(ran.stdout + ran.stderr)
      .to.contain('127.0.0.1:1')
      .and.not.contain('secret');
  });
});

describe('an import that is stopped in its middle', () => {
  let cwd: string;
  before(async () => {
    cwd = await withDatabase(await smallWorkspace({ 'long.csv': long() }));
  });

  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    it(`by ${signal} leaves no trace, and the next one goes on as if it had never been`, async () => {
      const { code, stdout, stderr } = await stopped(cwd, signal);
      expect(stdout).to.equal('');
      if (signal === 'SIGINT') {
        expect(code).to.equal(130);
        expect(stderr).to.contain('Stopped. What was not finished was not recorded.');
      }
      expect(existsSync(path.join(cwd, 'rejects')) ? await readdir(path.join(cwd, 'rejects')) : []).to.deep.equal([]);
      const ran = await plumbline({ cwd }, 'import', 'march.csv', '--layout', 'shipments', '--dry-run', '--json');
      expect(ran.code, ran.stderr).to.equal(0);
      const [tried] = documentOf<{ batches: { rows: Record<string, number> }[] }>(ran).batches;
      expect(tried?.rows).to.include({ read: 8, new: 8 });
      expect(await statusOf(cwd)).to.include({ batches: 0, last_import: null });
    });
  }
});

describe('two commands at once on the embedded database', () => {
  it('both do their work: two imports are two batches, and an evaluation sees both', async () => {
    const cwd = await withDatabase(await smallWorkspace());
    const [first = '', ...others] = march.trimEnd().split('\n');
    await writeFiles(cwd, {
      'a.csv': [first, ...others.slice(0, 4)].join('\n'),
      'b.csv': [first, ...others.slice(4)].join('\n'),
    });
    const ran = await Promise.all(
      ['a.csv', 'b.csv'].map(file => spawned({ cwd }, 'import', file, '--layout', 'shipments', '--json')),
    );
    expect(ran.map(({ code, stderr }) => ({ code, stderr }))).to.deep.equal([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    const batches = ran.flatMap(one => documentOf<{ batches: { batch: number }[] }>(one).batches.map(({ batch }) => batch));
    expect(batches.toSorted((a, b) => a - b)).to.deep.equal([1, 2]);
    const { clients } = await evaluation(cwd);
    expect(clients.map(({ client }) => client)).to.deep.equal(['ACME', 'BETA']);
    expect(clients[0]?.evaluation.as_of_batch).to.equal(2);
  });
});

requires('postgres', 'plumbline db on a server', () => {
  it('url is the one that is configured; distribute shows its statements, and says that Citus is missing', async () => {
    const cwd = await smallWorkspace();
    const env = { DATABASE_URL: (await freshServerUrl()) ?? '' };
    expect(documentOf(await plumbline({ cwd, env }, 'db', 'url', '--json'))).to.deep.equal({
      kind: 'server',
      url: env.DATABASE_URL,
    });
    const shown = await plumbline({ cwd, env }, 'db', 'distribute', '--dry-run');
    expect(shown.code, shown.stderr).to.equal(0);
    expect(shown.stdout).to.contain("select create_reference_table('calendar_day');").and.contain('Would distribute');
    expect((await plumbline({ cwd, env }, 'db', 'undistribute')).stdout).to.contain('Nothing is distributed.');
    expect((await plumbline({ cwd, env }, 'db', 'status')).stdout).to.contain('one server, nothing is distributed');
    const refused = await plumbline({ cwd, env }, 'db', 'distribute');
    expect(refused.code).to.equal(3);
    expect(refused.stderr).to.contain('citus_missing').and.contain('create extension citus');
  });
});

requires('postgres', 'a PostgreSQL server', () => {
  it('named by DATABASE_URL takes the place of the embedded database, with the same evaluations to the byte', async () => {
    const url = await freshServerUrl();
    if (url === undefined) throw new Error('no PostgreSQL server');
    const onServer = await smallWorkspace();
    const embedded = await withDatabase(await smallWorkspace());
    const env = { DATABASE_URL: url };
    const load = ['import', 'march.csv', '--layout', 'shipments'] as const;
    const [there, here] = await Promise.all([spawned({ cwd: onServer, env }, ...load), spawned({ cwd: embedded }, ...load)]);
    expect(there).to.deep.equal(here);
    expect(there.code).to.equal(0);
    const evaluations = [await evaluation(onServer, env), await evaluation(embedded)];
    const [hashes, expected] = evaluations.map(({ clients }) => clients.map(one => one.evaluation.hash));
    expect(hashes).to.have.length(2);
    expect(hashes).to.deep.equal(expected);
    expect(await statusOf(onServer, env)).to.deep.include({ kind: 'server', batches: 1 });
    expect(existsSync(path.join(onServer, '.plumbline', 'database'))).to.equal(false);
  });
});
