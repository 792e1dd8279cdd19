import { expect } from 'chai';
import { asItWas, keptAsText } from '../../src/import/spreadsheet-date.js';

describe('texts that a spreadsheet takes for dates of its own country', () => {
  it('stand behind an apostrophe, and come back as they were', () => {
    for (const text of ['02/06/2026', '2.6.26', '02-06-2026 14:30', '1-2', '3/4', "'02/06/2026"]) {
      expect(keptAsText(text)).to.equal(`'${text}`);
      expect(asItWas(keptAsText(text))).to.equal(text);
    }
  });

  it('are no others: dates that begin with the year, numbers, names', () => {
    for (const text of ['2026-06-02', '1.25', '99/06/2026', '1-2-B', "'s Gravenhage", 'W-1', '12']) {
      expect(keptAsText(text)).to.equal(text);
      expect(asItWas(text)).to.equal(text);
    }
  });
});
