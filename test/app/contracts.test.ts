import { expect } from 'chai';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { jobPeriod } from '../../src/app/jobs/period-of.js';
import { closePeriod } from '../../src/app/periods/close.js';
import type { EvaluationDocument, MetricResult } from '../../src/evaluation/document.js';
import { metricOn } from '../../src/evaluation/wording.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

const settings = `time_zone: UTC
adopt: paper
clients:
  - { code: NK, name: North Kitchen, segment: retail }
  - { code: LR, name: Lake Retail, segment: retail }
  - { code: OZ, name: Ozone }
`;

const layout = shipmentLayout('shipments', 'client no status promised delivered', {});

/** Of each client in each month one delivery 20 minutes late, one 10 hours late on the same day, one a day late, one in time. */
const months = ['2025-12', '2026-01', '2026-02', '2026-03'];
const file = [
  'client,no,status,promised,delivered',
  ...['NK', 'LR', 'OZ'].flatMap(client =>
    months.flatMap(month =>
      [
        ['08:00', '05T08:20'],
        ['08:00', '05T18:00'],
        ['08:00', '06T08:00'],
        ['08:00', '05T07:00'],
      ].map(([promised, delivered], i) =>
        [client, `${client}-${month}-${i}`, 'delivered', `${month}-05T${promised}:00Z`, `${month}-${delivered}:00Z`].join(','),
      ),
    ),
  ),
].join('\n');

const contracts = `contracts:
  - id: nk-2026
    client: NK
    from: 2026-01-01
    reference: { en: Annex B, zh: 附件 B }
    rules: { grace: 'minutes(30)' }
    measures:
      - group: { en: Delivery, zh: 配送 }
        weight: "1"
        metrics:
          - { metric: on_time_delivery, at_least: "50%", minimum: "40%", weight: "1", reference: B.1 }
          - { metric: otif }
  - id: nk-2026-02
    client: NK
    from: 2026-02-01
    until: 2026-02-28
    rules: { delivery_due: { is: 'end_of_day(promised_at)', says: { en: the end of the promised day, zh: 承诺日当天结束 } } }
    measures:
      - { group: Delivery, metrics: [{ metric: on_time_delivery_due, at_least: "80%" }] }
  - id: retail
    segment: retail
    from: 2026-01-01
    rules: { delivered_by_due.grace: 'days(2)' }
    measures:
      - { group: Delivery, metrics: [{ metric: on_time_delivery, at_least: "99%" }] }
`;

