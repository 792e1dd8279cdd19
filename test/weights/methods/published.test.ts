import { expect } from 'chai';
import { exact, parseShare, toDouble } from '../../../src/facts/exact.js';
import { consistent, type Hierarchy, hierarchy } from '../../../src/weights/methods/ahp.js';
import { entropy } from '../../../src/weights/methods/entropy.js';
import { comparisons } from '../../../src/weights/methods/pairwise.js';
import { stopOf } from '../../support/stops.js';
import { remedyOf } from '../../support/worded.js';

const of = (rows: readonly string[]): Hierarchy =>
  hierarchy(
    comparisons({
      name: 'book.csv',
      nodes: rows.map((_, i) => `n${i}`),
      judgements: rows.map(row => row.split(' ').map(cell => parseShare(cell) ?? null)),
    }),
  );
const digits = (values: readonly number[], places: number): readonly string[] => values.map(one => one.toFixed(places));

const close = (found: readonly number[], printed: readonly number[], within: number): void => {
  expect(found.length).to.equal(printed.length);
  printed.forEach((value, i) => expect(found[i], `weight ${i}`).to.be.closeTo(value, within));
};

describe('Published weights', () => {
  it('choosing a leader, by experience, education, charisma and age: a ratio of 0.044', () => {
    const leader = of(['1 4 3 7', '1/4 1 1/3 3', '1/3 3 1 5', '1/7 1/3 1/5 1']);
    close(leader.vector, [0.547, 0.127, 0.27, 0.056], 0.001);
    expect(leader.consistencyRatio.toFixed(3)).to.equal('0.044');
    expect(consistent(leader, 'leader')).to.equal(leader);
  });

  it('three fruits (K. Teknomo, Analytic hierarchy process tutorial): λ 3.0649', () => {
    const fruits = of(['1 1/3 5', '3 1 7', '1/5 1/7 1']);
    expect(digits(fruits.vector, 4)).to.deep.equal(['0.2790', '0.6491', '0.0719']);
    expect(fruits.lambda.toFixed(4)).to.equal('3.0649');
  });

  it('buying a house (T. L. Saaty, How to make a decision, 1990): λ 9.669, and refused for its ratio', () => {
    const house = of([
      '1 5 3 7 6 6 1/3 1/4',
      '1/5 1 1/3 5 3 3 1/5 1/7',
      '1/3 3 1 6 3 4 6 1/5',
      '1/7 1/5 1/6 1 1/3 1/4 1/7 1/8',
      '1/6 1/3 1/3 3 1 1/2 1/5 1/6',
      '1/6 1/3 1/4 4 2 1 1/5 1/6',
      '3 5 1/6 7 5 5 1 1/2',
      '4 7 5 8 6 6 2 1',
    ]);
    expect(digits(house.vector, 3)).to.deep.equal(['0.173', '0.054', '0.188', '0.018', '0.031', '0.036', '0.167', '0.333']);
    expect(house.lambda.toFixed(3)).to.equal('9.669');
    // The book divides by 1.41 for .169; the random index of 2005 is 1.40.
    expect(house.consistencyRatio.toFixed(2)).to.equal('0.17');
    const [refused] = stopOf(() => consistent(house, 'house')).faults;
    expect(refused?.code).to.equal('matrix_inconsistent');
    expect(
      remedyOf(refused)
        ?.split('\n')
        .slice(1)
        .map(line => line.slice(0, 8)),
    )
      .to.have.lengthOf(3)
      .and.include('n2 to n6');
  });

  it('four fighter aircraft by entropy (C. L. Hwang, K. Yoon, Multiple attribute decision making, 1981)', () => {
    const rows = ['2.0 1500 20000 5.5 5 9', '2.5 2700 18000 6.5 3 5', '1.8 2000 21000 4.5 7 7', '2.2 1800 20000 5.0 5 5'];
    const cells = rows.map(row => row.split(' ').map(cell => exact(cell)));
    const columns = (cells[0] ?? []).map((_, j) => ({ node: `x${j}`, values: cells.map(row => row[j] ?? 0) }));
    const weights = entropy(columns, 'aircraft').map(({ share }) => toDouble(share));
    // The book goes on from entropies of four digits.
    close(weights, [0.0649, 0.2055, 0.0133, 0.0829, 0.3574, 0.2759], 0.002);
  });
});
