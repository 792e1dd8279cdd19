import { expect } from 'chai';
import { outcome, layoutOf, valueOf } from './reading.js';

const scored = (mapping: string, cell: string): unknown => valueOf('ordered_qty', `{ column: x, ${mapping} }`, cell);

describe('scales of answers', () => {
  const five = 'scale: { from: [1, 5], to: [1, 10] }';
  const cases: readonly (readonly [mapping: string, cell: string, expected: unknown])[] = [
    [five, '1', 1],
    [five, '4', '7.75'],
    [five, '5', 10],
    [five, '4.5', '8.875'],
    [`${five}, whole: true`, '4.5', ['number_not_whole']],
    [`${five}, decimal: ","`, '4,5', '8.875'],
    [five, '0', ['number_off_scale']],
    [five, '6', ['number_off_scale']],
    ['scale: { from: [1, 7], to: [1, 10] }', '4', '5.5'],
    ['scale: { from: [1, 8], to: [1, 10] }', '2', '2.285714285714'],
    ['scale: { from: [1, 6], to: [10, 1] }', '1', 10],
    ['scale: { from: [6, 1], to: [1, 10] }', '2', '8.2'],
    ['scale: { from: [0, 100], to: [1, 10] }', '100', 10],
    ['scale: { from: [-2, 2], to: [1, 10] }', '-2', 1],
    ['scale: { from: [1, 5], to: [1, 10] }, missing: { const: 3 }', '', 3],
    ['whole: true', '6', 6],
    ['whole: true', '6.0', 6],
    ['whole: true', '6.5', ['number_not_whole']],
    [`map: { "4 - matig": 5.5 }, otherwise: keep, ${five}`, '4', '7.75'],
    [`map: { "4 - matig": 5.5 }, otherwise: keep, ${five}`, '4 - matig', '5.5'],
    ['map: { "★★★★☆": 8, "★★★★★": 10 }', '★★★★☆', 8],
  ];
  for (const [mapping, cell, expected] of cases)
    it(`${mapping}: ${cell}`, () => expect(scored(mapping, cell)).to.deep.equal(expected));

  it('hold for expressions', () =>
    expect(valueOf('ordered_qty', `{ value: 'number(col("x")) + 1', ${five} }`, '4')).to.equal(10));
});

describe('the answer whether they would recommend us', () => {
  const answer = (item: string, score: string) =>
    outcome(
      layoutOf(
        '{ client: { const: A }, wave: { const: w }, respondent: { column: who }, item: { column: item }, score: { column: score } }',
        {
          fact: 'survey_answer',
        },
      ),
      'who|item|score',
      `R1|${item}|${score}`,
    );

  it('is a whole number', () => {
    expect(answer('nps', '6.5')).to.deep.equal(['number_not_whole']);
    expect(answer('nps', '0')).to.include({ score: 0 });
    expect(answer('keeps_promises', '6.5')).to.include({ score: '6.5' });
  });
});
