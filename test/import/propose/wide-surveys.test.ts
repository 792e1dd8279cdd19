import { expect } from 'chai';
import { parse } from 'yaml';
import { decimalText, type Exact } from '../../../src/facts/exact.js';
import { proposalEn } from '../../../src/faults/words/en/proposal.js';
import { proposalZh } from '../../../src/faults/words/zh/proposal.js';
import { layoutFaults } from '../../../src/import/layout/check.js';
import { compileLayout } from '../../../src/import/layout/compile.js';
import type { Layout } from '../../../src/import/layout/schema.js';
import { cellsOf, completedLayout, layoutOf, proposedFor, type Table } from './tables.js';

const english: Table = {
  header:
    'Response ID;Submitted;Company;How punctual were we?;How friendly were our drivers?;Were the pallets stacked well?;How likely are you to recommend us?',
  rows: ['R1;3/2/2026 14:30;ACME;5;3;4;9', 'R2;3/13/2026 9:12;ACME;1;;2;3', 'R3;3/14/2026 9:12;Lotus;4;n/a;4;10'],
};

/** What a layout makes of the rows of a table: each answer's item and score. */
function answers(layout: Layout, { header, rows }: Table): readonly (readonly unknown[])[] {
  const context = { file: 'file.csv', typedCells: false, layout: 'file.yaml', ownFields: [], tables: new Map() };
  const made = compileLayout(layout, cellsOf(header), { ...context, zoneOf: () => 'UTC', clients: undefined });
  if ('faults' in made) throw new Error(made.faults.map(({ code }) => code).join());
  return rows.flatMap((row, i) => {
    const outcome = made.compiled.factOf({ number: i + 2, cells: cellsOf(row) });
    if (outcome === 'skipped' || !('several' in outcome)) throw new Error('a row is several answers');
    return outcome.several.flatMap(one => {
      if (one === 'skipped') return [];
      if (!('values' in one)) return [['rejected']];
      const { item, score } = one.values;
      // Scores are exact numbers.
      return [[item, score === null || score === undefined ? '' : decimalText(score as Exact)]];
    });
  });
}

