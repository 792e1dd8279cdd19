import { expect } from 'chai';
import { servedMarch } from './served-march.js';

describe('disputes, exclusions and overrides over REST', () => {
  const asked = servedMarch();
  const dispute = { period: '2026-03', metrics: ['on_time_delivery'], facts: ['S2'], text: 'our gate was shut' };
  const onTime = async (): Promise<unknown> => {
    await asked('/periods/2026-03/close', 'lin', { clients: ['ACME'], waivers: [] });
    const [, { metrics }] = await asked<{ metrics: { metric: string; numerator: string; denominator: string; raw: object }[] }>(
      '/clients/ACME/performance?period=2026-03',
      'client',
    );
    return metrics.find(one => one.metric === 'on_time_delivery');
  };

  it('a client disputes what it can see, and nothing before', async () => {
    const [early, problem] = await asked('/clients/ACME/disputes', 'client', dispute);
    expect([early, problem['code']]).to.deep.equal([409, 'dispute_too_early']);
    expect(await onTime()).to.deep.include({ numerator: '3', denominator: '4' });
    const [status, opened] = await asked('/clients/ACME/disputes', 'client', dispute);
    expect([status, opened['client']]).to.deep.equal([201, 'ACME']);
    const [, { disputes }] = await asked<{ disputes: { state: string; requested_by: string }[] }>(
      '/clients/ACME/disputes',
      'client',
    );
    expect(disputes.map(one => [one.state, one.requested_by])).to.deep.equal([['requested', 'Acme']]);
  });

  it('a body with names of its own is told which there are, and the nearest', async () => {
    const guessed = { period: '2026-03', numbers: ['S2'], metric: ['on_time_delivery'], text: 'x' };
    const [status, problem] = await asked<{ faults: { code: string; what: string; remedy: string }[] }>(
      '/clients/ACME/disputes',
      'client',
      guessed,
    );
    const remedy = 'Its properties are period, metrics, facts, kind, text or evidence.';
    expect([status, problem.faults.map(({ code, what, remedy: done }) => [code, what, done])]).to.deep.equal([
      400,
      [
        ['property_unknown', 'The body has no property "numbers".', remedy],
        ['property_unknown', 'The body has no property "metric". Did you mean metrics?', remedy],
      ],
    ]);
    const nested = { metrics: [], facts: ['S2'], where: { carier: 'X' }, reason: 'AO', evidence: 'x' };
    const [, { detail }] = await asked('/clients/ACME/exclusions', 'lin', nested);
    expect(detail).to.contain('"where" of the body has no property "carier". Did you mean carrier?');
  });

  it('another client cannot see that there is one, and neither it nor an auditor can answer', async () => {
    for (const path of ['/clients/ACME/disputes', '/clients/ACME/exclusions', '/clients/ACME/overrides'])
      expect((await asked(path, 'other'))[0], path).to.equal(404);
    const answer = { decision: 'refuse', why: 'no' };
    expect((await asked('/clients/ACME/disputes/3/answer', 'client', answer))[0]).to.equal(403);
    expect((await asked('/clients/ACME/disputes/3/answer', 'auditor', answer))[0]).to.equal(403);
    expect((await asked('/clients/BETA/disputes', 'other'))[1]).to.deep.equal({ disputes: [] });
  });

  it('a manager accepts it: its fact is excluded, and a revision proposed', async () => {
    const [, { disputes }] = await asked<{ disputes: { number: number }[] }>('/clients/ACME/disputes', 'lin');
    const path = `/clients/ACME/disputes/${disputes[0]?.number}/answer`;
    expect((await asked(path.replace('ACME', 'BETA'), 'lin', { decision: 'accept', why: 'x', reason: 'AO' }))[0]).to.equal(404);
    const look = { decision: 'accept', reason: 'AO', dry_run: true };
    const [seen, tried] = await asked<{ exclusion: null; effect: { metric: string; after: object }[] }>(path, 'wang', look);
    expect([seen, tried.exclusion]).to.deep.equal([200, null]);
    expect(tried.effect.find(one => one.metric === 'on_time_delivery')?.after).to.deep.include({ denominator: '3' });
    expect((await asked<{ disputes: { state: string }[] }>('/disputes', 'lin'))[1].disputes[0]?.state).to.equal('requested');
    const [status, answered] = await asked<{ proposed: { revision: number }[]; effect: { metric: string; after: object }[] }>(
      path,
      'lin',
      {
        decision: 'accept',
        why: 'seen on camera',
        reason: 'AO',
      },
    );
    expect([status, answered.proposed.map(one => one.revision)]).to.deep.equal([200, [2]]);
    expect(answered.effect.find(one => one.metric === 'on_time_delivery')?.after).to.deep.include({ denominator: '3' });
    await asked('/periods/2026-03/reopen', 'lin', { clients: ['ACME'], reason: 'dispute' });
    expect(await onTime()).to.deep.include({ numerator: '3', denominator: '3' });
  });

  it('an exclusion and an override are asked for by one manager and approved by another', async () => {
    const exclusion = { facts: ['S3'], reason: 'AO', evidence: 'storm', dry_run: true };
    const [tried, { number: none }] = await asked('/clients/ACME/exclusions', 'lin', exclusion);
    expect([tried, none]).to.deep.equal([200, null]);
    const [status, { number }] = await asked('/clients/ACME/exclusions', 'lin', { ...exclusion, dry_run: false });
    expect(status).to.equal(201);
    const path = `/clients/ACME/exclusions/${String(number)}/decision`;
    const [own, problem] = await asked(path, 'lin', { decision: 'approval' });
    expect([own, problem['code']]).to.deep.equal([409, 'amendment_four_eyes']);
    // Looking at what it would change is no decision: who asked may do it too.
    const look = { decision: 'approval', dry_run: true };
    const [looked, seen] = await asked<{ effect: { metric: string }[] }>(path, 'lin', look);
    expect(looked).to.equal(200);
    expect(seen.effect.map(one => one.metric)).to.include('on_time_delivery');
    const waiting = await asked<{ exclusions: { number: number }[] }>('/exclusions?state=requested', 'auditor');
    expect(waiting[1].exclusions.map(one => one.number)).to.deep.equal([number]);
    expect((await asked('/exclusions', 'client'))[0]).to.equal(403);
    expect((await asked(path, 'wang', { decision: 'refusal', why: 'no storm' }))[0]).to.equal(200);
    const [half] = await asked('/clients/ACME/exclusions', 'lin', { ...exclusion, from: '2026-03-01' });
    expect(half).to.equal(400);
    const value = { period: '2026-03', metric: 'on_time_delivery', value: '99%', reason: 'agreed' };
    const [, override] = await asked('/clients/ACME/overrides', 'lin', value);
    const [decided] = await asked(`/clients/ACME/overrides/${String(override['number'])}/decision`, 'wang', {
      decision: 'approval',
    });
    expect(decided).to.equal(200);
    // A client sees what a closed revision was made with: the accepted dispute's exclusion, and not what is only agreed or was refused.
    const [, { exclusions }] = await asked<{ exclusions: { state: string }[] }>('/clients/ACME/exclusions', 'client');
    expect(exclusions.map(one => one.state)).to.deep.equal(['approved']);
    expect((await asked('/clients/ACME/overrides', 'client'))[1]).to.deep.equal({ overrides: [] });
    const [, { overrides }] = await asked<{ overrides: { state: string }[] }>('/clients/ACME/overrides', 'auditor');
    expect(overrides.map(one => one.state)).to.deep.equal(['approved']);
  });

  it('a faulty body is named field by field', async () => {
    const [status, problem] = await asked('/clients/ACME/exclusions', 'lin', { facts: 'S1', reasn: 'AO' });
    expect(status).to.equal(400);
    expect(JSON.stringify(problem)).to.contain('facts').and.contain('reasn');
  });
});
