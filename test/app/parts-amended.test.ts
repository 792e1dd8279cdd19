import { expect } from 'chai';
import { decide } from '../../src/app/amendments/decide.js';
import { requestExclusion, requestOverride } from '../../src/app/amendments/request.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { decidedText, requestedText } from '../../src/cli/text/amendment-effects.js';
import type { Effect } from '../../src/contract/amendments.js';
import { eachDatabase } from '../support/databases.js';
import { byCarrier, partsWorkspace } from '../support/parts-contract.js';
import { depsFor, imported, workspaceOf } from './importing.js';

/** The one delivery of NightStar in March 2026 that was late. */
const late = 'NightStar-2026-03-10-3';

eachDatabase('An amendment of facts of which parts are agreed', database => {
  let deps: Deps;
  before(async () => {
    deps = await depsFor(database(), await workspaceOf(partsWorkspace({ measures: byCarrier })));
    await imported(deps, 'deliveries.csv', 'shipments');
    await evaluateClients(deps, { period: '2026-03', clients: ['KES'], actor: 'lin' });
  });

  const request = (dryRun: boolean) =>
    requestExclusion(deps, {
      client: 'KES',
      metrics: ['on_time_delivery'],
      numbers: [late],
      where: {},
      reason: 'AO',
      evidence: 'gate log',
      actor: 'lin',
      dryRun,
    });
  const share = ({ numerator, denominator, status }: Effect['before']): string =>
    `${numerator ?? '–'}/${denominator ?? '–'} ${status}`;

  it('shows each part that it changes after the metric as a whole, before it is approved', async () => {
    const tried = await request(true);
    expect(
      tried.effect.map(({ metric, scope, label, before, after }) => [
        metric,
        scope?.carrier,
        label.en,
        share(before),
        share(after),
      ]),
    ).to.deep.equal([
      ['on_time_delivery', undefined, 'On-time delivery rate', '8/10 met', '8/9 met'],
      ['on_time_delivery', 'NightStar', 'On-time delivery rate (carrier NightStar)', '3/4 at_risk', '3/3 met'],
    ]);
    expect(requestedText('exclusion', tried, 'en')).to.match(
      /on_time_delivery \(carrier NightStar\) +3\/4 75 % +3\/3 100 % +0 → 1 +at_risk → met$/m,
    );
    expect(requestedText('exclusion', tried, 'zh')).to.contain('on_time_delivery（承运商 NightStar）');
  });

  it('leaves the parts alone where the value of the whole is agreed', async () => {
    const { effect } = await requestOverride(deps, {
      client: 'KES',
      period: '2026-03',
      metric: 'on_time_delivery',
      value: '90%',
      reason: 'as agreed on 2 April',
      evidence: '',
      actor: 'lin',
      dryRun: true,
    });
    expect(effect.map(({ scope }) => scope)).to.deep.equal([undefined]);
  });

  it('says the same once it is decided', async () => {
    const { number } = await request(false);
    if (number === null) throw new Error('it was requested');
    const decided = await decide(deps, { kind: 'exclusion', number, decision: 'approval', actor: 'anna' });
    expect(decided.effect.map(({ scope }) => scope?.carrier)).to.deep.equal([undefined, 'NightStar']);
    expect(decidedText(decided, 'en')).to.contain('on_time_delivery (carrier NightStar)');
  });
});
