import { expect } from 'chai';
import { figure } from '../app/importing.js';
import { smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

describe('survey links', () => {
  let service: Serving;
  let manager: string;
  const make = (body: object, key = manager): Promise<Response> =>
    service.ask('/clients/ACME/survey-links', { method: 'POST', key, body });
  before(async () => {
    service = await serving(await smallWorkspace());
    manager = await service.key({ role: 'manager', name: 'Lin' });
  });
  after(() => service.close());

  it('show their questions and take answers once, without a key', async () => {
    const made = await make({ wave: '2026-Q2', role: 'consignee', expires: '2099-01-01T00:00:00Z' });
    expect(made.status, await made.clone().text()).to.equal(201);
    const { token } = (await made.json()) as { token: string };
    const { database } = service.running.workspace.deps();
    expect(await figure(database, `select count(*) from survey_link where hash = '${token}'`)).to.equal(0);

    const asked = await service.ask(`/survey/${token}?lang=zh`);
    expect(asked.status, await asked.clone().text()).to.equal(200);
    expect(await asked.json()).to.deep.include({ wave: '2026-Q2', language: 'zh', roles: ['consignee'] });

    const send = (phrase: string): Promise<Response> =>
      service.ask(`/survey/${token}`, { method: 'POST', body: { answers: [{ items: ['trust'], phrase }] } });
    const refused = await send('very satisfid');
    expect(refused.status).to.equal(400);
    const taken = await send('满意');
    expect(taken.status, await taken.clone().text()).to.equal(201);
    expect(await figure(database, `select score from fact_survey_answer where client = 'ACME' and role = 'consignee'`)).to.equal(
      8,
    );
    expect((await send('满意')).status).to.equal(404);
    expect((await service.ask(`/survey/${token}`)).status).to.equal(404);
  });

  it('are made by managers, for a moment to come', async () => {
    expect((await make({ wave: 'Q2', expires: '2001-01-01T00:00:00Z' })).status).to.equal(400);
    const client = await service.key({ role: 'client', clients: ['ACME'], name: 'Acme' });
    expect((await make({ wave: 'Q2', expires: '2099-01-01T00:00:00Z' }, client)).status).to.equal(403);
    expect((await service.ask(`/survey/${'x'.repeat(43)}`)).status).to.equal(404);
  });
});
