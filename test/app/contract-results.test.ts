import { expect } from 'chai';
import { diffEvaluations } from '../../src/app/audit/diff.js';
import { explain } from '../../src/app/audit/explain.js';
import { rerun } from '../../src/app/audit/rerun.js';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { whatIf } from '../../src/app/evaluation/what-if.js';
import { scorecardOf } from '../../src/app/scorecards/scorecard-of.js';
import { rulesOf } from '../../src/app/periods/evaluation-to-show.js';
import { within } from '../../src/store/connect.js';
import { performanceText } from '../../src/app/service/performance.js';
import { visiblePortfolio } from '../../src/app/service/portfolio.js';
import { visibleStandards } from '../../src/app/service/rules.js';
import { visibleExplanation } from '../../src/app/service/audit.js';
import { explanationText } from '../../src/cli/text/audit-explain.js';
import { resultTable } from '../../src/cli/text/result-table.js';
import { canonicalJson } from '../../src/evaluation/canonical.js';
import type { Evaluation, MeasureResult, MetricResult } from '../../src/evaluation/document.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { portfolio } from '../../src/reports/portfolio.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { writeFiles } from '../support/workspaces.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const settings = `time_zone: UTC
adopt: paper
clients:
  - { code: NK, name: North Kitchen }
  - { code: OZ, name: Ozone }
`;

const own = `metrics:
  - id: early_for_nk
    label: { en: Early for North Kitchen, zh: 北厨提前率 }
    kind: proportion
    of: shipment
    improves: up
    unit: "%"
    dated: delivered_at
    population: { says: { en: delivered, zh: 已送达 }, when: 'status == "delivered"' }
    passes: { says: { en: an hour early, zh: 提前一小时 }, when: 'delivered_at <= promised_at - hours(1)' }
standards:
  - { metric: otif, at_least: "87.3%", scope: { client: NK }, from: 2026-01-01 }
`;

const contract = (level: string, grace: string) => `contracts:
  - id: nk
    client: NK
    from: 2026-01-01
    rules: { grace: 'minutes(${grace})' }
    measures:
      - group: Delivery
        weight: "1"
        metrics:
          - { metric: on_time_delivery, at_least: "${level}", weight: "1" }
          - { metric: on_time_delivery, at_least: "60%", scope: { site: SHA } }
          - { metric: on_time_delivery, at_least: "60%", min_population: 9, scope: { site: RTM } }
          - { metric: on_time_delivery, scope: { site: NYC } }
          - { metric: early_for_nk }
