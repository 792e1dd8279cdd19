import { expect } from 'chai';
import fc from 'fast-check';
import { digitsOf, gapDigits, percentDigits } from '../../src/digits/digits.js';
import { distanceFormat } from '../../src/reports/distances.js';
import { formatOf, scoreFormat, numberText } from '../../src/reports/number-format.js';

const percent = (value: number, digits: number): string => (value * 100).toFixed(digits);

describe('digits of a percentage', () => {
  it('never show 24 999 of 25 000 as 100 %', () => {
    expect(percent(24_999 / 25_000, percentDigits(24_999 / 25_000, 1))).to.equal('99.996');
  });

  it('show one decimal where that tells enough', () => {
    expect(percentDigits(0.9231, 0.98)).to.equal(1);
    expect(percentDigits(1, 1)).to.equal(1);
    expect(percentDigits(0, null)).to.equal(1);
  });

  it('never show a value as its standard, as 0 % or as 100 % when it is not', () => {
    const counts = fc.integer({ min: 1, max: 3_000_000 }).chain(n => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    const standards = fc.constantFrom(1, 0.98, 0.995, 0.9995, 0.001, 0, 0.12345);
    fc.assert(
      fc.property(counts, standards, ([passed, n], standard) => {
        const value = passed / n;
        const digits = percentDigits(value, standard);
        const others = [standard, 0, 1].filter(guard => Math.abs(guard - value) > 1e-10);
        expect(others.map(guard => percent(guard, digits))).to.not.include(percent(value, digits));
      }),
    );
  });
});

describe('digits of other units', () => {
  it('tell 2.004 hours from a standard of 2', () => {
    expect(digitsOf('hours', 2.004, [2])).to.equal(3);
    expect(formatOf('hours', 3)).to.equal('#,##0.000" h"');
  });

  it('leave counts whole', () => {
    expect(formatOf('count', digitsOf('count', 12, []))).to.equal('#,##0');
  });

  it('never show a gap as none', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1, noNaN: true }), gap => {
        expect(Number((gap * 100).toFixed(gapDigits('%', gap)))).to.not.equal(0);
      }),
    );
    expect(distanceFormat('en', '%', 0.05)).to.equal('+#,##0.0" pp";-#,##0.0" pp";#,##0.0" pp"');
    expect(distanceFormat('zh', '%', 0.0004)).to.equal('+#,##0.00" 个百分点";-#,##0.00" 个百分点";#,##0.00" 个百分点"');
    expect(distanceFormat('en', 'hours', 0.5, { before: '✗ ' })).to.equal('"✗ "+#,##0.00" h";"✗ "-#,##0.00" h";"✗ "#,##0.00" h"');
  });

  it('show 10 only for a score of 10', () => {
    expect(scoreFormat(9.97)).to.equal('0.00');
    expect(scoreFormat(10)).to.equal('0.0');
  });

  it('group thousands in sentences and cannot be broken out of by a unit', () => {
    expect(numberText('CNY/km', 12345.678, 2)).to.equal('12,345.68 CNY/km');
    expect(formatOf('a"b;c', 0)).to.equal('#,##0" a”b;c"');
  });
});
