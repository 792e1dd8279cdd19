import { expect } from 'chai';
import { scorecard } from '../../src/reports/scorecard.js';
import { settled } from '../../src/reports/settled.js';
import { formulaValueIn, type Scalar } from '../../src/reports/sheet-formula.js';
import { cell, type Content, letters, type Sheet } from '../../src/reports/sheet.js';
import { sampleAdjusted } from '../support/sample-adjusted.js';
import { sampleImprovement } from '../support/sample-improvement.js';
import { sampleInput } from '../support/sample-input.js';

const sheet = (name: string, rows: readonly (readonly Content[])[]): Sheet => ({
  name,
  tab: '000000',
  widths: [],
  rows: rows.map(contents => ({ cells: contents.map(content => cell(content, 'number')) })),
  tables: [],
  colours: [],
  pictures: [],
  frozen: { rows: 0, columns: 0 },
  pagesHigh: 0,
});
const contents = (sheets: readonly Sheet[]): readonly (readonly (Content | undefined)[])[] =>
  sheets.flatMap(({ rows }) => rows.map(({ cells }) => cells.map(one => one?.value)));
const settledRows = (...rows: readonly (readonly Content[])[]) => contents(settled([sheet('A', rows)]));

describe('A formula of a scorecard', () => {
  it('stays as it is where the spreadsheet gives what is documented', () => {
    const quotient = { formula: 'ROUND(A1/B1,12)', result: 0.333333333333 };
    expect(settledRows([1, 3, quotient])).to.deep.equal([[1, 3, quotient]]);
  });

  it('is rounded to the digits that it has in common with what is documented', () => {
    // The document goes on from exact scores, the cells from scores of twelve digits.
    const mean = { formula: 'ROUND((A1+B1)/2,11)', result: 6.87562176166 };
    expect(settledRows([6.87562176167, 6.87562176167, mean])).to.deep.equal([
      [6.87562176167, 6.87562176167, { formula: 'ROUND((A1+B1)/2,10)', result: 6.8756217617 }],
    ]);
  });

  it('goes on from what the cells before it show, in whatever order they stand', () => {
    const twice = { formula: 'ROUND(A3*2,11)', result: 13.7512435233 };
    const link = { formula: "'A'!A2", result: 6.87562176166 };
    const score = { formula: 'ROUND(B2*1,11)', result: 6.87562176166 };
    const [first, second, third] = settledRows([twice], [score, 6.87562176167], [link]);
    expect(second?.[0]).to.deep.equal({ formula: 'ROUND(B2*1,10)', result: 6.8756217617 });
    expect(third?.[0]).to.deep.equal({ formula: "'A'!A2", result: 6.8756217617 });
    expect(first?.[0]).to.deep.equal({ formula: 'ROUND(A3*2,9)', result: 13.751243523 });
  });

  it('is left out where it comes to something else: the document is right', () => {
    expect(settledRows([1, { formula: 'ROUND(A1/3,12)', result: 0.5 }])).to.deep.equal([[1, 0.5]]);
    expect(settledRows([1, { formula: 'IF(A1>=2,"yes","no")', result: 'yes' }])).to.deep.equal([[1, 'yes']]);
    expect(settledRows([1, { formula: 'IF(A1>=1,"yes","no")', result: 'yes' }])[0]?.[1]).to.have.property('formula');
  });

  it('keeps ten of the twelve digits in every sample', () => {
    const lost: string[] = [];
    let live = 0;
    for (const input of [sampleInput(), sampleAdjusted(), sampleImprovement()])
      for (const { name, rows } of scorecard(input).sheets)
        rows.forEach(({ cells }, r) =>
          cells.forEach((one, c) => {
            if (typeof one?.value !== 'object' || one.value === null || !('formula' in one.value)) return;
            live++;
            const places = /,(-?\d+)\)$/.exec(one.value.formula)?.[1];
            const { result } = one.value;
            // Ten digits of twelve, or the digits of a billionth: nobody is shown fewer.
            if (one.value.formula.startsWith('ROUND(') && typeof result === 'number' && result !== 0) {
              const digits = Number(places) + Math.floor(Math.log10(Math.abs(result))) + 1;
              if (digits < 10 && Number(places) < 9) lost.push(`${name}!${letters(c + 1)}${r + 1}: ${digits} digits`);
            }
          }),
        );
    expect(lost).to.deep.equal([]);
    expect(live).to.be.greaterThan(1000);
  });
});

describe('The value of a formula', () => {
  const rows: readonly (readonly Scalar[])[] = [
    [1, 2, 'a'],
    [3, null, 'B'],
    [5, 6, 'b'],
  ];
  const value = (formula: string): Scalar =>
    formulaValueIn(formula, (_sheet, column, row) => rows[row - 1]?.[column - 1] ?? null);
  const table: readonly (readonly [formula: string, value: Scalar])[] = [
    ['1+2*3', 7],
    ['(1+2)*3', 9],
    ['-2-3', -5],
    ['8/4/2', 1],
    ['5%*200', 10],
    ['2*-A1', -2],
    ['1E-3', 0.001],
    ['A1', 1],
    ['$B$1+A$2', 5],
    ["'it''s'!A1", 1],
    ['B2', null],
    ['B2+1', 1],
    ['SUM(A1:B3)', 17],
    ['MIN(A1:A3,0.5)', 0.5],
    ['MAX(-4,SUM(A1:A2))', 4],
    ['AVERAGE(A1:B3)', 3.4],
    ['MEDIAN(A1:A3)', 3],
    ['MEDIAN(A1:B1)', 1.5],
    ['ABS(A1-B3)', 5],
    ['ROUND(2/3,3)', 0.667],
    ['ROUND(-2.5,0)', -3],
    ['ROUND(1250,-2)', 1300],
    ['IF(A1>=1,"yes","no")', 'yes'],
    ['IF(A1<1,"say ""no""",NA())', Number.NaN],
    ['SUMPRODUCT(--(C1:C3=$C$3),A1:A3,B1:B3)', 30],
    ['SUMPRODUCT(--(A1:A3>A1+1E-9))+SUMPRODUCT(--(ABS(A1:A1-A1)<=1E-9))', 3],
    ['COUNTIFS(C1:C3,"b",B1:B3,6)', 1],
  ];
  for (const [formula, wanted] of table)
    it(`${formula} is ${String(wanted)}`, () => expect(value(formula)).to.deep.equal(wanted));

  it('is refused where no sheet writes such a formula', () => {
    for (const formula of ['VLOOKUP(A1,B1:B3,1)', '1+', 'A1 B1', '', '(1', 'toString(1)'])
      expect(() => value(formula), formula).to.throw(TypeError, 'a formula that no sheet writes');
  });
});