eachDatabase('Contracts', database => {
  let deps: Deps;
  const documents = new Map<string, EvaluationDocument>();

  before(async () => {
    const directory = await workspaceOf({
      'plumbline.yaml': settings,
      'config/shipments.yaml': layout,
      'config/contracts.yaml': contracts,
      'facts.csv': file,
    });
    deps = await depsFor(database(), directory);
    await imported(deps, 'facts.csv', 'shipments');
    for (const period of [...months, '2026'])
      for (const { document } of await evaluateClients(deps, { period, clients: [], actor: 'lin' }))
        documents.set(`${document.client} ${period}`, document);
  });

  const documentOf = (client: string, period: string): EvaluationDocument => {
    const found = documents.get(`${client} ${period}`);
    if (found === undefined) throw new Error(`no document of ${client} ${period}`);
    return found;
  };
  const resultOf = (client: string, period: string, metric: string): MetricResult => {
    const found = documentOf(client, period).metrics.find(one => one.metric === metric);
    if (found === undefined) throw new Error(`no ${metric}`);
    return found;
  };
  const passed = (client: string, metric: string): readonly number[] =>
    months.map(period => resultOf(client, period, metric).counts.passed);

  it('word what counts for every metric that uses it, from their first day to their last', () => {
    // December has no contract; in January 30 minutes; February by the day and without grace; in March nothing was agreed any more
    // but for the segment.
    expect(passed('NK', 'on_time_delivery')).to.deep.equal([1, 2, 3, 4]);
    expect(passed('NK', 'on_time_delivery_due')).to.deep.equal([1, 2, 3, 4]);
  });

  it('of a segment hold for its clients that have none of their own that day, and for no others', () => {
    expect(passed('LR', 'on_time_delivery')).to.deep.equal([1, 4, 4, 4]);
    expect(passed('OZ', 'on_time_delivery')).to.deep.equal([1, 1, 1, 1]);
  });

  it('judge each fact of a longer period by what was agreed when it was delivered', () => {
    expect(resultOf('NK', '2026', 'on_time_delivery').counts.passed).to.equal(2 + 3 + 4);
  });

  it('alone say what is a standard while they are in force', () => {
    const standard = (client: string, period: string, metric: string): string | undefined => {
      const { standard: applied, status } = resultOf(client, period, metric);
      return applied === null ? status : `${applied.contract ?? 'workspace'} ${applied.at_least} ${status}`;
    };
    expect(standard('NK', '2025-12', 'on_time_delivery')).to.equal('workspace 98% missed');
    expect(standard('NK', '2026-01', 'on_time_delivery')).to.equal('nk-2026 50% met');
    expect(standard('NK', '2026-02', 'on_time_delivery')).to.equal('no_standard');
    expect(standard('NK', '2026-02', 'on_time_delivery_due')).to.equal('nk-2026-02 80% missed');
    expect(standard('NK', '2026-03', 'on_time_delivery')).to.equal('retail 99% met');
    expect(resultOf('NK', '2026-01', 'on_time_delivery').standard?.reference).to.equal('Annex B / 附件 B, B.1');
  });

  it('are named by the document, which has no word of them where there is none', () => {
    expect(documentOf('NK', '2026-01').contract).to.deep.equal({ id: 'nk-2026', reference: { en: 'Annex B', zh: '附件 B' } });
    expect(documentOf('NK', '2026-02').contract).to.deep.equal({ id: 'nk-2026-02' });
    expect('contract' in documentOf('OZ', '2026-01')).to.equal(false);
  });

  it('with weights are an index of their own', () => {
    const indexes = (client: string, period: string): readonly string[] =>
      documentOf(client, period).indexes.map(({ index }) => index);
    expect(indexes('NK', '2026-01')).to.include('contract');
    expect(indexes('NK', '2026-02')).to.not.include('contract');
    expect(indexes('OZ', '2026-01')).to.not.include('contract');
  });

  it('come out the same fact by fact and from the rules that were kept', async () => {
    const { evaluations, findings } = await verify(deps);
    expect(evaluations.length).to.equal(3 * (months.length + 1));
    expect(findings).to.deep.equal([]);
  });

  it('leave every other client with the rules that it had, to the letter', async () => {
    const directory = await workspaceOf({ 'plumbline.yaml': settings, 'config/shipments.yaml': layout, 'facts.csv': file });
    const without = await depsFor(database(), directory);
    const [evaluation] = await evaluateClients(without, { period: '2026-01', clients: ['OZ'], actor: 'lin' });
    expect(evaluation?.document.rulebook).to.equal(documentOf('OZ', '2026-01').rulebook);
  });

  it('show a metric in the wording of the day', () => {
    const { rulebook } = deps.workspace;
    const metric = rulebook.metrics.find(({ id }) => id === 'on_time_delivery_due');
    if (metric?.kind !== 'proportion') throw new Error('a proportion');
    const worded = (day: string): string => {
      const on = metricOn(rulebook, metric, { code: 'NK', segment: 'retail' }, day);
      return on.kind === 'proportion' ? `${on.dated}; ${on.params['grace']}; ${on.worded?.contract ?? 'none'}` : '';
    };
    expect(worded('2025-12-31')).to.equal('promised_at; minutes(0); none');
    expect(worded('2026-01-31')).to.equal('promised_at; minutes(30); nk-2026');
    expect(worded('2026-02-01')).to.equal('end_of_day(promised_at); minutes(0); nk-2026-02');
  });
});

eachDatabase('Contract months', database => {
  let deps: Deps;

  before(async () => {
    const directory = await workspaceOf({
      'plumbline.yaml': settings,
      'config/shipments.yaml': layout,
      'config/contracts.yaml': `contracts:
  - { id: nk, client: NK, from: 2026-01-01, month_starts_on: 26, measures: [{ group: Delivery, metrics: [{ metric: on_time_delivery, at_least: "50%" }] }] }
`,
      'facts.csv': [
        'client,no,status,promised,delivered',
        ...['NK', 'LR'].flatMap(client =>
          ['2026-02-25', '2026-02-26', '2026-03-25', '2026-03-26'].map(
            day => `${client},${client}-${day},delivered,${day}T12:00:00Z,${day}T11:00:00Z`,
          ),
        ),
      ].join('\n'),
    });
    deps = await depsFor(database(), directory);
    await imported(deps, 'facts.csv', 'shipments');
  });

  it('are the client’s own wherever its periods are named', async () => {
    const [lr, nk] = await evaluateClients(deps, { period: '2026-03', clients: ['LR', 'NK'], actor: 'lin' });
    const shown = (document: EvaluationDocument | undefined): unknown => [
      document?.from,
      document?.to,
      document?.metrics.find(({ metric }) => metric === 'on_time_delivery')?.counts.passed,
    ];
    expect(shown(nk?.document)).to.deep.equal(['2026-02-26T00:00:00Z', '2026-03-26T00:00:00Z', 2]);
    expect(shown(lr?.document)).to.deep.equal(['2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z', 2]);
    expect((await verify(deps)).findings).to.deep.equal([]);
  });

  it('cannot be closed where they share days with a closed period', async () => {
    const close = (period: string) => closePeriod(deps, { period, clients: ['NK'], waivers: [], actor: 'lin' });
    await close('2026-03');
    const { faults } = await stopOf(close('2026-03-20..2026-03-28'));
    expect(faults.map(({ code }) => code)).to.deep.equal(['period_overlaps']);
    await close('2026-02');
    await close('2026-Q1');
  });

  it('are what jobs mean by the previous month', () => {
    const due = Date.parse('2026-03-27T06:00:00Z');
    const work = { due, zone: 'UTC' };
    const period = jobPeriod(deps, 'previous month', work);
    expect([period.id, period.of('NK'), period.of('LR')]).to.deep.equal(['2026-02', '2026-03', '2026-02']);
  });
});
