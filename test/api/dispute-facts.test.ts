import { expect } from 'chai';
import { servedMarch } from './served-march.js';

describe('accepting a dispute', () => {
  const asked = servedMarch();
  const accept = { decision: 'accept', why: 'seen on camera', reason: 'AO' };
  const open = async (facts: readonly string[]): Promise<string> => {
    const body = { period: '2026-03', metrics: ['on_time_delivery'], facts, text: 'our gate was shut' };
    const [status] = await asked('/clients/ACME/disputes', 'client', body);
    expect(status).to.equal(201);
    const [, { disputes }] = await asked<{ disputes: { number: number }[] }>('/clients/ACME/disputes', 'lin');
    return `/clients/ACME/disputes/${disputes.at(-1)?.number}/answer`;
  };
  const exclusions = async () => {
    const listed = await asked<{
      exclusions: { number: number; state: string; requested_by: string; about: { facts: { number: string }[] } }[];
    }>('/clients/ACME/exclusions', 'lin');
    return listed[1].exclusions.map(({ state, requested_by: by, about }) => [state, by, about.facts.map(({ number }) => number)]);
  };
  before(async () => {
    expect((await asked('/periods/2026-03/close', 'lin', { clients: ['ACME'], waivers: [] }))[0]).to.equal(200);
  });

  it('leaves out facts that it names, all or some of them, and no others', async () => {
    const path = await open(['S1', 'S2']);
    for (const facts of [['S3'], ['S2', 'S3']]) {
      for (const more of [{}, { dry_run: true }]) {
        const [status, { code, detail }] = await asked<{ code: string; detail: string }>(path, 'lin', {
          ...accept,
          facts,
          ...more,
        });
        expect([status, code]).to.deep.equal([400, 'dispute_of_other_facts']);
        expect(detail).to.match(/does not name S3\. The facts that it names: S1, S2\./);
      }
    }
    expect(await exclusions()).to.deep.equal([]);
    const [status, answer] = await asked(path, 'lin', { ...accept, facts: ['S2'] });
    expect([status, answer['exclusion_state']]).to.deep.equal([200, 'approved']);
    expect(await exclusions()).to.deep.equal([['approved', 'Acme', ['S2']]]);
  });

  it('asks for a third person where it names none: who answers chooses, and cannot approve what was chosen', async () => {
    const path = await open([]);
    const [status, answer] = await asked<{ exclusion: number; exclusion_state: string; proposed: unknown[] }>(path, 'lin', {
      ...accept,
      facts: ['S3'],
    });
    expect([status, answer.exclusion_state, answer.proposed]).to.deep.equal([200, 'requested', []]);
    const again = await asked<{ code: string; faults: { remedy: string }[] }>(path, 'wang', { ...accept, facts: ['S3'] });
    expect([again[0], again[1].code]).to.deep.equal([409, 'amendment_decided']);
    expect(again[1].faults[0]?.remedy).to.equal(
      `The answer stays. Exclusion ${answer.exclusion}, which it asked for, changes nothing yet: somebody other than its requester can approve or refuse it.`,
    );
    const decision = `/clients/ACME/exclusions/${answer.exclusion}/decision`;
    const [own, problem] = await asked(decision, 'lin', { decision: 'approval' });
    expect([own, problem['code']]).to.deep.equal([409, 'amendment_four_eyes']);
    const before = await exclusions();
    expect(before.at(-1)).to.deep.equal(['requested', before.at(-1)?.[1], ['S3']]);
    expect(before.at(-1)?.[1]).to.not.equal('Acme');
    const [other, decided] = await asked<{ proposed: { revision: number }[] }>(decision, 'wang', { decision: 'approval' });
    expect([other, decided.proposed.map(({ revision }) => revision)]).to.deep.equal([200, [2]]);
    expect((await exclusions()).at(-1)?.[0]).to.equal('approved');
  });
});
