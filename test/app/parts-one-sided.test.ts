import { expect } from 'chai';
import { explain } from '../../src/app/audit/explain.js';
import { inputOf } from '../../src/app/audit/recompute.js';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { visibleMonth } from '../../src/app/months/board.js';
import { rulesOf } from '../../src/app/periods/evaluation-to-show.js';
import { explanationText } from '../../src/cli/text/audit-explain.js';
import { resultTable } from '../../src/cli/text/result-table.js';
import type { Evaluation, EvaluationDocument } from '../../src/evaluation/document.js';
import { evaluatePeriod } from '../../src/evaluation/evaluate.js';
import { agreedParts } from '../../src/reports/agreed-parts.js';
import { storeEvaluation } from '../../src/store/evaluations.js';
import { eachDatabase } from '../support/databases.js';
import { partsContract } from '../support/parts-contract.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const metric = `metrics:
  - id: prompt
    kind: proportion
    of: shipment
    improves: up
    dated: 'coalesce(delivered_at, closed_at)'
    population: 'one_of(status, "delivered", "refused")'
    passes: 'status == "delivered" and done_by(delivered_at, promised_at)'
    label: { en: Prompt, zh: 准时 }
`;
const measures = `      - group: Delivery
        metrics:
          - { metric: prompt, at_least: "50%" }
          - { metric: prompt, at_least: "50%", scope: { carrier: DSV } }
          - { metric: prompt, at_least: "50%", scope: { carrier: DHL } }
`;

const at = (month: string, hour: number): string => `2026-${month}-10T${hour}:00:00Z`;
const inTime = (no: string, carrier: string, month: string): string =>
  `KES,${no},delivered,${carrier},${at(month, 12)},${at(month, 11)},`;
const unpromised = (no: string, carrier: string, month: string): string => `KES,${no},delivered,${carrier},,${at(month, 11)},`;
const refused = (no: string, carrier: string, month: string): string => `KES,${no},refused,${carrier},,,${at(month, 11)}`;

/**
 * In May nobody recorded what DSV promised, and DHL was in time twice and refused once. In June no promise of DSV is recorded either, and
 * all that is known of DHL is one refusal.
 */
const file = [
  'client,no,status,carrier,promised,delivered,closed_at',
  ...['M1', 'M2', 'M3'].map(no => unpromised(no, 'DSV', '05')),
  ...['M4', 'M5'].map(no => refused(no, 'DSV', '05')),
  ...['M6', 'M7'].map(no => inTime(no, 'DHL', '05')),
  refused('M8', 'DHL', '05'),
  unpromised('J1', 'DSV', '06'),
  refused('J2', 'DSV', '06'),
  refused('J3', 'DHL', '06'),
  '',
].join('\n');

eachDatabase('A part of the work of which one outcome alone can be shown', database => {
  let deps: Deps;
  before(async () => {
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: KES, name: Kestrel Parts } ]\n',
      'config/shipments.yaml': shipmentLayout('shipments', 'client no status carrier promised delivered closed_at', {}),
      'config/contract.yaml': partsContract({ measures, handout: '{ year_to_date: true }' }),
      'config/metric.yaml': metric,
      'deliveries.csv': file,
    });
    deps = await depsFor(database(), directory);
    await imported(deps, 'deliveries.csv', 'shipments');
  });

  const evaluate = async (period: string): Promise<Evaluation> => {
    const [made] = await evaluateClients(deps, { period, clients: ['KES'], actor: 'lin' });
    if (made === undefined) throw new Error('one client was evaluated');
    return made;
  };
  const wholeOf = ({ metrics }: EvaluationDocument) => metrics.find(one => one.metric === 'prompt');
  const partsOf = ({ measures: found = [] }: EvaluationDocument) =>
    found.map(({ scope, counts: { passed, failed, undetermined }, value, status, note }) => [
      scope.carrier,
      `${passed}/${passed + failed} (${undetermined})`,
      value,
      status,
      note,
    ]);

  it('has no figure, although others of the metric could be shown', async () => {
    const made = await evaluate('2026-05');
    const whole = wholeOf(made.document);
    expect([whole?.value, whole?.status, whole?.note]).to.deep.equal([0.4, 'missed', undefined]);
    expect(partsOf(made.document)).to.deep.equal([
      ['DSV', '0/2 (3)', null, 'no_data', 'only_failures'],
      ['DHL', '2/3 (0)', 0.666666666667, 'met', undefined],
    ]);
    expect(made.document.measures?.map(one => [one.significant, one.gap, one.shortfall, one.year_to_date?.value])).to.deep.equal([
      [null, null, null, null],
      [false, 0.166666666667, 0, 0.666666666667],
    ]);
    expect(made.document.calculation).to.equal('3');
    expect(resultTable(made, 'en')).to.match(/carrier DSV +2 \(\+3 \?\) +– .* only failures can be judged: .*$/m);
    expect(explanationText(await explain(deps, { evaluation: made.id, metric: 'prompt' }), 'en')).to.contain(
      'carrier DSV: –, only failures can be judged: a pass needs Promised at; 3 of 5 could not be judged, agreed ≥ 50%, no data',
    );
    expect(agreedParts(made.document).map(({ result }) => result.note)).to.deep.equal(['only_failures', undefined]);
    const staff = { clients: 'all', seesProvisional: true, isClient: false } as const;
    const { steps } = await visibleMonth(deps, staff, { client: 'KES', period: '2026-05' });
    expect(steps.undetermined.measures.map(({ undetermined, why }) => [undetermined, why])).to.deep.equal([
      [3, undefined],
      [
        3,
        {
          en: 'only failures can be judged: a pass needs Promised at; 3 of 5 could not be judged',
          zh: '只能判定不合格：判定合格需要“承诺送达时间”；5 条中有 3 条无法判定',
        },
      ],
    ]);
  });

  it('has one where all of its facts could be judged, although nothing of the others could pass', async () => {
    const { document } = await evaluate('2026-06');
    expect([wholeOf(document)?.value, wholeOf(document)?.note]).to.deep.equal([null, 'only_failures']);
    expect(partsOf(document)).to.deep.equal([
      ['DSV', '0/1 (1)', null, 'no_data', 'only_failures'],
      ['DHL', '0/1 (0)', 0, 'missed', undefined],
    ]);
    // of the whole year so far one delivery of DHL in two was in time
    expect(document.measures?.map(one => one.year_to_date?.value)).to.deep.equal([null, 0.5]);
  });

  it('is verified in both ways, and so are evaluations of the version before, which had figures of such parts', async () => {
    const made = await evaluate('2026-05');
    const older = await deps.database.transaction(async tx => {
      const input = await inputOf(tx, made.document, await rulesOf(tx, made));
      const document = evaluatePeriod({ ...input, calculation: '2' });
      return storeEvaluation(tx, { document, actor: 'lin', at: deps.clock() });
    });
    expect(partsOf(older.document)[0]).to.deep.equal(['DSV', '0/2 (3)', 0, 'missed', undefined]);
    expect(older.document.calculation).to.equal('2');
    const { findings, evaluations } = await verify(deps);
    expect(findings).to.deep.equal([]);
    const verified = evaluations.filter(one => one.verified).map(({ evaluation }) => evaluation);
    expect(verified).to.include(made.id).and.to.include(older.id);
  });
});
