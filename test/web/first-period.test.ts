import { expect } from 'chai';
import { firstPeriod } from '../../src/web/first-period.js';

const known = [
  { period: '2026-07', state: 'provisional' },
  { period: '2026-06', state: 'closed' },
  { period: '2026-05', state: 'closed' },
] as const;

describe('the period that a client’s pages begin with', () => {
  it('is for the client what was handed over last, and the newest where nothing was', () => {
    expect(firstPeriod(known, 'client')).to.equal('2026-06');
    expect(firstPeriod(known.slice(0, 1), 'client')).to.equal('2026-07');
    expect(firstPeriod([], 'client')).to.equal(undefined);
  });

  it('is the newest for others', () => {
    expect(firstPeriod(known, 'manager')).to.equal('2026-07');
  });
});
