import { expect } from 'chai';
import { decide } from '../../src/app/amendments/decide.js';
import { requestExclusion } from '../../src/app/amendments/request.js';
import { factsBehind } from '../../src/app/audit/facts-of-figure.js';
import { inputWithoutTallies } from '../../src/app/audit/recompute.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { evidenceFor } from '../../src/app/evaluation/evidence.js';
import { rulesOf } from '../../src/app/periods/evaluation-to-show.js';
import type { Evaluation } from '../../src/evaluation/document.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const columns = 'client no line order_no status promised delivered ordered_qty delivered_qty damaged freight_cost distance_km';

/** Lines of shipments and orders in which whatever can be missing is missing somewhere, the same every time. */
function lines(count: number): string {
  let state = 7;
  const upTo = (n: number): number => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * n);
  };
  const some = (share: number, text: string): string => (upTo(100) < share ? text : '');
  const statuses = ['delivered', 'delivered', 'delivered', 'delivered', 'open', 'dispatched', 'refused', 'lost', 'cancelled'];
  const rows = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const [no, line] = [`S${upTo(count / 3)}`, String(1 + upTo(3))];
    const promised = Date.UTC(2026, 2, 22) + upTo(40 * 24) * 3_600_000;
    const at = (millis: number): string => new Date(millis).toISOString();
    const order = some(85, `O${upTo(count / 4)}`);
    const cells = [
      order,
      statuses[upTo(statuses.length)],
      some(90, at(promised)),
      some(90, at(promised + (upTo(1000) - 600) * 60_000)),
      some(88, String(upTo(6))),
      some(88, String(upTo(8))),
      some(88, String(upTo(3))),
      some(80, String(upTo(50))),
      some(80, String(upTo(90))),
    ];
    rows.set(`${no}/${line}`, ['E1', no, line, ...cells].join(','));
  }
  return [columns.replaceAll(' ', ','), ...rows.values()].join('\n');
}

const reasons = 'reasons: [{ code: WX, label: Weather, party: force_majeure, excusable: true }]\n';

eachDatabase('The facts behind a figure', database => {
  let deps: Deps;

  before(async () => {
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nadopt: paper\nclients: [{ code: E1 }]\n',
      'config/reasons.yaml': reasons,
      'config/lines.yaml': shipmentLayout('lines', columns, {}),
      'lines.csv': lines(240),
    });
    deps = await depsFor(database(), directory);
    await imported(deps, 'lines.csv', 'lines');
  });

  const evaluated = async (): Promise<Evaluation> => {
    const [made] = await evaluateClients(deps, { period: '2026-04', clients: ['E1'], actor: 'lin' });
    return made ?? expect.fail('nothing was evaluated');
  };

  /** Each list's facts and total as a scorecard has them, beside those that `audit explain` and REST show, by metric, membership and kind. */
  const bothWays = (evaluation: Evaluation): Promise<readonly (readonly [ofScorecard: unknown, ofExplain: unknown])[]> =>
    deps.database.transaction(async tx => {
      const rules = await rulesOf(tx, evaluation);
      const { rulebook, client } = rules;
      const input = await inputWithoutTallies(tx, evaluation.document, rules);
      const lists = await evidenceFor(tx, evaluation, { rulebook, client, limit: 20_000, languages: ['en'] });
      const pairs: [unknown, unknown][] = [];
      for (const { metric, counts } of evaluation.document.metrics) {
        for (const part of input.plan.byId.get(metric)?.parts ?? []) {
          for (const membership of ['failed', 'undetermined', 'undated', 'excluded'] as const) {
            if (counts[membership] === 0) continue;
            const behind: string[] = [];
            for await (const { place, because } of factsBehind(tx, input, part, new Set([membership]), { language: 'en' }))
              behind.push(`${place.key.slice(1).map(String).join('/')}: ${membership === 'excluded' ? '' : because}`);
            const list = lists.find(one => one.metric === metric && one.membership === membership && one.fact === part.of);
            const rows = (list?.rows ?? []).map(
              ({ values, because }) =>
                `${values.slice(0, list?.keys).map(String).join('/')}: ${membership === 'excluded' ? '' : (because?.en ?? '')}`,
            );
            const name = `${metric} ${membership}`;
            pairs.push([
              { name, total: list?.totalCount ?? 0, rows: rows.toSorted() },
              { name, total: behind.length, rows: behind.toSorted() },
            ]);
          }
        }
      }
      return pairs;
    });

  it('are the same in a scorecard and where they are looked up, with the same reasons', async () => {
    const pairs = await bothWays(await evaluated());
    expect(pairs.length).to.be.greaterThan(40);
    for (const [ofScorecard, ofExplain] of pairs) expect(ofScorecard).to.deep.equal(ofExplain);
  });

  it('are the same where lines of a group are excluded: these are among no failures', async () => {
    const request = {
      client: 'E1',
      metrics: ['otif', 'perfect_order'],
      where: {},
      period: '2026-04',
      reason: 'WX',
      evidence: 'storm',
    };
    const known = lines(240)
      .split('\n')
      .slice(1)
      .map(row => row.split(','));
    for (const line of ['1', '2']) {
      const numbers = known.flatMap(([, no = '', of], i) => (of === line && i % 2 === 0 ? [no] : []));
      const asked = { ...request, numbers, line, actor: 'li', dryRun: false };
      const { number } = await requestExclusion(deps, asked);
      await decide(deps, { kind: 'exclusion', number: number ?? 0, decision: 'approval', actor: 'wang' });
    }
    const evaluation = await evaluated();
    const otif = evaluation.document.metrics.find(({ metric }) => metric === 'otif');
    expect(otif?.counts.excluded).to.be.greaterThan(0);
    for (const [ofScorecard, ofExplain] of await bothWays(evaluation)) expect(ofScorecard).to.deep.equal(ofExplain);
  });
});
