import type { SurveyStatus } from '../../src/contract/surveys.js';
import { expect } from 'chai';
import { figure } from '../app/importing.js';
import { smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

type Offered = Readonly<Record<'importance', readonly string[]>>;

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
    const form = (await asked.json()) as { sections: { questions: { offered: Offered; translated: Offered }[] }[] };
    expect(form).to.deep.include({ wave: '2026-Q2', language: 'zh', roles: ['consignee'] });
    const [first] = form.sections[0]?.questions ?? [];
    expect(first?.offered.importance.slice(0, 2)).to.deep.equal(['非常重要', '重要']);
    expect(first?.translated.importance.slice(0, 2)).to.deep.equal(['very important', 'important']);

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
    const used = await service.ask(`/survey/${token}`);
    expect([used.status, ((await used.json()) as { code: string }).code]).to.deep.equal([404, 'survey_link_answered']);
  });

  it('are listed without what opens them, and can be taken back while they are open', async () => {
    const made = await make({ wave: 'taken back', role: 'client', expires: '2099-01-01T00:00:00Z' });
    const { token, link } = (await made.json()) as { token: string; link: string };
    const list = async (key = manager): Promise<string> => (await service.ask('/clients/ACME/survey-links', { key })).text();
    const states = async (): Promise<readonly (readonly string[])[]> => {
      const { links } = JSON.parse(await list()) as { links: readonly { wave: string; state: string }[] };
      return links.map(({ wave, state }) => [wave, state]);
    };
    expect(await states()).to.deep.equal([
      ['taken back', 'open'],
      ['2026-Q2', 'answered'],
    ]);
    expect(await list()).to.not.include(token);
    const revoke = (): Promise<Response> => service.ask(`/clients/ACME/survey-links/${link}`, { method: 'DELETE', key: manager });
    expect((await revoke()).status).to.equal(204);
    expect((await service.ask(`/survey/${token}`)).status).to.equal(404);
    expect((await revoke()).status).to.equal(409);
    expect((await states())[0]).to.deep.equal(['taken back', 'revoked']);
    const unknown = await service.ask('/clients/ACME/survey-links/0000', { method: 'DELETE', key: manager });
    expect(unknown.status).to.equal(404);
  });

  it('have a status of their wave, for the client too', async () => {
    const client = await service.key({ role: 'client', clients: ['ACME'], name: 'Acme' });
    const answer = await service.ask('/clients/ACME/surveys', { key: client });
    const { surveys } = (await answer.json()) as { surveys: readonly SurveyStatus[] };
    expect(surveys[0]?.waves.map(({ wave, groups }) => [wave, groups.map(one => [one.group, one.respondents])])).to.deep.equal([
      ['2026-Q2', [['consignee', 1]]],
    ]);
    expect((await service.ask('/surveys', { key: client })).status).to.equal(403);
    const all = (await (await service.ask('/surveys', { key: manager })).json()) as { surveys: readonly SurveyStatus[] };
    expect(all.surveys.map(one => one.client)).to.include('ACME');
  });

  it('are made by managers, for a moment to come', async () => {
    expect((await make({ wave: 'Q2', expires: '2001-01-01T00:00:00Z' })).status).to.equal(400);
    const client = await service.key({ role: 'client', clients: ['ACME'], name: 'Acme' });
    expect((await make({ wave: 'Q2', expires: '2099-01-01T00:00:00Z' }, client)).status).to.equal(403);
    expect((await service.ask(`/survey/${'x'.repeat(43)}`)).status).to.equal(404);
  });

  it('are asked no more than so often, with one secret and from one address, until the minute is over', async () => {
    let now = Date.UTC(2026, 5, 1);
    const directory = await smallWorkspace();
    const surroundings = { start: directory, workspace: directory, env: {}, clock: () => now };
    const limits = { requestsOfLinkPerMinute: 2, linkRequestsPerMinute: 4 };
    const limited = await serving(directory, { surroundings, limits });
    try {
      const ask = async (secret: string, method = 'GET'): Promise<number> =>
        (await limited.ask(`/survey/${secret.repeat(43)}`, { method, ...(method === 'GET' ? {} : { body: { answers: [] } }) }))
          .status;
      expect([await ask('a'), await ask('a'), await ask('a', 'POST')]).to.deep.equal([404, 404, 429]);
      expect([await ask('b'), await ask('c')]).to.deep.equal([404, 429]);
      const refused = await limited.ask(`/survey/${'d'.repeat(43)}`);
      expect([refused.status, refused.headers.get('retry-after')]).to.deep.equal([429, '60']);
      const key = await limited.key({ role: 'manager' });
      expect((await limited.ask('/me', { key })).status).to.equal(200);
      now += 60_000;
      expect([await ask('a'), await ask('c')]).to.deep.equal([404, 404]);
    } finally {
      await limited.close();
    }
  });
});
