import { expect } from 'chai';
import { diffEvaluations } from '../../src/app/audit/diff.js';
import { frozenRules, inputOf } from '../../src/app/audit/recompute.js';
import { rerun } from '../../src/app/audit/rerun.js';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { canonicalJson } from '../../src/evaluation/canonical.js';
import type { CalculationVersion } from '../../src/evaluation/calculation.js';
import type { Evaluation } from '../../src/evaluation/document.js';
import { evaluatePeriod } from '../../src/evaluation/evaluate.js';
import { storeEvaluation } from '../../src/store/evaluations.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const rules = `metrics:
  - { id: refused_count, kind: total, of: shipment, improves: down, unit: count, dated: delivered_at, when: 'status == "refused"', label: { en: Refused, zh: 拒收数 } }
standards:
  - { metric: refused_count, at_most: "3", from: 2026-01-01 }
scales:
  - { metric: refused_count, bands: [ { at_most: "0", score: 10 }, { score: 5 } ] }
indexes:
  - { id: care, on_missing: renormalise, min_coverage: "100%", tree: [ { metric: refused_count, weight: "1" } ] }
`;
const row = (no: string, month: string, status: string): string =>
  `${no},2026-${month}-03T12:00:00Z,2026-${month}-03T11:00:00Z,${status}\n`;

eachDatabase('evaluations of an earlier version of the calculation', database => {
  let deps: Deps;
  before(async () => {
    deps = await depsFor(
      database(),
      await workspaceOf({
        'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: ACME } ]\n',
        'config/layouts/acme.yaml': shipmentLayout('acme', 'no promised delivered status', { client: 'ACME' }),
        'config/rules.yaml': rules,
        'shipments.csv': `no,promised,delivered,status\n${row('1', '05', 'refused')}${row('2', '06', 'delivered')}`,
      }),
    );
    await imported(deps, 'shipments.csv', 'acme');
  });

  const evaluate = async (period: string): Promise<Evaluation> => {
    const [made] = await evaluateClients(deps, { period, clients: ['ACME'], actor: 'lin' });
    if (made === undefined) throw new Error('one client was evaluated');
    return made;
  };
  const refused = ({ document }: Evaluation) => {
    const { status, score, value } = document.metrics.find(({ metric }) => metric === 'refused_count') ?? {};
    return { status, score, value, index: document.indexes.find(({ index }) => index === 'care')?.score };
  };
  /** What a release with that version kept: made from the same facts and rules as an evaluation of today. */
  const keptBy = (calculation: CalculationVersion, { document }: Evaluation): Promise<Evaluation> =>
    deps.database.transaction(async tx => {
      const frozen = await frozenRules(tx, document.rulebook);
      if (frozen === undefined) throw new Error('the rules are there');
      const old = evaluatePeriod({ ...(await inputOf(tx, document, frozen)), calculation });
      return storeEvaluation(tx, { document: old, actor: 'lin', at: Date.UTC(2026, 6, 1) });
    });

  it('name the first version that gives their results: what a later one leaves alone keeps its hash', async () => {
    const [may, june] = [await evaluate('2026-05'), await evaluate('2026-06')];
    expect(may.document.calculation).to.equal('1');
    expect(refused(may)).to.deep.equal({ status: 'met', score: 5, value: 1, index: 5 });
    expect((await keptBy('1', may)).hash).to.equal(may.hash);
    expect(june.document.calculation).to.equal('2');
    expect(refused(june)).to.deep.equal({ status: 'met', score: 10, value: 0, index: 10 });
  });

  it('are verified and run again by the version that they name', async () => {
    const old = await keptBy('1', await evaluate('2026-06'));
    expect(old.document.calculation).to.equal('1');
    expect(refused(old)).to.deep.equal({ status: 'insufficient', score: null, value: 0, index: null });
    expect(await rerun(deps, old.id)).to.equal(canonicalJson(old.document));
    const all = await verify(deps);
    expect(all.findings.map(({ code }) => code)).to.deep.equal([]);
    expect(all.evaluations.map(({ evaluation }) => evaluation)).to.include(old.id);
  });

  it('differ from new ones by their calculation and nothing else, in both directions', async () => {
    const june = await evaluate('2026-06');
    const old = await keptBy('1', june);
    const there = await diffEvaluations(deps, old.id, june.id);
    const back = await diffEvaluations(deps, june.id, old.id);
    expect([there, back].map(({ causes }) => causes.map(({ cause }) => cause))).to.deep.equal([['calculation'], ['calculation']]);
    expect(there.metrics.map(({ metric, before, after }) => [metric, before.status, after.status])).to.deep.equal([
      ['refused_count', 'insufficient', 'met'],
    ]);
  });
});
