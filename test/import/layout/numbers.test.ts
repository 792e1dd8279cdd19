import { expect } from 'chai';
import fc from 'fast-check';
import { decimalText } from '../../../src/facts/exact.js';
import { numberReader } from '../../../src/import/layout/numbers.js';
import { Refusal } from '../../../src/import/layout/refusal.js';
import { remedyOf, whatOf } from '../../support/worded.js';

const subject = { field: 'ordered_qty', layout: 'config/layouts/acme.yaml' };
type Sign = '.' | ',' | undefined;
const read = (text: string, decimal?: Sign, unit?: string | readonly string[], typed = false): string => {
  const value = numberReader({ decimal, unit, typed }, subject)(text);
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
    ['1.23.4', undefined, 'number_unreadable'],
    ['486-', undefined, '-486'],
    ['486.53-', undefined, '-486.53'],
    ['6.486,53-', ',', '-6486.53'],
    ['6,486.53-', '.', '-6486.53'],
    ['６．４８６，５３－', ',', '-6486.53'],
    ['6.486,53-', undefined, 'number_ambiguous'],
    ['0-', undefined, '0'],
    ['12,-', ',', 'number_unreadable'],
    ['12.-', undefined, 'number_unreadable'],
    ['-5-', undefined, 'number_unreadable'],
    ['12-15', undefined, 'number_unreadable'],
    ['12-15-', undefined, 'number_unreadable'],
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
    ['US$ 12', '.', 'number_marked'],
    ['-€5', '.', 'number_marked'],
    ['12 m²', '.', 'number_marked'],
    ['3万', '.', 'number_marked'],
    ['12/3', '.', 'number_unreadable'],
    ['5 € / 6 €', '.', 'number_unreadable'],
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
    const refusal = numberReader({}, subject)('1,234');
    if (!(refusal instanceof Refusal)) throw new Error('1,234 was read');
    expect(remedyOf(refusal.at({}))).to.equal(
      'Name the decimal sign, `decimal: "."` or `decimal: ","`, at ordered_qty in config/layouts/acme.yaml.',
    );
  });
});

describe('a number with a sign beside it', () => {
  const remedy = (text: string, unit = ''): string => {
    const refusal = numberReader({ decimal: '.', ...(unit === '' ? {} : { unit }) }, subject)(text);
    if (!(refusal instanceof Refusal)) throw new Error(`${text} was read`);
    const found = remedyOf(refusal.at({ column: 'Claim' }));
    if (found === undefined) throw new Error(`nothing is advised about ${text}`);
    return found;
  };
  const cases: readonly (readonly [text: string, mark: string, value: string])[] = [
    ['￥588.54', '￥', '588.54'],
    ['588.54元', '元', '588.54'],
    ['５８８．５４元', '元', '588.54'],
    ['588.54€', '€', '588.54'],
    ['€ 1,234.50', '€', '1234.5'],
    ['-€5', '€', '-5'],
    ['€-5', '€', '-5'],
    ['US$ 12', 'US$', '12'],
    ['12 Pcs', 'Pcs', '12'],
    ['12 Pcs.', 'Pcs.', '12'],
    ['EUR 12.50', 'EUR', '12.5'],
    ['CNY 588.54', 'CNY', '588.54'],
    ['98%', '%', '98'],
    ['12 m²', 'm²', '12'],
  ];
  for (const [text, mark, value] of cases) {
    it(`is told of a unit with which ${text} is read`, () => {
      expect(remedy(text)).to.contain(`say \`unit: ${JSON.stringify(mark)}\` at ordered_qty in config/layouts/acme.yaml`);
      expect(read(text, '.', mark)).to.equal(value);
    });
  }

  it('is told what a word stands for that multiplies it', () => {
    expect(remedy('3万')).to.contain(`value: 'number(replace(col("Claim"), "万", "")) * 10000'`);
    expect(remedy('5k')).to.contain(`value: 'number(replace(col("Claim"), "k", "")) * 1000'`);
  });

  it('is read with the unit that is named, in any case and width, and without it', () => {
    expect(['5 pcs', 'PCS 5', '５ＰＣＳ', '5'].map(text => read(text, undefined, 'Pcs'))).to.deep.equal(['5', '5', '5', '5']);
    expect(['€ 5', 'EUR 5', '5 eur'].map(text => read(text, undefined, ['€', 'EUR']))).to.deep.equal(['5', '5', '5']);
    expect(read('€ 1.234,50', ',', '€')).to.equal('1234.5');
    expect(read('1.234 €', ',', '€', true)).to.equal('1234');
    expect(read('1234.5', ',', '€', true)).to.equal('1234.5');
  });

  it('is refused with another unit, with two, or where the figure itself is unclear', () => {
    expect(['$5', '5 k€', '5 €/kg', '€', '€ 5 %', '-€-5', '€5€'].map(text => read(text, '.', '€'))).to.deep.equal([
      'number_marked',
      'number_marked',
      'number_marked',
      'number_unreadable',
      'number_marked',
      'number_unreadable',
      'number_unreadable',
    ]);
    expect(read('€ 1.234,50', undefined, '€')).to.equal('number_ambiguous');
    expect(read('€ 1.5', ',', '€')).to.equal('number_unreadable');
    expect(remedy('$5', '€')).to.equal('Correct the cell, or `unit` of ordered_qty in config/layouts/acme.yaml.');
  });
});

function numberValue(text: string) {
  const value = numberReader({}, subject)(text);
  if (value instanceof Refusal) throw new Error(`${text} was refused`);
  return value;
}

describe('the remedy for a number', () => {
  const remedy = (text: string, decimal?: Sign): string | undefined => {
    const value = numberReader({ decimal }, subject)(text);
    return value instanceof Refusal ? remedyOf(value.at({ column: 'Qty' })) : undefined;
  };

  for (const [text, sign] of [
    ['12,5', ','],
    ['6.486,53-', ','],
    ['1.234.567', ','],
    ['1,234.50', '.'],
  ] as const) {
    it(`that reads one way only names the sign with which ${text} is read`, () => {
      expect(remedy(text)).to.equal(`Name the decimal sign, \`decimal: "${sign}"\`, at ordered_qty in config/layouts/acme.yaml.`);
      expect(read(text, sign)).to.match(/^-?[\d.]+$/);
    });
  }

  it('that reads two ways names both signs', () => expect(remedy('1,234')).to.contain('`decimal: "."` or `decimal: ","`'));

  it('that is a word names no sign that nobody has named', () => {
    const value = numberReader({}, subject)('leeg');
    const found = value instanceof Refusal ? value.at({}) : undefined;
    expect(whatOf(found)).to.equal('"leeg" is not a number.');
    expect(remedyOf(found)).to.contain('`map: { leeg: … }` and `otherwise: keep`');
  });
});

describe('numbers of typed cells', () => {
  const typed = (text: string): string => {
    const value = numberReader({ decimal: ',', typed: true }, subject)(text);
    return value instanceof Refusal ? value.at({}).code : decimalText(value);
  };
  it('are plain decimals, whatever sign the texts use', () => expect(typed('1234.5')).to.equal('1234.5'));
  it('leave texts their sign', () => expect(typed('1.234,5')).to.equal('1234.5'));
  it('are refused where they could be grouped text', () => expect(typed('1.234')).to.equal('number_two_ways'));
});
