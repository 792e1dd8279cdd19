import { expect } from 'chai';
import { explain } from '../../src/app/audit/explain.js';
import { verify } from '../../src/app/audit/verify.js';
import { inputOf } from '../../src/app/audit/recompute.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { rulesOf } from '../../src/app/periods/evaluation-to-show.js';
import { performanceText } from '../../src/app/service/performance.js';
import { explanationText } from '../../src/cli/text/audit-explain.js';
import { resultTable } from '../../src/cli/text/result-table.js';
import { performanceSchema } from '../../src/contract/evaluation.js';
import type { Evaluation, MeasureResult } from '../../src/evaluation/document.js';
import { evaluatePeriod } from '../../src/evaluation/evaluate.js';
import { improvement } from '../../src/standards/improvement/improvement.js';
import { storeEvaluation } from '../../src/store/evaluations.js';
import { eachDatabase } from '../support/databases.js';
import { byCarrier, partsWorkspace } from '../support/parts-contract.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const both = '{ year_to_date: true, same_month_last_year: true }';

/** Two carriers that are weighed beside the whole; the whole has 8 of 10, which is not what either part has. */
const weighed = `      - group: Delivery
        weight: "1"
        metrics:
          - { metric: on_time_delivery, at_least: "80%", weight: "0.2" }
          - { metric: on_time_delivery, at_least: "90%", weight: "0.5", scope: { carrier: NightStar } }
          - { metric: on_time_delivery, at_least: "95%", weight: "0.3", scope: { carrier: FedEx } }
          - { metric: on_time_delivery, at_least: "95%", scope: { carrier: UPS } }
`;
const scale = `scales:
  - { metric: on_time_delivery, linear: { floor: "50%", target: "100%", scores: [1, 10] } }
`;

