import { expect } from 'chai';
import { asItWas, keptAsText } from '../../src/import/spreadsheet-date.js';

describe('texts that a spreadsheet takes for dates of its own country', () => {
  it('stand behind an apostrophe, and come back as they were', () => {
    for (const text of ['02/06/2026', '2.6.26', '02-06-2026 14:30', '1-2', '3/4', "'02/06/2026"]) {
      expect(keptAsText(text)).to.equal(`'${text}`);
      expect(asItWas(keptAsText(text))).to.equal(text);
    }
  });

  it('are months and days of this year, too, which it would make the first of the month, or another year', () => {
    for (const text of ['06/2026', '2026-06', '2026/6', 'Jun-26', 'Jun 2026', 'März 2026', '2-Jun', '5. März', "'06/2026"]) {
      expect(keptAsText(text)).to.equal(`'${text}`);
      expect(asItWas(keptAsText(text))).to.equal(text);
    }
  });

  it('are no others: dates that begin with the year, numbers, names', () => {
    for (const text of [
      '2026-06-02',
      '1.25',
      '99/06/2026',
      '1-2-B',
      "'s Gravenhage",
      'W-1',
      '12',
      '2 Jun 2026',
      '12 boxes',
      'Room 12',
      '20/2026',
      '2026-13',
    ]) {
      expect(keptAsText(text)).to.equal(text);
      expect(asItWas(text)).to.equal(text);
    }
  });
});