describe('a survey with a question a column', () => {
  it('gets a group of columns for each scale; a question without an item is a comment', () => {
    const made = proposedFor(english);
    expect(made.fact).to.equal('survey_answer');
    expect(layoutOf(made).each).to.deep.equal([
      {
        field: 'item',
        columns: { 'How punctual were we?': 'keeps_promises', 'How friendly were our drivers?': 'friendliness' },
        cell: { score: { scale: { from: [1, 5], to: [1, 10] }, blank: ['n/a'] } },
      },
      { field: 'item', columns: { 'How likely are you to recommend us?': 'nps' }, cell: { score: {} } },
    ]);
    expect(proposalEn(made))
      .to.include('#       "Were the pallets stacked well?": ITEM  # unsure: 4 | 2')
      .and.include('The scale is taken from the answers: 1 to 5, 5 being best');
    expect(made.unused).to.deep.equal([]);
    expect(parse(proposalZh(made))).to.deep.equal(parse(proposalEn(made)));
  });

  it('lacks only its wave, which is the quarter of the answers, and then imports each answer', () => {
    const made = proposedFor(english);
    expect(made.lacking).to.deep.equal([
      { field: 'wave', candidates: [{ mapping: { const: '2026-Q1' }, when: 'same_in_all_rows' }] },
    ]);
    const layout = completedLayout(made);
    expect(layoutFaults(layout, { fields: [] })).to.deep.equal([]);
    expect(answers(layout, english)).to.deep.equal([
      ['keeps_promises', '10'],
      ['friendliness', '5.5'],
      ['nps', '9'],
      ['keeps_promises', '1'],
      ['nps', '3'],
      ['keeps_promises', '7.75'],
      ['friendliness', ''],
      ['nps', '10'],
    ]);
  });

  it('leaves the direction of school marks to a person', () => {
    const made = proposedFor(
      {
        header: 'Lfd.;Datum;Firma;Pünktlichkeit;Freundlichkeit;Erreichbarkeit',
        rows: ['1;02.03.2026;ACME;1;2;2', '2;13.03.2026;ACME;2;2;k.A.', '3;14.03.2026;Lotus;1;1;6'],
      },
      { about: ['Kundenbefragung 2026'] },
    );
    expect(layoutOf(made)).to.not.have.property('each');
    expect(made.lacking.map(({ field }) => field)).to.include('item');
    expect(proposalEn(made)).to.include('# each:').and.include('Is 1 the best mark? Then write `to: [10, 1]`');
  });

  it('reads Chinese questions, the scale that a heading names, and importance beside satisfaction', () => {
    const made = proposedFor({
      header:
        '提交答卷时间;公司名称;答卷号;1、您对我们送货准时的满意度（1-7）;2、送货准时对您的重要性（1-7）;3、总体满意度（1-7）',
      rows: ['2026/3/2 14:30:11;青禾食品;1;5;4;5', '2026/4/3 9:12:00;蓝海电子;2;3;4;4'],
    });
    expect(layoutOf(made).each).to.deep.equal([
      {
        field: 'item',
        columns: { '1、您对我们送货准时的满意度（1-7）': 'keeps_promises', '3、总体满意度（1-7）': 'overall_satisfaction' },
        cell: { score: { scale: { from: [1, 7], to: [1, 10] } } },
      },
      {
        field: 'item',
        columns: { '2、送货准时对您的重要性（1-7）': 'keeps_promises' },
        fields: { aspect: { const: 'importance' } },
        cell: { score: { scale: { from: [1, 7], to: [1, 10] } } },
      },
    ]);
  });

  const inWords: Table = {
    header:
      'Response ID;Submitted;Company;How satisfied are you with the punctuality?;How friendly were our drivers?;How important is punctuality to you?',
    rows: [
      'R1;3/2/2026 14:30;ACME;Very satisfied;satisfied;very important',
      'R2;3/13/2026 9:12;ACME;Dissatisfied;n/a;important',
      'R3;3/14/2026 9:12;Lotus;very satisfied;Neither satisfied nor dissatisfied;very important',
    ],
  };

  it('answered in words gets the marks of their order, which are the packaged ones', () => {
    const made = proposedFor(inWords);
    expect(layoutOf(made).each).to.deep.equal([
      {
        field: 'item',
        columns: {
          'How satisfied are you with the punctuality?': 'keeps_promises',
          'How friendly were our drivers?': 'friendliness',
        },
        cell: {
          score: {
            map: { 'very satisfied': 10, satisfied: 8, 'Neither satisfied nor dissatisfied': 6, Dissatisfied: 3 },
            blank: ['n/a'],
          },
        },
      },
      {
        field: 'item',
        columns: { 'How important is punctuality to you?': 'keeps_promises' },
        fields: { aspect: { const: 'importance' } },
        cell: { score: { map: { 'very important': 10, important: 8 } } },
      },
    ]);
    expect(proposalEn(made)).to.include('The marks of these words are those of five usual steps');
    const layout = completedLayout(made);
    expect(layoutFaults(layout, { fields: [] })).to.deep.equal([]);
    expect(answers(layout, inWords)).to.deep.equal([
      ['keeps_promises', '10'],
      ['friendliness', '8'],
      ['keeps_promises', '10'],
      ['keeps_promises', '3'],
      ['friendliness', ''],
      ['keeps_promises', '8'],
      ['keeps_promises', '10'],
      ['friendliness', '6'],
      ['keeps_promises', '10'],
    ]);
  });

  it('answered in Chinese words gets their marks, too', () => {
    const made = proposedFor({
      header: '提交答卷时间;公司名称;答卷号;1、您对我们送货准时的满意程度？;2、您对服务态度的满意程度？',
      rows: [
        '2026/3/2 14:30:11;青禾食品;1;很满意;满意',
        '2026/4/3 9:12:00;蓝海电子;2;不满意;一般',
        '2026/4/3 9:12:00;蓝海电子;3;满意;很满意',
      ],
    });
    expect(layoutOf(made).each?.map(({ cell }) => cell)).to.deep.equal([
      { score: { map: { 很满意: 10, 满意: 8, 一般: 6, 不满意: 3 } } },
    ]);
  });

  it('whose words have no certain order leaves their marks to a person, with the words to be marked', () => {
    const made = proposedFor({
      header: '提交答卷时间;公司名称;答卷号;1、您对我们送货准时的满意程度？;2、您对服务态度的满意程度？',
      rows: [
        '2026/3/2 14:30:11;青禾食品;1;很满意;满意',
        '2026/4/3 9:12:00;蓝海电子;2;基本满意;满意',
        '2026/4/3 9:12:00;蓝海电子;3;满意;比较满意',
      ],
    });
    expect(layoutOf(made)).not.to.have.property('each');
    expect(proposalEn(made))
      .to.include('# each:')
      .and.include('很满意: "…"')
      .and.include('基本满意: "…"')
      .and.include('write a mark from 1 to 10, 10 being best, in place of each …');
    expect(proposalZh(made)).to.include('请把每个 … 改为 1 至 10 的分数');
  });

  it('is marked where each row is one answer in words', () => {
    const made = proposedFor({
      header: 'Respondent;Company;Question;Rating',
      rows: ['R1;ACME;friendliness;very satisfied', 'R1;ACME;trust;satisfied', 'R2;ACME;trust;neutral'],
    });
    expect(layoutOf(made).fields['score']).to.deep.equal({
      column: 'Rating',
      map: { 'very satisfied': 10, satisfied: 8, neutral: 6 },
    });
  });

  it('names only items that answers can be about in the workspace', () => {
    const made = proposedFor(english, { items: new Set(['friendliness', 'nps']) });
    expect(layoutOf(made).each?.flatMap(({ columns }) => Object.values(columns))).to.deep.equal(['friendliness', 'nps']);
  });

  it('is none where each row names its question', () => {
    const made = proposedFor({
      header: 'Respondent;Company;Question;Rating (1-10)',
      rows: ['R1;ACME;friendliness;8', 'R1;ACME;trust;6'],
    });
    expect(made.each).to.equal(undefined);
    expect(layoutOf(made).fields['item']).to.deep.equal({ column: 'Question' });
  });

  it('is none where words describe the state of goods', () => {
    const made = proposedFor({
      header: 'Client;Shipment no;Delivered;Packaging;Pallets',
      rows: ['ACME;S1;2026-03-02;good;poor', 'ACME;S2;2026-03-03;poor;good'],
    });
    expect([made.fact, made.each]).to.deep.equal(['shipment', undefined]);
  });

  it('is none where small numbers are quantities', () => {
    const made = proposedFor({
      header: 'Client;Shipment no;Delivered;Pieces;Damaged;Lost;Pallets exchanged',
      rows: ['ACME;S1;2026-03-02;5;1;0;2', 'ACME;S2;2026-03-03;4;0;1;1'],
    });
    expect([made.fact, made.each]).to.deep.equal(['shipment', undefined]);
  });
});
