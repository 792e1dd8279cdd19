import { expect } from 'chai';
import fc from 'fast-check';
import { decimalText, exact, multiply, sum, toDouble } from '../../../src/facts/exact.js';
import { entropy } from '../../../src/weights/methods/entropy.js';
import { given } from '../../../src/weights/methods/given.js';
import { mix } from '../../../src/weights/methods/mix.js';
import { byImportance, importance } from '../../../src/weights/methods/survey.js';
import { type Weighed, written } from '../../../src/weights/methods/weighed.js';
import { stopOf } from '../../support/stops.js';
import { whatOf } from '../../support/worded.js';

const weighed = (shares: Readonly<Record<string, string>>): readonly Weighed[] =>
  Object.entries(shares).map(([node, share]) => ({ node, share: exact(share) }));
const texts = (shares: readonly Weighed[], decimals?: number): object =>
  Object.fromEntries([...written(shares, decimals)].map(([node, { text }]) => [node, text]));
const codes = (work: () => unknown): readonly string[] => stopOf(work).faults.map(one => one.code);

describe('Weights as they are written', () => {
  it('add up to exactly 1: what rounding leaves goes to the largest remainders', () => {
    expect(texts(weighed({ a: '1/3', b: '1/3', c: '1/3' }))).to.deep.equal({ a: '0.333334', b: '0.333333', c: '0.333333' });
    expect(texts(weighed({ a: '1/6', b: '2/3', c: '1/6' }), 1)).to.deep.equal({ a: '0.2', b: '0.7', c: '0.1' });
    expect(texts(weighed({ a: '1' }))).to.deep.equal({ a: '1' });
    expect(texts(weighed({ a: '0', b: '7' }))).to.deep.equal({ a: '0', b: '1' });
  });

  it('do so for any shares, and each is less than one unit from its share', () => {
    const shares = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(shares, drawn => {
        fc.pre(drawn.some(one => one > 0));
        const total = drawn.reduce((all, one) => all + one, 0);
        const made = written(drawn.map((one, i) => ({ node: `n${i}`, share: exact(one) })));
        expect(decimalText(sum([...made.values()].map(one => exact(one.text))))).to.equal('1');
        drawn.forEach((one, i) => {
          expect(Math.abs(toDouble(made.get(`n${i}`)?.value ?? 0) - one / total)).to.be.below(0.000001);
        });
      }),
    );
  });
});

describe('Given weights', () => {
  // What clients and 3PLs name as most important: several answers were allowed, so these add up to 113.4 %.
  const asked = weighed({
    on_time_delivery: '0.378',
    on_time_picking: '0.261',
    errors: '0.135',
    system_cost: '0.108',
    customers: '0.108',
    cycle_time: '0.072',
    other: '0.072',
  });

  it('stand as they are when they add up to 1', () => {
    const shares = weighed({ a: '0.25', b: '0.75' });
    expect(given(shares, 'kpi', false)).to.equal(shares);
  });

  it('that are shares of several answers are refused, and normalised only where that is asked for', () => {
    const [refused] = stopOf(() => given(asked, 'kpi', false)).faults;
    expect(refused?.code).to.equal('weights_not_normalised');
    expect(whatOf(refused)).to.contain('1.134');
    const made = given(asked, 'kpi', true);
    expect(made.map(one => decimalText(one.share))[0]).to.equal('1/3');
    expect(texts(made)).to.deep.equal({
      on_time_delivery: '0.333333',
      on_time_picking: '0.230159',
      errors: '0.119048',
      system_cost: '0.095238',
      customers: '0.095238',
      cycle_time: '0.063492',
      other: '0.063492',
    });
  });

  it('are refused when one is negative, or all are 0', () => {
    expect(codes(() => given(weighed({ a: '-0.5', b: '1.5' }), 'kpi', true))).to.deep.equal(['weight_below_zero']);
    expect(codes(() => given(weighed({ a: '0', b: '0' }), 'kpi', true))).to.deep.equal(['weights_all_zero']);
  });
});

