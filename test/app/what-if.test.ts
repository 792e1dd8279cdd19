import path from 'node:path';
import { writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { type WhatIf, whatIf } from '../../src/app/evaluation/what-if.js';
import { whatIfText } from '../../src/cli/text/what-if.js';
import { march } from '../cli/small-workspace.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, figure, imported, stopOf, workspaceOf } from './importing.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const layout = shipmentLayout('shipments', 'client no status carrier promised delivered', {});

const index = `indexes:
  - { id: mine, tree: [{ metric: on_time_delivery, weight: "1" }] }
`;

eachDatabase('What if', database => {
  let deps: Deps;
  let count = 0;
  const tried = async (rules: string, ...periods: readonly string[]): Promise<WhatIf> => {
    const file = path.join(deps.workspace.directory, `trial-${++count}.yaml`);
    await writeFile(file, rules);
    return whatIf(deps, { rules: { file }, periods: periods.length === 0 ? ['2026-03'] : periods, clients: ['ACME'] });
  };
  const kept = (): Promise<readonly number[]> =>
    Promise.all(['evaluation', 'ledger', 'rulebook'].map(table => figure(database(), `select count(*) from ${table}`)));
  const statuses = ({ evaluations }: WhatIf): object =>
    evaluations.flatMap(({ period, metrics }) =>
      metrics.map(({ metric, before, after }) => [period, metric, before?.status, after?.status, before?.score, after?.score]),
    );

  before(async () => {
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nadopt: paper\n',
      'config/shipments.yaml': layout,
      'config/mine.yaml': index,
      'march.csv': march,
    });
    deps = await depsFor(database(), directory);
    await imported(deps, 'march.csv', 'shipments');
    for (const period of ['2026-03', '2026-04']) await evaluateClients(deps, { period, clients: [], actor: 'lin' });
  });

  it('a standard without a first day replaces every one of its metric and scope: 75 % meets 70 %', async () => {
    const was = await kept();
    const found = await tried('standards:\n  - { metric: on_time_delivery, at_least: "70%" }\n', '2026-04', '2026-03');
    expect(found.periods).to.deep.equal(['2026-03', '2026-04']);
    expect(statuses(found)).to.deep.include(['2026-03', 'on_time_delivery', 'missed', 'met', 2, 2]);
    const [line] = found.summary;
    expect([line?.metric, line?.before.met, line?.before.missed, line?.after.met, line?.after.missed]).to.deep.equal([
      'on_time_delivery',
      1,
      1,
      2,
      0,
    ]);
    expect(await kept(), 'nothing is written').to.deep.equal(was);
  });

  it('a scale changes scores, and the index that stands on them', async () => {
    const found = await tried(
      'scales:\n  - { metric: on_time_delivery, linear: { floor: "50%", target: "100%", scores: [1, 10] } }\n',
    );
    expect(statuses(found)).to.deep.include(['2026-03', 'on_time_delivery', 'missed', 'missed', 2, 5.5]);
    const mine = found.evaluations[0]?.indexes.find(one => one.index === 'mine');
    expect([mine?.before?.score, mine?.after?.score]).to.deep.equal([2, 5.5]);
  });

  it('an index that is new has no score before', async () => {
    const found = await tried('indexes:\n  - { id: other, tree: [{ metric: on_time_delivery, weight: "1" }] }\n');
    const other = found.evaluations[0]?.indexes.find(one => one.index === 'other');
    expect([other?.before, other?.after?.score]).to.deep.equal([null, 2]);
    expect(whatIfText(found, 'en')).to.match(/other +not there +2/);
  });

  it('says of what begins later that it changes nothing', async () => {
    const found = await tried('standards:\n  - { metric: on_time_delivery, at_least: "70%", from: 2026-07-01 }\n');
    expect(found.later.map(one => one.from)).to.deep.equal(['2026-07-01']);
    expect(whatIfText(found, 'en'))
      .to.contain('begins on 2026-07-01, after these periods')
      .and.contain('No figure would have been');
  });

  it('works on the facts that the period was last evaluated with, not on those that came later', async () => {
    await writeFile(path.join(deps.workspace.directory, 'late.csv'), march.replace('12:00:01', '11:59:59'));
    await imported(deps, 'late.csv', 'shipments');
    const found = await tried('standards:\n  - { metric: on_time_delivery, at_least: "70%" }\n');
    expect(found.evaluations[0]?.metrics.find(one => one.metric === 'on_time_delivery')?.after?.numerator).to.equal('3');
  });

  const refused: readonly [sentence: string, rules: string, code: string][] = [
    ['jobs', 'jobs:\n  - { id: nightly }\n', 'what_if_kind'],
    ['a layout', layout, 'what_if_kind'],
    ['an empty file', '# nothing\n', 'what_if_empty'],
    [
      'weights that do not add up',
      'indexes:\n  - { id: x, tree: [{ metric: on_time_delivery, weight: "0.9" }] }\n',
      'weights_sum',
    ],
    ['an unknown metric', 'standards:\n  - { metric: on_time_delivry, at_least: "9%" }\n', 'rule_metric_unknown'],
  ];
  for (const [sentence, rules, code] of refused) {
    it(`refuses ${sentence}, and says where`, async () => {
      const { faults } = await stopOf(tried(rules));
      expect(faults[0]?.code).to.equal(code);
      expect(faults[0]?.place.file).to.match(/trial-\d+\.yaml$/);
    });
  }
});
