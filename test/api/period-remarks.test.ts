import { expect } from 'chai';
import { servedMarch } from './served-march.js';

interface Problem {
  readonly code: string;
}
interface Listed {
  readonly comments: readonly { readonly metric: string | null; readonly text: string; readonly by: string }[];
}
interface SignOffs {
  readonly revision: number;
  readonly can_be_signed: boolean;
  readonly signed_off: readonly { readonly revision: number; readonly by: string; readonly note: string | null }[];
}

const comments = '/clients/ACME/periods/2026-03/comments';
const signOff = '/clients/ACME/periods/2026-03/sign-off';

describe('comments and sign-off over REST', () => {
  const asked = servedMarch();
  const texts = async (person: 'client' | 'lin') =>
    (await asked<Listed>(comments, person))[1].comments.map(({ metric, text }) => [metric, text]);
  const close = async () => {
    const [status, answer] = await asked('/periods/2026-03/close', 'lin', { clients: ['ACME'], waivers: [] });
    expect(status, JSON.stringify(answer)).to.equal(200);
  };
  const codeOf = async (...given: Parameters<typeof asked>) => {
    const [status, { code }] = await asked<Problem>(...given);
    return [status, code];
  };
  const reopen = async () => {
    const asking = { clients: ['ACME'], reason: 'late receipts' };
    expect((await asked('/periods/2026-03/reopen', 'lin', asking))[0]).to.equal(200);
  };

  it('a client reads no comment of a period before it is closed', async () => {
    await close();
    await reopen();
    const text = 'Rain <b>twice</b>\nin the second week';
    expect((await asked(comments, 'lin', { text }))[0]).to.equal(200);
    expect(await texts('client')).to.deep.equal([]);
    expect(await texts('lin')).to.deep.equal([[null, text]]);
    await close();
    expect(await texts('client')).to.deep.equal([[null, text]]);
  });

  it('a manager writes, replaces and takes away what the client and the auditor can only read', async () => {
    const about = { metric: 'on_time_delivery' };
    expect((await asked(comments, 'wang', { ...about, text: 'one truck broke down' }))[0]).to.equal(200);
    expect((await asked(comments, 'lin', { ...about, text: 'two trucks broke down' }))[0]).to.equal(200);
    const [, { comments: listed }] = await asked<Listed>(comments, 'client');
    expect(listed.map(({ metric, text, by }) => [metric, text, by]).at(-1)).to.deep.equal([
      'on_time_delivery',
      'two trucks broke down',
      'Lin',
    ]);
    for (const person of ['client', 'auditor'] as const)
      expect(await codeOf(comments, person, { text: 'mine' })).to.deep.equal([403, 'role_not_enough']);
    expect((await asked(comments, 'lin', { ...about, text: '' }))[0]).to.equal(200);
    expect((await texts('client')).length).to.equal(1);
    expect(await codeOf(comments, 'lin', { ...about, text: '' })).to.deep.equal([409, 'comment_not_there']);
    expect(await codeOf(comments, 'lin', { text: 'a\u200bb' })).to.deep.equal([400, 'remark_sign_unseen']);
    expect(await codeOf(comments, 'lin', { text: 'x'.repeat(2001) })).to.deep.equal([400, 'parameter_wrong']);
    expect(await codeOf('/clients/ACME/periods/2026-02/comments', 'lin', { text: 'x' })).to.deep.equal([
      409,
      'comment_too_early',
    ]);
    expect(await codeOf('/clients/ACME/periods/2026-02/comments', 'client')).to.deep.equal([404, 'period_not_here']);
  });

  it('only the client signs, the revision that is current, and once', async () => {
    for (const person of ['lin', 'auditor'] as const)
      expect(await codeOf(signOff, person, { revision: 2 })).to.deep.equal([403, 'role_not_enough']);
    expect(await codeOf(signOff, 'other', { revision: 2 })).to.deep.equal([404, 'client_not_here']);
    expect(await codeOf(signOff, 'other')).to.deep.equal([404, 'client_not_here']);
    expect(await codeOf(comments, 'other')).to.deep.equal([404, 'client_not_here']);
    expect(await codeOf(signOff, 'client', { revision: 1 })).to.deep.equal([409, 'sign_off_outdated']);
    const [status, signed] = await asked(signOff, 'client', { revision: 2, note: 'as discussed' });
    const { at: _at, ...said } = signed;
    expect([status, said]).to.deep.equal([
      200,
      {
        client: 'ACME',
        period: '2026-03',
        revision: 2,
        by: 'Acme',
        received: 'key',
        recorded_by: null,
        signed_on: null,
        note: 'as discussed',
        ledger: null,
        is_new: true,
      },
    ]);
    for (const again of [{}, { note: ' as discussed ' }])
      expect((await asked(signOff, 'client', { revision: 2, ...again }))[1]).to.deep.include({
        note: 'as discussed',
        is_new: false,
      });
    for (const person of ['client', 'lin'] as const) {
      const [, { can_be_signed: can, revision, signed_off: all }] = await asked<SignOffs>(signOff, person);
      expect([can, revision, all.map(({ by, note }) => [by, note])]).to.deep.equal([true, 2, [['Acme', 'as discussed']]]);
      const [, { periods }] = await asked<{ periods: { signed_off: { by: string; revision: number }[] }[] }>(
        '/periods?period=2026-03',
        person,
      );
      expect(periods[0]?.signed_off.map(({ by, revision: of }) => [by, of])).to.deep.equal([['Acme', 2]]);
    }
  });

  it('the firm records what came on paper, with its day, and neither as the closer nor in its own name', async () => {
    const paper = `${signOff}/received`;
    const today = new Date().toISOString().slice(0, 10);
    const said = { revision: 2, by: 'Li Wei', received: 'paper' };
    const codes = [
      await codeOf(paper, 'client', said),
      await codeOf(paper, 'auditor', said),
      await codeOf(paper, 'wang', { ...said, by: 'Wang' }),
      await codeOf(paper, 'wang', { ...said, by: 'Lin' }),
      await codeOf(paper, 'wang', { ...said, signed_on: '2026-02-30' }),
      await codeOf(paper, 'wang', { ...said, signed_on: '2020-01-01' }),
      await codeOf(paper, 'wang', { ...said, received: 'key' }),
    ];
    expect(codes).to.deep.equal([
      [403, 'role_not_enough'],
      [403, 'role_not_enough'],
      [409, 'sign_off_own_work'],
      [409, 'sign_off_own_work'],
      [400, 'sign_off_day'],
      [400, 'sign_off_day'],
      [400, 'parameter_wrong'],
    ]);
    const recorded = { ...said, signed_on: today, note: 'folder 7' };
    const saying = { by: 'Li Wei', received: 'paper', recorded_by: 'Wang', signed_on: today, note: 'folder 7', is_new: true };
    const [, { ledger, ...signed }] = await asked(paper, 'wang', recorded);
    expect(signed).to.deep.include(saying);
    expect(ledger).to.be.a('number');
    expect((await asked(paper, 'wang', recorded))[1]).to.deep.include({ ...saying, is_new: false });
    const [, { signed_off: all }] = await asked<SignOffs>(signOff, 'client');
    expect(all.map(({ by }) => by)).to.deep.equal(['Acme', 'Li Wei']);
  });

  it('a reopened period cannot be signed, and what was said since is not shown to the client; its next revision is unsigned', async () => {
    await reopen();
    await asked(comments, 'lin', { text: 'corrected figures follow' });
    expect((await texts('client')).map(([, text]) => text)).to.deep.equal(['Rain <b>twice</b>\nin the second week']);
    expect((await asked<SignOffs>(signOff, 'client'))[1]).to.deep.include({ revision: 2, can_be_signed: false });
    expect(await codeOf(signOff, 'client', { revision: 2 })).to.deep.equal([409, 'sign_off_not_closed']);
    await close();
    const [, after] = await asked<SignOffs>(signOff, 'client');
    expect([after.revision, after.can_be_signed, after.signed_off.map(({ revision }) => revision)]).to.deep.equal([
      3,
      true,
      [2, 2],
    ]);
    expect(await texts('client')).to.deep.equal([[null, 'corrected figures follow']]);
  });
});
