import { expect } from 'chai';
import type { Deps } from '../../../src/app/deps.js';
import type { FinishedRun } from '../../../src/app/jobs/run-job.js';
import { withdrawImport } from '../../../src/app/imports/withdraw-import.js';
import { connect, type Database } from '../../../src/store/connect.js';
import { eachDatabase, freshServerUrl } from '../../support/databases.js';
import { requires } from '../../support/suite.js';
import { depsFor, figure, workspaceOf } from '../importing.js';
import { ranJob, textsOf } from './working.js';

const layout = (name: string, table: string): string => `layout: ${name}
fact: shipment
format: sql
connection: env:SOURCE
query: select no, client, at, changed from ${table}
watermark: { column: changed }
fields:
  client:       { column: client }
  shipment_no:  { column: no }
  delivered_at: { column: at }
  status:       { const: delivered }
`;

requires('postgres', 'a source that is a server', () => {
  let source: Database;
  let url: string;
  before(async () => {
    url = (await freshServerUrl()) ?? '';
    source = await connect({ url });
  });
  after(() => source.close());

  eachDatabase('a job that imports queries', database => {
    let deps: Deps;
    before(async () => {
      await source.knex.raw('drop table if exists sent, broken');
      await source.knex.raw('create table sent (no text, client text, at timestamptz, changed int)');
      const directory = await workspaceOf({
        'plumbline.yaml': 'time_zone: UTC\n',
        'config/sent.yaml': layout('sent', 'sent'),
        'config/broken.yaml': layout('broken', 'broken'),
        'config/jobs.yaml': 'jobs:\n  - { id: pull, does: import_sql, with: { layouts: [broken, sent] } }\n',
      });
      deps = { ...(await depsFor(database(), directory)), env: { SOURCE: url } };
    });

    const send = (no: string, changed: number): Promise<unknown> =>
      source.knex.raw("insert into sent values (?, 'ACME', '2026-05-31T00:00:00Z', ?)", [no, changed]);
    const counted = ({ counts }: FinishedRun): readonly (number | undefined)[] =>
      ['batches', 'read', 'new', 'failed'].map(name => counts[name]);
    const shipments = (): Promise<number> => figure(database(), 'select count(*) from fact_shipment where superseded_by is null');

    it('goes on after the watermark, and does what it can beside a query that fails', async () => {
      await send('1', 1);
      await send('2', 2);
      const first = await ranJob(deps, 'pull');
      expect([first.outcome, ...counted(first)], first.log).to.deep.equal(['failed', 1, 2, 2, 1]);
      expect(textsOf(first)[0]).to.match(/^broken: error query_failed/);
      await source.knex.raw('create table broken (like sent)');
      await send('3', 3);
      const second = await ranJob(deps, 'pull');
      expect([second.outcome, ...counted(second)], second.log).to.deep.equal(['done', 2, 1, 1, 0]);
      expect(counted(await ranJob(deps, 'pull'))).to.deep.equal([2, 0, 0, 0]);
      expect(await shipments()).to.equal(3);
    });

    it('tries and leaves the watermark where it was', async () => {
      await send('4', 4);
      const tried = await ranJob(deps, 'pull', { dryRun: true });
      expect(tried.log).to.contain('Would import sent as sent: 1 read, 1 new');
      expect(counted(await ranJob(deps, 'pull')).slice(1)).to.deep.equal([1, 1, 0]);
    });

    it('reads again what was withdrawn', async () => {
      const batch = await figure(database(), "select max(batch) from batch where layout = 'sent' and read = 1");
      await withdrawImport(deps, { batch, reason: 'too early', actor: 'lin' });
      expect(await shipments()).to.equal(3);
      expect(counted(await ranJob(deps, 'pull')).slice(1)).to.deep.equal([1, 1, 0]);
      expect(await shipments()).to.equal(4);
    });

    it('keeps nothing of a source that breaks off, and reads all of it the next time', async () => {
      await source.knex.raw(
        "insert into sent select 'many-' || n, 'ACME', '2026-05-31T00:00:00Z', 100 + n from generate_series(1, 3000) n",
      );
      // The connection of the source ends in the middle of its rows.
      const query =
        'select no, client, at, changed, case when changed = 2000 then pg_terminate_backend(pg_backend_pid()) end as cut from sent';
      const layouts = deps.workspace.layouts.map(one =>
        one.name === 'sent' ? { ...one, layout: { ...one.layout, query } } : one,
      );
      const cut = await ranJob({ ...deps, workspace: { ...deps.workspace, layouts } }, 'pull');
      expect([cut.outcome, await shipments()], cut.log).to.deep.equal(['failed', 4]);
      expect(textsOf(cut)[0]).to.contain('query_broken_off');
      expect(counted(await ranJob(deps, 'pull')).slice(1)).to.deep.equal([3000, 3000, 0]);
      expect(await shipments()).to.equal(3004);
    });
  });
});
