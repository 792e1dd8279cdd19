import { expect } from 'chai';
import fc from 'fast-check';
import { compare, decimalText, exact, type Exact, fraction, parseShare, toDouble } from '../../src/facts/exact.js';
import {
  betterIs,
  comparedStatus,
  gap,
  isSignificantMiss,
  type LevelStandard,
  reaches,
  shortfall,
} from '../../src/standards/comparison.js';
import { type Comparator, comparators, type Level } from '../../src/standards/standard.js';
import { runCount } from '../support/tallying.js';

const level = (text: string): Level => {
  const value = parseShare(text);
  if (value === undefined) throw new Error(`${text} is no level`);
  return { text, value };
};
const standard = (comparator: Comparator, text: string, minimum?: string): LevelStandard => ({
  metric: 'any',
  comparator,
  level: level(text),
  min_population: 1,
  scope: {},
  params: {},
  ...(minimum === undefined ? {} : { minimum: level(minimum) }),
});
const share = (passed: number, judged: number): Exact => fraction(BigInt(passed), BigInt(judged));

describe('A standard', () => {
  const rows: readonly (readonly [Comparator, below: boolean, at: boolean, above: boolean])[] = [
    ['at_least', false, true, true],
    ['more_than', false, false, true],
    ['at_most', true, true, false],
    ['less_than', true, false, false],
    ['equals', false, true, false],
  ];
  for (const [comparator, below, at, above] of rows) {
    it(`${comparator} is strict where it says so`, () => {
      const of = (text: string): boolean => reaches(exact(text), comparator, exact('0.001'));
      expect([of('0.000999999999999999999'), of('1/1000'), of('0.001000000000000000001')]).to.deep.equal([below, at, above]);
    });
  }

  it('compares before anything is rounded: 24 999 of 25 000 is not 100 %', () => {
    const value = share(24_999, 25_000);
    expect(comparedStatus(value, standard('equals', '100%'), 'up')).to.equal('missed');
    expect(comparedStatus(value, standard('at_least', '99.996%'), 'up')).to.equal('met');
    expect(comparedStatus(value, standard('more_than', '99.996%'), 'up')).to.equal('missed');
    expect(comparedStatus(share(333_333_333_333, 1_000_000_000_000), standard('at_least', '1/3'), 'up')).to.equal('missed');
  });

  it('is at risk between minimum and level, on the side that is worse', () => {
    const up = standard('at_least', '98%', '95%');
    expect([98, 97, 95, 94].map(passed => comparedStatus(share(passed, 100), up, 'up'))).to.deep.equal([
      'met',
      'at_risk',
      'at_risk',
      'missed',
    ]);
    const down = standard('less_than', '2%', '5%');
    expect([1, 2, 5, 6].map(passed => comparedStatus(share(passed, 100), down, 'down'))).to.deep.equal([
      'met',
      'at_risk',
      'at_risk',
      'missed',
    ]);
    const all = standard('equals', '100%', '99%');
    expect([100, 99, 98].map(passed => comparedStatus(share(passed, 100), all, 'up'))).to.deep.equal([
      'met',
      'at_risk',
      'missed',
    ]);
    const none = standard('equals', '0%', '1%');
    expect([0, 1, 2].map(passed => comparedStatus(share(passed, 100), none, 'down'))).to.deep.equal(['met', 'at_risk', 'missed']);
  });

  it('has a gap that is negative on the worse side, whichever side that is', () => {
    const gaps: readonly (readonly [Comparator, level: string, value: string, gap: string])[] = [
      ['at_least', '98%', '97/100', '-0.01'],
      ['at_least', '98%', '99/100', '0.01'],
      ['more_than', '98%', '98/100', '0'],
      ['at_most', '2', '3.5', '-1.5'],
      ['at_most', '2', '0.5', '1.5'],
      ['less_than', '0.1%', '0.002', '-0.001'],
      ['equals', '100%', '24999/25000', '-0.00004'],
      ['equals', '0%', '0.01', '-0.01'],
      ['equals', '0%', '0', '0'],
      ['equals', '50%', '0.6', '-0.1'],
    ];
    for (const [comparator, at, value, wanted] of gaps) {
      expect(decimalText(gap(exact(value), standard(comparator, at))), `${value} ${comparator} ${at}`).to.equal(wanted);
    }
  });

  it('is missed significantly only if the whole interval lies on the wrong side', () => {
    const of = (interval: readonly [number, number], comparator: Comparator, at: string): boolean =>
      isSignificantMiss(interval, standard(comparator, at), toDouble);
    expect(of([0.91, 0.97], 'at_least', '98%')).to.equal(true);
    expect(of([0.91, 0.98], 'at_least', '98%')).to.equal(false);
    expect(of([0.02, 0.05], 'at_most', '1%')).to.equal(true);
    expect(of([0.005, 0.05], 'at_most', '1%')).to.equal(false);
    expect(of([0.9, 0.99], 'equals', '100%')).to.equal(true);
    expect(of([0.9, 1], 'equals', '100%')).to.equal(false);
    expect(of([0.01, 0.1], 'equals', '0%')).to.equal(true);
    expect(of([0.6, 0.7], 'equals', '50%')).to.equal(true);
    expect(of([0.3, 0.4], 'equals', '50%')).to.equal(true);
    expect(of([0.45, 0.7], 'equals', '50%')).to.equal(false);
    expect(of([0.5, 0.7], 'equals', '50%')).to.equal(false);
  });
});

