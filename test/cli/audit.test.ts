import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { documentOf, plumbline, type Transcript } from '../support/program.js';
import { holdDatabaseOpen, workspaceWith } from '../support/workspaces.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const files = {
  'plumbline.yaml': 'time_zone: Asia/Shanghai\nadopt: paper\nclients:\n  - { code: ACME }\n',
  'config/layouts/plain.yaml': shipmentLayout('plain', 'client no to promised delivered', {
    status: 'delivered',
    zone: 'Asia/Shanghai',
  }),
  'june.csv': `client,no,to,promised,delivered
ACME,S-0001,Lin,2026-06-03 12:00,2026-06-03 18:00
ACME,"=cmd(""x"")",Wu,2026-06-03 12:00,2026-06-03 13:00
ACME,S-0003,Wu,2026-06-03 12:00,2026-06-03 11:00
`,
};

describe('plumbline audit', () => {
  let cwd: string;
  let release: () => Promise<void>;
  const run = (...args: readonly string[]): Promise<Transcript> => plumbline({ cwd }, ...args);

  before(async () => {
    cwd = await workspaceWith(files);
    release = await holdDatabaseOpen(cwd);
    for (const args of [
      ['import', 'june.csv', '--layout', 'plain'],
      ['evaluate', '--period', '2026-06'],
      ['scorecard', '--period', '2026-06'],
    ]) {
      const { code, stderr } = await run(...args);
      expect(code, stderr).to.equal(0);
    }
  });
  after(() => release());

  it('list shows every evaluation with its batch, rules and ledger entry', async () => {
    const { evaluations } = documentOf<{ evaluations: readonly Record<string, unknown>[] }>(
      await run('audit', 'list', '--client', 'ACME', '--json'),
    );
    const [june] = evaluations;
    expect(june).to.include({ client: 'ACME', period: '2026-06', state: 'provisional', revision: 1, as_of_batch: 1 });
    expect(june).to.include.keys('evaluation', 'rulebook', 'ledger', 'made_at', 'as_of', 'hash');
    expect((await run('audit', 'list')).stdout)
      .to.contain('ACME')
      .and.contain('2026-06');
  });

  it('verify says that all is as it was recorded', async () => {
    const { code, stdout } = await run('audit', 'verify');
    expect(code).to.equal(0);
    expect(stdout).to.contain('the chain is intact').and.contain('Everything is as it was recorded.');
    const verified = documentOf<{ verified: boolean }>(await run('audit', 'verify', 'ACME:2026-06', '--json'));
    expect(verified.verified).to.equal(true);
  });

  it('list tells a client that is none from a period that is none', async () => {
    const client = await run('audit', 'list', '--client', 'ACMEE');
    expect([client.code, client.stderr]).to.satisfy(
      ([code, talk]: [number, string]) => code === 2 && /client_not_known/.test(talk),
    );
    expect(client.stderr).to.contain('Did you mean ACME?');
    const period = await run('audit', 'list', '--period', '2026-99');
    expect(period.code).to.equal(2);
    expect(period.stderr).to.contain('period_unreadable');
    expect((await run('audit', 'list', '--period', '2025-01')).stderr).to.contain('evaluation_unknown');
  });

  it('explain says how an index came about, and that neither it nor a formula has facts of its own', async () => {
    const explained = documentOf<{ index: string; score: number | null; nodes: readonly { weight: number; share: number }[] }>(
      await run('audit', 'explain', 'ACME:2026-06', 'kpi', '--json'),
    );
    // What rerun prints is the document as the service keeps it.
    const { indexes } = JSON.parse((await run('audit', 'rerun', 'ACME:2026-06')).stdout) as {
      readonly indexes: readonly { index: string; score: number | null }[];
    };
    expect([explained.index, explained.score]).to.deep.equal(['kpi', indexes.find(({ index }) => index === 'kpi')?.score]);
    expect(explained.nodes.length).to.be.greaterThan(1);
    const { stdout } = await run('audit', 'explain', 'ACME:2026-06', 'kpi');
    expect(stdout)
      .to.match(/^coverage +[\d.]+ % of the weights had data/m)
      .and.match(/on_time_delivery\) +\d/);
    const facts = await run('audit', 'explain', 'ACME:2026-06', 'perfect_order_multiplied', '--membership', 'failed');
    expect(facts.code).to.equal(2);
    expect(facts.stderr).to.contain('counts no facts of its own').and.contain('on_time_delivery');
    const ofIndex = await run('audit', 'explain', 'ACME:2026-06', 'kpi', '--membership', 'failed');
    expect([ofIndex.code, /kpi is an index/.test(ofIndex.stderr)]).to.deep.equal([2, true]);
    expect((await run('audit', 'explain', 'ACME:2026-06', 'kpii')).stderr).to.contain('Did you mean kpi?');
  });

  it('rerun prints the document, the same bytes each time', async () => {
    const first = await run('audit', 'rerun', 'ACME:2026-06');
    expect(JSON.parse(first.stdout)).to.include({ client: 'ACME', period: '2026-06' });
    expect((await run('audit', 'rerun', 'ACME:2026-06')).stdout).to.equal(first.stdout);
  });

  it('explain shows definition, standard, arithmetic and weights, and the facts', async () => {
    const { code, stdout } = await run('audit', 'explain', 'ACME:2026-06', 'on_time_delivery', '--membership', 'failed');
    expect(code).to.equal(0);
    for (const text of [
      'passes: delivered no later than promised',
      'status == "delivered" and done_by(delivered_at, promised_at + grace)',
      'at least 98%',
      '1 / 3 = 33.3 %',
      'kpi: transport',
      '2 facts failed:',
      'delivered 2026-06-03 18:00 after promised 2026-06-03 12:00',
    ])
      expect(stdout).to.contain(text);
  });

  it('explain writes the facts to a CSV file that no spreadsheet takes for formulas, and to a workbook', async () => {
    const explain = (out: string): Promise<Transcript> =>
      run('audit', 'explain', '2026-06', '准时', '--client', 'ACME', '--membership', 'failed', '--out', out);
    expect((await explain('late.csv')).stderr)
      .to.contain('have no metric')
      .and.contain('evaluation_metric_unknown');
    const named = [
      'audit',
      'explain',
      '2026-06',
      '货物准时送达率',
      '--client',
      'ACME',
      '--membership',
      'failed',
      '--out',
    ] as const;
    expect((await run(...named, 'late.csv')).code).to.equal(0);
    const text = await readFile(path.join(cwd, 'late.csv'), 'utf8');
    expect(text.split('\r\n')).to.have.length(4);
    expect(text).to.contain(`"'=cmd(""x"")"`).and.contain('"june.csv",2');
    expect((await run(...named, 'late.xlsx')).stdout).to.contain('written to');
    expect((await readFile(path.join(cwd, 'late.xlsx'))).subarray(0, 2).toString()).to.equal('PK');
  });

  it('trace says what each version was and what decided', async () => {
    const { stdout } = await run('audit', 'trace', 'S-0001');
    expect(stdout)
      .to.contain('june.csv, row 2')
      .and.contain('failed: delivered 2026-06-03 18:00 after promised 2026-06-03 12:00');
  });

  it('workbook holds a scorecard against the ledger', async () => {
    const { code, stdout } = await run('audit', 'workbook', 'scorecards/2026-06/ACME.en.xlsx');
    expect({ code, says: stdout.includes('Every one is what the ledger gives.') }).to.deep.equal({ code: 0, says: true });
  });

  const wrong: readonly (readonly [args: readonly string[], says: string])[] = [
    [['verify', 'ACMEE:2026-06'], 'Did you mean ACME:2026-06?'],
    [['explain', 'ACME:2026-06', 'on_time_delivry'], 'Did you mean on_time_delivery?'],
    [['explain', 'ACME:2026-06', 'on_time_delivery', '--membership', 'faild'], 'Did you mean failed?'],
    [['explain', 'ACME:2026-06', 'on_time_delivery', '--membership', 'failed', '--out', 'x.pdf'], '.csv or .xlsx'],
    [['explain', 'ACME:2026-06', 'on_time_delivery', '--out', 'x.csv'], '--membership'],
    [['trace', 'S-0002'], 'Did you mean S-000'],
    [['trace', 'S-0001', '--kind', 'shipmnt'], 'Did you mean shipment?'],
    [['trace', 'S-0001', '--as-of', 'x'], 'is not the number of a batch'],
    [['list', '--client', 'ACMEE'], 'Did you mean ACME?'],
    [['workbook', 'june.csv'], 'june.csv'],
  ];
  for (const [args, says] of wrong) {
    it(`audit ${args.join(' ')} says what to do instead`, async () => {
      const { code, stdout, stderr } = await run('audit', ...args);
      expect({ code: code === 2 || code === 3, stdout }).to.deep.equal({ code: true, stdout: '' });
      expect(stderr).to.contain(says);
    });
  }
});
