import { expect } from 'chai';
import type { ContractAnswer } from '../../src/contract/contracts.js';
import { workspaceOf } from '../app/importing.js';
import { handoutContract } from '../support/handout-contract.js';
import { july, twoClients, twoClientsFiles } from '../support/two-clients.js';
import { type Serving, serving } from './serving.js';

describe('the contract of a client over REST', function () {
  this.timeout(120_000);
  let service: Serving;
  let client: string;
  const read = async (query: string): Promise<ContractAnswer> => {
    const answer = await service.ask(`/clients/ACME/contract${query}`, { key: client });
    expect(answer.status).to.equal(200);
    // Every answer is held to the schema of its route.
    return (await answer.json()) as ContractAnswer;
  };

  before(async () => {
    const directory = await workspaceOf({ ...twoClientsFiles, 'config/contract.yaml': handoutContract });
    const surroundings = { start: directory, workspace: directory, env: {}, clock: () => july };
    service = await serving(directory, { surroundings, limits: { requestsPerMinute: 0 } });
    await twoClients(service.running.workspace.deps());
    client = await service.key({ role: 'client', clients: ['ACME'], name: 'Ms Wu' });
  });
  after(() => service.close());

  it('says what was agreed, in the order of the contract', async () => {
    const { client: of, on, contract } = await read('');
    expect([of, on, contract?.id, contract?.from, contract?.until]).to.deep.equal([
      'ACME',
      '2026-07-10',
      'acme-2026',
      '2026-05-01',
      null,
    ]);
    expect(contract?.reference).to.deep.equal({ en: 'Annex B', zh: '附件 B' });
    expect(contract?.groups.map(({ group, measures }) => [group.zh, measures.length])).to.deep.equal([
      ['配送', 6],
      ['关怀', 4],
    ]);
    const [whole, part] = contract?.groups[0]?.measures ?? [];
    expect(whole).to.deep.include({ metric: 'on_time_delivery', comparator: 'at_least', level: '95%', scope: {} });
    expect(part).to.deep.include({ metric: 'on_time_delivery', level: '99%', scope: { site: 'SHA' } });
  });

  it('is none before its first day, and never that of somebody else', async () => {
    expect(await read('?on=2026-04-30')).to.deep.equal({ client: 'ACME', on: '2026-04-30', contract: null });
    const others = await service.ask('/clients/BETA/contract', { key: client });
    expect(others.status).to.equal(404);
    const wrong = await service.ask('/clients/ACME/contract?on=2026-13-01', { key: client });
    expect(wrong.status).to.equal(400);
  });
});
