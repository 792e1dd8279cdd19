import { expect } from 'chai';
import { isoInstant } from '../../../src/facts/time.js';
import type { Table } from '../../../src/import/layout/lookups.js';
import { compiled, layoutOf, outcome, valueOf } from './reading.js';
import { whatOf } from '../../support/worded.js';

const markets: Table = {
  columns: ['market_id', 'market_name', 'region'],
  rows: [
    { number: 2, cells: ['7', ' East ', 'r1'] },
    { number: 3, cells: ['8', '', 'r2'] },
    { number: 4, cells: ['7', 'East', 'r1'] },
  ],
};
const regions: Table = { columns: ['id', 'name'], rows: [{ number: 2, cells: ['r1', 'Coast'] }] };
const tables = new Map([
  ['markets.csv', markets],
  ['regions.csv', regions],
]);

describe('a cell', () => {
  const cases: readonly (readonly [says: string, field: string, mapping: string, cell: string, expected: unknown])[] = [
    ['is trimmed', 'mode', '{ column: x }', '  Air　', 'Air'],
    ['that is empty is missing', 'mode', '{ column: x }', '   ', null],
    ['that is blank is missing', 'mode', '{ column: x, blank: ["N/A", "-"] }', 'N/A', null],
    ['that is a blank number is missing', 'ordered_qty', '{ column: x, blank: [9999] }', '9999', null],
    ['that is missing gets its meaning', 'damaged_qty', '{ column: x, missing: { const: 0 } }', '', 0],
    [
      'that is blank gets the meaning of missing',
      'damaged_qty',
      '{ column: x, blank: ["-"], missing: { const: 0.5 } }',
      '-',
      '0.5',
    ],
    ['is mapped', 'small_batch', '{ column: x, map: { 是: true, 否: false } }', '否', false],
    ['that no map knows is rejected', 'small_batch', '{ column: x, map: { 是: true } }', '否', ['map_missed']],
    ['that no map knows may be missing', 'small_batch', '{ column: x, map: { 是: true }, otherwise: missing }', '否', null],
    [
      'that no map knows may be a constant',
      'status',
      '{ column: x, map: { 已签收: delivered }, otherwise: { const: open } }',
      '在途',
      'open',
    ],
    ['that no map knows may be kept', 'ordered_qty', '{ column: x, map: { leeg: 0 }, otherwise: keep }', '80', 80],
    ['of a word beside numbers is mapped', 'ordered_qty', '{ column: x, map: { leeg: 0 }, otherwise: keep }', 'LEEG', 0],
    ['that is kept has its form', 'ordered_qty', '{ column: x, map: { leeg: 0 }, otherwise: keep, decimal: "," }', '1.080', 1080],
    [
      'that is kept has to be a value',
      'ordered_qty',
      '{ column: x, map: { leeg: 0 }, otherwise: keep }',
      'vol',
      ['number_unreadable'],
    ],
    ['that is kept may be text', 'carrier', '{ column: x, map: { DHL Freight: DHL }, otherwise: keep }', 'DSV', 'DSV'],
    ['that is kept is a status', 'status', '{ column: x, map: { 签收: delivered }, otherwise: keep }', 'Refused', 'refused'],
    [
      'that no map knows is missing, which has a meaning',
      'status',
      '{ column: x, map: { 签收: delivered }, otherwise: missing, missing: { const: open } }',
      '?',
      'open',
    ],
    ['may be mapped to nothing', 'status', '{ column: x, map: { "?": null } }', '?', null],
    ['is looked up', 'lane', '{ column: x, lookup: { file: markets.csv, key: market_id, value: market_name } }', '7', 'East'],
    [
      'that no table knows is rejected',
      'lane',
      '{ column: x, lookup: { file: markets.csv, key: market_id, value: market_name } }',
      '9',
      ['lookup_missed'],
    ],
    [
      'whose table is empty there is missing',
      'lane',
      '{ column: x, lookup: { file: markets.csv, key: market_id, value: market_name } }',
      '8',
      null,
    ],
    [
      'is looked up along a chain',
      'lane',
      '{ column: x, lookup: [ { file: markets.csv, key: market_id, value: region }, { file: regions.csv, key: id, value: name } ] }',
      '7',
      'Coast',
    ],
    [
      'that breaks off along a chain is rejected',
      'lane',
      '{ column: x, lookup: [ { file: markets.csv, key: market_id, value: region }, { file: regions.csv, key: id, value: name } ] }',
      '8',
      ['lookup_missed'],
    ],
    [
      'is blank before it is looked up',
      'lane',
      '{ column: x, blank: ["0"], lookup: { file: markets.csv, key: market_id, value: region } }',
      '0',
      null,
    ],
    [
      'is looked up before it is mapped',
      'lane',
      '{ column: x, lookup: { file: markets.csv, key: market_id, value: region }, map: { r1: North } }',
      '7',
      'North',
    ],
    ['of a flag reads yes and no', 'small_batch', '{ column: x }', 'Yes', true],
    ['of a flag reads 否', 'small_batch', '{ column: x }', '否', false],
    ['of a flag is nothing else', 'small_batch', '{ column: x }', 'maybe', ['boolean_unreadable']],
    ['of a choice ignores case', 'status', '{ column: x }', 'Delivered', 'delivered'],
    ['of a choice is one of them', 'status', '{ column: x }', 'deliverd', ['choice_unknown']],
    ['of text may not be endless', 'mode', '{ column: x }', 'x'.repeat(10_001), ['text_too_long']],
    ['looks like a formula and stays text', 'mode', '{ column: x }', '=1+1', '=1+1'],
    ['of an own field has its type', 'fragile', '{ column: x }', 'y', true],
    [
      'of an own day is a day',
      'promised_day',
      '{ column: x, format: dd.MM.yyyy }',
      '31.01.2026',
      Date.UTC(2026, 0, 31) / 86_400_000,
    ],
    ['is constant', 'status', '{ const: lost }', '', 'lost'],
    ['is a constant number', 'distance_km', '{ const: 12.5 }', '', '12.5'],
    [
      'is a constant date in the zone of the place',
      'promised_at',
      '{ const: 2026-01-31 }',
      '',
      Date.UTC(2026, 0, 31, 15, 59, 59, 999),
    ],
    [
      'is a constant date in a form',
      'delivered_at',
      '{ const: "31/01/2026", format: dd/MM/yyyy }',
      '',
      Date.UTC(2026, 0, 30, 16),
    ],
    ['is found by its position where no header bears the number', 'mode', '{ column: 2 }', 'Air', 'Air'],
    ['is found by a header in another case and width', 'mode', '{ column: " Ｘ " }', 'Air', 'Air'],
  ];
  for (const [says, field, mapping, cell, expected] of cases) {
    it(says, () => expect(valueOf(field, mapping, cell, { tables })).to.deep.equal(expected));
  }
});

