import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { decide } from '../../src/app/amendments/decide.js';
import { requestExclusion, requestOverride } from '../../src/app/amendments/request.js';
import { diffEvaluations } from '../../src/app/audit/diff.js';
import { explain } from '../../src/app/audit/explain.js';
import { rerun } from '../../src/app/audit/rerun.js';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { whatIf } from '../../src/app/evaluation/what-if.js';
import { closePeriod } from '../../src/app/periods/close.js';
import { performanceText } from '../../src/app/service/performance.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { diffText } from '../../src/cli/text/audit-diff.js';
import { explanationText } from '../../src/cli/text/audit-explain.js';
import { resultTable } from '../../src/cli/text/result-table.js';
import { whatIfText } from '../../src/cli/text/what-if.js';
import { performanceSchema } from '../../src/contract/evaluation.js';
import type { Evaluation, MetricResult } from '../../src/evaluation/document.js';
import type { Fault } from '../../src/faults/fault.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { whatOf } from '../support/worded.js';
import { depsFor, faultsInto, imported, workspaceOf } from './importing.js';

const contract = (id: string, client: string, more: string): string =>
  `  - { id: ${id}, client: ${client}, ${more}, measures: [{ group: Delivery, metrics: [{ metric: on_time_delivery, at_least: "50%" }] }] }\n`;
const both = 'handout: { year_to_date: true, same_month_last_year: true }';
const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: NK }, { code: LR }, { code: MO }, { code: LI } ]\n',
  'config/shipments.yaml': shipmentLayout('shipments', 'client no promised delivered'),
  'config/complaints.yaml': `layout: complaints
fact: complaint
time_zone: UTC
fields:
  client: { column: client }
  complaint_no: { column: no }
  received_at: { column: received }
`,
  'config/metrics.yaml': `metrics:
  - { id: change, kind: formula, improves: up, unit: count, formula: 'on_time_delivery - previous(on_time_delivery)' }
  - { id: complaints, kind: total, of: complaint, improves: down, unit: count, dated: received_at }
  - { id: repeated, kind: total, of: complaint, improves: down, unit: count, dated: received_at, when: 'repeats_complaint == true' }
  - id: complaints_of_deliveries
    kind: ratio
    improves: down
    numerator: [ { of: complaint, dated: received_at } ]
    denominator: [ { of: shipment, dated: delivered_at } ]
  - id: complaints_of_all_work
    kind: ratio
    improves: down
    numerator: [ { of: complaint, dated: received_at } ]
    denominator: [ { of: shipment, dated: delivered_at }, { of: warehouse_task, dated: completed_at } ]
  - id: invoices_of_deliveries
    kind: ratio
    improves: down
    numerator: [ { of: invoice, dated: issued_at } ]
    denominator: [ { of: shipment, dated: delivered_at } ]
reasons:
  - { code: AO, label: Weather, party: force_majeure, excusable: true }
`,
  'config/contracts.yaml': `contracts:
${contract('nk-2025', 'NK', 'from: 2025-01-01')}${contract('nk-2026', 'NK', `from: 2026-01-01, rules: { grace: 'minutes(30)' }, ${both}`)}${contract('lr', 'LR', 'from: 2026-01-01')}${contract('mo', 'MO', `from: 2024-01-01, until: 2026-06-30, month_starts_on: 26, ${both}`)}${contract('li', 'LI', `from: 2025-12-21, month_starts_on: 21, ${both}`)}`,
};

/** Four deliveries of a day: one in time, one 20 minutes late, one an hour late, one a day late. */
const day = (client: string, date: string, late = ['11:00', '12:20', '13:00']): string =>
  late.map((time, i) => `${client},${client}-${date}-${i},${date}T12:00:00Z,${date}T${time}:00Z\n`).join('');
const rows = ['NK', 'LR'].flatMap(client =>
  ['2025-02-10', '2025-03-10', '2026-01-10', '2026-02-10', '2026-03-10'].map(date => day(client, date)),
);
// By months from the 26th on, 26 December is the first day of 2026 and 25 December the last of 2025.
const ofMonths = ['2025-12-25', '2025-12-26', '2026-01-25', '2026-01-26'].map(date => day('MO', date));
// Of these days the first is of the month from 21 May to 20 June alone, the second of June alone.
const ofJune = [day('LI', '2025-05-21', ['11:00', '11:30', '13:00']), day('LI', '2025-06-21', ['13:00'])];

