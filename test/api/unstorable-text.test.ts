import { expect } from 'chai';
import { march, smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

describe('a text that no database can keep', () => {
  let service: Serving;
  let manager: string;
  let client: string;
  before(async () => {
    service = await serving(await smallWorkspace());
    manager = await service.key({ role: 'manager', name: 'Lin' });
    client = await service.key({ role: 'client', name: 'Acme', clients: ['ACME'] });
    const body = new TextEncoder().encode(march);
    const sent = await service.ask('/imports?layout=shipments&file=march.csv', { method: 'POST', key: manager, body });
    expect(sent.status).to.equal(201);
    const closing = { clients: ['ACME', 'BETA'], waivers: [] };
    expect((await service.ask('/periods/2026-03/close', { method: 'POST', key: manager, body: closing })).status).to.equal(200);
  });
  after(() => service.close());

  // The text of the body as it is sent: the escape is JSON, what it stands for is no text.
  const post = async (where: string, key: string, text: string): Promise<readonly [number, string, string]> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await service.ask(where, { method: 'POST', key, headers, body: new TextEncoder().encode(text) });
    const { code, detail } = (await answer.json()) as { code: string; detail: string };
    return [answer.status, code, detail];
  };

  it('is refused wherever it stands in a body, and says why', async () => {
    const said = 'it holds half of a character, such as an emoji that was cut';
    const action = (what: string) => `{"what":"${what}","metric":"otif","owner":"o","due":"2026-12-30"}`;
    for (const half of ['cut emoji \\ud83d', '\\ude00 first', '\\ude00\\ud83d turned']) {
      const [status, code, detail] = await post('/clients/BETA/actions', manager, action(half));
      expect([status, code]).to.deep.equal([400, 'parameter_wrong']);
      expect(detail).to.contain(said);
    }
    const dispute = '{"period":"2026-03","metrics":["on_time_delivery"],"facts":["S2"],"text":"cut \\ud83d"}';
    for (const key of [manager, client])
      expect((await post('/clients/ACME/disputes', key, dispute)).slice(0, 2)).to.deep.equal([400, 'parameter_wrong']);
    expect((await post('/clients/ACME/disputes', client, '{"\\ud83d":1}')).slice(0, 2)).to.deep.equal([400, 'parameter_wrong']);
    expect((await post('/clients/BETA/actions', manager, action('whole 😀 \\ud83d\\ude00')))[0]).to.equal(201);
  });

  it('keeps no bound key out where an earlier version took it in for another client', async () => {
    await service.running.workspace.deps().database.transaction(async tx => {
      const body = '{"action":1,"client":"BETA","what":"cut emoji \\ud83d"}';
      await tx('ledger').insert({ entry: 1000, at: 7, actor: 'x', kind: 'action', body, previous_hash: 'x', hash: 'x' });
      await tx('ledger_head').update({ entry: 1000, hash: 'x' });
    });
    for (const where of ['actions', 'improvement', 'disputes', 'scorecards', 'periods', 'performance?period=2026-03'])
      expect((await service.ask(`/clients/ACME/${where}`, { key: client })).status, where).to.be.oneOf([200, 404]);
    expect((await service.ask('/clients/ACME/actions', { key: client })).status).to.equal(200);
    const dispute = { period: '2026-03', metrics: ['on_time_delivery'], facts: ['S2'], text: 'our gate was shut' };
    const opened = await service.ask('/clients/ACME/disputes', { method: 'POST', key: client, body: dispute });
    expect(opened.status).to.equal(201);
  });
});
