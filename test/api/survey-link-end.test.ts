import { expect } from 'chai';
import { newLinkSchema } from '../../src/contract/survey-links.js';

describe('the end of a survey link', () => {
  it('is in the year 9999 at the latest, in UTC', () => {
    const isTaken = (expires: string): boolean => newLinkSchema.safeParse({ wave: '2026', expires }).success;
    expect(['9999-12-31T23:59:59Z', '2026-12-31T23:59:59-11:00'].map(isTaken)).to.deep.equal([true, true]);
    expect(isTaken('9999-12-31T23:59:59-23:59')).to.equal(false);
  });
});
