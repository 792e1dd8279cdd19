import { expect } from 'chai';
import { documentOf, plumbline, type Transcript } from '../support/program.js';
import { holdDatabaseOpen, writeFiles, workspaceWith } from '../support/workspaces.js';

const files = {
  'config/acme.yaml':
    'layout: acme\nfact: shipment\ntime_zone: UTC\nfields: { client: { const: ACME }, shipment_no: { column: no }, delivered_at: { column: at }, promised_at: { column: due }, status: { const: delivered } }\n',
  'config/sources.yaml': 'sources:\n  - { id: tms, client: ACME, fact: shipment, every: month }\n',
  'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: ACME, name: { en: Acme, zh: 艾克美 } } ]\n',
  'june.csv': 'no,at,due\n1,2024-06-20,2024-06-20\n2,2024-06-21,2024-06-20\n',
  'late.csv': 'no,at,due\n3,2024-06-30,2024-06-20\n',
};

interface Closed {
  readonly closed: readonly { readonly client: string; readonly revision: number; readonly evaluation: string }[];
}

describe('plumbline period', () => {
  let cwd: string;
  let release: () => Promise<void>;
  const run = (...args: readonly string[]): Promise<Transcript> => plumbline({ cwd }, ...args, '--as', 'lin');
  const period = ['--period', '2024-06', '--client', 'ACME'] as const;
  before(async () => {
    cwd = await workspaceWith({});
    await writeFiles(cwd, files);
    release = await holdDatabaseOpen(cwd);
  });
  after(() => release());

  it('refuses to close what is not complete with exit code 1, naming the source; closes it with a waiver', async () => {
    expect((await run('import', 'june.csv', '--layout', 'acme')).code).to.equal(0);
    const refused = await run('period', 'close', ...period);
    expect({ code: refused.code, stdout: refused.stdout }).to.deep.equal({ code: 1, stdout: '' });
    expect(refused.stderr).to.contain('error period_source_missing').and.contain('--waive tms --reason TEXT');
    const closed = await run('period', 'close', ...period, '--waive', 'tms', '--reason', 'closed early', '--json');
    expect(closed.code, closed.stderr).to.equal(0);
    expect(documentOf<Closed>(closed).closed[0]).to.deep.include({ client: 'ACME', revision: 1 });
    const again = await run('period', 'close', ...period);
    expect([again.code, again.stderr]).to.deep.equal([1, again.stderr]);
    expect(again.stderr).to.contain('error period_already_closed').and.contain('by "lin"');
  });

  it('has imports say that they are late, in words and in JSON, tried or done', async () => {
    const tried = await run('import', 'late.csv', '--layout', 'acme', '--dry-run');
    expect(tried.stdout).to.contain('Late: This file would touch ACME 2024-06, which is closed at revision 1');
    const done = await run('import', 'late.csv', '--layout', 'acme', '--json');
    expect(documentOf<{ batches: { late: unknown }[] }>(done).batches[0]?.late).to.deep.equal([
      { client: 'ACME', period: '2024-06', revision: 1, facts: 1 },
    ]);
    expect((await run('period', 'status', ...period)).stdout).to.contain('ACME 2024-06: late batch 2 (late.csv) touches 1 fact.');
  });

  it('has an evaluation of what is closed say so, and what differs', async () => {
    const evaluated = await run('evaluate', ...period, '--json');
    expect(evaluated.stderr).to.contain('warning period_closed_differs').and.contain('(1/2, ').and.contain('(1/3, ');
    const [client] = documentOf<{ clients: { evaluation: { state: string; revision: number } }[] }>(evaluated).clients;
    expect(client?.evaluation).to.deep.include({ state: 'provisional', revision: 2 });
  });

  it('reopens as the next revision; each revision can be written, and their difference explained', async () => {
    expect((await run('period', 'reopen', ...period, '--reason', 'late file')).code).to.equal(0);
    const closed = documentOf<Closed>(await run('period', 'close', ...period, '--json'));
    expect(closed.closed[0]).to.deep.include({ revision: 2 });
    const old = await run('scorecard', ...period, '--revision', '1');
    expect(old.stdout.trim()).to.match(/ACME\.revision-1\.en\.xlsx$/);
    const none = await run('scorecard', ...period, '--revision', '3');
    expect([none.code, none.stderr.includes('the last that was closed is 2')]).to.deep.equal([2, true]);
    const diff = await run('audit', 'diff', 'ACME:2024-06:1', 'ACME:2024-06:2');
    expect(diff.stdout).to.contain('late data, batch 2 (late.csv)').and.contain('1/2 50 %').and.contain('1/3 33.3333 %');
  });
});
