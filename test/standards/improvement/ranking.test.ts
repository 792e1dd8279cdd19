import { expect } from 'chai';
import { exact } from '../../../src/facts/exact.js';
import { atLeast, failingSlices, sliceWithMostFailures, holm } from '../../../src/standards/improvement/failing-slices.js';
import { quadrants } from '../../../src/standards/improvement/quadrants.js';
import { ranking } from '../../../src/standards/improvement/recoverable.js';
import { index, leaf, proportion } from './judging.js';

describe('recoverable points', () => {
  const tree = index([
    { ...leaf('branch', 0.6, 8.5), children: [leaf('a', 0.75, 8), leaf('b', 0.25, 10)] },
    leaf('c', 0.4, 6),
    leaf('missing', 0, null),
  ]);

  it('are the effective weight down the tree times the lost score, the most first', () => {
    const { metrics, points } = ranking(tree, []);
    expect(metrics.map(({ rank, metric, weight, points: own }) => [rank, metric, weight, own])).to.deep.equal([
      [1, 'c', 0.4, 1.6],
      [2, 'a', 0.45, 0.9],
      [3, 'b', 0.15, 0],
    ]);
    expect(points).to.equal(2.5);
  });

  it('stand in the one ranking: by status, then by points of whatever index, then by gap; without a standard last', () => {
    const of = (id: string, status: 'missed' | 'at_risk' | 'no_standard', gap: number | null = null) =>
      proportion(id, 90, 10, { status, gap, standard: gap === null ? null : { at_least: '95%' } });
    const metrics = [of('a', 'at_risk', -0.02), of('b', 'missed', -0.01), of('c', 'no_standard')];
    expect(ranking(tree, metrics).metrics.map(({ metric }) => metric)).to.deep.equal(['b', 'a', 'c']);
    const same = index([leaf('a', 0.5, 4), leaf('b', 0.5, 4)]);
    const gaps = [of('a', 'missed', -0.01), of('b', 'missed', -0.02)];
    expect(ranking(same, gaps).metrics.map(({ metric }) => metric)).to.deep.equal(['b', 'a']);
    expect(ranking(same, gaps, new Map([['a', 2]])).metrics.map(({ metric }) => metric)).to.deep.equal(['a', 'b']);
  });

  it('add up to what the index lacks to ten', () => {
    const score = 0.6 * (0.75 * 8 + 0.25 * 10) + 0.4 * 6;
    expect(ranking(tree, []).points).to.be.closeTo(10 - score, 1e-12);
  });
});

// Three leaves of exactly 1/3, as a document has them after rounding.
const thirds = index([leaf('b', 0.333333333334, 4), leaf('a', 0.333333333333, 4), leaf('c', 0.333333333333, 4)]);

describe('weights that only rounding parts', () => {
  it('tie in the ranking, where the id decides', () => {
    expect(ranking(thirds, []).metrics.map(({ metric }) => metric)).to.deep.equal(['a', 'b', 'c']);
  });

  it('all lie on the line, which counts as above it', () => {
    for (const cross_hairs of ['mean', 'median', 'middle'] as const) {
      const { metrics } = quadrants(thirds, { importance: 'weights', cross_hairs }, []);
      const quadrant = cross_hairs === 'middle' ? 'concentrate_here' : 'keep_up';
      expect(metrics.map(one => one.quadrant)).to.deep.equal([quadrant, quadrant, quadrant]);
    }
  });

  it('are still parted by what is more than rounding', () => {
    const tree = index([leaf('b', 0.33334, 4), leaf('a', 0.33333, 4), leaf('c', 0.33333, 4)]);
    expect(ranking(tree, []).metrics.map(({ metric }) => metric)).to.deep.equal(['b', 'a', 'c']);
  });
});

