import { expect } from 'chai';
import type { JobFinding } from '../../src/contract/jobs.js';
import { jobFaults } from '../../src/faults/jobs.js';
import { fault } from '../../src/faults/make.js';
import { writeFiles } from '../support/workspaces.js';
import { smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

interface Run {
  readonly run: number;
  readonly outcome: string;
  readonly counts: Readonly<Record<string, number>>;
}

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly faults: readonly { readonly zh: { readonly what: string } }[];
}

describe('jobs over REST', () => {
  let service: Serving;
  let keys: Readonly<Record<'client' | 'manager' | 'auditor' | 'bound', string>>;

  before(async () => {
    const directory = await smallWorkspace({
      'config/jobs.yaml': 'jobs:\n  - { id: import, does: import_inbox, with: { settled: 1 ms } }\n',
    });
    await writeFiles(directory, {
      'inbox/shipments/march.csv': 'no,client,status,carrier,promised,delivered\nS1,ACME,delivered,,2026-03-02,2026-03-02\n',
    });
    service = await serving(directory);
    keys = {
      client: await service.key({ role: 'client', clients: ['ACME'] }),
      manager: await service.key({ role: 'manager' }),
      auditor: await service.key({ role: 'auditor' }),
      bound: await service.key({ role: 'manager', clients: ['ACME'] }),
    };
  });
  after(() => service.close());

  const json = async <T>(path: string, key: string, method = 'GET', body?: unknown): Promise<{ status: number; json: T }> => {
    const answer = await service.ask(path, { key, method, ...(body === undefined ? {} : { body }) });
    // What the route promises; the tests look at every field that they use.
    return { status: answer.status, json: (await answer.json()) as T };
  };

  it('are listed for who may see them, and for nobody who is bound to clients', async () => {
    for (const key of [keys.manager, keys.auditor]) {
      const { status, json: found } = await json<{ jobs: { job: string; next: string | null }[] }>('/jobs', key);
      expect([status, found.jobs.map(({ job }) => job)]).to.deep.equal([
        200,
        ['import', 'evaluate', 'scorecards', 'mail', 'remind', 'month_end'],
      ]);
    }
    for (const key of [keys.client, keys.bound]) expect((await service.ask('/jobs', { key })).status).to.equal(403);
  });

  it('are tried, begun and recorded', async () => {
    const tried = await json<{ log: string[] }>('/jobs/import/run', keys.manager, 'POST', { dry_run: true });
    expect(tried.status).to.equal(200);
    expect(tried.json.log.join()).to.contain('Would import shipments/march.csv as shipments: 1 read, 1 new');
    const begun = await json<{ run: number }>('/jobs/import/run', keys.manager, 'POST', {});
    expect(begun.status).to.equal(202);
    let runs: readonly Run[] = [];
    do {
      runs = (await json<{ runs: Run[] }>('/jobs/import/runs', keys.auditor)).json.runs;
    } while (runs[0]?.outcome === 'running');
    expect(runs.map(({ run, outcome, counts }) => [run, outcome, counts['new']])).to.deep.equal([[begun.json.run, 'done', 1]]);
    expect((await service.ask('/jobs/import/run', { key: keys.auditor, method: 'POST', body: {} })).status).to.equal(403);
  });

  it('that there are not are not found', async () => {
    const { status, json: problem } = await json<Problem>('/jobs/imprt/runs', keys.manager);
    expect([status, problem.code]).to.deep.equal([404, 'job_unknown']);
    expect(problem.detail).to.contain('Did you mean import?');
    expect(problem.faults.map(({ zh }) => zh.what)).to.deep.equal(['没有任务 "imprt"。您是否想写 import？']);
    expect((await service.ask('/jobs/imprt/run', { key: keys.manager, method: 'POST', body: {} })).status).to.equal(404);
  });

  it('say what they found with its code and in both languages, and what earlier versions noted as it was', async () => {
    const { database } = service.running.workspace.deps();
    const run = {
      job: 'import',
      started_at: 1,
      ended_at: 2,
      attempt: 1,
      outcome: 'done',
      counts: '{}',
      log: '',
      started_by: 'hand',
    };
    const found = { about: ['month_end', 'a.csv'], fault: fault(jobFaults, 'rows_rejected', { rows: 3, rejects: null }) };
    await database.transaction(tx =>
      tx('job_run').insert([
        { ...run, due_at: 1, actor: 'lin', findings: JSON.stringify(['a.csv: 3 rows rejected']) },
        { ...run, due_at: 2, actor: 'lin', findings: JSON.stringify([found]) },
      ]),
    );
    const { json: history } = await json<{ runs: readonly { findings: readonly JobFinding[] }[] }>(
      '/jobs/import/runs',
      keys.manager,
    );
    const [now, before] = history.runs.map(({ findings }) => findings[0]);
    expect([now?.about, now?.fault.code, now?.fault.what, now?.fault.zh?.what]).to.deep.equal([
      ['month_end', 'a.csv'],
      'rows_rejected',
      '3 rows were rejected.',
      '有 3 行未通过。',
    ]);
    expect([before?.fault.code, before?.fault.what]).to.deep.equal(['finding_in_words', 'a.csv: 3 rows rejected']);
  });
});
