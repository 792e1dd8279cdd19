import { expect } from 'chai';
import type { Performance } from '../../src/contract/evaluation.js';
import type { Improvement } from '../../src/contract/improvement.js';
import { workspaceOf } from '../app/importing.js';
import { july, twoClients, twoClientsFiles } from '../support/two-clients.js';
import { weighedContract } from '../support/weighed-contract.js';
import { type Serving, serving } from './serving.js';

describe('what a client under a contract is answered', function () {
  this.timeout(120_000);
  let service: Serving;
  let keys: Readonly<Record<'client' | 'manager', string>>;
  const read = async <T>(what: string, key: string): Promise<{ readonly text: string; readonly json: T }> => {
    const answer = await service.ask(`/clients/ACME/${what}?period=2026-05`, { key });
    const text = await answer.text();
    expect(answer.status, text).to.equal(200);
    // Every answer is held to the schema of its route.
    return { text, json: JSON.parse(text) as T };
  };

  before(async () => {
    const directory = await workspaceOf({ ...twoClientsFiles, 'config/contract.yaml': weighedContract });
    const surroundings = { start: directory, workspace: directory, env: {}, clock: () => july };
    service = await serving(directory, { surroundings, limits: { requestsPerMinute: 0 } });
    await twoClients(service.running.workspace.deps());
    keys = {
      client: await service.key({ role: 'client', clients: ['ACME'], name: 'Ms Wu' }),
      manager: await service.key({ role: 'manager', name: 'Lin' }),
    };
  });
  after(() => service.close());

  it('the index of the contract alone, and what it names in its order', async () => {
    const { text, json } = await read<Performance>('performance', keys.client);
    expect(json.indexes.map(({ index }) => index)).to.deep.equal(['contract']);
    expect(text).to.not.contain('Internal');
    expect(json.agreed).to.deep.equal([
      {
        group: { en: 'Store deliveries', zh: '门店配送' },
        measures: [
          { metric: 'on_time_delivery', scope: { site: 'SHA' } },
          { metric: 'on_time_delivery', scope: {} },
        ],
      },
      { group: { en: 'Care', zh: '关怀' }, measures: [{ metric: 'complaint_rate', scope: {} }] },
    ]);
    const evaluation = await service.ask(`/evaluations/${json.evaluation.id}`, { key: keys.client });
    expect(await evaluation.text()).to.equal(text);
  });

  it('improvement of what was agreed, ranked by the index of the contract, parts of the work too', async () => {
    const { text, json } = await read<Improvement>('improvement', keys.client);
    expect(text).to.not.contain('Internal');
    expect(json.ranking.map(({ index }) => index)).to.deep.equal(['contract']);
    expect(json.ranking[0]?.metrics.map(({ metric, part_of: partOf }) => partOf ?? metric)).to.deep.equal([
      'on_time_delivery',
      'on_time_delivery',
    ]);
    expect(json.quadrants.map(({ index }) => index)).to.deep.equal(['contract']);
    const named = [...json.slices, ...json.signals, ...json.consequences, ...json.gaps.gaps].map(({ metric }) => metric);
    expect(named.filter(metric => metric !== 'on_time_delivery' && metric !== 'complaint_rate')).to.deep.equal([]);
    expect(named).to.include('on_time_delivery');
  });

  it('whoever runs the service keeps every index', async () => {
    const { json } = await read<Performance>('performance', keys.manager);
    expect(json.indexes.map(({ index }) => index)).to.include.members(['contract', 'kpi', 'satisfaction']);
    expect(json.agreed).to.have.length(2);
    const { json: found } = await read<Improvement>('improvement', keys.manager);
    expect(found.ranking.map(({ index }) => index)).to.include.members(['contract', 'kpi']);
  });
});