describe('an expression', () => {
  const cases: readonly (readonly [says: string, field: string, mapping: string, cell: string, expected: unknown])[] = [
    ['chooses by a text', 'damaged_qty', `{ value: 'one_of(col("x"), "返修", "拒货") ? 5 : 0' }`, '拒货', 5],
    ['takes an empty cell for the empty text', 'damaged_qty', `{ value: 'one_of(col("x"), "返修") ? 5 : 0' }`, '', 0],
    ['finds the empty text', 'damaged_qty', `{ value: 'one_of(col("x"), "返修", "") ? 5 : 0' }`, '', 5],
    ['compares an empty cell', 'small_batch', `{ value: 'col("x") == ""' }`, '', true],
    ['compares it from the other side', 'small_batch', `{ value: '"TEST" != col("x")' }`, '', true],
    ['compares two empty cells', 'small_batch', `{ value: 'col("x") == text(col("x"))' }`, '', true],
    ['compares an empty cell as text', 'small_batch', `{ value: 'text(col("x")) != "TEST"' }`, '', true],
    ['compares an empty cell in lower case', 'small_batch', `{ value: 'lower(col("x")) != "test"' }`, '', true],
    ['finds nothing in an empty cell', 'small_batch', `{ value: 'contains(col("x"), "a")' }`, '', false],
    ['finds no beginning of an empty cell', 'small_batch', `{ value: 'starts_with(lower(col("x")), "a")' }`, '', false],
    ['knows an empty cell as missing', 'small_batch', `{ value: 'is_missing(col("x"))' }`, '', true],
    ['knows the text of an empty cell as missing', 'small_batch', `{ value: 'is_missing(lower(text(col("x"))))' }`, '', true],
    ['replaces an empty cell', 'order_no', `{ value: 'coalesce(col("x"), "none")' }`, '', 'none'],
    ['compares what replaces an empty cell', 'small_batch', `{ value: 'coalesce(col("x"), "a") == "a"' }`, '', true],
    ['is missing where it is an empty cell', 'order_no', `{ value: 'lower(col("x"))' }`, '', null],
    ['is missing where a needed cell is', 'damaged_qty', `{ value: 'number(col("x")) > 1 ? 5 : 0' }`, '', null],
    ['that is missing gets its meaning', 'damaged_qty', `{ value: 'number(col("x"))', missing: { const: 0 } }`, '', 0],
    ['reads numbers in the field’s notation', 'damaged_qty', `{ value: 'number(col("x")) * 2', decimal: "," }`, '1.234,5', 2469],
    ['rejects what it cannot read', 'damaged_qty', `{ value: 'number(col("x")) * 2' }`, 'abc', ['number_unreadable']],
    [
      'does not mind a branch that is not taken',
      'damaged_qty',
      `{ value: 'col("x") == "none" ? 0 : number(col("x"))' }`,
      'none',
      0,
    ],
    ['gives a text field plain decimal text', 'order_no', `{ value: 'number(col("x")) / 4' }`, '5', '1.25'],
    ['knows the row', 'order_no', `{ value: 'row()' }`, '', '14'],
    ['makes text of a number', 'order_no', `{ value: 'text(row())' }`, '', '14'],
    ['knows the file', 'order_no', `{ value: 'file()' }`, '', 'shipments.csv'],
    [
      'reads instants in a form',
      'delivered_at',
      `{ value: 'instant(col("x"), "d/M/yyyy HH:mm") + hours(2)' }`,
      '31/1/2026 20:00',
      Date.UTC(2026, 0, 31, 14),
    ],
    [
      'rejects a date that is none',
      'delivered_at',
      `{ value: 'instant(col("x"), "d/M/yyyy") + hours(2)' }`,
      '31/2/2026',
      ['date_unreadable'],
    ],
    [
      'is moved to the end of the day',
      'delivered_at',
      `{ value: 'instant(col("x"))', at: end_of_day }`,
      '2026-01-31T20:00Z',
      Date.UTC(2026, 1, 1, 15, 59, 59, 999),
    ],
    [
      'that is a day promises all of it',
      'promised_at',
      `{ value: 'day(instant(col("x")))' }`,
      '2026-01-31T12:00Z',
      Date.UTC(2026, 0, 31, 15, 59, 59, 999),
    ],
    [
      'that is text is read as the field is',
      'delivered_at',
      `{ value: 'lower(col("x"))', format: dd-MMM-yy }`,
      '31-JAN-26',
      Date.UTC(2026, 0, 30, 16),
    ],
    ['is mapped', 'status', `{ value: 'col("x") == "1"', map: { "true": delivered, "false": open } }`, '1', 'delivered'],
    [
      'is blanked',
      'freight_cost',
      `{ value: 'starts_with(col("x"), "See ") ? "0" : col("x")', blank: [Included] }`,
      'Included',
      null,
    ],
  ];
  for (const [says, field, mapping, cell, expected] of cases) {
    it(says, () => expect(valueOf(field, mapping, cell)).to.deep.equal(expected));
  }
});

