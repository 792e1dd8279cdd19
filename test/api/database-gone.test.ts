import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import pg from 'pg';
import { machineTimer } from '../../src/remote/timer.js';
import { finishInterruptedUploads } from '../../src/app/imports/interrupted-uploads.js';
import { startJobs } from '../../src/jobs/start.js';
import { figure } from '../app/importing.js';
import { lay } from '../app/jobs/working.js';
import { head, march, smallWorkspace } from '../cli/small-workspace.js';
import { startServer, type TestServer } from '../support/server.js';
import { requires } from '../support/suite.js';
import { type Serving, serving } from './serving.js';

const jobs = `jobs:
  - { id: import, does: import_inbox, schedule: "* * * * *", retries: 5, backoff: 1 s, with: { settled: 1 ms } }
`;

/** Asks again until it is so; who waits in vain is told by the test's own time limit. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(50);
}

requires('postgres', 'a service whose database server goes and comes back', () => {
  let server: TestServer;
  let service: Serving;
  let admin: string;
  before(async () => {
    // What was committed outlives the end of the server.
    const started = await startServer({ synchronous_commit: 'on' });
    if (started === undefined) throw new Error('no PostgreSQL server');
    server = started;
    const directory = await smallWorkspace({ 'config/jobs.yaml': jobs });
    const env = { DATABASE_URL: server.url('postgres') };
    service = await serving(directory, { surroundings: { start: directory, workspace: directory, env, clock: Date.now } });
    admin = await service.key({ role: 'admin' });
  });
  after(async () => {
    await service.close();
    await server.stop();
  });

  const status = async (at: string): Promise<number> => (await service.ask(at, { key: admin })).status;
  const count = (sql: string): Promise<number> => figure(service.running.workspace.deps().database, sql);
  const cut = (): Promise<void> =>
    server.run(
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'",
    );
  const halt = (): Promise<void> => server.halt();
  const send = (file: string, rows: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    service.ask(`/imports?layout=shipments&file=${file}`, {
      method: 'POST',
      key: admin,
      body: new TextEncoder().encode(rows),
      headers,
    });
  const kept = (): readonly string[] =>
    readdirSync(path.join(service.directory, 'archive'), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !entry.name.endsWith('.report.json'))
      .map(({ name }) => name)
      .toSorted();

  /** Keeps imports from their turn, does something that makes one, and ends the connections while it waits in its transaction. */
  async function inTheMiddle<T>(begin: () => Promise<T>, end: () => Promise<void>): Promise<T> {
    const holder = new pg.Client({ connectionString: server.url('postgres') });
    holder.on('error', () => undefined);
    await holder.connect();
    await holder.query("select pg_advisory_lock(x'706c'::int, 1)");
    const begun = begin();
    begun.catch(() => undefined);
    const waiting = "select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted";
    await until(async () => ((await holder.query<{ n: number }>(waiting)).rows[0]?.n ?? 0) > 0);
    await end();
    await holder.end().catch(() => undefined);
    return begun;
  }

  it('answers 503 with Retry-After while it is away, is not ready, and answers again by itself', async () => {
    expect([await status('/imports'), await status('^/readyz')]).to.deep.equal([200, 200]);
    await cut();
    expect([await status('/imports'), await status('^/readyz')]).to.deep.equal([200, 200]);
    await halt();
    for (const at of ['/imports', '^/readyz']) {
      const answer = await service.ask(at, { key: admin });
      expect([answer.status, answer.headers.get('retry-after')]).to.deep.equal([503, '5']);
      const problem = (await answer.json()) as { code: string; detail: string };
      expect(problem.code).to.equal('service_unavailable');
      expect(problem.detail).to.not.contain(String(server.port));
    }
    expect(await status('^/healthz')).to.equal(200);
    await server.resume();
    expect([await status('/imports'), await status('^/readyz')]).to.deep.equal([200, 200]);
  });

  for (const [says, end] of [
    ['its connections are cut', cut],
    ['the server ends', halt],
  ] as const) {
    it(`undoes an upload during which ${says}; sent again it is imported once`, async () => {
      const before = [await count('select count(*) from batch'), kept()];
      const rows = `${head}\nU-${end.name},ACME,delivered,Road,2026-03-02 12:00,2026-03-02 12:00\n`;
      const answer = await inTheMiddle(() => send(`${end.name}.csv`, rows), end);
      expect([answer.status, answer.headers.get('retry-after')]).to.deep.equal([503, '5']);
      expect(await answer.json()).to.include({ code: 'service_unavailable' });
      if (end === halt) await server.resume();
      await finishInterruptedUploads(service.running.workspace.deps());
      expect([await count('select count(*) from batch'), kept()]).to.deep.equal(before);
      expect(await count("select count(*) from upload where state = 'running'")).to.equal(0);
      expect((await send(`${end.name}.csv`, rows)).status).to.equal(201);
      expect(await count(`select count(*) from fact_shipment where shipment_no = 'U-${end.name}'`)).to.equal(1);
    });
  }

  it('tells who asks for its progress that an upload failed, once the server is back', async () => {
    const { headers } = await inTheMiddle(() => send('later.csv', march, { prefer: 'respond-async' }), halt);
    await service.running.service.background.ended();
    await server.resume();
    await finishInterruptedUploads(service.running.workspace.deps());
    const state = await service.ask(`^${headers.get('location') ?? ''}`, { key: admin });
    const shown = (await state.json()) as { state: string; answer: { faults: readonly { code: string }[] } };
    expect([shown.state, shown.answer.faults[0]?.code]).to.deep.equal(['failed', 'service_unavailable']);
  });

  for (const [says, end] of [
    ['its connections are cut', cut],
    ['the server ends', halt],
  ] as const) {
    it(`runs a job again during which ${says}, and nothing is lost or done twice`, async () => {
      const { deps } = service.running.workspace;
      await deps().database.transaction(tx => tx.raw('truncate job_run, job_known'));
      await deps().database.transaction(tx => tx('job_known').insert({ job: 'import', known_since: Date.now() - 3_600_000 }));
      const name = `J-${end.name}`;
      await lay(path.join(service.directory, 'inbox'), {
        'shipments/one.csv': `${head}\n${name},ACME,delivered,Road,2026-03-02 12:00,2026-03-02 12:00\n`,
      });
      const before = await count('select count(*) from batch');
      const lines: string[] = [];
      // What waits for the other side waits a tenth of its time.
      const timer = { after: (millis: number, call: () => void) => machineTimer.after(millis / 10, call) };
      const scheduler = await inTheMiddle(() => Promise.resolve(startJobs({ deps, timer, talk: line => lines.push(line) })), end);
      try {
        if (end === halt) await server.resume();
        await until(() => Promise.resolve(!existsSync(path.join(service.directory, 'inbox/shipments/one.csv'))));
        await scheduler.idle();
      } finally {
        await scheduler.stop();
      }
      expect(await count('select count(*) from batch'), lines.join('\n')).to.equal(before + 1);
      expect(await count(`select count(*) from fact_shipment where shipment_no = '${name}'`)).to.equal(1);
      expect(await count('select count(*) from job_run where ended_at is null')).to.equal(0);
      expect(await count("select count(*) from job_run where outcome = 'done'")).to.be.greaterThan(0);
      expect(await count("select count(*) from job_run where outcome <> 'done'")).to.be.greaterThan(0);
    });
  }
});
