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

  it('are scores from 1 to 10; whether they would recommend us is asked from 0', async () => {
    const nps = await send(
      'ACME',
      [0, 10].map((score, at) => ({ ...answered, respondent: `R${at}`, item: 'nps', score })),
    );
    expect(nps.status, await nps.clone().text()).to.equal(201);
    expect(((await nps.json()) as Taken).batches[0]?.rows).to.deep.include({ read: 2, new: 2, rejected: 0 });
    for (const [item, score] of [
      ['keeps_promises', 0],
      ['keeps_promises', 0.99],
      ['nps', -1],
      ['nps', 10.5],
    ] as const) {
      const refused = await send('ACME', [{ ...answered, item, score }]);
      expect(refused.status, `${item} ${score}`).to.equal(400);
      expect(await refused.text())
        .to.contain('answers.0.score')
        .and.to.match(/from|least|most|>=|<=|1/);
    }
  });

  it('to an item that nothing counts are rejected, with the nearest', async () => {
    const answer = await send('ACME', [
      { ...answered, respondent: 'Mr Li', item: 'keeps_promises', score: 7 },
      { ...answered, respondent: 'Mr Li', item: 'keeps_promisses', score: 7 },
    ]);
    expect(answer.status).to.equal(201);
    const text = await answer.text();
    expect((JSON.parse(text) as Taken).batches[0]?.rows).to.deep.include({ read: 2, new: 1, rejected: 1 });
    expect(text).to.contain('survey_item_unknown').and.to.contain('keeps_promises');
  });

  it('of one key are taken in one request at a time, so that another’s comes next, and too many that wait are refused', async () => {
    const other = await service.key({ role: 'manager', name: 'Lin' });
    const many = (wave: string): readonly object[] =>
      Array.from({ length: 300 }, (_, i) => ({ ...answered, wave, respondent: `r${i}`, item: 'keeps_promises', score: 7 }));
    let ended = 0;
    const own = Array.from({ length: 14 }, async (_, i) => {
      const answer = await send('ACME', many(`many ${i}`));
      ended++;
      return answer;
    });
    const [first] = own;
    const asked = { method: 'POST', key: other, body: { answers: [{ ...answered, item: 'keeps_promises', score: 9 }] } };
    const theirs = service.ask('/clients/ACME/survey-answers', asked).then(answer => ({ answer, before: ended }));
    await first;
    const { answer, before } = await theirs;
    expect(answer.status, await answer.clone().text()).to.equal(201);
    const all = await Promise.all(own);
    const refused = all.filter(one => one.status === 429);
    expect(all.filter(one => one.status === 201).length + refused.length).to.equal(14);
    expect(refused.length).to.be.within(1, 5);
    expect(refused[0]?.headers.get('retry-after')).to.equal('5');
    // Those that were refused have ended too; of the others it waits for the one that was being taken in, and not for all.
    expect(before - refused.length).to.be.below(5);
  });

  it('of a client’s key are its own: as client or consignee, and never in place of what the provider asked', async () => {
    const manager = await service.key({ role: 'manager', name: 'Lin' });
    const said = { ...answered, respondent: 'Mr Zhao', item: 'keeps_promises' };
    const asked = { method: 'POST', key: manager, body: { answers: [{ ...said, role: 'client', score: 9 }] } };
    expect((await service.ask('/clients/ACME/survey-answers', asked)).status).to.equal(201);
    const own = await send('ACME', [{ ...said, score: 2 }]);
    expect(((await own.json()) as Taken).batches[0]?.rows).to.deep.include({ read: 1, new: 1, changed: 0 });
    for (const role of ['manager', 'staff', 'outsider']) {
      const refused = await send('ACME', [{ ...said, role, score: 2 }]);
      expect([refused.status, ((await refused.json()) as { code: string }).code]).to.deep.equal([400, 'survey_role_not_own']);
    }
  });

  it('of another client are not taken', async () => {
    expect((await send('BETA', [{ ...answered, item: 'keeps_promises', score: 7 }])).status).to.equal(404);
  });
});
