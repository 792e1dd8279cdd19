import { expect } from 'chai';
import type { WeightsShown } from '../../src/app/weights/show.js';
import type { WhatIf } from '../../src/app/what-if.js';
import { triedSchema, weightsSchema } from '../../src/api/schemas/weights.js';
import { runWorkspace } from '../../src/app/running-workspace.js';
import { workspaceOf } from '../app/importing.js';
import { july, twoClients, twoClientsFiles } from '../support/two-clients.js';
import { type Serving, serving } from './serving.js';

describe('weights and what if over HTTP', function () {
  this.timeout(120_000);
  let service: Serving;
  let manager: string;
  let bound: string;

  before(async () => {
    const directory = await workspaceOf(twoClientsFiles);
    const surroundings = { start: directory, workspace: directory, env: {}, clock: () => july };
    const workspace = await runWorkspace(surroundings);
    await twoClients(workspace.deps());
    await workspace.close();
    service = await serving(directory, { surroundings, limits: { requestsPerMinute: 10_000 } });
    manager = await service.key({ role: 'manager' });
    bound = await service.key({ role: 'manager', clients: ['ACME'] });
  });
  after(() => service.close());

  it('shows the weights in force beside what they became', async () => {
    const answer = await service.ask('/weights?index=kpi&client=ACME&period=2026-06', { key: manager });
    expect(answer.status).to.equal(200);
    // As its schema says, which is held against it here.
    const shown = (await answer.json()) as WeightsShown;
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
    const found = (await answer.json()) as WhatIf;
    expect(answer.status, JSON.stringify(found)).to.equal(200);
    expect(triedSchema.safeParse(found).error).to.equal(undefined);
    expect(found.periods).to.deep.equal(['2026-05', '2026-06']);
    expect(found.summary.map(one => [one.metric, one.after.met])).to.deep.equal([['on_time_delivery', 2]]);
  });

  it('says what is wrong with rules, as config would', async () => {
    const body = { periods: ['2026-06'], rules: { standards: [{ metric: 'on_time_delivery', at_last: '1%' }] } };
    const answer = await service.ask('/what-if', { method: 'POST', key: manager, body });
    const problem = (await answer.json()) as { readonly code: string };
    expect([answer.status, problem.code]).to.deep.equal([400, 'config_key_unknown']);
  });

  it('is for those who see the whole firm', async () => {
    expect((await service.ask('/weights', { key: bound })).status).to.equal(403);
  });
});
