import { expect } from 'chai';
import type { LayoutContext } from '../../../src/import/layout/compile.js';
import { whatOf } from '../../support/worded.js';
import { compiled, layoutOf, outcome, valueOf } from './reading.js';

describe('texts of a layout', () => {
  it('are found whatever their case, width and spaces', () => {
    const map = '{ column: x, map: { Delivered: delivered, In Transit: dispatched, 已签收: delivered, "Straße": lost } }';
    for (const [cell, status] of [
      ['Delivered', 'delivered'],
      ['DELIVERED', 'delivered'],
      ['ｄｅｌｉｖｅｒｅｄ', 'delivered'],
      ['in  transit', 'dispatched'],
      ['IN\u3000TRANSIT', 'dispatched'],
      ['已签收', 'delivered'],
      ['STRASSE', 'lost'],
    ])
      expect(valueOf('status', map, cell ?? ''), cell).to.equal(status);
    expect(valueOf('status', map, 'InTransit')).to.deep.equal(['map_missed']);
  });

  it('are found as they are written where the layout says `exact`', () => {
    const map = '{ column: x, exact: true, map: { a: open, A: delivered } }';
    expect([valueOf('status', map, 'a'), valueOf('status', map, 'A'), valueOf('status', map, 'Ａ')]).to.deep.equal([
      'open',
      'delivered',
      ['map_missed'],
    ]);
    expect(valueOf('mode', '{ column: x, exact: true, blank: ["N/A"] }', 'n/a')).to.equal('n/a');
  });

  it('stand for an empty cell in any form', () => {
    for (const cell of ['N/A', 'n/a', 'Ｎ／Ａ', 'n/A'])
      expect(valueOf('mode', '{ column: x, blank: ["N/A", "not  known"] }', cell), cell).to.equal(null);
    expect(valueOf('mode', '{ column: x, blank: ["N/A", "not  known"] }', 'NOT KNOWN')).to.equal(null);
    expect(valueOf('mode', '{ column: x, blank: ["N/A"] }', 'North')).to.equal('North');
  });

  it('are choices and conditions in any form', () => {
    expect(valueOf('status', '{ column: x }', 'ＤＥＬＩＶＥＲＥＤ')).to.equal('delivered');
    expect(valueOf('small_batch', '{ column: x }', 'ＹＥＳ')).to.equal(true);
  });
});

const table = (...rows: readonly (readonly [string, string])[]): Partial<LayoutContext> => ({
  tables: new Map([['t.csv', { columns: ['key', 'value'], rows: rows.map((cells, i) => ({ number: i + 2, cells })) }]]),
});
const lookup = (more = ''): string => `{ column: x, lookup: { file: t.csv, key: key, value: value${more} } }`;

describe('lookups', () => {
  it('find a key in any form, the exact one first', () => {
    const known = table(['Acme Foods', 'ACME'], ['acme  foods', 'ACME'], ['β', 'BETA']);
    expect(valueOf('carrier', lookup(), 'ACME FOODS', known)).to.equal('ACME');
    expect(valueOf('carrier', lookup(), 'Β', known)).to.equal('BETA');
    expect(valueOf('carrier', lookup(', exact: true'), 'ACME FOODS', known)).to.deep.equal(['lookup_missed']);
  });

  it('are refused where two keys become one, unless they are exact', () => {
    const twice = table(['a1', 'East'], ['A1', 'West']);
    const fields = (more?: string) => layoutOf(`{ carrier: ${lookup(more)} }`);
    expect(compiled(fields(), 'no|x', twice))
      .to.have.nested.property('[0].params.rows')
      .that.deep.equals([2, 3]);
    expect(valueOf('carrier', lookup(), 'a1', twice)).to.deep.equal(['lookup_ambiguous']);
    expect(valueOf('carrier', lookup(', exact: true'), 'A1', twice)).to.equal('West');
    expect(
      valueOf('carrier', '{ column: x, exact: true, lookup: { file: t.csv, key: key, value: value } }', 'a1', twice),
    ).to.equal('East');
  });
});

describe('headers', () => {
  const mode = layoutOf('{ mode: { column: Transport  mode } }');

  it('are found exactly, else in any form', () => {
    expect(outcome(mode, 'no|transport MODE', 'S1|road')).to.include({ mode: 'road' });
    expect(outcome(mode, 'no|TRANSPORT MODE|Transport  mode', 'S1|air|road')).to.include({ mode: 'road' });
    expect(outcome(mode, 'no|Ｔransport\u00a0mode', 'S1|road')).to.include({ mode: 'road' });
  });

  it('are not guessed among several', () => {
    const faults = compiled(mode, 'no|transport mode|TRANSPORT MODE');
    if ('factOf' in faults) throw new Error('one was chosen');
    expect(faults.map(whatOf)).to.deep.equal([
      'The file has several columns that "Transport  mode" of mode can be: "transport mode", "TRANSPORT MODE".',
    ]);
  });

  it('are exact where the layout says so', () =>
    expect(outcome(layoutOf('{ mode: { column: Mode, exact: true } }'), 'no|MODE', 'S1|road')).to.deep.equal(['column_missing']));
});

describe('phrases', () => {
  const phrases = [{ id: 'steps', en: { 'very satisfied': 10, satisfied: 8 }, zh: { 非常满意: 10 } }];
  const score = (phrase: string, more = '') =>
    outcome(
      layoutOf(
        `{ client: { const: A }, wave: { const: w }, respondent: { column: who }, item: { const: i }, score: { column: x, phrases: true${more} } }`,
        { fact: 'survey_answer' },
      ),
      'who|x',
      `R1|${phrase}`,
      { phrases },
    );

  it('have their score in any form', () => {
    expect(score('Very  Satisfied')).to.include({ score: 10 });
    expect(score('SATISFIED')).to.include({ score: 8 });
    expect(score('Satisfied', ', exact: true')).to.deep.equal(['phrase_unknown']);
  });
});
