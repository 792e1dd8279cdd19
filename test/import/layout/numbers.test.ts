import { expect } from 'chai';
import fc from 'fast-check';
import { decimalText } from '../../../src/facts/exact.js';
import { numberReader } from '../../../src/import/layout/numbers.js';
import { Refusal } from '../../../src/import/layout/refusal.js';
import { remedyOf } from '../../support/worded.js';

const subject = { field: 'ordered_qty', layout: 'config/layouts/acme.yaml' };
type Sign = '.' | ',' | undefined;
const read = (text: string, decimal?: Sign): string => {
  const value = numberReader(decimal, subject)(text);
  return value instanceof Refusal ? value.at({}).code : decimalText(value);
};

describe('numbers', () => {
  const cases: readonly (readonly [text: string, decimal: Sign, expected: string])[] = [
    ['0', undefined, '0'],
    ['-0', undefined, '0'],
    ['0012', undefined, '12'],
    ['+5', undefined, '5'],
    ['12.50', undefined, '12.5'],
    ['.5', undefined, '0.5'],
    ['1e3', undefined, '1000'],
    ['123456789012345678901234567890.000001', undefined, '123456789012345678901234567890.000001'],
    ['１２３．５', undefined, '123.5'],
    ['－７', undefined, '-7'],
    ['−7', undefined, '-7'],
    ['–7', undefined, '-7'],
    ['３。５', undefined, '3.5'],
    ['1，234。5', '.', '1234.5'],
    ['1,234', undefined, 'number_ambiguous'],
    ['1,5', undefined, 'number_ambiguous'],
    ['1.234.567', undefined, 'number_ambiguous'],
    ['1 234', undefined, 'number_ambiguous'],
    ['1,234', '.', '1234'],
    ['1,234,567.89', '.', '1234567.89'],
    ['1 234 567.8', '.', '1234567.8'],
    ['1 234', '.', '1234'],
    ["1'234.5", '.', '1234.5'],
    ['12,34', '.', 'number_unreadable'],
    ['1,234 567', '.', 'number_unreadable'],
    ['1234,567', '.', 'number_unreadable'],
    ['1.234,5', ',', '1234.5'],
    ['1.234', ',', '1234'],
    ['1.5', ',', 'number_unreadable'],
    ['1234,5', ',', '1234.5'],
    ['1 234,5', ',', '1234.5'],
    ['1,5,5', ',', 'number_unreadable'],
    ['98%', '.', 'number_marked'],
    ['€5', undefined, 'number_marked'],
    ['¥1,234', '.', 'number_marked'],
    ['￥588.54', '.', 'number_marked'],
    ['EUR 12,50', ',', 'number_marked'],
    ['12 Pcs', '.', 'number_marked'],
    ['３箱', '.', 'number_marked'],
    ['abc', undefined, 'number_unreadable'],
    ['-', undefined, 'number_unreadable'],
    ['#N/A', undefined, 'number_unreadable'],
    ['Infinity', undefined, 'number_unreadable'],
    ['0x10', undefined, 'number_unreadable'],
    ['9'.repeat(2000), undefined, 'number_too_long'],
    ['9'.repeat(900), undefined, 'number_too_large'],
    ['9'.repeat(60), undefined, '9'.repeat(60)],
    ['1e400', undefined, 'number_too_large'],
    ['-1e400', '.', 'number_too_large'],
  ];
  for (const [text, decimal, expected] of cases) {
    it(`reads ${text.slice(0, 40)} with the sign ${decimal ?? 'unnamed'} as ${expected.slice(0, 40)}`, () =>
      expect(read(text, decimal)).to.equal(expected));
  }

  it('reads every grouped form of a number alike', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.nat(999), (whole, decimals) => {
        const sign = whole < 0n ? '-' : '';
        const digits = (whole < 0n ? -whole : whole).toString();
        const plain = decimalText(numberValue(`${sign}${digits}.${decimals}`));
        const grouped = digits.replace(/\B(?=(\d{3})+$)/g, '_');
        for (const group of [',', ' ', "'", '\u00a0'])
          expect(read(`${sign}${grouped.replaceAll('_', group)}.${decimals}`, '.')).to.equal(plain);
        for (const group of ['.', ' ', ''])
          expect(read(`${sign}${grouped.replaceAll('_', group)},${decimals}`, ',')).to.equal(plain);
      }),
    );
  });

  it('says what to write in the layout', () => {
    const refusal = numberReader(undefined, subject)('1,234');
    if (!(refusal instanceof Refusal)) throw new Error('1,234 was read');
    expect(remedyOf(refusal.at({}))).to.equal(
      'Name the decimal sign, `decimal: "."` or `decimal: ","`, at ordered_qty in config/layouts/acme.yaml.',
    );
  });
});

describe('a number with a sign beside it', () => {
  const cases: readonly (readonly [text: string, mark: string])[] = [
    ['￥588.54', '￥'],
    ['588.54€', '€'],
    ['12 Pcs', 'Pcs'],
    ['EUR 12.50', 'EUR'],
  ];
  for (const [text, mark] of cases) {
    it(`is told how ${text} can be read, with the sign as it stands and the column`, () => {
      const refusal = numberReader('.', subject)(text);
      if (!(refusal instanceof Refusal)) throw new Error('it was read');
      expect(remedyOf(refusal.at({ column: 'Claim' }))).to.contain(`value: 'number(replace(col("Claim"), "${mark}", ""))'`);
    });
  }
});

function numberValue(text: string) {
  const value = numberReader(undefined, subject)(text);
  if (value instanceof Refusal) throw new Error(`${text} was refused`);
  return value;
}

describe('numbers of typed cells', () => {
  const typed = (text: string): string => {
    const value = numberReader(',', subject, true)(text);
    return value instanceof Refusal ? value.at({}).code : decimalText(value);
  };
  it('are plain decimals, whatever sign the texts use', () => expect(typed('1234.5')).to.equal('1234.5'));
  it('leave texts their sign', () => expect(typed('1.234,5')).to.equal('1234.5'));
  it('are refused where they could be grouped text', () => expect(typed('1.234')).to.equal('number_two_ways'));
});
