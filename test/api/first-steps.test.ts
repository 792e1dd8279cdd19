import { expect } from 'chai';
import type { FirstSteps } from '../../src/contract/first-steps.js';
import type { Board } from '../../src/contract/month.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { closePeriod } from '../../src/app/periods/close.js';
import { workspaceOf } from '../app/importing.js';
import { twoClientsFiles } from '../support/two-clients.js';
import { serving } from './serving.js';

const december = Date.UTC(2026, 11, 5);
const deliveries = `client,no,line,site,promised,delivered,consignee
ACME,A1,1,SHA,2026-06-05T12:00:00Z,2026-06-05T11:00:00Z,
`;

describe('the first steps of a new workspace', () => {
  it('say for whom each is done, up to the first closed month, and the board opens where there are data', async function () {
    this.timeout(30_000);
    const directory = await workspaceOf({ ...twoClientsFiles, 'june.csv': deliveries });
    const surroundings = { start: directory, workspace: directory, env: {}, clock: () => december };
    const service = await serving(directory, { surroundings });
    const deps = service.running.workspace.deps();
    const all = await service.key({ role: 'manager', name: 'Lin' });
    const bound = await service.key({ role: 'manager', clients: ['Beta, 贝塔'] });
    const read = async <T>(path: string, key = all): Promise<T> => (await (await service.ask(path, { key })).json()) as T;
    const [acme, beta] = [
      { client: 'ACME', name: { en: 'Acme', zh: '艾克美' } },
      { client: 'Beta, 贝塔', name: { en: 'Beta', zh: '贝塔' } },
    ];
    const none = { done: 0, of: 0, next: null };
    expect(await read<FirstSteps>('/first-steps')).to.deep.equal({
      handed_out: false,
      period: '2026-11',
      settings: false,
      clients: 2,
      data: { done: 0, of: 2, next: acme },
      contracts: none,
      evaluated: none,
    });
    await importFile(deps, { path: `${directory}/june.csv`, layout: 'beta_secret', dryRun: false, actor: 'lin' });
    expect(await read<FirstSteps>('/first-steps')).to.deep.include({
      period: '2026-06',
      data: { done: 1, of: 2, next: beta },
      contracts: { done: 0, of: 1, next: acme },
      evaluated: { done: 0, of: 1, next: acme },
    });
    expect(await read<FirstSteps>('/first-steps', bound)).to.deep.include({
      period: '2026-11',
      clients: 1,
      data: { done: 0, of: 1, next: beta },
    });
    const board = await read<Board>('/board');
    expect([board.period, board.instead_of, board.periods]).to.deep.equal([
      '2026-06',
      '2026-11',
      ['2026-12', '2026-11', '2026-06'],
    ]);
    expect(await read<Board>('/board?period=2026-11')).to.deep.include({ period: '2026-11', instead_of: null });
    await evaluateClients(deps, { period: '2026-06', clients: ['ACME'], actor: 'lin' });
    expect((await read<FirstSteps>('/first-steps')).evaluated).to.deep.equal({ done: 1, of: 1, next: null });
    await closePeriod(deps, { period: '2026-06', clients: ['ACME'], waivers: [], actor: 'lin' });
    expect((await read<FirstSteps>('/first-steps')).handed_out).to.equal(true);
    // Of what was closed for others a bound key is told nothing.
    expect((await read<FirstSteps>('/first-steps', bound)).handed_out).to.equal(false);
    await service.close();
  });
});
