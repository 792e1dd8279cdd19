import { expect } from 'chai';
import fc from 'fast-check';
import { type Division, dividedIntoPages } from '../../../../src/reports/writers/pdf/pages.js';

const room = 100;

const divisions: fc.Arbitrary<Division> = fc
  .record({
    heights: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 }),
    joined: fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 3 }),
    headings: fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 8 }),
    breaksAfter: fc.array(fc.integer({ min: 1, max: 59 }), { maxLength: 3 }),
    hasRepeated: fc.boolean(),
  })
  .map(({ heights, joined, headings, breaksAfter, hasRepeated }) => ({
    heights,
    // Two rows of at most 40 that are never three in a row fit below repeated heads.
    isJoined: heights.map((_, row) => row % 3 === 0 && joined.includes(row)),
    isHeading: heights.map((_, row) => headings.includes(row)),
    breaksAfter,
    repeated: hasRepeated ? { from: 0, to: 1 } : undefined,
    room,
    line: 12,
  }));

describe('rows divided into pages', () => {
  it('are on exactly one page each, in order, and no page is higher than its room', () => {
    fc.assert(
      fc.property(divisions, division => {
        const pages = dividedIntoPages({ ...division, heights: division.heights.map(height => Math.min(height, 30)) });
        expect(pages.flatMap(({ from, to }) => division.heights.map((_, row) => row).slice(from, to))).to.deep.equal(
          division.heights.map((_, row) => row),
        );
        for (const page of pages) {
          const own = division.heights.slice(page.from, page.to).reduce((sum, height) => sum + Math.min(height, 30), 0);
          const above = page.hasRepeated ? Math.min(division.heights[0] ?? 0, 30) : 0;
          expect(own + above).to.be.at.most(room);
          expect(page.hasRepeated).to.equal(division.repeated !== undefined && page.from >= 1);
        }
      }),
    );
  });

  it('end a page where the sheet says so, and never between joined rows', () => {
    fc.assert(
      fc.property(divisions, division => {
        const ends = dividedIntoPages(division).map(({ to }) => to);
        for (const end of division.breaksAfter.filter(row => row <= division.heights.length)) expect(ends).to.include(end);
        for (const [row, joined] of division.isJoined.entries()) {
          if (joined && !division.breaksAfter.includes(row + 1) && row + 1 < division.heights.length)
            expect(ends).to.not.include(row + 1);
        }
      }),
    );
  });

  it('keep a heading with the row below it', () => {
    const pages = dividedIntoPages({
      heights: [40, 40, 15, 30],
      isJoined: [false, false, false, false],
      isHeading: [false, false, true, false],
      breaksAfter: [],
      repeated: undefined,
      room,
      line: 12,
    });
    expect(pages.map(({ from, to }) => [from, to])).to.deep.equal([
      [0, 2],
      [2, 4],
    ]);
  });

  it('show a row that is higher than a page on several, every line whole on one of them', () => {
    const pages = dividedIntoPages({
      heights: [20, 250, 20],
      isJoined: [false, false, false],
      isHeading: [false, false, false],
      breaksAfter: [],
      repeated: undefined,
      room,
      line: 12,
    });
    const parts = pages.filter(({ from }) => from === 1).flatMap(({ part }) => (part === undefined ? [] : [part]));
    expect(pages.map(({ from }) => from)).to.deep.equal([0, 1, 1, 1, 2]);
    for (let top = 0; top + 12 <= 250; top++) {
      const shown = parts.filter(part => top >= part.above && (part.isLast || top < part.above + part.height));
      expect(shown, `line at ${top}`).to.have.length(1);
      expect(top + 12 - (shown[0]?.above ?? 0)).to.be.at.most(room);
    }
  });
});