describe('importance-performance quadrants', () => {
  const tree = index([leaf('a', 0.4, 4), leaf('b', 0.3, 9), leaf('c', 0.2, 3), leaf('d', 0.1, 10)]);
  const placed = (hairs: 'middle' | 'mean' | 'median') => {
    const { metrics, importance_at, performance_at } = quadrants(tree, { importance: 'weights', cross_hairs: hairs }, []);
    return [importance_at, performance_at, ...metrics.map(({ quadrant }) => quadrant)];
  };

  it('part at the middle, the mean or the median', () => {
    const usual = ['concentrate_here', 'keep_up', 'low_priority', 'possible_overkill'];
    expect(placed('middle')).to.deep.equal([0.25, 5.5, ...usual]);
    expect(placed('mean')).to.deep.equal([0.25, 6.5, ...usual]);
    expect(placed('median')).to.deep.equal([0.25, 6.5, ...usual]);
  });

  it('never call well performing what is below its standard, wherever it lies', () => {
    const below = (metric: string) => ({ metric, status: 'at_risk' as const });
    const { metrics } = quadrants(tree, { importance: 'weights', cross_hairs: 'mean' }, [], ['d', 'b', 'a', 'c'].map(below));
    expect(metrics.map(({ metric, quadrant }) => [metric, quadrant])).to.deep.equal([
      ['d', 'low_priority'],
      ['b', 'concentrate_here'],
      ['a', 'concentrate_here'],
      ['c', 'low_priority'],
    ]);
  });

  it('take importance from the clients’ answers, and leave out what was not asked', () => {
    const asked = { item: 'a', aspect: 'importance', role: 'client', wave: 'W1', isEarlier: false, n: 3, mean: exact('26/3') };
    const { metrics, importance_at } = quadrants(tree, { importance: 'survey', cross_hairs: 'middle' }, [
      asked,
      { ...asked, item: 'b', role: 'manager' },
    ]);
    expect(importance_at).to.equal(5.5);
    expect(metrics.map(({ metric, importance, quadrant }) => [metric, importance, quadrant])).to.deep.equal([
      ['a', 8.66666666667, 'concentrate_here'],
    ]);
  });

  it('of nothing have no cross-hairs', () => {
    const { importance_at, metrics } = quadrants(index([leaf('a', 0, null)]), { importance: 'weights', cross_hairs: 'mean' }, []);
    expect(importance_at).to.equal(null);
    expect(metrics).to.deep.equal([]);
  });
});

