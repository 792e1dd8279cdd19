import { expect } from 'chai';
import type { Layout } from '../../../src/import/layout/schema.js';
import { compiled } from './reading.js';
import { whatOf } from '../../support/worded.js';

const fields: Layout['fields'] = {
  client: { const: 'ACME' },
  wave: { const: '2026-Q2' },
  respondent: { column: 'who' },
};
const long: Layout = {
  layout: 'long',
  fact: 'survey_answer',
  fields: { ...fields, item: { column: 'item' }, score: { column: 'score' } },
};
const wide: Layout = {
  layout: 'wide',
  fact: 'survey_answer',
  fields,
  each: [{ field: 'item', columns: { Promises: 'keeps_promises', Recommend: 'nps' }, cell: { score: {} } }],
};
const calculated: Layout = { ...long, fields: { ...long.fields, score: { value: 'number(col("score")) * 2' } } };

const faultsOf = (layout: Layout, headers: string, cells: readonly string[]): readonly string[] => {
  const ready = compiled(layout, headers);
  if (!('factOf' in ready)) throw new Error('the layout fits');
  const result = ready.factOf({ number: 4, cells });
  const outcomes = result !== 'skipped' && 'several' in result ? result.several : [result];
  return outcomes.flatMap(one =>
    one !== 'skipped' && 'reject' in one
      ? one.reject.map(found => `${found.code} ${found.place.line} ${found.place.column}: ${whatOf(found)}`)
      : [],
  );
};
const answer = (item: string, score: string, layout = long): readonly string[] =>
  faultsOf(layout, 'who|item|score', ['Wu', item, score]);
const outside = (score: string, least = 1, column = 'score'): readonly string[] => [
  `number_out_of_range 4 ${column}: "${score}" is outside ${least} to 10, which score lies in.`,
];

describe('The score of a survey answer', () => {
  it('is from 1 to 10, both included; a missing one is no fault', () => {
    for (const score of ['1', '1.5', '10', '10.0', '']) expect(answer('trust', score), score).to.deep.equal([]);
    for (const score of ['0', '0.99', '10.01', '11', '-3']) expect(answer('trust', score), score).to.deep.equal(outside(score));
  });

  it('is from 0 to 10 where it is asked whether they would recommend us', () => {
    for (const score of ['0', '10']) expect(answer('nps', score), score).to.deep.equal([]);
    for (const score of ['-1', '11']) expect(answer('nps', score), score).to.deep.equal(outside(score, 0));
  });

  it('is refused in the cell of a wide file that holds it, and there alone', () => {
    expect(faultsOf(wide, 'who|Promises|Recommend', ['Wu', '0', '0'])).to.deep.equal(outside('0', 1, 'Promises'));
    expect(faultsOf(wide, 'who|Promises|Recommend', ['Wu', '7', '11'])).to.deep.equal(outside('11', 0, 'Recommend'));
  });

  it('is refused where a layout calculates it', () => {
    expect(answer('trust', '5', calculated)).to.deep.equal([]);
    expect(answer('trust', '6', calculated)).to.deep.equal(outside('12'));
  });
});
