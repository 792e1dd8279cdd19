import { expect } from 'chai';
import type { Layout } from '../../../src/import/layout/schema.js';
import { compiled, outcome } from './reading.js';
import { whatOf } from '../../support/worded.js';

const phrases = [
  { id: 'five_steps', zh: { 满意: 8, 一般: 6 }, en: { satisfied: 8 } },
  { id: 'importance', aspects: ['importance'], zh: { 重要: 8, 一般: 5 }, en: {} },
  { id: 'own', client: 'BETA', zh: {}, en: { satisfied: 9 } },
  { id: 'reach', items: ['easy_to_reach'], zh: {}, en: { 'at any time': 10 } },
];

const wide: Layout = {
  layout: 'wide',
  fact: 'survey_answer',
  fields: { client: { column: 'client' }, wave: { const: '2026-Q2' }, respondent: { column: 'who' } },
  each: [
    {
      field: 'item',
      columns: { 'Keeps promises': 'keeps_promises', Reach: 'easy_to_reach' },
      cell: { phrase: {}, score: { phrases: true } },
    },
    {
      field: 'item',
      columns: { 'Promises matter': 'keeps_promises' },
      cell: { phrase: {}, score: { phrases: true } },
      fields: { aspect: { const: 'importance' } },
    },
  ],
};
const headers = 'client|who|Keeps promises|Reach|Promises matter';
const read = (row: string): unknown => outcome(wide, headers, row, { phrases });
const base = { client: 'ACME', wave: '2026-Q2', respondent: 'Wu' };

describe('each: cells that are facts of their own', () => {
  it('make one fact a filled cell, with the phrases of their client, item and aspect', () => {
    expect(read('ACME|Wu|satisfied|at any time|一般')).to.deep.equal([
      { ...base, item: 'keeps_promises', aspect: 'satisfaction', phrase: 'satisfied', score: 8 },
      { ...base, item: 'easy_to_reach', aspect: 'satisfaction', phrase: 'at any time', score: 10 },
      { ...base, item: 'keeps_promises', aspect: 'importance', phrase: '一般', score: 5 },
    ]);
    expect(read('BETA|Wu|satisfied||')).to.deep.equal([
      { ...base, client: 'BETA', item: 'keeps_promises', aspect: 'satisfaction', phrase: 'satisfied', score: 9 },
      'skipped',
      'skipped',
    ]);
  });

  it('are rejected each for itself, with row and column', () => {
    const ready = compiled(wide, headers, { phrases });
    if (!('factOf' in ready)) throw new Error('the layout fits');
    const result = ready.factOf({ number: 14, cells: ['ACME', 'Wu', 'satisfid', 'at any time', ''] });
    if (result === 'skipped' || !('several' in result)) throw new Error('there are several');
    const [first, second] = result.several;
    expect(first).to.have.nested.property('reject[0].place').that.includes({ line: 14, column: 'Keeps promises' });
    expect(typeof first === 'object' && 'reject' in first && whatOf(first.reject[0])).to.contain('satisfied');
    expect(second).to.have.property('values');
  });

  it('that give one key twice in a row are refused from the second on', () => {
    const twice: Layout = { ...wide, each: [{ field: 'item', columns: { a: 'x', b: 'x' }, cell: { score: {} } }] };
    const [first, second] = outcome(twice, 'client|who|a|b', 'ACME|Wu|7|8') as readonly unknown[];
    expect(first).to.include({ item: 'x', score: 7 });
    expect(second).to.deep.equal(['row_conflict']);
  });

  it('of which the file lacks a column are named once, and so is a shared column', () => {
    // Who, and the third of `each` for its phrase and for its score.
    expect(outcome(wide, 'client|Keeps promises|Reach', '', { phrases })).to.deep.equal([
      'column_missing',
      'column_missing',
      'column_missing',
    ]);
  });

  it('name phrase tables that are there', () => {
    const unknown: Layout = {
      ...wide,
      each: [{ field: 'item', columns: { a: 'x' }, cell: { score: { phrases: ['five_stars'] } } }],
    };
    expect(outcome(unknown, 'client|who|a', '', { phrases })).to.deep.equal(['phrase_table_unknown']);
  });
});
