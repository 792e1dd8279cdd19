import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { type WhatIf, whatIf, whatIfJson } from '../../src/app/evaluation/what-if.js';
import { whatIfText } from '../../src/cli/text/what-if.js';
import { triedSchema } from '../../src/contract/weights.js';
import { eachDatabase } from '../support/databases.js';
import { byCarrier, partsContract, partsWorkspace } from '../support/parts-contract.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const both = '{ year_to_date: true, same_month_last_year: true }';

eachDatabase('What if a contract agreed something else for parts of the work', database => {
  let deps: Deps;
  const tried = (measures: string, more: { readonly handout?: string; readonly more?: string } = {}): Promise<WhatIf> => {
    const rules = { text: partsContract({ measures, ...more }), name: 'trial.yaml' };
    return whatIf(deps, { rules, periods: ['2026-03'], clients: ['KES'] });
  };
  const linesOf = ({ evaluations }: WhatIf): readonly (readonly unknown[])[] =>
    evaluations.flatMap(({ measures }) =>
      measures.map(({ scope, before, after }) => [
        scope.carrier,
        before && [before.numerator, before.denominator, before.status],
        after && [after.numerator, after.denominator, after.status],
      ]),
    );

  before(async () => {
    deps = await depsFor(database(), await workspaceOf(partsWorkspace({ measures: byCarrier, handout: both })));
    await imported(deps, 'deliveries.csv', 'shipments');
    await evaluateClients(deps, { period: '2026-03', clients: [], actor: 'lin' });
  });

  it('names parts that are judged by another level, that are agreed no more, and that are new', async () => {
    const found = await tried(`      - group: Delivery
        metrics:
          - { metric: on_time_delivery, at_least: "80%" }
          - { metric: on_time_delivery, at_least: "75%", scope: { carrier: NightStar } }
          - { metric: on_time_delivery, at_least: "95%", scope: { carrier: FedEx } }
          - { metric: on_time_delivery, at_least: "95%", scope: { carrier: GLS } }
`);
    expect(linesOf(found)).to.deep.equal([
      ['NightStar', ['3', '4', 'at_risk'], ['3', '4', 'met']],
      ['GLS', null, [null, null, 'no_data']],
      ['UPS', ['1', '2', 'missed'], null],
    ]);
    expect(found.evaluations.flatMap(({ metrics }) => metrics.map(({ metric }) => metric))).to.deep.equal([]);
    const night = found.summary.find(({ scope }) => scope?.carrier === 'NightStar');
    expect([night?.before.at_risk, night?.before.met, night?.after.met]).to.deep.equal([1, 0, 1]);
    const text = whatIfText(found, 'en');
    expect(text).to.match(/On-time delivery.*, carrier NightStar +3\/4 75 % \(≥ 90%\) +3\/4 75 % \(≥ 75%\).*at_risk → met/);
    expect(text).to.match(/carrier UPS +1\/2 50 % \(≥ 95%\) +not there/);
    expect(triedSchema.safeParse(whatIfJson(found)).error).to.equal(undefined);
  });

  it('names a part whose figure changes by another rule', async () => {
    const found = await tried(byCarrier, { more: "    rules: { delivery_due: 'promised_at + hours(18)' }\n" });
    expect(linesOf(found)).to.deep.equal([
      ['NightStar', ['3', '4', 'at_risk'], ['4', '4', 'met']],
      ['UPS', ['1', '2', 'missed'], ['2', '2', 'met']],
    ]);
  });

  it('leaves figures of other times out that only one side counts, and says so in one line', async () => {
    const without = await tried(byCarrier);
    expect(without.evaluations.map(({ metrics, measures }) => metrics.length + measures.length)).to.deep.equal([0]);
    const text = whatIfText(without, 'en');
    expect(text.match(/year to date/gi)).to.have.lengthOf(1);
    expect(text).to.include('Not compared: year to date and same period last year. What is tried does not ask for them;');
    expect(text).to.include('`handout: { year_to_date: true, same_month_last_year: true }`');
    expect(whatIfText(without, 'zh')).to.include('未比较：本年累计、去年同期。');
    const withBoth = await tried(byCarrier, { handout: both });
    expect(whatIfText(withBoth, 'en')).not.to.include('Not compared');
  });
});
