import { expect } from 'chai';
import { isSameContent, isSameFormula } from '../../src/app/audit/same-content.js';

describe('a cell that another program saved', () => {
  it('holds the same formula with other quotes, spaces and case', () => {
    for (const [one, other] of [
      ["'KPIs'!E2", 'KPIs!E2'],
      ["IF('KPIs'!$E$2>=0.95,1,0)", 'if( KPIs!$E$2 >= 0.950, 1, 0 )'],
      ["'指标'!E2-'Summary of it'!B3", "指标!E2-'Summary of it'!B3"],
      ["'It''s'!A1&\"a  B\"", "'IT''S'!a1 & \"a  B\""],
      ['1E-3*A1', '0.001*A1'],
    ] as const)
      expect(isSameFormula(one, other), `${one} and ${other}`).to.equal(true);
  });

  it('holds another formula where any token is another', () => {
    for (const [one, other] of [
      ["'KPIs'!E2", 'KPIs!E3'],
      ["'KPIs'!E2", 'KPIs!$E$2'],
      ["'KPIs'!E2", "'KPI'!E2"],
      ["'KPIs'!E2", "'[1]KPIs'!E2"],
      ["'KPIs'!E2", 'E2'],
      ['A1>=0.95', 'A1>0.95'],
      ['A1>=0.95', 'A1>=0.95+0'],
      ['A1>=0.95', 'A1>=0.9500001'],
      ['A1&"a  b"', 'A1&"a b"'],
      ['A1&"a"', 'A1&"A"'],
      ['A1*12', 'A1*1*2'],
      ['SUM(A1:A3)', 'SUM(A1:A2)'],
      ['A1<>0', 'A1>0'],
    ] as const)
      expect(isSameFormula(one, other), `${one} and ${other}`).to.equal(false);
  });

  it('holds the same number by 15 digits, and another one beyond', () => {
    expect(isSameContent(0.3076923076928022, 0.307692307692802)).to.equal(true);
    expect(isSameContent(5.3999999999999995, 5.4)).to.equal(true);
    expect(isSameContent(0, 0)).to.equal(true);
    expect(isSameContent(92.3, 92.3 * (1 + 1e-7))).to.equal(false);
    expect(isSameContent(0.307692307692, 0.307692307693)).to.equal(false);
    expect(isSameContent(0, 1e-12)).to.equal(false);
    expect(isSameContent(1, '1')).to.equal(false);
    expect(isSameContent(1, null)).to.equal(false);
  });

  it('holds a result that was computed from rounded numbers, but not one that was changed', () => {
    const formula = { formula: 'A1/B1', result: 0.666666666667 };
    expect(isSameContent(formula, { formula: 'A1/B1', result: 2 / 3 })).to.equal(true);
    expect(isSameContent(formula, { formula: 'A1/B1', result: (2 / 3) * (1 + 1e-7) })).to.equal(false);
    expect(isSameContent(formula, { formula: 'A1/B1', result: '0.666666666667' })).to.equal(false);
    expect(isSameContent(formula, 0.666666666667)).to.equal(false);
    expect(isSameContent({ formula: 'A1', result: 'met' }, { formula: 'A1', result: 'missed' })).to.equal(false);
  });
});
