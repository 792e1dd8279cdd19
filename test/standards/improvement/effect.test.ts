import { expect } from 'chai';
import { effectOf } from '../../../src/standards/improvement/effect.js';
import type { DocumentedPeriod } from '../../../src/standards/improvement/documented.js';
import { index, month, proportion } from './judging.js';

const start = Date.UTC(2026, 2, 10);
const end = Date.UTC(2026, 3, 1);
const watched = { metric: 'otd', start, end };
const months = (...shares: readonly (readonly [passed: number, failed: number])[]): readonly DocumentedPeriod[] =>
  shares.map(([passed, failed], at) => month(at + 1, [proportion('otd', passed, failed)]));
const judged = (periods: readonly DocumentedPeriod[], over = {}) => {
  const { verdict, because } = effectOf({ ...watched, ...over }, periods);
  return [verdict, because];
};

describe('the effect of an action', () => {
  it('sets one interval against the other as published (Newcombe 1998: 56/70 against 48/80)', () => {
    const { difference, verdict, before, after } = effectOf(watched, months([10, 90], [48, 32], [1, 99], [56, 14]));
    expect(before.periods).to.deep.equal(['2026-02']);
    expect(after.periods).to.deep.equal(['2026-04']);
    expect(difference?.[0]).to.be.closeTo(0.0524, 5e-5);
    expect(difference?.[1]).to.be.closeTo(0.3339, 5e-5);
    expect(verdict).to.equal('effective');
  });

  it('is too early to say while it goes on, before a period has followed, and of few facts', () => {
    expect(judged(months([80, 20], [80, 20]), { end: undefined })).to.deep.equal(['too_early', 'not_done']);
    expect(judged(months([80, 20], [80, 20], [80, 20]))).to.deep.equal(['too_early', 'no_period_after']);
    expect(judged(months([0, 0], [0, 0], [8, 2], [8, 2]))).to.deep.equal(['too_early', 'no_period_before']);
    expect(judged(months([8, 2], [8, 2], [8, 2], [9, 1]))).to.deep.equal(['too_early', 'too_few']);
  });

  it('is not effective where nothing changed, or for the worse', () => {
    expect(judged(months([80, 20], [80, 20], [0, 0], [81, 19]))).to.deep.equal(['not_effective', 'no_difference']);
    expect(judged(months([95, 5], [95, 5], [0, 0], [80, 20]))).to.deep.equal(['not_effective', 'worse']);
  });

  it('adds up as many periods before as after, at most three', () => {
    const { before, after } = effectOf(watched, months([80, 20], [90, 10], [1, 1], [70, 30], [60, 40], [50, 50], [1, 99]));
    expect([before.periods, before.passed, before.judged]).to.deep.equal([['2026-01', '2026-02'], 170, 200]);
    expect([after.periods.length, after.passed, after.judged]).to.deep.equal([3, 180, 300]);
  });

  it('looks at its slice alone', () => {
    const by = (passed: number, failed: number) => ({ carrier: [{ key: 'FAST', counts: { passed, failed } }] });
    const periods = [
      month(2, [proportion('otd', 500, 50, { by: by(60, 40) })]),
      month(4, [proportion('otd', 500, 50, { by: by(98, 2) })]),
    ];
    expect(judged(periods)).to.deep.equal(['not_effective', 'no_difference']);
    expect(judged(periods, { slice: { dimension: 'carrier', key: 'FAST' } })).to.deep.equal(['effective', 'better']);
    expect(judged(periods, { slice: { dimension: 'carrier', key: 'NONE' } })).to.deep.equal(['too_early', 'no_period_after']);
  });

  it('is not effective where the client is less satisfied than before', () => {
    const scored = (score: number) => [{ ...index([]), score }];
    const periods = [month(2, [proportion('otd', 60, 40)], scored(8)), month(4, [proportion('otd', 98, 2)], scored(7.9))];
    expect(judged(periods)).to.deep.equal(['not_effective', 'satisfaction_fell']);
  });

  it('of what is no proportion needs three periods beyond three others', () => {
    const hours = (at: number, value: number) =>
      month(at, [
        proportion('cht', 1, 0, { metric: 'otd', kind: 'mean', unit: 'hours', improves: 'down', value, interval: null }),
      ]);
    const before = [hours(1, 3), hours(2, 3.5), hours(3, 4)];
    const over = { start: Date.UTC(2026, 3, 5), end: Date.UTC(2026, 4, 1) };
    expect(judged([...before, hours(5, 1), hours(6, 1.5)], over)).to.deep.equal(['too_early', 'too_few']);
    expect(judged([...before, hours(5, 1), hours(6, 1.5), hours(7, 2.9)], over)).to.deep.equal(['effective', 'better']);
    expect(judged([...before, hours(5, 1), hours(6, 1.5), hours(7, 3.1)], over)).to.deep.equal([
      'not_effective',
      'no_difference',
    ]);
  });
});