describe('where failures lie', () => {
  const slice = (key: string | null, passed: number, failed: number) => ({ key, counts: { passed, failed } });

  it('is held against volume: 3 or 4 of 4 in a sample of 4 of 8 (the lady tasting tea)', () => {
    expect(atLeast(4, 4, 4, 8)).to.be.closeTo(1 / 70, 1e-14);
    expect(atLeast(3, 4, 4, 8)).to.be.closeTo(17 / 70, 1e-14);
    expect(atLeast(1, 4, 4, 8)).to.be.closeTo(69 / 70, 1e-14);
    expect(atLeast(0, 4, 4, 8)).to.equal(1);
    expect(atLeast(20, 100, 20, 100)).to.equal(1);
  });

  it('adds up over large volumes, also where a single number of failures has next to no chance', () => {
    // P(X >= 1) is 1 - P(X = 0), by another route.
    let none = 1;
    for (let i = 0; i < 300; i++) none *= (9700 - i) / (10_000 - i);
    expect(atLeast(1, 300, 300, 10_000)).to.be.closeTo(1 - none, 1e-9);
    expect(atLeast(10_000, 500_000, 500_000, 1_000_000)).to.equal(1);
    expect(atLeast(300_000, 500_000, 500_000, 1_000_000)).to.equal(0);
  });

  it('adjusts chances by Holm: the published example of four tests', () => {
    const found = holm([0.01, 0.04, 0.03, 0.005]);
    for (const [at, p] of [0.03, 0.06, 0.06, 0.02].entries()) expect(found[at]).to.be.closeTo(p, 1e-12);
    expect(holm([0.6, 0.7])).to.deep.equal([1, 1]);
  });

  it('is named with its shares, and says more only where chance does not', () => {
    const by = { carrier: [slice('FAST', 80, 15), slice('SLOW', 95, 5), slice(null, 0, 0)] };
    const [found, ...others] = failingSlices(proportion('otd', 175, 20, { by }));
    expect(others).to.deep.equal([]);
    expect(found).to.include({ dimension: 'carrier', key: 'FAST', failed: 15, judged: 95, share_of_failures: 0.75, slices: 2 });
    expect(found?.share_of_volume).to.be.closeTo(95 / 195, 1e-12);
    expect(found?.p_adjusted).to.be.closeTo(2 * (found?.p ?? 0), 1e-6);
    expect([found?.is_most, found?.is_more]).to.deep.equal([true, true]);
    const [even] = failingSlices(proportion('otd', 180, 20, { by: { carrier: [slice('A', 90, 10), slice('B', 90, 10)] } }));
    expect(even?.is_more).to.equal(false);
    expect(even?.p).to.be.greaterThan(0.5);
  });

  it('names every slice above its share, not only the largest, and of every dimension', () => {
    const by = {
      carrier: [slice('BIG', 900, 40), slice('SMALL', 40, 20), slice('OTHER', 950, 10)],
      lane: [slice('A-B', 980, 38), slice('A-C', 30, 22), slice('B-C', 880, 10)],
    };
    const found = failingSlices(proportion('otd', 1890, 70, { by }));
    expect(found.map(({ dimension, key, is_most, is_more }) => [dimension, key, is_most, is_more])).to.deep.equal([
      ['carrier', 'BIG', true, false],
      ['lane', 'A-C', false, true],
      ['carrier', 'SMALL', false, true],
    ]);
    expect(new Set(found.map(({ slices }) => slices))).to.deep.equal(new Set([6]));
  });

  it('counts how many slices were looked at: among a hundred, one a little over its share is chance', () => {
    const one = slice('ODD', 16, 4);
    const even = (count: number) => Array.from({ length: count }, (_, at) => slice(`S${at}`, 19, 1));
    const odd = (count: number) => {
      const by = { site: [one, ...even(count)] };
      return failingSlices(proportion('otd', 16 + 19 * count, 4 + count, { by }))[0];
    };
    expect([odd(99)?.key, odd(99)?.is_more]).to.deep.equal(['ODD', false]);
    expect(odd(99)?.p).to.be.lessThan(0.05);
  });

  it('is not tested in a dimension that only failures have, which takes nothing from the others', () => {
    const by = {
      reason: [slice('R1', 0, 19), slice('R2', 0, 1), slice(null, 175, 0)],
      carrier: [slice('FAST', 80, 15), slice('SLOW', 95, 5)],
    };
    const [first, second] = failingSlices(proportion('otd', 175, 20, { by }));
    expect([first?.key, first?.is_most, first?.p, first?.p_adjusted, first?.is_more]).to.deep.equal([
      'R1',
      true,
      null,
      null,
      null,
    ]);
    expect([second?.key, second?.slices, second?.is_most, second?.is_more]).to.deep.equal(['FAST', 2, false, true]);
    expect(sliceWithMostFailures(proportion('otd', 175, 20, { by }))).to.include({ dimension: 'reason', key: 'R1', failed: 19 });
  });

  it('is nowhere without failures or without a choice', () => {
    for (const metric of [
      proportion('otd', 9, 0, { by: { site: [slice('A', 5, 0), slice('B', 4, 0)] } }),
      proportion('otd', 9, 1, { by: { site: [slice('A', 9, 1)] } }),
    ]) {
      expect(failingSlices(metric)).to.deep.equal([]);
      expect(sliceWithMostFailures(metric)).to.equal(undefined);
    }
  });
});
