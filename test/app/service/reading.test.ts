import type { Evidence } from '../../../src/contract/figures.js';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import { auditWorkbook } from '../../../src/app/audit/workbook.js';
import type { Deps } from '../../../src/app/deps.js';
import { clientPeriods, clientScorecards, listClients } from '../../../src/app/service/clients.js';
import { evidencePage, type EvidenceRequest } from '../../../src/app/service/evidence-page.js';
import { writeVisibleScorecard } from '../../../src/app/service/visible-scorecard.js';
import { visibleMetricResult } from '../../../src/app/service/visible-metric.js';
import { evaluationText, performanceText } from '../../../src/app/service/performance.js';
import { visiblePortfolio } from '../../../src/app/service/portfolio.js';
import type { Visibility } from '../../../src/app/visible/visibility.js';
import { trend } from '../../../src/app/service/trend.js';
import { closePeriod, reopenPeriod } from '../../../src/app/periods/close.js';
import { eachDatabase } from '../../support/databases.js';
import { beta, july, twoClients, twoClientsFiles } from '../../support/two-clients.js';
import { depsFor, stopOf, workspaceOf } from '../importing.js';

const manager: Visibility = { clients: 'all', seesProvisional: true, isClient: false };
const client: Visibility = { clients: ['ACME'], seesProvisional: false, isClient: true };
const trusted: Visibility = { ...client, seesProvisional: true };

interface Node {
  readonly id: string;
  readonly children: readonly Node[];
}
interface Performance {
  readonly period: string;
  readonly client: string;
  readonly evaluation: { readonly id: string; readonly state: string; readonly revision: number };
  readonly metrics: readonly { readonly metric: string; readonly numerator: string; readonly denominator: string }[];
  readonly indexes: readonly { readonly index: string; readonly nodes: readonly Node[] }[];
}