describe('A shortfall', () => {
  const table: readonly (readonly [
    Comparator,
    level: string,
    'up' | 'down',
    passed: number,
    judged: number,
    wanted: number | null,
  ])[] = [
    ['at_least', '98%', 'up', 190, 200, 6],
    ['at_least', '98%', 'up', 196, 200, 0],
    ['at_least', '98%', 'up', 48, 49, 1],
    ['at_least', '98%', 'up', 50, 51, 0],
    ['more_than', '98%', 'up', 98, 100, 1],
    ['more_than', '100%', 'up', 99, 100, null],
    ['at_most', '5%', 'down', 8, 100, 3],
    ['at_most', '0.1%', 'down', 1, 100, 1],
    ['less_than', '5%', 'down', 5, 100, 1],
    ['less_than', '0%', 'down', 5, 100, null],
    ['equals', '100%', 'up', 24_999, 25_000, 1],
    ['equals', '100%', 'up', 100, 100, 0],
    ['equals', '0%', 'down', 3, 100, 3],
    ['equals', '50%', 'up', 1, 3, null],
    ['equals', '50%', 'up', 6, 10, null],
    ['equals', '5%', 'down', 3, 100, null],
    ['at_least', '98%', 'up', 0, 0, null],
  ];
  for (const [comparator, at, improves, passed, judged, wanted] of table) {
    it(`of ${passed} of ${judged} to ${comparator} ${at} is ${wanted}`, () => {
      expect(shortfall(passed, judged, standard(comparator, at), improves)).to.equal(wanted);
    });
  }

  it('is what trying each number of passes finds', () => {
    const tried = (passed: number, judged: number, one: LevelStandard, improves: 'up' | 'down'): number | null => {
      const step = betterIs(one.comparator, improves) === 'up' ? 1 : -1;
      for (let more = 0; passed + step * more >= 0 && passed + step * more <= judged; more++) {
        if (reaches(share(passed + step * more, judged), one.comparator, one.level.value)) return more;
      }
      return null;
    };
    const levels = fc.oneof(
      fc.integer({ min: 0, max: 1000 }).map(mille => `${mille / 10}%`),
      fc.constantFrom('0%', '100%', '50%', '1/3', '2/3', '98%'),
    );
    const counts = fc
      .integer({ min: 1, max: 60 })
      .chain(judged => fc.tuple(fc.integer({ min: 0, max: judged }), fc.constant(judged)));
    fc.assert(
      fc.property(
        counts,
        fc.constantFrom(...comparators),
        levels,
        fc.constantFrom('up' as const, 'down' as const),
        ([passed, judged], comparator, at, improves) => {
          const one = standard(comparator, at);
          expect(shortfall(passed, judged, one, improves), `${passed}/${judged} ${comparator} ${at} ${improves}`).to.equal(
            tried(passed, judged, one, improves),
          );
        },
      ),
      { numRuns: runCount(1000) },
    );
  });

  it('is 0 exactly where the standard is met', () => {
    for (const comparator of comparators) {
      const improves = comparator === 'at_most' || comparator === 'less_than' ? 'down' : 'up';
      for (let passed = 0; passed <= 20; passed++) {
        const one = standard(comparator, '50%');
        expect(shortfall(passed, 20, one, improves) === 0, `${passed} ${comparator}`).to.equal(
          comparedStatus(share(passed, 20), one, improves) === 'met',
        );
      }
    }
    expect(compare(share(10, 20), exact('0.5'))).to.equal(0);
  });
});
