import type { LogMessage } from '../../src/app/deps.js';
import type { Weights, WeightsDerived, WhatIfAnswer } from '../../src/contract/weights.js';
import { expect } from 'chai';
import { derivedSchema, triedSchema, weightsSchema } from '../../src/contract/weights.js';
import { workspaceOf } from '../app/importing.js';
import { july, twoClients, twoClientsFiles } from '../support/two-clients.js';
import { type Serving, serving } from './serving.js';

describe('weights and what if over HTTP', function () {
  this.timeout(120_000);
  let service: Serving;
  let manager: string;
  let bound: string;
  const talk: LogMessage[] = [];

  before(async () => {
    const directory = await workspaceOf(twoClientsFiles);
    const surroundings = {
      start: directory,
      workspace: directory,
      env: {},
      clock: () => july,
      log: (message: LogMessage) => void talk.push(message),
    };
    service = await serving(directory, { surroundings, limits: { requestsPerMinute: 10_000 } });
    await twoClients(service.running.workspace.deps());
    manager = await service.key({ role: 'manager' });
    bound = await service.key({ role: 'manager', clients: ['ACME'] });
  });
  after(() => service.close());

  it('shows the weights in force beside what they became', async () => {
    const answer = await service.ask('/weights?index=kpi&client=ACME&period=2026-06', { key: manager });
    expect(answer.status).to.equal(200);
    // As its schema says, which is held against it here.
    const shown = (await answer.json()) as Weights;
    expect(weightsSchema.safeParse(shown).error).to.equal(undefined);
    expect(shown.indexes.map(one => one.nodes.map(node => [node.node, node.weight]))).to.deep.equal([
      [
        ['transport', '0.5'],
        ['inventory', '0.25'],
        ['customer_service', '0.25'],
      ],
    ]);
    expect(shown.evaluation).to.be.a('string');
  });

  it('tries rules on past periods', async () => {
    const rules = { standards: [{ metric: 'on_time_delivery', at_least: '1%', scope: { client: 'ACME' } }] };
    const answer = await service.ask('/what-if', {
      method: 'POST',
      key: manager,
      body: { periods: ['2026-05', '2026-06'], clients: ['ACME'], rules },
    });
    const found = (await answer.json()) as WhatIfAnswer;
    expect(answer.status, JSON.stringify(found)).to.equal(200);
    expect(triedSchema.safeParse(found).error).to.equal(undefined);
    expect(found.periods).to.deep.equal(['2026-05', '2026-06']);
    expect(found.summary.map(one => [one.metric, one.after.met])).to.deep.equal([['on_time_delivery', 2]]);
    // Nobody waits at the service's terminal: steps are for those who do.
    expect(talk.filter(message => typeof message !== 'string' && 'did' in message)).to.deep.equal([]);
  });

  it('says what is wrong with rules, as config would', async () => {
    const body = { periods: ['2026-06'], rules: { standards: [{ metric: 'on_time_delivery', at_last: '1%' }] } };
    const answer = await service.ask('/what-if', { method: 'POST', key: manager, body });
    const problem = (await answer.json()) as { readonly code: string };
    expect([answer.status, problem.code]).to.deep.equal([400, 'config_key_unknown']);
  });

  const matrix = ',transport,inventory,customer_service\ntransport,1,3,2\ninventory,1/3,1,1/2\ncustomer_service,1/2,2,1\n';
  const derive = (body: object, key = manager): Promise<Response> =>
    service.ask('/weights/derive', { method: 'POST', key, body: { method: 'ahp', index: 'kpi', from: '2026-08-01', ...body } });

  it('derives weights from what is sent: tried first, then written and in force at once', async () => {
    const sent = { matrices: [{ name: 'chen.csv', text: matrix }], client: 'ACME' };
    const tried = await derive(sent);
    const shown = (await tried.json()) as WeightsDerived;
    expect(tried.status, JSON.stringify(shown)).to.equal(200);
    expect(derivedSchema.safeParse(shown).error).to.equal(undefined);
    expect(shown.levels[0]?.weights.map(({ node, before, after }) => [node, before, after])).to.deep.equal([
      ['transport', '0.5', '0.539615'],
      ['inventory', '0.25', '0.163424'],
      ['customer_service', '0.25', '0.296961'],
    ]);
    expect(shown.provenance['matrices']).to.match(/^chen\.csv sha256 [0-9a-f]{64}$/);
    expect(shown.effect.map(({ client, period }) => [client, period])).to.deep.equal([['ACME', '2026-07']]);
    expect([shown.file, shown.ledger]).to.deep.equal([null, null]);

    const written = await derive({ ...sent, dry_run: false });
    const kept = (await written.json()) as WeightsDerived;
    expect(written.status, JSON.stringify(kept)).to.equal(201);
    expect(kept.file).to.equal('config/weights/kpi-ACME-2026-08-01.yaml');
    const now = (await (await service.ask('/weights?index=kpi&client=ACME&period=2026-08', { key: manager })).json()) as Weights;
    expect(now.indexes[0]?.nodes.map(({ weight }) => weight)).to.deep.equal(['0.539615', '0.163424', '0.296961']);
    expect(now.indexes[0]?.provenance).to.include({ method: 'ahp' });
  });

  it('refuses what contradicts itself, naming the file as it was sent, and who may not', async () => {
    const text = matrix.replace('transport,1,3,2', 'transport,1,3,1/9').replace('customer_service,1/2', 'customer_service,9');
    const refused = await derive({
      matrices: [{ name: 'lin.csv', text: text.replace('inventory,1/3,1,1/2', 'inventory,1/3,1,9').replace('9,2,1', '9,1/9,1') }],
    });
    const problem = (await refused.json()) as { code: string; detail: string; faults: readonly { place?: { file?: string } }[] };
    expect([refused.status, problem.code]).to.deep.equal([400, 'matrix_inconsistent']);
    expect(problem.faults[0]?.place?.file).to.equal('lin.csv');
    expect((await derive({ matrices: [{ name: 'a.xlsx', base64: 'bm90IGEgd29ya2Jvb2s=' }] })).status).to.equal(400);
    expect((await derive({}, bound)).status).to.equal(403);
    expect((await derive({}, await service.key({ role: 'auditor' }))).status).to.equal(403);
  });

  it('takes what is tried as the text of a file of config too', async () => {
    const rules = 'standards:\n  - { metric: on_time_delivery, at_last: "1%" }\n';
    const answer = await service.ask('/what-if', { method: 'POST', key: manager, body: { periods: ['2026-06'], rules } });
    const problem = (await answer.json()) as { code: string; faults: readonly { place?: { line?: number } }[] };
    expect([answer.status, problem.code, problem.faults[0]?.place?.line]).to.deep.equal([400, 'config_key_unknown', 2]);
  });

  it('is for those who see the whole firm', async () => {
    expect((await service.ask('/weights', { key: bound })).status).to.equal(403);
  });
});
