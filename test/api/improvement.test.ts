import { expect } from 'chai';
import { servedMarch } from './served-march.js';

describe('improvement over REST', () => {
  const asked = servedMarch();
  const action = {
    metric: 'on_time_delivery',
    what: 'second driver',
    owner: 'Lin Mei',
    internal_owner: true,
    start: '2026-03-02',
    due: '2026-03-31',
    ease: 4,
    benefit: 5,
  };

  before(() => asked('/periods/2026-03/close', 'lin', { clients: ['ACME'], waivers: [] }));

  it('a manager adds, changes and ends an action; others may not', async () => {
    expect((await asked('/clients/ACME/actions', 'client', action))[0]).to.equal(403);
    expect((await asked('/clients/ACME/actions', 'auditor', action))[0]).to.equal(403);
    const [status, added] = await asked<{ action: number }>('/clients/ACME/actions', 'lin', action);
    expect(status).to.equal(201);
    const path = `/clients/ACME/actions/${added.action}`;
    expect((await asked(path, 'lin', { due: '2026-04-15', note: 'hired' }))[0]).to.equal(200);
    expect((await asked(path.replace('ACME', 'BETA'), 'lin', { note: 'x' }))[0]).to.equal(404);
    expect((await asked(path, 'lin', { close: 'done', done: '2026-04-10' }))[0]).to.equal(200);
    const [over, problem] = await asked(path, 'lin', { note: 'more' });
    expect([over, problem['code']]).to.deep.equal([409, 'action_over']);
    expect((await asked('/clients/ACME/actions', 'lin', { ...action, ease: 9 }))[0]).to.equal(400);
  });

  it('a client sees its own, without notes and internal owners; another sees that there is nothing', async () => {
    const [, { actions }] = await asked<{ actions: object[] }>('/clients/ACME/actions', 'client');
    expect(actions[0]).to.deep.include({ owner: null, history: [], state: 'done', due: '2026-04-15' });
    const [, staff] = await asked<{ actions: object[] }>('/clients/ACME/actions', 'auditor');
    expect(staff.actions[0]).to.include({ owner: 'Lin Mei', added_by: 'Lin' });
    expect((await asked('/clients/ACME/actions', 'other'))[0]).to.equal(404);
    expect((await asked('/clients/ACME/improvement', 'other'))[0]).to.equal(404);
  });

  it('answers what to improve of the newest period that is shown', async () => {
    for (const key of ['client', 'lin'] as const) {
      const [status, found] = await asked<{ period: string; ranking: { metrics: object[] }[]; actions: object[] }>(
        '/clients/ACME/improvement',
        key,
      );
      expect([status, found.period, found.actions.length]).to.deep.equal([200, '2026-03', 1]);
      expect(found.ranking.length).to.be.greaterThan(0);
    }
    expect((await asked('/clients/ACME/improvement?period=2026-05', 'client'))[0]).to.equal(404);
  });
});
