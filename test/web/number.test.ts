import { expect } from 'chai';
import * as report from '../../src/reports/number-format.js';
import { resultText } from '../../src/web/result.js';
import { en } from '../../src/web/words/en.js';
import * as page from '../../src/web/number.js';

describe('numbers on pages', () => {
  const examples: readonly (readonly [unit: string, value: number, levels: readonly number[], shown: string])[] = [
    ['%', 24_999 / 25_000, [1], '99.996 %'],
    ['%', 0.97999, [0.98], '97.999 %'],
    ['%', 0.98, [0.98], '98.0 %'],
    ['%', 1, [1], '100.0 %'],
    ['%', 0.00001, [0], '0.001 %'],
    ['hours', 2.001, [2], '2.001 h'],
    ['%', 0.03019, [0.0225, 0.03], '3.02 %'],
    ['hours', 2, [2], '2.00 h'],
    ['count', 1234, [], '1,234'],
    ['currency/km', 3.6, [], '3.60 currency/km'],
  ];
  for (const [unit, value, levels, shown] of examples) {
    it(`shows ${value} beside ${levels.join(', ') || 'nothing'} as ${shown}`, () =>
      expect(page.valueText(unit, value, levels, 'en')).to.equal(shown));
  }

  for (const text of ['98%', '99.96%', '0.1%', '100%', '2', '0.5', '1/3', '6.50', '-1', '', 'none', null])
    it(`reads the level ${JSON.stringify(text)} as the workbook does`, () =>
      expect(page.numberOf(text)).to.equal(report.numberOf(text)));

  it('tells a value from every level and value beside it', () => {
    const speech = { language: 'en', words: en, say: () => '' } as const;
    const standard = { at_most: '2.25%', minimum: '3%', stretch: '1%', scope: {} };
    const text = (value: number, beside: { calculated?: number; raw?: number; other?: number } = {}) => {
      const figure = (one: number | undefined) => ({ numerator: null, denominator: null, value: one ?? null });
      const { calculated, raw, other } = beside;
      return resultText({ unit: '%', value, standard, raw: figure(raw), calculated: figure(calculated) }, speech, other);
    };
    expect(text(0.03019)).to.equal('3.02 %');
    expect(text(0.01004)).to.equal('1.004 %');
    expect(text(0.0504, { calculated: 0.0502 })).to.equal('5.04 %');
    expect(text(0.0504, { raw: 0.05042 })).to.equal('5.040 %');
    expect(text(0.0504, { other: 0.0504 })).to.equal('5.0 %');
  });

  it('signs a gap, and never shows one as nothing', () => {
    expect(page.gapText('%', -0.0000001, 'en')).to.equal('−0.00001 pp');
    expect(page.gapText('%', 0.012, 'zh')).to.equal('+1.2 个百分点');
    expect(page.gapText('hours', -1.5, 'en')).to.equal('−1.50 h');
  });

  it('groups exact decimals and cuts them in the open', () => {
    expect(page.decimalText('189265090')).to.equal('189,265,090');
    expect(page.decimalText('1.7400000001')).to.equal('1.74…');
    expect(page.decimalText('-0.5')).to.equal('-0.5');
  });
});
