import { expect } from 'chai';
import { decimalText, divide, exact, type Exact, parseShare } from '../../src/facts/exact.js';
import { indexScore, type IndexScore, type LeafScore } from '../../src/weights/index-score.js';
import type { Amplifier, Index, Node } from '../../src/weights/tree.js';

const weight = (value: Exact): { text: string; value: Exact } => ({ text: decimalText(value), value });
const leaf = (metric: string, share: string): Node => ({ metric, weight: weight(exact(share)) });

interface Scored {
  readonly tree: readonly Node[];
  /** Decimal texts; `trial` for a metric on trial. */
  readonly scores: Readonly<Record<string, string | null>>;
  readonly on_missing?: Index['on_missing'];
  readonly min_coverage?: string;
  readonly amplify?: readonly Amplifier[];
  readonly values?: Readonly<Record<string, string>>;
}

function scored({
  tree,
  scores,
  on_missing = 'renormalise',
  min_coverage = '0%',
  amplify = [],
  values = {},
}: Scored): IndexScore {
  const index: Index = {
    id: 'any',
    label: { en: 'any', zh: 'any' },
    on_missing,
    min_coverage: weight(parseShare(min_coverage) ?? 0),
    tree,
    amplify,
  };
  const leafOf = (metric: string): LeafScore => {
    const given = scores[metric] ?? null;
    return { score: given === null || given === 'trial' ? null : exact(given), onTrial: given === 'trial' };
  };
  return indexScore(index, leafOf, metric => (values[metric] === undefined ? null : exact(values[metric])));
}
const text = (value: Exact | null): string | null => (value === null ? null : decimalText(value));
const shares = ({ nodes }: IndexScore): readonly string[] => nodes.map(node => decimalText(node.effective));

describe('An index', () => {
  it('is the weighted mean: 90, 80, 70, 85 by .4, .3, .2, .1 are 82.5', () => {
    const tree = [leaf('a', '0.4'), leaf('b', '0.3'), leaf('c', '0.2'), leaf('d', '0.1')];
    expect(text(scored({ tree, scores: { a: '90', b: '80', c: '70', d: '85' } }).score)).to.equal('82.5');
  });

  it('is the client index from importance: weights 7, 5, 9, 3, 6 and scores 8, 4, 8, 3, 4 are 181/30', () => {
    const importance = [7, 5, 9, 3, 6];
    const tree = importance.map((one, i): Node => ({ metric: `m${i}`, weight: weight(divide(one, 30)) }));
    const scores = Object.fromEntries(['8', '4', '8', '3', '4'].map((one, i) => [`m${i}`, one]));
    expect(text(scored({ tree, scores }).score)).to.equal('181/30');
  });

  const tree: readonly Node[] = [
    { id: 'x', weight: weight(exact('0.6')), children: [leaf('a', '0.5'), leaf('b', '0.5')] },
    leaf('c', '0.4'),
  ];

  it('gives a missing child’s weight to its siblings, and says how much had data', () => {
    const one = scored({ tree, scores: { a: '8', b: null, c: '5' } });
    expect([text(one.score), text(one.coverage)]).to.deep.equal(['6.8', '0.7']);
    const whole = scored({ tree, scores: { a: null, b: null, c: '5' } });
    expect([text(whole.score), text(whole.coverage), shares(whole)]).to.deep.equal(['5', '0.4', ['0', '1']]);
  });

  it('that propagates misses a parent with any child', () => {
    const one = scored({ tree, scores: { a: '8', b: null, c: '5' }, on_missing: 'propagate' });
    expect([text(one.score), text(one.coverage), one.nodes.map(node => text(node.score))]).to.deep.equal([
      null,
      '0.7',
      [null, '5'],
    ]);
    expect(text(scored({ tree, scores: { a: '8', b: '4', c: '5' }, on_missing: 'propagate' }).score)).to.equal('5.6');
  });

  it('has no score below its coverage, and one at it', () => {
    const scores = { a: '8', b: null, c: '5' };
    expect(text(scored({ tree, scores, min_coverage: '70%' }).score)).to.equal('6.8');
    expect(text(scored({ tree, scores, min_coverage: '70.0000001%' }).score)).to.equal(null);
  });

  it('of nothing has no score, and no coverage', () => {
    const none = scored({ tree, scores: {} });
    expect([text(none.score), text(none.coverage)]).to.deep.equal([null, '0']);
  });

  it('leaves metrics on trial out of the tree: they are neither scored nor missing', () => {
    const one = scored({ tree, scores: { a: '8', b: 'trial', c: '5' }, on_missing: 'propagate', min_coverage: '100%' });
    expect([text(one.score), text(one.coverage)]).to.deep.equal(['6.8', '1']);
    const all = scored({ tree, scores: { a: 'trial', b: 'trial', c: '5' }, on_missing: 'propagate', min_coverage: '100%' });
    expect([text(all.score), text(all.coverage)]).to.deep.equal(['5', '1']);
  });

  describe('amplified', () => {
    const kpi = [leaf('hours', '0.4'), leaf('rate', '0.6')];
    const amplify = [{ metric: 'hours', factor: '1 + repeats / 4', at_most: weight(2) }];
    const scores = { hours: '2', rate: '7' };
    const of = (repeats?: string): IndexScore =>
      scored({ tree: kpi, scores, amplify, values: repeats === undefined ? {} : { repeats } });

    it('raises a weight by what the period shows, then shares the whole out again', () => {
      expect([shares(of('0')), text(of('0').score)]).to.deep.equal([['0.4', '0.6'], '5']);
      expect([shares(of('2')), text(of('2').score)]).to.deep.equal([['0.5', '0.5'], '4.5']);
    });
    it('stops at its cap', () => expect(shares(of('100'))).to.deep.equal(['4/7', '3/7']));
    it('never lowers a weight, and without data changes none', () => {
      expect(shares(of('-3'))).to.deep.equal(['0.4', '0.6']);
      expect(shares(of())).to.deep.equal(['0.4', '0.6']);
    });
    it('leaves the coverage what the declared weights say', () => {
      expect(
        text(scored({ tree: kpi, scores: { hours: '2', rate: null }, amplify, values: { repeats: '4' } }).coverage),
      ).to.equal('0.4');
    });
  });
});
