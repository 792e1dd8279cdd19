import { expect } from 'chai';
import fc from 'fast-check';
import { compare, decimalText, exact, parseShare, sum } from '../../../src/facts/exact.js';
import { consistent, type Hierarchy, hierarchy } from '../../../src/weights/methods/ahp.js';
import { combined, comparisons, type ExpertJudgements } from '../../../src/weights/methods/pairwise.js';
import { written } from '../../../src/weights/methods/weighed.js';
import { stopOf } from '../../support/stops.js';
import { remedyOf, whatOf } from '../../support/worded.js';
import { worded } from '../../../src/faults/worded.js';

/** A matrix as it is printed in books: rows of numbers and fractions; `-` for an empty cell. */
function judged(rows: readonly string[], names?: readonly string[]): ExpertJudgements {
  const cells = rows.map(row => row.split(' '));
  const nodes = names ?? cells.map((_, i) => `n${i}`);
  return { name: 'expert.csv', nodes, judgements: cells.map(row => row.map(cell => parseShare(cell) ?? null)) };
}

const of = (rows: readonly string[]): Hierarchy => hierarchy(comparisons(judged(rows)));
const rounded = (vector: readonly number[], digits: number): readonly string[] => vector.map(one => one.toFixed(digits));

describe('Pairwise comparison (AHP)', () => {
  it('gives the published weights of Saaty’s drinks, their eigenvalue and consistency', () => {
    const drinks = of([
      '1 9 5 2 1 1 1/2',
      '1/9 1 1/3 1/9 1/9 1/9 1/9',
      '1/5 3 1 1/3 1/4 1/3 1/9',
      '1/2 9 3 1 1/2 1 1/3',
      '1 9 4 2 1 2 1/2',
      '1 9 3 1 1/2 1 1/3',
      '2 9 9 3 2 3 1',
    ]);
    expect(rounded(drinks.vector, 4)).to.deep.equal(['0.1775', '0.0191', '0.0418', '0.1164', '0.1896', '0.1288', '0.3268']);
    expect(drinks.lambda.toFixed(8)).to.equal('7.17662904');
    expect(drinks.consistencyRatio.toFixed(3)).to.equal('0.022');
  });

  it('gives the published weights of Saaty’s wealth of nations (J. Math. Psychology 15, 1977): λ 7.61', () => {
    const nations = of([
      '1 4 9 6 6 5 5',
      '1/4 1 7 5 5 3 4',
      '1/9 1/7 1 1/5 1/5 1/7 1/5',
      '1/6 1/5 5 1 1 1/3 1/3',
      '1/6 1/5 5 1 1 1/3 1/3',
      '1/5 1/3 7 3 3 1 2',
      '1/5 1/4 5 3 3 1/2 1',
    ]);
    expect(rounded(nations.vector, 2)).to.deep.equal(['0.43', '0.23', '0.02', '0.05', '0.05', '0.12', '0.09']);
    expect(nations.lambda.toFixed(2)).to.equal('7.61');
  });

  it('refuses Saaty’s choice of a school (1980), whose ratio is far above 0.1, and names the three worst comparisons', () => {
    const school = of([
      '1 4 3 1 3 4',
      '1/4 1 7 3 1/5 1',
      '1/3 1/7 1 1/5 1/5 1/6',
      '1 1/3 5 1 1 1/3',
      '1/3 5 5 1 1 3',
      '1/4 1 6 3 1/3 1',
    ]);
    expect(rounded(school.vector, 2)).to.deep.equal(['0.32', '0.14', '0.03', '0.13', '0.24', '0.14']);
    const [refused] = stopOf(() => consistent(school, 'school')).faults;
    expect(refused?.code).to.equal('matrix_inconsistent');
    expect(whatOf(refused)).to.contain('0.2');
    expect(remedyOf(refused)?.split('\n').slice(1)).to.deep.equal([
      'n0 to n2 is 3; the others say 9.23',
      'n1 to n4 is 1/5; the others say 1/1.7',
      'n3 to n5 is 1/3; the others say 1/1.08',
    ]);
    expect(refused && worded('zh', refused).remedy.split('\n')[1]).to.equal('n0 对 n2 为 3，而其余比较得出 9.23');
  });

  it('takes two nodes, and one, as they are compared: nothing can contradict', () => {
    expect([of(['1 3', '1/3 1']), of(['1'])].map(one => [one.vector.map(Number), one.consistencyRatio])).to.deep.equal([
      [[0.75, 0.25], 0],
      [[1], 0],
    ]);
  });

  const weights = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 9 });
  const fromWeights = (given: readonly number[]): ExpertJudgements => ({
    name: 'any',
    nodes: given.map((_, i) => `n${i}`),
    judgements: given.map(row => given.map(column => exact(`${row}/${column}`))),
  });

  it('gives back the weights of a consistent matrix, with a ratio of 0', () => {
    fc.assert(
      fc.property(weights, given => {
        const found = hierarchy(comparisons(fromWeights(given)));
        const total = given.reduce((all, one) => all + one, 0);
        expect(rounded(found.vector, 9)).to.deep.equal(
          rounded(
            given.map(one => one / total),
            9,
          ),
        );
        expect(found.consistencyRatio).to.equal(0);
        expect(found.contradictions).to.deep.equal([]);
      }),
    );
  });

  it('does not depend on the order of the nodes, and writes weights that add up to exactly 1', () => {
    const matrix = fc
      .integer({ min: 2, max: 7 })
      .chain(n =>
        fc
          .array(fc.integer({ min: -8, max: 8 }), { minLength: (n * (n - 1)) / 2, maxLength: (n * (n - 1)) / 2 })
          .map(judgements => ({ n, judgements })),
      );
    fc.assert(
      fc.property(matrix, ({ n, judgements }) => {
        const at = (i: number, j: number): string => {
          if (i === j) return '1';
          const one = judgements[i < j ? i * n - (i * (i + 1)) / 2 + j - i - 1 : j * n - (j * (j + 1)) / 2 + i - j - 1] ?? 0;
          const signed = i < j ? one : -one;
          return signed >= 0 ? String(signed + 1) : `1/${1 - signed}`;
        };
        const order = Array.from({ length: n }, (_, i) => i);
        const turned = order.toReversed();
        const rows = (by: readonly number[]): ExpertJudgements =>
          judged(
            by.map(i => by.map(j => at(i, j)).join(' ')),
            by.map(i => `n${i}`),
          );
        const texts = (by: readonly number[]): object =>
          Object.fromEntries(
            [...written(hierarchy(comparisons(rows(by))).weighed)].map(([node, { text }]) => [node, text] as const),
          );
        expect(texts(turned)).to.deep.equal(texts(order));
        const levels = [...written(hierarchy(comparisons(rows(order))).weighed).values()];
        expect(decimalText(sum(levels.map(level => level.value)))).to.equal('1');
        expect(levels.every(level => compare(exact(level.text), level.value) === 0)).to.equal(true);
      }),
    );
  });

  it('combines several experts by the geometric mean of their judgements', () => {
    const one = comparisons(judged(['1 2', '1/2 1'], ['a', 'b']));
    const other = comparisons(judged(['1 1/8', '8 1'], ['b', 'a']));
    const both = combined([one, other]);
    expect(both.judgements[0]?.[1]?.toFixed(12)).to.equal('4.000000000000');
    expect(both.judgements[1]?.[0]?.toFixed(12)).to.equal('0.250000000000');
    expect(rounded(hierarchy(both).vector, 6)).to.deep.equal(['0.800000', '0.200000']);
  });

  const broken: readonly [sentence: string, rows: readonly string[], codes: readonly string[], says: string][] = [
    ['an empty cell', ['1 - 2', '1/3 1 1', '1/2 1 1'], ['matrix_incomplete'], 'row "n0", column "n1"'],
    ['a pair nobody compared', ['1 -', '- 1'], ['matrix_incomplete', 'matrix_incomplete'], 'row "n0", column "n1"'],
    ['a zero', ['1 0', '1 1'], ['matrix_not_positive'], '0 in row "n0", column "n1"'],
    ['a negative judgement', ['1 3', '-1/3 1'], ['matrix_not_positive'], 'row "n1", column "n0"'],
    ['a cell that is no reciprocal', ['1 3', '1/2 1'], ['matrix_not_reciprocal'], 'says 3, and row "n1", column "n0" says 1/2'],
    ['a node that differs from itself', ['2 3', '1/3 1'], ['matrix_diagonal'], '"n0" compared with itself is 2'],
  ];
  for (const [sentence, rows, codes, says] of broken) {
    it(`refuses ${sentence}, and names it`, () => {
      const { faults } = stopOf(() => comparisons(judged(rows)));
      expect(faults.map(one => one.code)).to.deep.equal(codes);
      expect(whatOf(faults[0])).to.contain(says);
      expect(faults[0]?.place.file).to.equal('expert.csv');
    });
  }

  it('takes a rounded decimal for the reciprocal that it stands for', () => {
    expect(comparisons(judged(['1 7', '0.14 1'])).judgements).to.deep.equal([
      [1, 7],
      [1 / 7, 1],
    ]);
  });

  it('refuses more nodes than the random index knows', () => {
    const rows = Array.from({ length: 16 }, () => Array.from({ length: 16 }, () => '1').join(' '));
    expect(stopOf(() => of(rows)).faults.map(one => one.code)).to.deep.equal(['matrix_too_large']);
    expect(of(rows.slice(0, 15).map(row => row.slice(0, 29))).consistencyRatio).to.equal(0);
  });
});