describe('a row', () => {
  const layout = layoutOf('{ mode: { column: mode } }');

  it('gets the initial values of its key', () =>
    expect(outcome(layout, 'no|mode', 'S1|')).to.deep.equal({ client: 'ACME', shipment_no: 'S1', line_no: '1', mode: null }));

  it('gets the initial value of a key part that is mapped and empty', () =>
    expect(outcome(layoutOf('{ line_no: { column: line } }'), 'no|line', 'S1|')).to.include({ line_no: '1' }));

  it('without a part of its key is rejected', () => expect(outcome(layout, 'no|mode', '|Air')).to.deep.equal(['key_missing']));

  it('is rejected with all that is wrong', () =>
    expect(outcome(layoutOf('{ status: { column: s }, ordered_qty: { column: q } }'), 'no|s|q', '|x|y')).to.deep.equal([
      'choice_unknown',
      'number_unreadable',
      'key_missing',
    ]));

  it('whose key cannot be read is not told that it is missing', () =>
    expect(
      outcome(
        layoutOf('{ client: { const: "*" }, item: { const: roa }, read_at: { column: at } }', { fact: 'reading' }),
        'at',
        'soon',
      ),
    ).to.deep.equal(['date_form_unknown']));

  it('of a client that is not registered is rejected', () =>
    expect(outcome(layout, 'no|mode', 'S1|', { clients: new Set(['OTHER']) })).to.deep.equal(['client_unknown']));

  const kept = layoutOf('{}', { where: 'col("vendor") != "TEST"' });
  it('is kept where the condition is true', () => expect(outcome(kept, 'no|vendor', 'S1|X')).to.include({ shipment_no: 'S1' }));
  it('is skipped where it is false', () => expect(outcome(kept, 'no|vendor', 'S1|TEST')).to.equal('skipped'));
  it('is kept where an empty cell differs', () => expect(outcome(kept, 'no|vendor', 'S1|')).to.include({ shipment_no: 'S1' }));
  it('is skipped where an empty cell does not', () =>
    expect(outcome(layoutOf('{}', { where: 'col("vendor") == "X"' }), 'no|vendor', 'S1|')).to.equal('skipped'));
  it('is skipped where it is unknown', () =>
    expect(outcome(layoutOf('{}', { where: 'number(col("n")) > 1' }), 'no|n', 'S1|')).to.equal('skipped'));
  it('that is skipped may be broken', () => expect(outcome(kept, 'no|vendor', '|TEST')).to.equal('skipped'));

  it('with fewer cells than headers has empty ones', () => expect(outcome(layout, 'no|mode', 'S1')).to.include({ mode: null }));

  it('takes its zone from the site, then from the layout', () => {
    const fields = '{ delivered_at: { column: at }, site: { column: site } }';
    const at = (zone: Record<string, unknown>, site: string): unknown => {
      const result = outcome(layoutOf(fields, zone), 'no|at|site', `S1|2026-01-31 12:00|${site}`);
      return typeof result === 'object' && result !== null && 'delivered_at' in result
        ? isoInstant(Number(result.delivered_at))
        : result;
    };
    expect(at({}, 'RTM')).to.equal('2026-01-31T11:00:00Z');
    expect(at({}, '')).to.equal('2026-01-31T04:00:00Z');
    expect(at({ time_zone: 'UTC' }, 'RTM')).to.equal('2026-01-31T12:00:00Z');
  });

  const dated = layoutOf('{ dispatched_at: { column: from }, delivered_at: { column: to } }');
  const warned = (from: string, to: string): unknown => {
    const result = outcome(dated, 'no|from|to', `S1|${from}|${to}`);
    return typeof result === 'object' && result !== null && 'warnings' in result ? result.warnings : [];
  };
  it('delivered before it was dispatched is a warning', () =>
    expect(warned('2026-01-02 10:00', '2026-01-02 09:00')).to.deep.equal(['order_implausible']));
  it('delivered on the day of its dispatch is none', () => expect(warned('2026-01-02 10:00', '2026-01-02')).to.deep.equal([]));
  it('delivered the day before is', () => expect(warned('2026-01-02 10:00', '2026-01-01')).to.deep.equal(['order_implausible']));
  it('without any date is a warning', () => expect(warned('', '')).to.deep.equal(['fact_undated']));

  it('says where it is wrong, by the header of the file', () => {
    const ready = compiled(layoutOf('{ ordered_qty: { column: qty } }'), 'no| Qty ');
    const result = 'factOf' in ready ? ready.factOf({ number: 14, cells: ['S1', '1,5'] }) : ready;
    expect(result)
      .to.have.nested.property('reject[0].place')
      .that.deep.equals({ file: 'shipments.csv', line: 14, column: 'Qty' });
  });
});