`;

/** Of each client three deliveries at SHA, of which one is 20 minutes late and one an hour, and two in time at RTM. */
const file = [
  'client,no,status,site,promised,delivered',
  ...['NK', 'OZ'].flatMap(client =>
    [
      ['SHA', '08:20'],
      ['SHA', '09:00'],
      ['SHA', '07:00'],
      ['RTM', '07:30'],
      ['RTM', '08:00'],
    ].map(([site, at], i) => `${client},${client}-${i},delivered,${site},2026-03-05T08:00:00Z,2026-03-05T${at}:00Z`),
  ),
].join('\n');

const files = {
  'plumbline.yaml': settings,
  'config/shipments.yaml': shipmentLayout('shipments', 'client no status site promised delivered', {}),
  'config/own.yaml': own,
  'config/contract.yaml': contract('70%', '10'),
  'facts.csv': file,
};

eachDatabase('What a document holds of a contract', database => {
  let deps: Deps;
  let nk: Evaluation;
  let oz: Evaluation;

  const evaluated = async (client: string): Promise<Evaluation> => {
    const [made] = await evaluateClients(deps, { period: '2026-03', clients: [client], actor: 'lin' });
    if (made === undefined) throw new Error(`nothing of ${client}`);
    return made;
  };

  before(async () => {
    deps = await depsFor(database(), await workspaceOf(files));
    await imported(deps, 'facts.csv', 'shipments');
    nk = await evaluated('NK');
    oz = await evaluated('OZ');
  });

  const resultOf = ({ document }: Evaluation, metric: string): MetricResult | undefined =>
    document.metrics.find(one => one.metric === metric);
  const unbound = { clients: 'all', isClient: false, seesProvisional: true } as const;
  const client = { clients: ['NK'], isClient: true, seesProvisional: true } as const;
  const manager = { clients: ['NK'], isClient: false, seesProvisional: true } as const;

  describe('internal standards', () => {
    it('judge each figure beside what was agreed, or where nothing was', () => {
      const late = resultOf(nk, 'on_time_delivery');
      expect([late?.value, late?.status, late?.standard?.at_least]).to.deep.equal([0.6, 'missed', '70%']);
      expect(late?.internal).to.deep.include({ status: 'missed', gap: -0.38 });
      expect(late?.internal?.standard).to.deep.include({ at_least: '98%' });
      const otif = resultOf(nk, 'otif');
      expect([otif?.standard, otif?.status]).to.deep.equal([null, otif?.value === null ? 'no_data' : 'no_standard']);
      expect(otif?.internal?.standard).to.deep.include({ at_least: '87.3%', scope: { client: 'NK' } });
    });

    it('are in no document without a contract', () => {
      expect(JSON.stringify(oz.document)).not.to.contain('"internal"').and.not.to.contain('"measures"');
      expect(resultOf(oz, 'on_time_delivery')?.standard?.at_least).to.equal('98%');
    });

    it('are told whoever is bound to no client, and nobody else', async () => {
      const asked = { client: 'NK', period: '2026-03' };
      const textFor = async (who: typeof unbound | typeof client | typeof manager): Promise<string> =>
        new TextDecoder().decode((await performanceText(deps, who, asked)).text.body);
      expect(await textFor(unbound))
        .to.contain('"internal"')
        .and.to.contain('"98%"');
      for (const who of [client, manager]) expect(await textFor(who)).not.to.match(/internal|"98%"|"87.3%"/);
      const standards = (who: typeof unbound | typeof client) =>
        visibleStandards(deps, who).map(({ metric, at_least }) => `${metric} ${at_least}`);
      expect(standards(unbound)).to.include('on_time_delivery 98%').and.to.include('otif 87.3%');
      expect(standards(client).filter(one => one.startsWith('on_time'))).to.deep.equal([
        'on_time_delivery 70%',
        'on_time_delivery 60%',
        'on_time_delivery 60%',
      ]);
      expect(standards(client)).not.to.include('otif 87.3%');
      const explained = async (who: typeof unbound | typeof manager): Promise<string> =>
        JSON.stringify(await visibleExplanation(deps, who, { evaluation: nk.id, metric: 'on_time_delivery' }));
      expect(await explained(unbound)).to.contain('at least 98%');
      expect(await explained(manager)).not.to.contain('98%');
    });

    it('are in no sheet of what is handed over', async () => {
      const card = await deps.database.transaction(async tx =>
        scorecardOf(
          within(tx),
          { evaluation: nk, history: [], rules: await rulesOf(tx, nk), madeAt: 0 },
          { organisation: { en: 'We', zh: '我们' }, language: 'en' },
        ),
      );
      const text = JSON.stringify(card);
      expect(text).to.contain('North Kitchen');
      expect(text)
        .not.to.match(/"internal"|\(internal|internal ≥/)
        .and.not.to.match(/0\.873|87\.3/);
    });

    it('are on the terminal and in the portfolio, by that name', async () => {
      expect(resultTable(nk, 'en')).to.contain('Missed (internal ≥ 98%: missed)');
      expect(resultTable(nk, 'zh')).to.contain('内部 ≥ 98%：');
      const explained = explanationText(await explain(deps, { evaluation: nk.id, metric: 'otif' }), 'en');
      expect(explained).to.match(/internal +≥ 87.3%: /);
      const { clients } = await visiblePortfolio(deps, unbound, { period: '2026-03' });
      expect(JSON.stringify(clients)).to.contain('"internal"');
      expect(JSON.stringify(await visiblePortfolio(deps, manager, { period: '2026-03' }))).not.to.contain('"internal"');
      const sheets = portfolio({
        evaluations: [nk, oz],
        clients: deps.workspace.rulebook.clients,
        organisation: { en: 'We', zh: '我们' },
        language: 'en',
        madeAt: 0,
      });
      expect(JSON.stringify(sheets)).to.contain('(internal)');
    });
  });

  describe('measures for a part of the work', () => {
    const measure = (site: string): MeasureResult | undefined => nk.document.measures?.find(({ scope }) => scope.site === site);

    it('are judged by the figure of that part, each with its own population', () => {
      expect(nk.document.measures?.map(({ scope }) => scope.site)).to.deep.equal(['SHA', 'RTM', 'NYC']);
      expect(measure('SHA')).to.deep.include({ numerator: '1', denominator: '3', status: 'missed', shortfall: 1 });
      expect(measure('SHA')?.gap).to.be.closeTo(1 / 3 - 0.6, 1e-9);
      expect(measure('RTM')).to.deep.include({ numerator: '2', denominator: '2', value: 1, status: 'insufficient' });
      expect(measure('NYC')).to.deep.include({ numerator: null, value: null, standard: null, status: 'no_data', gap: null });
    });

    it('are shown by explain, on the terminal and by REST', async () => {
      const explained = explanationText(await explain(deps, { evaluation: nk.id, metric: 'on_time_delivery' }), 'en');
      expect(explained).to.match(/site SHA: 1 \/ 3 = 33\.\d+ ?%, agreed ≥ 60%, missed/);
      expect(resultTable(nk, 'en')).to.match(/On-time delivery.*, site SHA +3 .*≥ 60%.*Missed/);
      const text = new TextDecoder().decode((await performanceText(deps, client, { client: 'NK', period: '2026-03' })).text.body);
      expect(text).to.contain('"measures"');
    });
  });

  describe('a metric or a contract that changes', () => {
    it('belongs to the client where only its contract names a metric of the workspace', () => {
      expect(resultOf(nk, 'early_for_nk')?.value).to.equal(0.2);
      expect(resultOf(oz, 'early_for_nk')).to.equal(undefined);
      expect(deps.workspace.rulebook.metrics.find(({ id }) => id === 'early_for_nk')?.scope).to.deep.equal({ client: ['NK'] });
    });

    it('is verified, run again, and compared with the cause contract where only that is another', async () => {
      await writeFiles(deps.workspace.directory, { 'config/contract.yaml': contract('50%', '30') });
      deps = { ...deps, workspace: await loadWorkspace(deps.workspace.directory) };
      const now = await evaluated('NK');
      expect(now.id).not.to.equal(nk.id);
      const diff = await diffEvaluations(deps, nk.id, now.id);
      expect(diff.causes.map(({ cause }) => cause)).to.deep.equal(['contract']);
      const moved = diff.metrics.find(({ metric }) => metric === 'on_time_delivery');
      expect([moved?.before.value, moved?.before.status, moved?.after.value, moved?.after.status]).to.deep.equal([
        0.6,
        'missed',
        0.8,
        'met',
      ]);
      await writeFiles(deps.workspace.directory, {
        'config/contract.yaml': contract('50%', '30'),
        'config/own.yaml': own.replace('"87.3%"', '"91%"'),
      });
      deps = { ...deps, workspace: await loadWorkspace(deps.workspace.directory) };
      const later = await evaluated('NK');
      expect((await diffEvaluations(deps, now.id, later.id)).causes.map(({ cause }) => cause)).to.deep.equal(['standard']);
      const { findings, evaluations } = await verify(deps);
      expect([findings, evaluations.length]).to.deep.equal([[], 4]);
      expect(await rerun(deps, nk.id)).to.equal(canonicalJson(nk.document));
    });

    it('is tried on past periods like any other rule', async () => {
      const before = { text: contract('50%', '90'), name: 'trial.yaml' };
      const { evaluations } = await whatIf(deps, { rules: before, periods: ['2026-03'], clients: ['NK'] });
      const late = evaluations.flatMap(({ metrics }) => metrics).find(({ metric }) => metric === 'on_time_delivery');
      expect([late?.before?.value, late?.after?.value]).to.deep.equal([0.8, 1]);
    });
  });
});