describe('Surveyed importance', () => {
  it('weighs by the sum: 7, 5, 9, 3, 6 with scores 8, 4, 8, 3, 4 are an index of 181/30', () => {
    const shares = byImportance([7, 5, 9, 3, 6].map((mean, i) => ({ node: `n${i}`, mean })));
    expect(shares.map(one => decimalText(one.share))[0]).to.equal('7/30');
    expect(decimalText(sum(shares.map((one, i) => multiply(one.share, [8, 4, 8, 3, 4][i] ?? 0))))).to.equal('181/30');
  });

  const answers = [
    { item: 'a', role: 'client', answers: 2, sum: 18 },
    { item: 'a', role: 'consignee', answers: 10, sum: 40 },
    { item: 'b', role: 'client', answers: 2, sum: 10 },
    { item: 'b', role: 'staff', answers: 5, sum: 50 },
  ];
  const means = (shares: Readonly<Record<string, string>>): object =>
    Object.fromEntries(
      [...importance(answers, new Map(Object.entries(shares).map(([role, share]) => [role, exact(share)])))].map(
        ([item, one]) => [item, [decimalText(one.mean), one.answers]],
      ),
    );

  it('is the mean of means, by the roles’ shares: a role does not count more because more of it answer', () => {
    expect(means({ client: '0.7', consignee: '0.3' })).to.deep.equal({ a: ['7.5', 12], b: ['5', 2] });
  });
  it('leaves out roles without a share', () => expect(means({ staff: '1' })).to.deep.equal({ b: ['10', 5] }));
});

describe('Entropy', () => {
  const published = [
    ['3', '2.5', '1.8', '2.2'],
    ['100', '80', '50', '70'],
    ['10', '8', '20', '12'],
    ['7', '5', '11', '9'],
  ];
  const columns = published.map((values, i) => ({ node: `x${i}`, values: values.map(exact) }));

  it('gives the published weights of Zavadskas and Podvezko', () => {
    expect(entropy(columns, 'any').map(one => toDouble(one.share).toFixed(4))).to.deep.equal([
      '0.1146',
      '0.1981',
      '0.4185',
      '0.2689',
    ]);
  });

  it('does not depend on a column’s unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 1000 }), (which, factor) => {
        const scaled = columns.map((one, i) =>
          i === which ? { ...one, values: one.values.map(value => multiply(value, factor)) } : one,
        );
        expect(texts(entropy(scaled, 'any'))).to.deep.equal(texts(entropy(columns, 'any')));
      }),
    );
  });

  it('does not depend on the order of periods or of columns', () => {
    const turned = columns.map(one => ({ ...one, values: one.values.toReversed() })).toReversed();
    expect(texts(entropy(turned, 'any'))).to.deep.equal(texts(entropy(columns, 'any')));
  });

  it('gives what never changes no weight', () => {
    const constant = [...columns, { node: 'same', values: ['7', '7.0', '7', '7'].map(exact) }];
    expect(texts(entropy(constant, 'any'))).to.deep.include({ same: '0' });
  });

  it('says nothing of one period, of nothing but constants, and of negative values', () => {
    const of =
      (...values: readonly string[]): (() => unknown) =>
      () =>
        entropy([{ node: 'a', values: values.map(exact) }], 'kpi');
    expect(codes(of('3'))).to.deep.equal(['entropy_too_few_periods']);
    expect(codes(of('3', '3', '3'))).to.deep.equal(['entropy_all_constant']);
    expect(codes(of('3', '-3'))).to.deep.equal(['entropy_negative']);
  });
});

describe('A mix of methods', () => {
  it('is their weighted mean', () => {
    const mixed = mix([
      { share: exact('0.6'), weighed: weighed({ a: '0.5', b: '0.5' }) },
      { share: exact('0.4'), weighed: weighed({ b: '0.25', a: '0.75' }) },
    ]);
    expect(texts(mixed)).to.deep.equal({ a: '0.6', b: '0.4' });
  });
  it('of shares that do not add up to 1 is refused', () => {
    expect(codes(() => mix([{ share: exact('0.6'), weighed: weighed({ a: '1' }) }]))).to.deep.equal(['mix_shares']);
  });
});