describe('a file', () => {
  it('without a column that the layout names is refused, with the nearest and all headers', () => {
    const faults = compiled(layoutOf('{ mode: { column: Shipment Mode } }'), 'no|Shipmnt Mode');
    expect('factOf' in faults ? [] : faults.map(fault => `${fault.code} ${whatOf(fault)}`)).to.deep.equal([
      'column_missing The file has no column "Shipment Mode", which mode needs. Did you mean Shipmnt Mode? It has: "no", "Shipmnt Mode".',
    ]);
  });

  it('without a column that an expression names is refused', () =>
    expect(outcome(layoutOf(`{ mode: { value: 'col("m")' } }`, { where: 'col("w") == "1"' }), 'no', '')).to.deep.equal([
      'column_missing',
      'column_missing',
    ]));

  it('is refused where a lookup is ambiguous', () => {
    const twice: Table = { ...markets, rows: [...markets.rows, { number: 9, cells: ['7', 'West', ''] }] };
    const layout = layoutOf('{ lane: { column: x, lookup: { file: markets.csv, key: market_id, value: market_name } } }');
    expect(outcome(layout, 'no|x', '', { tables: new Map([['markets.csv', twice]]) })).to.deep.equal(['lookup_ambiguous']);
    expect(outcome(layout, 'no|x', '')).to.deep.equal(['lookup_unreadable']);
  });

  it('addresses a header that stands twice by its first', () =>
    expect(outcome(layoutOf('{ mode: { column: m } }'), 'no|m|m', 'S1|a|b')).to.include({ mode: 'a' }));
});