eachDatabase('the year to date and the same period last year', database => {
  let deps: Deps;
  const logged: Fault[] = [];
  const asked = { clients: ['NK'], waivers: [], actor: 'lin' };
  const load = async (name: string, layout: string, text: string): Promise<number> => {
    await writeFile(path.join(deps.workspace.directory, name), text);
    return (await imported(deps, name, layout)).batch ?? 0;
  };
  const evaluated = async (period: string, client = 'NK'): Promise<Evaluation> => {
    const [evaluation] = await evaluateClients(deps, { ...asked, clients: [client], period });
    if (evaluation === undefined) throw new Error('one client was evaluated');
    return evaluation;
  };
  const resultOf = ({ document }: Evaluation, id: string): MetricResult => {
    const found = document.metrics.find(({ metric }) => metric === id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };
  const spansOf = (evaluation: Evaluation, id: string): readonly string[] => {
    const { year_to_date, last_year } = resultOf(evaluation, id);
    return [year_to_date, last_year].map(figure =>
      figure === undefined ? 'not there' : figure.value === null ? 'nothing' : `${figure.numerator}/${figure.denominator}`,
    );
  };

  before(async () => {
    deps = { ...(await depsFor(database(), await workspaceOf(files))), log: faultsInto(logged) };
    await load(
      'shipments.csv',
      'shipments',
      `client,no,promised,delivered\n${rows.join('')}${ofMonths.join('')}${ofJune.join('')}`,
    );
    await load('complaints.csv', 'complaints', 'client,no,received\nNK,C1,2026-02-11T08:00:00Z\nNK,C2,2026-02-12T08:00:00Z\n');
  });

  it('are counted from facts, each by what was agreed at its own date', async () => {
    const march = await evaluated('2026-03');
    // In 2026 thirty minutes are in time: two of three; in 2025 one of three.
    expect(resultOf(march, 'on_time_delivery')).to.include({ numerator: '2', denominator: '3' });
    expect(spansOf(march, 'on_time_delivery')).to.deep.equal(['6/9', '1/3']);
    expect(march.document.spans).to.deep.equal({
      year_to_date: { from: '2026-01-01T00:00:00Z', to: '2026-04-01T00:00:00Z' },
      last_year: { period: '2025-03', from: '2025-03-01T00:00:00Z', to: '2025-04-01T00:00:00Z' },
    });
  });

  it('are of the quarter, the week, the year and the days of the same name', async () => {
    const spans = async (period: string, id = 'on_time_delivery'): Promise<readonly string[]> =>
      spansOf(await evaluated(period), id);
    expect(await spans('2026-Q1')).to.deep.equal(['6/9', '2/6']);
    expect(await spans('2026')).to.deep.equal(['6/9', '2/6']);
    expect(await spans('2026-W11')).to.deep.equal(['6/9', '1/3']);
    expect(await spans('2026-02-01..2026-03-15')).to.deep.equal(['6/9', '2/6']);
    // 2025 has no 53rd week: there is a year to date, and nothing to hold it against.
    expect((await evaluated('2026-W53')).document.spans).to.deep.equal({
      year_to_date: { from: '2027-01-01T00:00:00Z', to: '2027-01-04T00:00:00Z' },
    });
  });

  it('follow the months of the contract, also where it ends before its year does', async () => {
    const january = await evaluated('2026-01', 'MO');
    expect(january.document.spans).to.deep.equal({
      year_to_date: { from: '2025-12-26T00:00:00Z', to: '2026-01-26T00:00:00Z' },
      last_year: { period: '2025-01', from: '2024-12-26T00:00:00Z', to: '2025-01-26T00:00:00Z' },
    });
    expect(spansOf(january, 'on_time_delivery')).to.deep.equal(['2/6', 'nothing']);
    expect(spansOf(await evaluated('2026-02', 'MO'), 'on_time_delivery')).to.deep.equal(['3/9', 'nothing']);
  });

  it('compare a month with the same days of the year before, also where the contract was not in force then', async () => {
    expect((await evaluated('2026-06', 'LI')).document.spans).to.deep.equal({
      year_to_date: { from: '2025-12-21T00:00:00Z', to: '2026-06-21T00:00:00Z' },
      last_year: { period: '2025-06', from: '2025-05-21T00:00:00Z', to: '2025-06-21T00:00:00Z' },
    });
    expect(spansOf(await evaluated('2026-06', 'LI'), 'on_time_delivery')).to.deep.equal(['nothing', '2/3']);
  });

  it('are empty before the first data, and 0 only where facts say so', async () => {
    const march = await evaluated('2026-03');
    expect(spansOf(march, 'complaints')).to.deep.equal(['2/1', 'nothing']);
    expect(spansOf(march, 'repeated')).to.deep.equal(['0/1', 'nothing']);
    // In March 2025 there were deliveries, and nobody recorded complaints.
    expect(spansOf(march, 'complaints_of_deliveries')).to.deep.equal(['2/9', 'nothing']);
    expect(resultOf(march, 'complaints_of_deliveries').last_year).to.deep.equal({
      numerator: null,
      denominator: null,
      value: null,
    });
    expect(spansOf(await evaluated('2026-01'), 'complaints_of_deliveries')).to.deep.equal(['nothing', 'nothing']);
  });

  it('are not emptied by a kind that the client has no facts of, unless nothing else is counted above the line', async () => {
    // NK has no warehouse orders, ever: its work is its deliveries.
    const march = await evaluated('2026-03');
    expect(spansOf(march, 'complaints_of_all_work')).to.deep.equal(['2/9', 'nothing']);
    // Nobody has recorded an invoice: that there were none is not known.
    expect(spansOf(march, 'invoices_of_deliveries')).to.deep.equal(['nothing', 'nothing']);
  });

  it('of a formula that looks back are of last year alone: a year to date has none before it', async () => {
    const { year_to_date, last_year } = resultOf(await evaluated('2026-03'), 'change');
    expect([year_to_date?.value, last_year?.value]).to.deep.equal([null, 0]);
  });

  it('are not in the documents of clients whose contract does not ask for them', async () => {
    const march = await evaluated('2026-03', 'LR');
    expect(spansOf(march, 'on_time_delivery')).to.deep.equal(['not there', 'not there']);
    expect(march.document).not.to.have.property('spans');
    expect((await evaluated('2025-12', 'NK')).document).not.to.have.property('spans');
  });

  it('are printed with their days, explained with their arithmetic, and answered by REST', async () => {
    const march = await evaluated('2026-03');
    const text = resultTable(march, 'en');
    expect(text).to.match(/On-time delivery rate +3 +66\.7 % .*  66\.7 % +33\.3 %/);
    expect(text).to.contain(
      'Counted from the facts, without overrides: year to date 2026-01-01 to 2026-03-31; same period last year 2025-03, 2025-03-01 to 2025-03-31.',
    );
    expect(resultTable(march, 'zh')).to.contain('本年累计 2026-01-01 至 2026-03-31；去年同期 2025-03，2025-03-01 至 2025-03-31');
    const explained = await explain(deps, { evaluation: march.id, metric: 'on_time_delivery' });
    expect(explained.year_to_date?.arithmetic).to.equal('6 / 9 = 66.7 %');
    expect(explanationText(explained, 'en')).to.contain('1 / 3 = 33.3 %; 2025-03, 2025-03-01 to 2025-03-31, from the facts');
    const staff = { clients: 'all', seesProvisional: true, isClient: false } as const;
    const { text: answer } = await performanceText(deps, staff, { client: 'NK', period: '2026-03' });
    const performance = performanceSchema.parse(JSON.parse(answer.body.toString()));
    expect(performance.evaluation.spans).to.deep.equal(march.document.spans);
  });

  it('change under tried rules, and a trial shows it', async () => {
    const rules = { text: files['config/contracts.yaml'].replace('minutes(30)', 'minutes(90)'), name: 'stricter.yaml' };
    const tried = await whatIf(deps, { rules, periods: ['2026-03'], clients: ['NK'] });
    const found = tried.evaluations[0]?.metrics.find(({ metric }) => metric === 'on_time_delivery');
    expect([found?.before?.year_to_date?.numerator, found?.after?.year_to_date?.numerator]).to.deep.equal(['6', '9']);
    expect(whatIfText(tried, 'en')).to.match(/On-time delivery rate, year to date +6\/9 66\.6667 % +9\/9 100 %/);
  });

  it('know exclusions of their facts, and no agreed values', async () => {
    const window = { client: 'NK', actor: 'li', evidence: 'mail', dryRun: false };
    const { number } = await requestExclusion(deps, {
      ...window,
      metrics: ['on_time_delivery'],
      numbers: ['NK-2026-01-10-2'],
      where: {},
      period: '2026-01',
      reason: 'AO',
    });
    await decide(deps, { kind: 'exclusion', number: number ?? 0, decision: 'approval', actor: 'wang' });
    const agreed = await requestOverride(deps, {
      ...window,
      metric: 'on_time_delivery',
      period: '2026-02',
      value: '90%',
      reason: 'agreed',
    });
    await decide(deps, { kind: 'override', number: agreed.number ?? 0, decision: 'approval', actor: 'wang' });
    expect(resultOf(await evaluated('2026-02'), 'on_time_delivery').value).to.equal(0.9);
    const march = await evaluated('2026-03');
    expect(spansOf(march, 'on_time_delivery')).to.deep.equal(['6/8', '1/3']);
    expect(resultOf(march, 'on_time_delivery')).to.include({ numerator: '2', denominator: '3' });
    expect(march.document.exclusions?.map(({ exclusion }) => exclusion)).to.deep.equal([number]);
  });

  it('stay in a closed document as they were; what comes late is a difference, with its cause', async () => {
    const [closed] = await closePeriod(deps, { ...asked, period: '2026-03' });
    const batch = await load('late.csv', 'shipments', `client,no,promised,delivered\n${day('NK', '2026-01-20', ['13:00'])}`);
    const before = logged.length;
    const now = await evaluated('2026-03');
    expect([now.state, closed?.evaluation === now.id]).to.deep.equal(['provisional', false]);
    expect(spansOf(now, 'on_time_delivery')).to.deep.equal(['6/9', '1/3']);
    expect(whatOf(logged[before])).to.contain('on_time_delivery, year to date 75 % (6/8) → 66.6667 % (6/9)');
    const diff = await diffEvaluations(deps, 'NK:2026-03:1', now.id);
    const found = diff.metrics.find(({ metric }) => metric === 'on_time_delivery');
    expect(found?.causes.map(({ cause, batch: of }) => [cause, of])).to.deep.equal([['late_data', batch]]);
    expect(found?.difference).to.include({ value: '0', year_to_date: '-0.083333333333', last_year: '0' });
    expect(diffText(diff, 'en')).to.contain('year to date 6/8 75 % → 6/9 66.6667 %');
    await withdrawImport(deps, { batch, reason: 'sent by mistake', actor: 'lin' });
    expect(spansOf(await evaluated('2026-03'), 'on_time_delivery')).to.deep.equal(['6/8', '1/3']);
  });

  it('come out the same by SQL and fact by fact, and again from the frozen rules', async () => {
    expect((await verify(deps)).findings).to.deep.equal([]);
    const march = await evaluated('2026-03');
    expect(JSON.parse(await rerun(deps, march.id))).to.deep.equal(march.document);
  });
});

eachDatabase('the cost of the year to date', database => {
  const statements = async (facts: number, handout: string): Promise<number> => {
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: NK } ]\n',
      'config/shipments.yaml': files['config/shipments.yaml'],
      'config/contracts.yaml': `contracts:\n${contract('nk', 'NK', `from: 2026-01-01${handout}`)}`,
      'shipments.csv': `client,no,promised,delivered\n${Array.from({ length: facts }, (_, i) => `NK,N${facts}-${i},2026-0${(i % 3) + 1}-10T12:00:00Z,2026-0${(i % 3) + 1}-10T1${i % 4}:00:00Z\n`).join('')}`,
    });
    const deps = await depsFor(database(), directory);
    await imported(deps, 'shipments.csv', 'shipments');
    let count = 0;
    const listen = ({ sql }: { readonly sql: string }): void => {
      if (/\bfrom fact_\w+/.test(sql)) count++;
    };
    database().knex.on('query', listen);
    await evaluateClients(deps, { period: '2026-03', clients: ['NK'], actor: 'lin' });
    database().knex.off('query', listen);
    return count;
  };

  it('is a scan of each kind for all metrics, however many facts there are, and nothing where nobody asks', async () => {
    const none = await statements(12, '');
    const asked = [await statements(24, `, ${both}`), await statements(96, `, ${both}`)];
    expect(none).to.be.greaterThan(0);
    expect(asked[0]).to.equal(asked[1]);
    // Percentiles of means, which take a statement each, are of the period alone.
    expect((asked[0] ?? 0) - none).to.be.at.most(2 * none);
  });
});
