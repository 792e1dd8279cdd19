import { expect } from 'chai';
import {
  addSurveyLink,
  claimSurveyLink,
  endSurveyLinkClaim,
  openSurveyLink,
  type SurveyLinkRecord,
} from '../../src/store/survey-links.js';
import { eachDatabase } from '../support/databases.js';

const link: SurveyLinkRecord = {
  hash: 'a'.repeat(64),
  client: 'ACME',
  wave: '2026-Q2',
  role: 'client',
  created_at: 0,
  created_by: 'lin',
  expires_at: 10_000_000,
  used_at: null,
  claimed_at: null,
  claimed_by: null,
  revoked_at: null,
  revoked_by: null,
};

eachDatabase('the link of a survey', database => {
  it('is claimed by one alone, is open again when the answers of its claim never came, and never when they did', async () => {
    await database().transaction(async tx => {
      await addSurveyLink(tx, link);
      const claim = async (now: number): Promise<boolean> =>
        (await claimSurveyLink(tx, link.hash, { now, by: 'aaaa' })) !== undefined;
      expect(await claim(1000)).to.equal(true);
      expect(await claim(1001)).to.equal(false);
      await endSurveyLinkClaim(tx, link.hash, null);
      expect(await claim(2000)).to.equal(true);
      // The process was killed.
      expect(await claim(2000 + 600_000)).to.equal(false);
      expect(await claim(2000 + 600_001)).to.equal(true);
      await endSurveyLinkClaim(tx, link.hash, 700_000);
      expect(await claim(9_000_000)).to.equal(false);
      expect(await openSurveyLink(tx, link.hash, 9_000_000)).to.equal(undefined);
    });
  });
});
