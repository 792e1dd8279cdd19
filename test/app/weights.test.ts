import type { WeightsDerived } from '../../src/contract/weights.js';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import type { Deps } from '../../src/app/deps.js';
import { deriveWeights } from '../../src/app/weights/derive.js';
import { derivedText } from '../../src/cli/text/weights-derive.js';
import { type DeriveRequest, mixOf, rolesOf } from '../../src/app/weights/request.js';
import { showWeights } from '../../src/app/weights/show.js';
import { weightsText } from '../../src/cli/text/weights-show.js';
import { decimalText, exact, sum, toDouble } from '../../src/facts/exact.js';
import { Stop } from '../../src/faults/stop.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { march } from '../cli/small-workspace.js';
import { eachDatabase } from '../support/databases.js';
import { writeFiles } from '../support/workspaces.js';
import { depsFor, figure, imported, stopOf, workspaceOf } from './importing.js';
import { whatOf } from '../support/worded.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const rules = `${shipmentLayout('shipments', 'client no status carrier promised delivered', {})}indexes:
  - id: mine
    label: { en: My index, zh: 我的指数 }
    tree:
      - { id: time, weight: "0.5", children: [{ metric: on_time_delivery, weight: "0.4" }, { metric: delivery_cycle_hours, weight: "0.6" }] }
      - { metric: trust, weight: "0.5" }
  - id: due
    tree: [{ metric: on_time_delivery, weight: "0.5" }, { metric: on_time_delivery_due, weight: "0.25" }, { metric: fixed, weight: "0.25" }]
metrics:
  - { id: fixed, kind: formula, formula: '7', improves: up, unit: points }
scales:
  - { metric: on_time_delivery, linear: { floor: "50%", target: "100%", scores: [1, 10] } }
  - { metric: on_time_delivery_due, linear: { floor: "70%", target: "100%", scores: [1, 10] } }
  - { metric: fixed, linear: { floor: "1", target: "10", scores: [1, 10] } }
`;

const answers = `layout: answers
fact: survey_answer
fields:
  client: { column: client }
  wave: { column: wave }
  respondent: { column: who }
  item: { column: item }
  aspect: { const: importance }
  role: { column: role }
  score: { column: score }
  answered_at: { const: 2026-03-20, format: yyyy-MM-dd }
