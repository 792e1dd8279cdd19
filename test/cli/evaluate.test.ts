import { expect } from 'chai';
import { documentOf, plumbline, type Transcript, twoAtATime } from '../support/program.js';
import { holdDatabaseOpen, writeFiles } from '../support/workspaces.js';
import { march, smallWorkspace } from './small-workspace.js';

interface Metric {
  readonly metric: string;
  readonly value: number | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly [key: string]: unknown;
}

interface Document {
  readonly period: string;
  readonly clients: readonly {
    readonly client: string;
    readonly evaluation: Readonly<Record<string, unknown>>;
    readonly metrics: readonly Metric[];
    readonly indexes: readonly Readonly<Record<string, unknown>>[];
  }[];
}

const counts = { passed: 0, failed: 0, excluded: 0, undetermined: 0, undated: 0, outside: 0 };

describe('plumbline evaluate', () => {
  let cwd: string;
  let release: () => Promise<void>;
  const run = (...args: readonly string[]): Promise<Transcript> => plumbline({ cwd }, 'evaluate', ...args);
  const evaluated = async (...args: readonly string[]): Promise<Document> => {
    const ran = await run(...args, '--json');
    expect({ code: ran.code, talk: ran.stderr }).to.deep.equal({ code: 0, talk: '' });
    return documentOf<Document>(ran);
  };
  const onTime = ({ clients }: Document, client = 'ACME'): Metric | undefined =>
    clients.find(one => one.client === client)?.metrics.find(({ metric }) => metric === 'on_time_delivery');

  before(async () => {
    cwd = await smallWorkspace({ 'corrected.csv': march.replace('12:00:01', '11:59:59') });
    release = await holdDatabaseOpen(cwd);
    expect((await run('--period', '2026-03')).stderr).to.contain('error nothing_imported');
    for (const file of ['march.csv', 'corrected.csv'])
      expect((await plumbline({ cwd }, 'import', file, '--layout', 'shipments')).code).to.equal(0);
  });
  after(() => release());

  it('--json has the promised shape, field by field', async () => {
    const made = await evaluated('--period', '2026-03', '--as-of', '1', '--at', '2026-04-10T00:00:00+08:00');
    expect(Object.keys(made)).to.deep.equal(['period', 'clients']);
    expect(made.period).to.equal('2026-03');
    expect(made.clients.map(({ client }) => client)).to.deep.equal(['ACME', 'BETA']);
    const [acme] = made.clients;
    expect(Object.keys(acme ?? {})).to.deep.equal(['client', 'evaluation', 'metrics', 'indexes']);
    expect(acme?.evaluation).to.include({
      state: 'provisional',
      revision: 1,
      from: '2026-03-01T00:00:00Z',
      to: '2026-04-01T00:00:00Z',
      time_zone: 'UTC',
      as_of: '2026-04-09T16:00:00Z',
      as_of_batch: 1,
      calculation: '2',
    });
    for (const key of ['hash', 'rulebook']) expect(acme?.evaluation[key]).to.match(/^[0-9a-f]{64}$/);
    expect(acme?.evaluation['id']).to.be.a('string');
    const { interval, by, ...metric } = onTime(made) ?? { metric: '', value: null, numerator: null, denominator: null };
    expect(metric).to.deep.equal({
      metric: 'on_time_delivery',
      label: { en: 'On-time delivery rate', zh: '货物准时送达率' },
      kind: 'proportion',
      unit: '%',
      improves: 'up',
      stage: 'fixed',
      counts: { ...counts, passed: 3, failed: 1, undetermined: 1, outside: 1 },
      numerator: '3',
      denominator: '4',
      value: 0.75,
      raw: { numerator: '3', denominator: '4', value: 0.75 },
      score: 2,
      standard: { at_least: '98%', from: '2000-01-01', scope: {}, reference: 'The paper, Table 2 (表2)' },
      status: 'missed',
      significant: true,
      gap: -0.23,
      shortfall: 1,
    });
    // Wilson's 95 % of 3 in 4.
    expect(interval).to.deep.equal([0.300641842582, 0.95441273919]);
    expect(Object.keys(by ?? {}).toSorted()).to.deep.equal(['carrier', 'lane', 'mode', 'site']);
    expect(Reflect.get(by ?? {}, 'carrier')).to.deep.equal([
      { key: 'Rail', numerator: '2', denominator: '2', value: 1, counts: { ...counts, passed: 2 } },
      { key: 'Road', numerator: '1', denominator: '2', value: 0.5, counts: { ...counts, passed: 1, failed: 1 } },
      { key: null, numerator: '0', denominator: '0', value: null, counts: { ...counts, undetermined: 1, outside: 1 } },
    ]);
    const satisfaction = acme?.indexes.find(({ index }) => index === 'satisfaction');
    expect(satisfaction).to.include({ score: null, percent: null });
    expect(satisfaction?.['coverage']).to.be.greaterThan(0).and.below(0.6);
    const nodes = satisfaction?.['nodes'];
    expect(Array.isArray(nodes) && nodes.map((node: { id: string }) => node.id)).to.deep.equal([
      'image',
      'operation_quality',
      'service_level',
      'cost',
      'dedication',
    ]);
    const dispatched = acme?.metrics.find(one => one.metric === 'complaint_handling_hours');
    expect(dispatched).to.include({ value: null, status: 'no_data', score: null, gap: null });
  });

  it('the same question again has the same answer; another batch or moment is another evaluation', async () => {
    const [first, again, earlier] = await twoAtATime([[], [], ['--as-of', '1']], args =>
      evaluated('--period', '2026-03', ...args),
    );
    expect(again?.clients).to.deep.equal(first?.clients);
    expect(onTime(first ?? { period: '', clients: [] })).to.include({
      numerator: '4',
      denominator: '4',
      value: 1,
      status: 'met',
    });
    expect(onTime(earlier ?? { period: '', clients: [] })).to.include({ numerator: '3', denominator: '4' });
    expect(first?.clients[0]?.evaluation['as_of_batch']).to.equal(2);
    // The correction touched ACME alone.
    expect(first?.clients[1]?.evaluation['as_of_batch']).to.equal(1);
  });

  it('--client chooses clients, in the order given', async () => {
    const made = await evaluated('--period', '2026-03', '--client', 'BETA', '--client', 'ACME');
    expect(made.clients.map(({ client }) => client)).to.deep.equal(['BETA', 'ACME']);
  });

  it('reads every form of a period', async () => {
    const forms: readonly (readonly [period: string, from: string, to: string, judged: string])[] = [
      ['2026-03', '2026-03-01', '2026-04-01', '4'],
      ['2026-Q1', '2026-01-01', '2026-04-01', '4'],
      ['2026-Q2', '2026-04-01', '2026-07-01', '1'],
      ['2026', '2026-01-01', '2027-01-01', '5'],
      ['2026-W10', '2026-03-02', '2026-03-09', '3'],
      ['2026-03-02..2026-03-03', '2026-03-02', '2026-03-04', '2'],
    ];
    const made = await twoAtATime(forms, ([period]) => evaluated('--period', period, '--client', 'ACME'));
    for (const [i, [period, from, to, judged]] of forms.entries()) {
      const document = made[i] ?? { period: '', clients: [] };
      expect(document.clients[0]?.evaluation, period).to.include({ from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` });
      expect(onTime(document)?.denominator, period).to.equal(judged);
    }
  });

  it('a text that is no period is refused with the forms', async () => {
    const wrong = ['2026-13', '2026-Q5', '2026-W54', '2026-03-05..2026-03-01', 'march'];
    const ran = await twoAtATime(wrong, period => run('--period', period));
    for (const [i, { code, stdout, stderr }] of ran.entries()) {
      expect({ period: wrong[i], code, out: stdout }).to.deep.equal({ period: wrong[i], code: 2, out: '' });
      expect(stderr).to.contain(`error period_unreadable\n  "${wrong[i]}" is not a period.`).and.contain('2026-W41');
    }
  });

  it('an unknown client is refused with the nearest, and so is a batch that is not there', async () => {
    const [client, batch] = await twoAtATime(
      [
        ['--client', 'ACMEE'],
        ['--as-of', '99'],
      ],
      args => run('--period', '2026-03', ...args, '--json'),
    );
    const faultsOf = (ran: Transcript | undefined): string => JSON.stringify(ran === undefined ? {} : documentOf(ran));
    expect(client?.code).to.equal(2);
    expect(faultsOf(client)).to.contain('client_not_known').and.contain('Did you mean ACME?');
    expect(batch?.code, batch?.stderr).to.equal(2);
    expect(faultsOf(batch)).to.contain('batch_unknown').and.contain('1 to 2');
  });

  it('the table shows enough, with talk on stderr', async () => {
    const { code, stdout, stderr } = await run('--period', '2026-03', '--client', 'ACME', '--as-of', '1');
    expect({ code, talk: stderr }).to.deep.equal({ code: 0, talk: 'Evaluated ACME, 2026-03.\n' });
    expect(stdout).to.match(/^ACME {2}2026-03 {2}\S+ {2}provisional, revision \d+, batch 1\n/);
    expect(stdout).to.match(/^On-time delivery rate +4 \(\+1 \?\) +75.0 % +≥ 98% +-23.0 pp +2 +▼ Missed$/m);
    expect(stdout).to.match(/^\d+ metrics without data are left out \(--all shows them\)\.$/m);
    const all = await run('--period', '2026-03', '--client', 'ACME', '--all');
    expect(all.stdout).to.match(/^Complaint handling time .*No data$/m);
  });

  it('--strict is exit code 1 when a standard is missed, 0 when none is', async () => {
    const [missed, met] = await twoAtATime(['1', '2'], batch =>
      run('--period', '2026-03', '--client', 'ACME', '--as-of', batch, '--strict'),
    );
    expect([missed?.code, met?.code]).to.deep.equal([1, 0]);
  });

  it('a metric and a field of the workspace’s own are evaluated like built-in ones', async () => {
    await writeFiles(cwd, {
      'config/own.yaml': `fields: [ { fact: shipment, id: pallets, type: number, label: { en: Pallets, zh: 托盘 } } ]
metrics:
  - { id: pallets_moved, kind: total, of: shipment, dated: delivered_at, value: pallets, improves: up, unit: count,
      label: { en: Pallets moved, zh: 托盘数 } }
`,
      'config/layouts/pallets.yaml':
        'layout: pallets\nfact: shipment\nfields: { client: { const: ACME }, shipment_no: { column: no }, pallets: { column: pallets } }\n',
      'pallets.csv': 'no,pallets\nS1,2.5\nS3,0.5\n',
    });
    expect((await plumbline({ cwd }, 'import', 'pallets.csv', '--layout', 'pallets')).code).to.equal(0);
    const [acme] = (await evaluated('--period', '2026-03', '--client', 'ACME')).clients;
    expect(acme?.metrics.find(({ metric }) => metric === 'pallets_moved')).to.include({
      numerator: '3',
      value: 3,
      kind: 'total',
    });
  });
});
