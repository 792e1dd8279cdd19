import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { documentOf, plumbline, type Transcript } from '../support/program.js';
import { holdDatabaseOpen, writeFiles } from '../support/workspaces.js';
import { smallWorkspace } from './small-workspace.js';

interface Named {
  readonly left_out?: readonly { readonly code: string; readonly place: { readonly file?: string } }[];
}

const draft = 'layout: draft\nfact: shipment\nfields:\n  client: { column: ??? \n';
const jobs = `jobs:
  - { id: inbox, does: import_inbox, with: { settled: 1 s } }
  - { id: monthly, does: evaluate, with: { period: previous month } }
  - { id: broken, does: evaluat }
  - { id: both, does: chain, with: { steps: [monthly, broken] } }
`;
const stricter = (client: string): string =>
  `standards: [{ metric: on_time_delivery, at_leest: "99%", scope: { client: ${client} } }]\n`;

// The steps follow one another in one workspace: first a draft beside what is in order, then faults in rules.
describe('config of which a part is at fault', () => {
  let cwd: string;
  let release: () => Promise<void>;
  before(async () => {
    cwd = await smallWorkspace({ 'config/layouts/draft.yaml': draft, 'config/jobs.yaml': jobs });
    release = await holdDatabaseOpen(cwd);
  });
  after(() => release());

  const run = (...args: readonly string[]): Promise<Transcript> => plumbline({ cwd }, ...args);
  const leftOut = (ran: Transcript): readonly (string | undefined)[] =>
    (documentOf<Named>(ran).left_out ?? []).map(({ place }) => place.file);
  const both = ['config/layouts/draft.yaml', 'config/jobs.yaml'];

  it('is shown whole by check', async () => {
    const ran = await run('check', '--json');
    expect([ran.code, documentOf<{ faults: readonly unknown[] }>(ran).faults.length]).to.deep.equal([2, 2]);
  });

  it('lets a file with a sound layout be imported, and names what was left out', async () => {
    const told = await run('import', 'march.csv', '--layout', 'shipments', '--dry-run');
    expect(told.code).to.equal(0);
    expect(told.stderr).to.contain('warning config_left_out  config/layouts/draft.yaml:').and.contain('job "broken"');
    const ran = await run('import', 'march.csv', '--layout', 'shipments', '--json');
    expect([ran.code, leftOut(ran)]).to.deep.equal([0, both]);
  });

  it('refuses a file of the layout that is at fault, by what is wrong in it', async () => {
    const ran = await run('import', 'march.csv', '--layout', 'draft', '--json');
    expect([ran.code, documentOf<{ faults: readonly { code: string }[] }>(ran).faults.map(({ code }) => code)]).to.deep.equal([
      2,
      ['yaml_syntax'],
    ]);
  });

  it('lets a period be evaluated, and every job that does not need it run', async () => {
    const evaluated = await run('evaluate', '--period', '2026-03', '--json');
    expect([evaluated.code, leftOut(evaluated)]).to.deep.equal([0, both]);
    const ran = await run('jobs', 'run', 'monthly', '--at', '2026-04-02T06:00:00Z', '--json');
    const { outcome, findings } = documentOf<{ outcome: string; findings: readonly { fault: { code: string } }[] }>(ran);
    expect([ran.code, outcome, findings.map(({ fault }) => fault.code)]).to.deep.equal([
      1,
      'done',
      ['config_left_out', 'config_left_out'],
    ]);
    const listed = await run('jobs', 'list', '--json');
    expect([listed.code, leftOut(listed)]).to.deep.equal([0, both]);
  });

  it('refuses the job that is at fault, and the chain with it before its first step', async () => {
    for (const job of ['broken', 'both']) {
      const ran = await run('jobs', 'run', job, '--json');
      expect([ran.code, ran.stderr], job).to.satisfy(
        ([code, said]: [number, string]) => code === 2 && said.includes('"evaluat"'),
      );
    }
    const history = await run('jobs', 'history', 'monthly', '--json');
    expect(documentOf<{ runs: readonly unknown[] }>(history).runs.length).to.equal(1);
  });

  it('keeps a file of the inbox waiting for its layout, and imports the others', async () => {
    await writeFiles(cwd, {
      'inbox/draft/a.csv': 'no\n1\n',
      'inbox/shipments/b.csv': 'no,client,status,carrier,promised,delivered\n',
    });
    const ran = await run('jobs', 'run', 'inbox', '--json');
    const { counts, findings } = documentOf<{
      counts: Readonly<Record<string, number>>;
      findings: readonly { fault: { code: string; params: object } }[];
    }>(ran);
    expect([counts['files'], counts['waiting'], counts['refused']]).to.deep.equal([1, 1, 0]);
    expect(findings.find(({ fault }) => fault.code === 'inbox_layout_faulty')?.fault.params).to.deep.equal({
      file: 'draft/a.csv',
      layout: 'draft',
    });
  });

  it('refuses an evaluation without a rule that would have counted, and evaluates the clients for whom it would not', async () => {
    await writeFiles(cwd, { 'config/stricter.yaml': stricter('ACME') });
    const codes = async (...more: readonly string[]): Promise<number | null> =>
      (await run('evaluate', '--period', '2026-03', ...more)).code;
    expect([await codes(), await codes('--client', 'ACME'), await codes('--client', 'BETA')]).to.deep.equal([2, 2, 0]);
    const ran = await run('jobs', 'run', 'monthly', '--at', '2026-04-02T06:00:00Z', '--json');
    const { counts, findings } = documentOf<{
      counts: Readonly<Record<string, number>>;
      findings: readonly { about: readonly string[]; fault: { code: string } }[];
    }>(ran);
    expect([ran.code, counts['evaluated'], counts['failed']]).to.deep.equal([3, 1, 1]);
    expect(findings[0]).to.deep.include({ about: ['ACME, 2026-03'] });
    expect(findings[0]?.fault.code).to.equal('config_key_unknown');
    expect((await run('import', 'march.csv', '--layout', 'shipments')).code).to.equal(0);
    rmSync(path.join(cwd, 'config', 'stricter.yaml'));
  });

  it('is refused everywhere where plumbline.yaml is at fault', async () => {
    await writeFiles(cwd, { 'plumbline.yaml': 'time_zone: Mars/Olympus\n' });
    const codes = await Promise.all(
      [
        ['import', 'march.csv', '--layout', 'shipments'],
        ['evaluate', '--period', '2026-03'],
        ['jobs', 'list'],
        ['layout', 'list'],
      ].map(async args => (await run(...args)).code),
    );
    expect(codes).to.deep.equal([2, 2, 2, 2]);
  });
});