eachDatabase('what is shown', database => {
  let deps: Deps;
  before(async function () {
    this.timeout(60_000);
    deps = { ...(await depsFor(database(), await workspaceOf(twoClientsFiles))), clock: () => july };
    await twoClients(deps);
  });

  const performance = async (visibility: Visibility, period?: string, of = 'ACME'): Promise<Performance> =>
    // The text is what the function under test made.
    JSON.parse((await performanceText(deps, visibility, { client: of, period })).text.body.toString()) as Performance;
  const summaryOf = ({ period, evaluation, metrics }: Performance): string => {
    const onTime = metrics.find(({ metric }) => metric === 'on_time_delivery');
    return `${period} ${evaluation.state} ${evaluation.revision} ${onTime?.numerator}/${onTime?.denominator}`;
  };
  const codes = async (work: Promise<unknown>) => (await stopOf(work)).faults.map(({ code }) => code);

  it('lists the clients and periods of who asks', async () => {
    expect((await listClients(deps, manager)).map(one => one.client)).to.deep.equal(['ACME', beta]);
    expect(await listClients(deps, client)).to.deep.equal([
      { client: 'ACME', name: { en: 'Acme', zh: '艾克美' }, segment: 'food', time_zone: 'UTC', depth: 1 },
    ]);
    const listed = async (visibility: Visibility, of = 'ACME') =>
      (await clientPeriods(deps, visibility, of)).map(({ period, state, revision }) => `${period} ${state} ${revision}`);
    const provisional = ['2026-07 provisional 1', '2026-06 provisional 2', '2026-05 closed 2'];
    expect(await listed(manager)).to.deep.equal(provisional);
    expect(await listed(trusted)).to.deep.equal(provisional);
    expect(await listed(client)).to.deep.equal(['2026-06 closed 1', '2026-05 closed 2']);
    expect(await listed(manager, beta)).to.deep.equal(['2026-06 provisional 1', '2026-05 closed 1']);
  });

  it('shows the newest period, and of a period the revision that the caller may see', async () => {
    expect(summaryOf(await performance(manager))).to.equal('2026-07 provisional 1 2/2');
    expect(summaryOf(await performance(client))).to.equal('2026-06 closed 1 6/11');
    expect(summaryOf(await performance(manager, '2026-06'))).to.equal('2026-06 provisional 2 7/12');
    expect(summaryOf(await performance(trusted, '2026-06'))).to.equal('2026-06 provisional 2 7/12');
    expect(summaryOf(await performance(client, '2026-05'))).to.equal('2026-05 closed 2 3/5');
  });

  it('tells who may not see something the very same as who asks for what is not there', async () => {
    const says = async (work: Promise<unknown>) => JSON.stringify((await stopOf(work)).faults);
    const hidden = await says(performance(client, '2026-07'));
    expect(hidden.replaceAll('2026-07', '2031-07')).to.equal(await says(performance(client, '2031-07')));
    const other = await says(performance(client, '2026-05', beta));
    const nobody = await says(performance(client, '2026-05', 'Nobody'));
    expect(other.replaceAll(beta, 'Nobody')).to.equal(nobody);
    expect(await says(performance(manager, '2026-05', 'Nobody'))).to.equal(nobody);
    expect(await codes(performance(manager, 'June'))).to.deep.equal(['period_unreadable']);
  });

  it('cuts index trees at a client’s depth, as its scorecard does, and leaves those of others whole', async () => {
    const satisfaction = ({ indexes }: Performance) => indexes.find(({ index }) => index === 'satisfaction')?.nodes ?? [];
    const deepest = (nodes: readonly Node[]): number =>
      nodes.length === 0 ? 0 : 1 + Math.max(...nodes.map(one => deepest(one.children)));
    expect(deepest(satisfaction(await performance(client, '2026-05')))).to.equal(1);
    expect(deepest(satisfaction(await performance(manager, '2026-05')))).to.be.greaterThan(2);
    const kpi = (one: Performance) => one.indexes.find(({ index }) => index === 'kpi');
    expect(kpi(await performance(client, '2026-05'))).to.deep.equal(kpi(await performance(manager, '2026-05')));
  });

  it('shows an evaluation by its id: to a client what was closed, and nothing of another', async () => {
    const provisional = (await performance(manager, '2026-06')).evaluation.id;
    const closed = (await performance(client, '2026-06')).evaluation.id;
    const byId = async (visibility: Visibility, id: string) =>
      summaryOf(JSON.parse((await evaluationText(deps, visibility, id)).text.body.toString()) as Performance);
    expect(await byId(manager, provisional)).to.equal('2026-06 provisional 2 7/12');
    expect(await byId(client, closed)).to.equal('2026-06 closed 1 6/11');
    expect(await byId(trusted, provisional)).to.equal('2026-06 provisional 2 7/12');
    const others = (await performance(manager, '2026-05', beta)).evaluation.id;
    for (const id of [provisional, others, 'f'.repeat(20)]) {
      const { faults } = await stopOf(evaluationText(deps, client, id));
      expect(JSON.stringify(faults).replaceAll(id, 'x')).to.equal(
        JSON.stringify((await stopOf(evaluationText(deps, client, 'x'))).faults),
      );
    }
  });

  it('gives two texts the same tag only where they are the same', async () => {
    const asked = [
      await performanceText(deps, manager, { client: 'ACME', period: '2026-06' }),
      await performanceText(deps, client, { client: 'ACME', period: '2026-06' }),
      await performanceText(deps, trusted, { client: 'ACME', period: '2026-06' }),
      await performanceText(deps, manager, { client: 'ACME', period: '2026-05' }),
      await performanceText(deps, client, { client: 'ACME', period: '2026-05' }),
    ];
    expect(new Set(asked.map(({ etag }) => etag)).size).to.equal(new Set(asked.map(({ text }) => text.body.toString())).size);
    expect(asked[0]?.etag).to.match(/^[0-9a-f]{64}\./);
  });

  it('gives a point for every month, with limits by its own size, and none of what may not be seen', async () => {
    const request = { client: 'ACME', metric: 'on_time_delivery', from: '2026-04', to: '2026-07' };
    const shown = await trend(deps, manager, request);
    expect(shown).to.deep.include({ unit: '%', improves: 'up' });
    expect(shown.points.map(({ period, value, n, status, state }) => [period, value, n, status, state])).to.deep.equal([
      ['2026-04', null, 0, 'not_evaluated', null],
      ['2026-05', 0.6, 5, 'met', 'closed'],
      ['2026-06', 0.583333333333, 12, 'missed', 'provisional'],
      ['2026-07', 1, 2, 'met', 'provisional'],
    ]);
    const centre = 12 / 19;
    const sigma = Math.sqrt((centre * (1 - centre)) / 12);
    const limits = shown.points[2]?.limits;
    expect(limits?.center).to.be.closeTo(centre, 1e-12);
    expect(limits?.lower).to.be.closeTo(centre - 3 * sigma, 1e-12);
    expect(shown.points[0]?.limits).to.equal(null);
    const own = await trend(deps, client, request);
    expect(own.points.map(({ period, numerator, status }) => [period, numerator, status])).to.deep.equal([
      ['2026-04', null, 'not_evaluated'],
      ['2026-05', '3', 'met'],
      ['2026-06', '6', 'missed'],
      ['2026-07', null, 'not_evaluated'],
    ]);
    const usual = await trend(deps, client, { client: 'ACME', metric: 'on_time_delivery' });
    expect([usual.points.length, usual.points[0]?.period, usual.points.at(-1)?.period]).to.deep.equal([12, '2025-07', '2026-06']);
  });

  it('refuses a trend over what is no stretch of months, or of no metric', async () => {
    const asked = (over: object) => codes(trend(deps, manager, { client: 'ACME', metric: 'on_time_delivery', ...over }));
    expect(await asked({ from: '2026-05', to: '2026-04' })).to.deep.equal(['months_wrong']);
    expect(await asked({ from: '2026-Q1', to: '2026-04' })).to.deep.equal(['months_wrong']);
    expect(await asked({ from: '1900-01', to: '2026-04' })).to.deep.equal(['months_wrong']);
    expect(await asked({ metric: 'on_time' })).to.deep.equal(['metric_not_known']);
  });

  it('shows a metric with its definition in both languages', async () => {
    const shown = await visibleMetricResult(deps, client, { client: 'ACME', metric: 'on_time_delivery' });
    expect(shown).to.deep.include({ period: '2026-06', state: 'closed', revision: 1 });
    expect(shown.definition.words.en.join()).to.contain('no later than promised');
    expect(shown.definition.words.zh.join()).to.contain('不晚于');
    expect(shown.result.by['site']?.[0]?.key).to.equal('SHA');
    expect(await codes(visibleMetricResult(deps, client, { client: 'ACME', metric: 'on_time' }))).to.deep.equal([
      'metric_not_known',
    ]);
  });

  const all = async (request: Partial<EvidenceRequest>, visibility = client): Promise<readonly Evidence[]> => {
    const pages: Evidence[] = [];
    let cursor: string | undefined;
    do {
      const asked = { client: 'ACME', metric: 'on_time_delivery', limit: 2, ...request };
      const page = await evidencePage(deps, visibility, cursor === undefined ? asked : { ...asked, cursor });
      pages.push(page);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return pages;
  };
  const numbers = (pages: readonly Evidence[]): readonly string[] =>
    pages.flatMap(({ rows, columns }) => {
      const [no, line] = ['shipment_no', 'line_no'].map(name => columns.findIndex(one => one.name === name));
      return rows.map(({ values }) => `${String(values[no ?? -1])}.${String(values[line ?? -1])}`);
    });

  it('pages through the facts behind a figure without missing or repeating one, groups across pages too', async () => {
    const failed = ['A200.1', 'A201.1', 'A202.1', 'A203.1', 'A300.2', 'A300.3'];
    for (const limit of [1, 2, 4, 5, 6, 7]) {
      const pages = await all({ period: '2026-06', membership: 'failed', limit });
      expect(numbers(pages)).to.deep.equal(failed);
      expect(pages.length).to.equal(Math.ceil(failed.length / limit));
    }
    const [page] = await all({ period: '2026-06', membership: 'failed', limit: 100 });
    expect(page).to.deep.include({ total: 5, next: null, membership: ['failed'] });
    expect(page?.rows[0]?.because).to.contain('delivered 2026-06-05 13:00 after promised 2026-06-05 12:00');
    expect(page?.rows[0]).to.deep.include({ batch: 1, file: 'spring.csv', row: 5 + 1 });
    expect(page?.columns.find(({ name }) => name === 'delivered_at')?.label.zh).to.match(/\p{Script=Han}/u);
    expect(JSON.stringify(page)).not.to.contain('Ms Wu');
  });

  it('pages through a ratio of several kinds of facts, ungrouped ones, and all memberships', async () => {
    for (const metric of ['complaint_rate', 'transport_damage_rate', 'open_overdue_rate']) {
      const whole = await all({ metric, period: '2026-06', limit: 1000 }, manager);
      expect(numbers(await all({ metric, period: '2026-06', limit: 3 }, manager)), metric).to.deep.equal(numbers(whole));
    }
  });

  it('goes on with the evaluation that the first page was of', async () => {
    const first = await evidencePage(deps, manager, { client: 'ACME', metric: 'on_time_delivery', period: '2026-05', limit: 1 });
    expect(first.next).not.to.equal(null);
    const request = { client: 'ACME', metric: 'on_time_delivery', limit: 1, cursor: first.next ?? '' };
    expect((await evidencePage(deps, manager, request)).evaluation).to.equal(first.evaluation);
    for (const wrong of [{ cursor: 'x' }, { metric: 'otif' }, { membership: 'failed' }, { period: '2026-06' }])
      expect(await codes(evidencePage(deps, manager, { ...request, ...wrong }))).to.deep.equal(['cursor_unreadable']);
    expect(await codes(evidencePage(deps, manager, { ...request, membership: 'faild' }))).to.deep.equal(['membership_unknown']);
    // Even a cursor that somebody made up shows nothing of another client.
    const forged = JSON.parse(Buffer.from(first.next ?? '', 'base64url').toString()) as unknown[];
    forged[0] = (await performance(manager, '2026-05', beta)).evaluation.id;
    const cursor = Buffer.from(JSON.stringify(forged)).toString('base64url');
    expect(await codes(evidencePage(deps, client, { ...request, cursor }))).to.deep.equal(['evaluation_not_here']);
  });

  it('makes the workbook of every revision that is listed, each as the ledger has it', async function () {
    this.timeout(60_000);
    const listed = async (visibility: Visibility) =>
      (await clientScorecards(deps, visibility, 'ACME')).map(({ period, revision, state }) => `${period} ${revision} ${state}`);
    const closed = ['2026-06 1 closed', '2026-05 2 closed', '2026-05 1 closed'];
    expect(await listed(client)).to.deep.equal(closed);
    expect(await listed(manager)).to.deep.equal(['2026-07 1 provisional', '2026-06 2 provisional', ...closed]);
    const asked = { client: 'ACME', period: '2026-05', language: 'zh' } as const;
    const ledgerBefore = (await deps.database.transaction(tx => tx('ledger').count<{ count: string }[]>('*')))[0]?.count;
    for (const [revision, name] of [
      [1, 'ACME-2026-05.zh.xlsx'],
      [2, 'ACME-2026-05-revision-2.zh.xlsx'],
    ] as const) {
      const made = await writeVisibleScorecard(deps, client, { ...asked, revision });
      expect(made.name).to.equal(name);
      const audited = await auditWorkbook(deps, made.file);
      expect([audited.revision, audited.differences]).to.deep.equal([revision, []]);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load((await readFile(made.file)) as unknown as ArrayBuffer);
      expect(JSON.stringify(book.worksheets.map(sheet => sheet.getSheetValues()))).not.to.match(/beta|贝塔/i);
      await made.discard();
      expect(existsSync(made.file)).to.equal(false);
    }
    const ledgerAfter = (await deps.database.transaction(tx => tx('ledger').count<{ count: string }[]>('*')))[0]?.count;
    expect(ledgerAfter).to.equal(ledgerBefore);
    expect(await codes(writeVisibleScorecard(deps, client, { ...asked, revision: 3 }))).to.deep.equal(['revision_not_here']);
    expect(await codes(writeVisibleScorecard(deps, client, { ...asked, period: '2026-06', revision: 2 }))).to.deep.equal([
      'revision_not_here',
    ]);
    const hostile = await writeVisibleScorecard(deps, manager, { client: beta, period: '2026-06' });
    expect(hostile.name).to.equal('Beta, 贝塔-2026-06-provisional.en.xlsx');
    await hostile.discard();
  });

  it('shows the portfolio, the newest month without a period, and what is missing', async () => {
    const newest = await visiblePortfolio(deps, manager, {});
    expect(newest.period).to.equal('2026-07');
    const june = await visiblePortfolio(deps, manager, { period: '2026-06' });
    expect(june.clients.map(({ client: code, state, revision }) => [code, state, revision])).to.deep.equal([
      ['ACME', 'provisional', 2],
      [beta, 'provisional', 1],
    ]);
    const onTime = june.clients.map(one => one.metrics.find(({ metric }) => metric === 'on_time_delivery')?.value);
    expect(onTime).to.deep.equal([0.583333333333, 0]);
    // The widest gap first, although the other client comes before it by name.
    expect(june.gaps.map(({ client: code, metric }) => `${code} ${metric}`)).to.deep.equal([
      `${beta} on_time_delivery`,
      'ACME on_time_delivery',
    ]);
    const standard = june.clients[1]?.metrics.find(({ metric }) => metric === 'on_time_delivery')?.standard;
    expect(standard?.at_least).to.equal('77%');
    expect(june.missing_sources.map(({ client: code, source }) => [code, source])).to.deep.equal([[beta, 'beta_sha']]);
    const bound = await visiblePortfolio(deps, { ...manager, clients: ['ACME'] }, { period: '2026-06' });
    expect(JSON.stringify(bound)).not.to.match(/beta|贝塔/i);
  });

  it('shows what is closed as soon as it is', async () => {
    await closePeriod(deps, { period: '2026-06', clients: ['ACME'], waivers: [], actor: 'lin' });
    expect(summaryOf(await performance(client))).to.equal('2026-06 closed 2 7/12');
    expect(summaryOf(await performance(manager, '2026-06'))).to.equal('2026-06 closed 2 7/12');
    await reopenPeriod(deps, { period: '2026-06', clients: ['ACME'], reason: 'again', actor: 'wu' });
    expect(summaryOf(await performance(manager, '2026-06'))).to.equal('2026-06 closed 2 7/12');
  });
});
