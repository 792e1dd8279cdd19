import { expect } from 'chai';
import { decimalText, exact, parseShare } from '../../src/facts/exact.js';
import type { Level } from '../../src/standards/standard.js';
import type { Band, Scale } from '../../src/weights/scale.js';
import { score } from '../../src/weights/score.js';

const level = (text: string): Level => ({ text, value: parseShare(text) ?? exact(text) });
const line = (floor: string, target: string, scores: readonly [string, string]): Scale => ({
  metric: 'any',
  scope: {},
  line: { floor: level(floor), target: level(target), scores: [exact(scores[0]), exact(scores[1])] },
});
const of = (value: string, scale: Scale): string => decimalText(score(exact(value), scale));

describe('A line', () => {
  // Published: 10 - 20 (1 - r); it falls to 0 at r = 50 %.
  it('scores receipts: 90 % is 8, and 40 % is the floor that was declared, never -2', () => {
    const receipts = line('50%', '100%', ['0', '10']);
    expect(['0.9', '1', '0.5', '0.4', '0.55'].map(value => of(value, receipts))).to.deep.equal(['8', '10', '0', '0', '1']);
    expect(of('0.4', line('55%', '100%', ['1', '10']))).to.equal('1');
    expect(of('0.4', line('0%', '100%', ['-10', '10']))).to.equal('-2');
  });

  it('falls where lower is better, and is clamped at both ends', () => {
    const hours = line('8', '2', ['1', '10']);
    expect(['9', '8', '5', '2', '0'].map(value => of(value, hours))).to.deep.equal(['1', '1', '5.5', '10', '10']);
  });

  it('is exact: a third of the way is a third', () => {
    expect(of('1/3', line('0', '1', ['0', '10']))).to.equal('10/3');
  });
});

describe('Bands', () => {
  const band = (comparator: NonNullable<Band['comparator']>, limit: string, points: string): Band => ({
    comparator,
    limit: level(limit),
    score: exact(points),
  });

  it('are half-open: a value at an edge has the score of the band that says so', () => {
    const up: Scale = {
      metric: 'any',
      scope: {},
      bands: [band('at_least', '98%', '9'), band('more_than', '95%', '6'), { score: 1 }],
    };
    expect(['1', '0.98', '0.9799999999999999999', '0.9500000000001', '0.95', '0'].map(value => of(value, up))).to.deep.equal([
      '9',
      '9',
      '6',
      '6',
      '1',
      '1',
    ]);
    const down: Scale = {
      metric: 'any',
      scope: {},
      bands: [band('less_than', '0.1%', '10'), band('at_most', '1%', '5'), { score: 1 }],
    };
    expect(['0', '0.001', '0.01', '0.0100001'].map(value => of(value, down))).to.deep.equal(['10', '5', '5', '1']);
  });

  it('that leave a value out are a bug, and say so', () => {
    expect(() => score(0, { metric: 'any', scope: {}, bands: [band('at_least', '98%', '9')] })).to.throw(
      RangeError,
      'do not cover',
    );
  });
});
