import { expect } from 'chai';
import { smallWorkspace } from '../cli/small-workspace.js';
import { figure } from '../app/importing.js';
import { type Serving, serving } from './serving.js';

interface Taken {
  readonly batches: readonly { readonly rows: Readonly<Record<string, number>> }[];
}

describe('survey answers', () => {
  let service: Serving;
  let key: string;
  const send = (client: string, answers: readonly object[]): Promise<Response> =>
    service.ask(`/clients/${client}/survey-answers`, { method: 'POST', key, body: { answers } });
  const answered = { wave: '2026-Q2', respondent: 'Ms Wu', answered_at: '2026-05-01T10:00:00+08:00' };
  before(async () => {
    service = await serving(await smallWorkspace());
    key = await service.key({ role: 'client', clients: ['ACME'], name: 'Acme' });
  });
  after(() => service.close());

  it('become one batch; a phrase gets its score from the tables, of importance from its own', async () => {
    const answer = await send('ACME', [
      { ...answered, item: 'keeps_promises', phrase: '不满意' },
      { ...answered, item: 'keeps_promises', aspect: 'importance', phrase: 'very important' },
      { ...answered, item: 'keeps_plans', score: 7.5, comment: '=cmd' },
    ]);
    expect(answer.status, await answer.clone().text()).to.equal(201);
    expect(((await answer.json()) as Taken).batches[0]?.rows).to.deep.include({ read: 3, new: 3, rejected: 0 });
    const { database } = service.running.workspace.deps();
    expect(await figure(database, `select sum(score) from fact_survey_answer where client = 'ACME'`)).to.equal(20.5);
    expect(await figure(database, `select count(*) from fact_survey_answer where respondent = 'Ms Wu'`)).to.equal(0);
  });

  it('are refused without a score or a phrase that is known, with the nearest', async () => {
    const answer = await send('ACME', [{ ...answered, item: 'keeps_promises', phrase: 'very satisfid' }]);
    expect(answer.status).to.equal(400);
    expect(await answer.json())
      .to.have.property('detail')
      .that.contains('very satisfied');
  });

  it('of another client are not taken', async () => {
    expect((await send('BETA', [{ ...answered, item: 'keeps_promises', score: 7 }])).status).to.equal(404);
  });
});