eachDatabase('A contract that agrees parts of the work', database => {
  const evaluatedIn = async (deps: Deps): Promise<Evaluation> => {
    const [made] = await evaluateClients(deps, { period: '2026-03', clients: ['KES'], actor: 'lin' });
    if (made === undefined) throw new Error('one client was evaluated');
    return made;
  };
  const workspaceWith = async (files: Readonly<Record<string, string>>): Promise<Deps> => {
    const deps = await depsFor(database(), await workspaceOf(files));
    await imported(deps, 'deliveries.csv', 'shipments');
    return deps;
  };
  const partOf = ({ document }: Evaluation, carrier: string): MeasureResult | undefined =>
    document.measures?.find(({ scope }) => scope.carrier === carrier);
  const spansOf = (made: Evaluation, carrier: string): readonly string[] => {
    const part = partOf(made, carrier);
    return [part?.year_to_date, part?.last_year].map(figure =>
      figure === undefined ? 'not there' : figure.value === null ? 'nothing' : `${figure.numerator}/${figure.denominator}`,
    );
  };

  describe('and asks for other times', () => {
    let deps: Deps;
    let made: Evaluation;

    before(async () => {
      deps = await workspaceWith(partsWorkspace({ measures: byCarrier, handout: both }));
      made = await evaluatedIn(deps);
    });

    it('has them of each part, from the facts of that part; a part without facts then has none', () => {
      expect(spansOf(made, 'NightStar')).to.deep.equal(['4/6', '2/2']);
      expect(spansOf(made, 'FedEx')).to.deep.equal(['5/5', 'nothing']);
      expect(spansOf(made, 'UPS')).to.deep.equal(['1/2', '0/1']);
      expect(made.document.calculation).to.equal('3');
    });

    it('shows them on the terminal, in explanations and over REST', async () => {
      expect(resultTable(made, 'en')).to.match(/carrier NightStar +4 +75\.0 % +≥ 90% +-15\.0 pp +66\.7 % +100\.0 % +◆ At risk/);
      const explained = explanationText(await explain(deps, { evaluation: made.id, metric: 'on_time_delivery' }), 'en');
      expect(explained).to.match(
        /carrier NightStar: 3 \/ 4 = 75\.0 %,.*; year to date 4 \/ 6 = 66\.7 %; same period last year 2 \/ 2 = 100\.0 %/,
      );
      expect(explained).to.contain('at risk, gap -15.0 pp').and.contain('met, gap +5.0 pp');
      const inChinese = explanationText(await explain(deps, { evaluation: made.id, metric: 'on_time_delivery' }), 'zh');
      expect(inChinese).to.contain('差距 -15.0 个百分点');
      expect(resultTable(made, 'zh')).to.contain('-15.0 个百分点');
      const client = { clients: ['KES'], isClient: true, seesProvisional: true } as const;
      const { text } = await performanceText(deps, client, { client: 'KES', period: '2026-03' });
      const answer = performanceSchema.parse(JSON.parse(new TextDecoder().decode(text.body)));
      const night = answer.measures?.find(({ scope }) => scope.carrier === 'NightStar');
      expect(night?.year_to_date).to.include({ numerator: '4', denominator: '6' });
    });

    it('is verified in both ways, and so is an evaluation of the version before, which has none', async () => {
      const older = await deps.database.transaction(async tx => {
        const input = await inputOf(tx, made.document, await rulesOf(tx, made));
        const document = evaluatePeriod({ ...input, calculation: '2' });
        return storeEvaluation(tx, { document, actor: 'lin', at: deps.clock() });
      });
      expect(spansOf(older, 'NightStar')).to.deep.equal(['not there', 'not there']);
      expect(older.document.calculation).to.equal('2');
      const { findings, evaluations } = await verify(deps);
      expect(findings).to.deep.equal([]);
      const verified = evaluations.filter(one => one.verified).map(({ evaluation }) => evaluation);
      expect(verified).to.include(made.id).and.to.include(older.id);
    });
  });

  it('that does not ask for them keeps the version and the form of its evaluations', async () => {
    const made = await evaluatedIn(await workspaceWith(partsWorkspace({ measures: byCarrier })));
    expect(spansOf(made, 'NightStar')).to.deep.equal(['not there', 'not there']);
    expect(made.document.calculation).to.equal('2');
    expect(made.document.measures?.map(one => Object.hasOwn(one, 'score'))).to.deep.equal([false, false, false]);
  });

  describe('with weights', () => {
    let deps: Deps;
    let made: Evaluation;

    before(async () => {
      deps = await workspaceWith({ ...partsWorkspace({ measures: weighed }), 'config/scale.yaml': scale });
      made = await evaluatedIn(deps);
    });

    it('weighs each part by its own score', () => {
      expect([partOf(made, 'NightStar')?.score, partOf(made, 'FedEx')?.score]).to.deep.equal([5.5, 10]);
      const index = made.document.indexes.find(one => one.index === 'contract');
      // 0.2 × 6.4 (80 %) + 0.5 × 5.5 (75 %) + 0.3 × 10 (100 %)
      expect([index?.score, index?.coverage]).to.deep.equal([7.03, 1]);
      const leaves = index?.nodes[0]?.children.map(({ id, metric, label, score, status }) => [
        id,
        metric,
        label.en,
        score,
        status,
      ]);
      expect(leaves).to.deep.equal([
        ['on_time_delivery', 'on_time_delivery', 'On-time delivery rate', 6.4, 'met'],
        ['on_time_delivery (carrier: NightStar)', 'on_time_delivery', 'On-time delivery rate (carrier NightStar)', 5.5, 'missed'],
        ['on_time_delivery (carrier: FedEx)', 'on_time_delivery', 'On-time delivery rate (carrier FedEx)', 10, 'met'],
      ]);
      expect(Object.hasOwn(partOf(made, 'UPS') ?? {}, 'score'), 'without a weight').to.equal(false);
      expect(resultTable(made, 'en')).to.match(/carrier NightStar .* 5\.5 +.*Missed/);
    });

    it('says which measures have no score, and why', async () => {
      const measures = `      - group: Delivery
        weight: "1"
        metrics:
          - { metric: on_time_delivery, at_least: "80%", weight: "0.4" }
          - { metric: open_overdue_rate, at_most: "5%", weight: "0.2" }
          - { metric: on_time_delivery, at_least: "95%", min_population: 500, weight: "0.2", scope: { carrier: FedEx } }
          - { metric: inventory_accuracy, at_least: "99%", weight: "0.2" }
`;
      const text = resultTable(
        await evaluatedIn(await workspaceWith({ ...partsWorkspace({ measures }), 'config/scale.yaml': scale })),
        'en',
      );
      expect(text.split('\n').filter(line => line.includes('No score'))).to.deep.equal([
        '  No score, so the others share its weight: Share of shipments open and overdue (no scale says which value makes which score)',
        '  No score, so the others share its weight: On-time delivery rate (carrier FedEx) (fewer facts than the contract asks for)',
        '  No score, so the others share its weight: Inventory accuracy (no data)',
      ]);
      expect(resultTable(made, 'en')).to.not.contain('No score');
    });

    it('ranks a part by the points that it costs, and explains its weight', async () => {
      const { rulebook } = await deps.database.transaction(tx => rulesOf(tx, made));
      const found = improvement({
        period: made.document,
        history: [],
        rules: rulebook,
        subject: { client: 'KES', segment: undefined },
        lastDay: '2026-03-31',
        grain: 'month',
        surveyed: [],
      });
      const [first] = found.ranking.find(one => one.index === 'contract')?.metrics ?? [];
      expect([first?.metric, first?.part_of, first?.points, first?.status, first?.gap]).to.deep.equal([
        'on_time_delivery (carrier: NightStar)',
        'on_time_delivery',
        2.25,
        'missed',
        -0.15,
      ]);
      const { weights } = await explain(deps, { evaluation: made.id, metric: 'on_time_delivery' });
      expect(weights.filter(one => one.index === 'contract').map(({ share }) => share)).to.deep.equal([0.2, 0.5, 0.3]);
    });

    it('is verified in both ways', async () => {
      const { findings } = await verify(deps);
      expect(findings).to.deep.equal([]);
    });
  });
});