`;

const survey = `client,wave,who,item,role,score
ACME,2026-H1,r1,on_time_delivery,client,9
ACME,2026-H1,r1,delivery_cycle_hours,client,3
ACME,2026-H1,r1,trust,client,4
ACME,2026-H1,r2,on_time_delivery,,9
ACME,2026-H1,r2,delivery_cycle_hours,,3
ACME,2026-H1,c1,on_time_delivery,consignee,5
ACME,2026-H1,c1,delivery_cycle_hours,consignee,5
ACME,2026-H1,s1,on_time_delivery,staff,2
ACME,2026-H1,s1,delivery_cycle_hours,staff,6
ACME,2026-H1,m1,on_time_delivery,manager,4
ACME,2026-H1,m1,delivery_cycle_hours,manager,10
BETA,2026-H1,b1,trust,client,10
`;

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME, name: Acme }, { code: BETA, name: Beta }]\n',
  'config/shipments.yaml': rules,
  'config/answers.yaml': answers,
  'march.csv': march,
  'survey.csv': survey,
  'top.csv': ',time,trust\ntime,1,3\ntrust,1/3,1\n',
  'labels.csv': 'x;值得信任;time\n值得信任;1;0.33\ntime;3;1\n',
  'part.csv': ',time\ntime,1\n',
  'shares.csv': 'node,share\ntime,90%\ntrust,45%\n',
};

eachDatabase('Deriving weights', database => {
  let deps: Deps;
  const at = (name: string): string => path.join(deps.workspace.directory, name);
  const request = (asked: Partial<DeriveRequest>): DeriveRequest => ({
    method: 'given',
    index: 'mine',
    from: '2026-07-01',
    matrices: [],
    roles: new Map(),
    periods: [],
    mix: [],
    normalise: false,
    dryRun: true,
    actor: 'chen',
    ...asked,
  });
  const derive = (asked: Partial<DeriveRequest>): Promise<WeightsDerived> => deriveWeights(deps, request(asked));
  const after = ({ levels }: WeightsDerived): object =>
    Object.fromEntries(
      levels.map(({ level, weights }) => [level, weights.map(one => `${one.node} ${one.before} → ${one.after}`)]),
    );
  const ledgers = (): Promise<number> => figure(database(), 'select count(*) from ledger');

  before(async () => {
    deps = await depsFor(database(), await workspaceOf(files));
    await imported(deps, 'march.csv', 'shipments');
    await imported(deps, 'survey.csv', 'answers');
    for (const period of ['2026-03', '2026-04']) await evaluateClients(deps, { period, clients: [], actor: 'lin' });
  });

  it('a dry run shows old and new side by side, and writes nothing', async () => {
    const was = await ledgers();
    const made = await derive({ method: 'ahp', matrices: [at('top.csv'), at('labels.csv')] });
    expect(after(made)).to.deep.equal({ mine: ['time 0.5 → 0.75', 'trust 0.5 → 0.25'] });
    expect(made.provenance).to.include({
      method: 'ahp',
      experts: 'mine 2',
      consistency_ratio: 'mine 0.0000',
      random_index: 'Saaty 2005',
    });
    expect([made.file, made.ledger, await ledgers()]).to.deep.equal([null, null, was]);
    expect(existsSync(at('config/weights'))).to.equal(false);
    expect(made.unchanged.map(one => one.level)).to.deep.equal(['time']);
    const words = derivedText(made, 'en');
    expect(words)
      .to.match(/time \(time\) +0.5 +0.75/)
      .and.contain('Tried only');
  });

  it('weighs by importance of the client’s answers; a branch nobody was asked about is the mean of its children', async () => {
    const made = await derive({ method: 'survey', client: 'ACME' });
    expect(after(made)).to.deep.equal({
      mine: ['time 0.5 → 0.6', 'trust 0.5 → 0.4'],
      time: ['on_time_delivery 0.4 → 0.75', 'delivery_cycle_hours 0.6 → 0.25'],
    });
    expect(made.provenance).to.include({ wave: '2026-H1', respondents: '2', answers: '5', roles: 'client 1' });
  });

  it('counts roles by their shares', async () => {
    const roles = rolesOf(['client=0.5', 'consignee=0.5']);
    const made = await derive({ method: 'survey', client: 'ACME', node: 'time', roles });
    expect(after(made)).to.deep.equal({ time: ['on_time_delivery 0.4 → 0.636364', 'delivery_cycle_hours 0.6 → 0.363636'] });
  });

  it('takes the shares of the wave’s own config where none are named; staff and managers are one group', async () => {
    const surveys =
      'surveys:\n  - { wave: 2026-H1, client: ACME, periods: [2026-03], shares: { client: "50%", internal: "50%" } }\n';
    const directory = await workspaceOf({ ...files, 'config/surveys.yaml': surveys });
    const planned: Deps = { ...deps, workspace: await loadWorkspace(directory) };
    const made = await deriveWeights(planned, request({ method: 'survey', client: 'ACME', node: 'time' }));
    // (9 + 3) / 2 against (3 + 8) / 2.
    expect(after(made)).to.deep.equal({ time: ['on_time_delivery 0.4 → 0.521739', 'delivery_cycle_hours 0.6 → 0.478261'] });
    expect(made.provenance).to.include({ roles: 'client 0.5; internal 0.5', respondents: '4', answers: '9' });
  });

  it('takes them where no client is named too, unless clients differ', async () => {
    const withSurveys = async (lines: string): Promise<Deps> => {
      const directory = await workspaceOf({ ...files, 'config/surveys.yaml': `surveys:\n${lines}` });
      return { ...deps, workspace: await loadWorkspace(directory) };
    };
    const asked = request({ method: 'survey', wave: '2026-H1', node: 'time' });
    const all = '  - { wave: 2026-H1, periods: [2026-03], shares: { client: "50%", internal: "50%" } }\n';
    const made = await deriveWeights(await withSurveys(all), asked);
    expect(made.provenance).to.include({ roles: 'client 0.5; internal 0.5', respondents: '5' });
    const own = '  - { wave: 2026-H1, client: ACME, periods: [2026-03], shares: { client: "100%" } }\n';
    const { exitCode, faults } = await stopOf(deriveWeights(await withSurveys(all + own), asked));
    expect([exitCode, faults.map(one => one.code)]).to.deep.equal([2, ['wave_shares_differ']]);
    expect(whatOf(faults[0])).to.contain('"2026-H1"').and.contain('ACME');
  });

  const wrongShares: readonly (readonly [says: string, texts: readonly string[], sum: string])[] = [
    ['more than 1', ['client=0.7', 'consignee=0.4'], '1.1'],
    ['less than 1', ['client=0.7', 'consignee=0.2'], '0.9'],
    ['a role that is named twice', ['client=0.5', 'client=0.5'], '0.5'],
  ];
  for (const [says, texts, whole] of wrongShares) {
    it(`refuses shares of roles that do not add up to 1: ${says}`, () => {
      expect(() => rolesOf(texts))
        .to.throw(Stop)
        .with.nested.property('faults[0].params.sum', whole);
    });
  }

  it('leaves a level alone where nobody was asked, and says so; asked for by name, it is refused', async () => {
    const made = await derive({ method: 'survey', client: 'BETA', node: 'mine' }).catch((stop: unknown) => stop);
    expect(String(made)).to.contain('importance_missing').and.contain('"time"');
    const { faults } = await stopOf(derive({ method: 'survey', wave: '2025-H1' }));
    expect(faults[0]?.code).to.equal('wave_unknown');
  });

  it('weighs by how much scores differ between evaluations; what is always the same weighs nothing', async () => {
    const made = await derive({ method: 'entropy', index: 'due', client: 'ACME', periods: ['2026-03', '2026-04'] });
    const [level] = made.levels;
    const weights = Object.fromEntries(level?.weights.map(({ node, after: text }) => [node, exact(text)]) ?? []);
    expect(decimalText(sum(Object.values(weights)))).to.equal('1');
    expect(weights['fixed']).to.equal(0);
    // Scores 5.5 and 10 against 2.5 and 10: e.g. p = 11/31, 20/31.
    const lack = (...scores: readonly number[]): number => {
      const shares = scores.map(score => score / scores.reduce((total, one) => total + one, 0));
      return 1 + shares.reduce((total, share) => total + share * Math.log2(share), 0);
    };
    const expected = lack(5.5, 10) / (lack(5.5, 10) + lack(2.5, 10));
    expect(toDouble(weights['on_time_delivery'] ?? 0)).to.be.closeTo(expected, 0.000001);
    expect(made.provenance['evaluations']).to.equal('ACME 2026-03; ACME 2026-04');
    expect(made.effect.map(one => [one.client, one.period])).to.deep.equal([['ACME', '2026-04']]);
  });

  it('mixes methods by their shares', async () => {
    const mix = mixOf(['ahp=0.6', 'survey=0.4']);
    const made = await derive({ method: 'mix', mix, client: 'ACME', matrices: [at('top.csv')] });
    expect(after(made)).to.deep.equal({ mine: ['time 0.5 → 0.69', 'trust 0.5 → 0.31'] });
    expect(made.provenance['mix']).to.equal('ahp 0.6; survey 0.4');
  });

  it('keeps given shares as a dated index of one client, with an entry in the ledger, and shows them', async () => {
    const made = await derive({ weights: at('shares.csv'), normalise: true, client: 'ACME', dryRun: false });
    expect(made.file).to.equal('config/weights/mine-ACME-2026-07-01.yaml');
    const text = await readFile(at(made.file ?? ''), 'utf8');
    expect(text).to.equal(made.yaml).and.contain('normalised from: mine 1.35').and.contain('from: 2026-07-01');
    const body = await database().transaction(tx =>
      tx('ledger').where({ kind: 'weights' }).first<{ actor: string; body: string } | undefined>('actor', 'body'),
    );
    expect([body?.actor, JSON.parse(body?.body ?? '{}')]).to.deep.include('chen');
    expect(body?.body).to.contain('"time":"0.666667"').and.contain('"trust":"0.333333"');
    const workspace = await loadWorkspace(deps.workspace.directory);
    const now: Deps = { ...deps, workspace };
    const acme = await showWeights(now, { index: 'mine', client: 'ACME', period: '2026-07' });
    expect(acme.indexes[0]?.nodes.map(one => one.weight)).to.deep.equal(['0.666667', '0.333333']);
    expect(weightsText(acme, 'en'))
      .to.contain('My index (mine), ACME, from 2026-07-01')
      .and.contain('normalised from: mine 1.35');
    const weights = acme.indexes[0]?.nodes.map(one => exact(one.weight)) ?? [];
    expect(decimalText(sum(weights))).to.equal('1');
    for (const [client, period] of [
      ['BETA', '2026-07'],
      ['ACME', '2026-06'],
    ] as const) {
      const other = await showWeights(now, { index: 'mine', client, period });
      expect(
        other.indexes[0]?.nodes.map(one => one.weight),
        `${client} ${period}`,
      ).to.deep.equal(['0.5', '0.5']);
    }
    const again = await stopOf(derive({ weights: at('shares.csv'), normalise: true, client: 'ACME', dryRun: false }));
    expect(again.faults[0]?.code).to.equal('weights_file_exists');
  });

  it('takes a file back that makes the config faulty, and leaves no entry', async () => {
    const was = await ledgers();
    await writeFiles(deps.workspace.directory, {
      'config/own.yaml': 'indexes:\n  - { id: mine, from: 2026-09-01, tree: [{ metric: trust, weight: "1" }] }\n',
    });
    const { faults } = await stopOf(derive({ weights: at('shares.csv'), normalise: true, from: '2026-09-01', dryRun: false }));
    expect(faults.map(one => one.code)).to.contain('object_duplicate');
    expect([existsSync(at('config/weights/mine-2026-09-01.yaml')), await ledgers()]).to.deep.equal([false, was]);
  });

  const refused: readonly [sentence: string, asked: () => Partial<DeriveRequest>, code: string][] = [
    ['a matrix of some of the siblings', () => ({ method: 'ahp', matrices: [at('part.csv')] }), 'nodes_unmatched'],
    ['no matrix', () => ({ method: 'ahp' }), 'method_input_missing'],
    ['shares of several answers', () => ({ weights: at('shares.csv') }), 'weights_not_normalised'],
    ['an unknown index', () => ({ index: 'mina' }), 'index_unknown'],
    ['an unknown branch', () => ({ node: 'tims', weights: at('shares.csv') }), 'index_node_unknown'],
    ['one period', () => ({ method: 'entropy', client: 'ACME', periods: ['2026-03'] }), 'entropy_too_few_periods'],
    [
      'a period without an evaluation',
      () => ({ method: 'entropy', client: 'ACME', periods: ['2026-03', '2026-05'] }),
      'entropy_not_evaluated',
    ],
    [
      'nodes without a score',
      () => ({ method: 'entropy', client: 'ACME', periods: ['2026-03', '2026-04'], node: 'time' }),
      'entropy_scores_missing',
    ],
  ];
  for (const [sentence, asked, code] of refused) {
    it(`refuses ${sentence}`, async () => {
      expect((await stopOf(derive(asked()))).faults[0]?.code).to.equal(code);
    });
  }
});
