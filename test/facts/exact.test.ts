import { expect } from 'chai';
import fc from 'fast-check';
import {
  add,
  ceiling,
  compare,
  decimalText,
  divide,
  exact,
  type Exact,
  floor,
  multiply,
  negate,
  parseExact,
  parseShare,
  roundHalfEven,
  significant,
  subtract,
  sum,
} from '../../src/facts/exact.js';

const text = (value: Exact | undefined): string | undefined => (value === undefined ? undefined : decimalText(value));

describe('An exact number', () => {
  const read: readonly (readonly [written: string, exact: string | undefined])[] = [
    ['12.50', '12.5'],
    ['-0', '0'],
    ['-.5', '-0.5'],
    ['+7.', '7'],
    ['1e3', '1000'],
    ['-2.5E-3', '-0.0025'],
    [' 4 ', '4'],
    ['0.1', '0.1'],
    ['123456789012345678901234567890.123', '123456789012345678901234567890.123'],
    ['', undefined],
    ['.', undefined],
    ['1,000', undefined],
    ['1/3', undefined],
    ['0x10', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
  ];
  for (const [written, wanted] of read)
    it(`reads ${JSON.stringify(written)} as ${wanted ?? 'none'}`, () => expect(text(parseExact(written))).to.equal(wanted));

  it('reads shares as percentages, decimals and fractions', () => {
    expect(
      ['98%', '0.98', '49/50', '99.95 %', '1/3', '0%', '1/0', '5/', '%', '1/2/3'].map(one => text(parseShare(one))),
    ).to.deep.equal(['0.98', '0.98', '0.98', '0.9995', '1/3', '0', undefined, undefined, undefined, undefined]);
  });

  it('adds what doubles cannot', () => {
    expect(text(sum(Array.from({ length: 10 }, () => exact('0.1'))))).to.equal('1');
    expect(text(add(exact('0.1'), exact('0.2')))).to.equal('0.3');
    expect(text(add(Number.MAX_SAFE_INTEGER, 2))).to.equal('9007199254740993');
    expect(text(multiply(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER))).to.equal('81129638414606663681390495662081');
    expect(text(subtract(exact('9007199254740993'), 2))).to.equal('9007199254740991');
  });

  it('never makes a negative zero', () => {
    for (const zero of [negate(0), multiply(-5, 0), subtract(3, 3), exact('-0.0')]) expect(Object.is(zero, 0)).to.equal(true);
  });

  it('is refused where it is not one', () => {
    expect(() => exact(0.1)).to.throw(TypeError);
    expect(() => exact('x')).to.throw(TypeError);
    expect(() => divide(1, 0)).to.throw();
  });

  const rational = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 6n }));
  it('obeys arithmetic, checked by integers', () => {
    fc.assert(
      fc.property(rational, rational, ([a, b], [c, d]) => {
        const [x, y] = [divide(exact(a), exact(b)), divide(exact(c), exact(d))];
        expect(compare(add(x, y), divide(exact(a * d + c * b), exact(b * d)))).to.equal(0);
        expect(compare(multiply(x, y), divide(exact(a * c), exact(b * d)))).to.equal(0);
        expect(compare(x, y)).to.equal(a * d < c * b ? -1 : a * d > c * b ? 1 : 0);
        expect(compare(floor(x), x)).to.be.at.most(0);
        expect(compare(subtract(x, floor(x)), 1)).to.equal(-1);
        expect(compare(ceiling(x), negate(floor(negate(x))))).to.equal(0);
        expect(compare(exact(decimalText(x)), x)).to.equal(0);
      }),
    );
  });
});

describe('Rounding', () => {
  it('to significant digits is half to even, and happens once', () => {
    const table: readonly (readonly [value: string, digits: number, rounded: number])[] = [
      ['2/3', 12, 0.666666666667],
      ['1/3', 12, 0.333333333333],
      ['0.0000000000001234567890125', 12, 1.23456789012e-13],
      ['1.000000000005', 12, 1],
      ['1.000000000015', 12, 1.00000000002],
      ['1.0000000000050000000001', 12, 1.00000000001],
      ['-1.000000000015', 12, -1.00000000002],
      ['999999999999.5', 12, 1e12],
      ['999999999998.5', 12, 999999999998],
      ['24999/25000', 12, 0.99996],
      ['123456789012345678', 12, 123456789012000000],
      ['0', 12, 0],
      ['2.5', 1, 2],
      ['3.5', 1, 4],
      ['0.25', 1, 0.2],
      ['0.35', 1, 0.4],
      ['99.5', 2, 100],
      ['-0.25', 1, -0.2],
    ];
    for (const [value, digits, rounded] of table)
      expect(significant(exact(value), digits), `${value} to ${digits}`).to.equal(rounded);
  });

  it('just beside a tie is rounded to its own side, however near', () => {
    const [digits, side] = [fc.integer({ min: 1e11, max: 1e12 - 2 }), fc.constantFrom(-1, 0, 1)];
    fc.assert(
      fc.property(digits, side, fc.integer({ min: 2, max: 4000 }), (whole, away, near) => {
        const value = add(whole, divide(near + away, 2 * near));
        const expected = away === 0 ? whole + (whole % 2) : away < 0 ? whole : whole + 1;
        expect(significant(value)).to.equal(expected);
        expect(significant(negate(divide(value, 1000)))).to.equal(-expected / 1000);
      }),
    );
  });

  it('to decimals is half to even', () => {
    const rounded = (value: string, decimals: number): string => decimalText(roundHalfEven(exact(value), decimals));
    expect([
      rounded('0.125', 2),
      rounded('0.135', 2),
      rounded('-0.125', 2),
      rounded('2.5', 0),
      rounded('3.5', 0),
      rounded('25', -1),
      rounded('35', -1),
      rounded('1/3', 3),
    ]).to.deep.equal(['0.12', '0.14', '-0.12', '2', '4', '20', '40', '0.333']);
  });

  it('is never further than half a unit away, and exact where nothing is to be rounded', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 12n }), (over, under) => {
        const value = divide(exact(over), exact(under));
        const double = Number(over) / Number(under);
        expect(Math.abs(significant(value) - double)).to.be.at.most(Math.abs(double) * 5.1e-12);
      }),
    );
    expect(significant(exact('0.123456789012'))).to.equal(0.123456789012);
  });
});
