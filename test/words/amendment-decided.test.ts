import { expect } from 'chai';
import { amendmentFaults, type ExclusionMade } from '../../src/faults/amendments.js';
import { fault } from '../../src/faults/make.js';
import { worded } from '../../src/faults/worded.js';

const decided = { number: 7, by: 'wang', at: '2026-06-12T08:00:00Z' } as const;

describe('what can be done once an amendment is decided', () => {
  const answers: readonly [exclusion: ExclusionMade | undefined, command: string | undefined, en: RegExp, zh: RegExp][] = [
    [
      { number: 9, state: 'approved' },
      'plumbline exclude revoke 9 --why TEXT',
      /put back: revoke exclusion 9/,
      /撤销第 9 号剔除/,
    ],
    [
      { number: 9, state: 'requested' },
      'plumbline exclude approve 9; plumbline exclude refuse 9 --why TEXT',
      /^The answer stays\. Exclusion 9.+ changes nothing yet: somebody other than its requester can approve or refuse it\.$/,
      /第 9 号剔除目前不影响任何数字：可由申请人以外的人批准或驳回/,
    ],
    [{ number: 9, state: 'refused' }, undefined, /is refused, so nothing is left out\. Request another/, /第 9 号剔除已驳回/],
    [{ number: 9, state: 'revoked' }, undefined, /is revoked, so nothing is left out\. Request another/, /第 9 号剔除已撤销/],
    [undefined, undefined, /It left nothing out\.$/, /没有因此剔除任何事实/],
  ];
  for (const [exclusion, command, en, zh] of answers) {
    it(`says of an accepted dispute whose exclusion is ${exclusion?.state ?? 'not there'} what is possible now`, () => {
      const found = fault(amendmentFaults, 'amendment_decided', { ...decided, kind: 'dispute', state: 'approved', exclusion });
      expect(found.command).to.equal(command);
      expect(worded('en', found).what).to.match(/^The dispute 7 is accepted already, by "wang"/);
      expect(worded('en', found).remedy).to.match(en);
      expect(worded('zh', found).remedy).to.match(zh);
    });
  }

  it('offers to revoke what was approved, and nothing for what is over', () => {
    const of = (state: 'approved' | 'refused' | 'revoked') =>
      fault(amendmentFaults, 'amendment_decided', { ...decided, kind: 'override', state, exclusion: undefined }).command;
    expect([of('approved'), of('refused'), of('revoked')]).to.deep.equal([
      'plumbline override revoke 7 --why TEXT',
      undefined,
      undefined,
    ]);
  });

  it('offers to decide what is only requested instead of revoking it', () => {
    const found = fault(amendmentFaults, 'amendment_not_approved', { kind: 'exclusion', number: 7, state: 'requested' });
    expect(found.command).to.equal('plumbline exclude approve 7; plumbline exclude refuse 7 --why TEXT');
    expect(worded('en', found).remedy).to.match(/approve or refuse it\.$/);
  });
});
