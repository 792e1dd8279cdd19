import { expect } from 'chai';
import { pChart, wilson } from '../../src/metrics/statistics.js';

describe('The Wilson 95 % interval', () => {
  const published: readonly (readonly [passed: number, judged: number, low: number, high: number])[] = [
    [190, 200, 0.910421851861224, 0.972617354399236],
    [18, 20, 0.6989663547715128, 0.972133518786232],
    [0, 30, 0, 0.11351339],
    [30, 30, 0.8864866, 1],
  ];
  for (const [passed, judged, low, high] of published) {
    it(`of ${passed} of ${judged} is what is published`, () => {
      const interval = wilson(passed, judged);
      expect(interval?.[0]).to.be.closeTo(low, judged === 30 ? 5e-8 : 1e-15);
      expect(interval?.[1]).to.be.closeTo(high, judged === 30 ? 5e-9 : 1e-15);
    });
  }
  it('ends exactly at 0 and 1', () => {
    expect(wilson(0, 30)?.[0]).to.equal(0);
    expect(wilson(30, 30)?.[1]).to.equal(1);
    for (let judged = 1; judged < 300; judged++) {
      expect(wilson(0, judged)?.[0]).to.equal(0);
      expect(wilson(judged, judged)?.[1]).to.equal(1);
    }
  });
  it('of nothing is none', () => expect(wilson(0, 0)).to.equal(null));
});

describe('A p-chart', () => {
  it('of 30 samples of 50 has the published centre and limits, and samples 15 and 23 are out', () => {
    const nonconforming = [
      12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
    ];
    const chart = pChart(nonconforming.map(passed => ({ passed, judged: 50 })));
    expect(chart?.centre).to.be.closeTo(0.23133, 5e-6);
    expect(chart?.points[0]?.high).to.be.closeTo(0.41024, 5e-6);
    expect(chart?.points[0]?.low).to.be.closeTo(0.05243, 5e-6);
    expect(chart?.points.flatMap((point, i) => (point?.isOut ? [i + 1] : []))).to.deep.equal([15, 23]);
  });

  it('is a ratio of sums, and gives each month the limits of its own size, within 0 and 1', () => {
    const chart = pChart([
      { passed: 1, judged: 1 },
      { passed: 900, judged: 1000 },
    ]);
    expect(chart?.centre).to.equal(901 / 1001);
    expect(chart?.points[0]?.low).to.be.closeTo(901 / 1001 - 3 * Math.sqrt((901 / 1001) * (100 / 1001)), 1e-12);
    expect(chart?.points[0]?.high).to.equal(1);
    expect(chart?.points[1]?.low).to.be.greaterThan(0.87);
  });

  it('has no point for a month without data', () => {
    const chart = pChart([
      { passed: 9, judged: 10 },
      { passed: 0, judged: 0 },
    ]);
    expect(chart?.points[0]?.isOut).to.equal(false);
    expect(chart?.points[1]).to.equal(null);
    expect(pChart([{ passed: 0, judged: 0 }])).to.equal(null);
  });
});
