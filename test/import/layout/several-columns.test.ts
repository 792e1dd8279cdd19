import { expect } from 'chai';
import { isoInstant } from '../../../src/facts/time.js';
import { type CompiledLayout } from '../../../src/import/layout/compile.js';
import type { Layout } from '../../../src/import/layout/schema.js';
import { remedyOf } from '../../support/worded.js';
import { compiled, faultsOf, layoutOf, outcome } from './reading.js';

function asCompiled(layout: Layout, headers: string): CompiledLayout {
  const ready = compiled(layout, headers);
  if (!('factOf' in ready)) throw new Error('the layout does not fit the headers');
  return ready;
}

/** The value of a field in a row of the columns x and y. */
function read(field: string, mapping: string, cells: string, typedCells = false): unknown {
  const result = outcome(layoutOf(`{ ${field}: ${mapping} }`), 'no|x|y', `S1|${cells}`, { typedCells });
  if (Array.isArray(result)) return result;
  const { [field]: value } = result as Record<string, unknown>;
  return typeof value === 'number' && field.endsWith('_at') ? isoInstant(value) : value;
}

describe('a date and its time in two columns', () => {
  const access = '{ column: [x, y], format: [dd.MM.yyyy HH:mm:ss] }';
  const cases: readonly (readonly [says: string, cells: string, expected: unknown, mapping?: string, field?: string])[] = [
    ['texts', '2026-01-31|14:05', '2026-01-31T06:05:00Z'],
    ['texts with seconds', '2026-01-31|14:05:30.250', '2026-01-31T06:05:30.250Z'],
    ['a date in its own form', '31/01/2026|14:05', '2026-01-31T06:05:00Z', '{ column: [x, y], format: dd/MM/yyyy }'],
    ['both in one form', '31/01/2026|14.05', '2026-01-31T06:05:00Z', '{ column: [x, y], format: dd/MM/yyyy HH.mm }'],
    ['one form, the time blank', '31/01/2026|', '2026-01-30T16:00:00Z', '{ column: [x, y], format: dd/MM/yyyy HH.mm }'],
    ['a time of half a day', '2026-01-31|2:05 PM', '2026-01-31T06:05:00Z'],
    ['the same in Chinese', '2026年1月31日|下午2:05', '2026-01-31T06:05:00Z'],
    ['a time without a sign', '2026-01-31|1405', '2026-01-31T06:05:00Z'],
    ['a German time', '2026-01-31|14:05 Uhr', '2026-01-31T06:05:00Z'],
    ['a time with an offset', '2026-01-31|14:05+01:00', '2026-01-31T13:05:00Z'],
    ['the end of a day', '2026-01-31|24:00', '2026-01-31T16:00:00Z'],
    ['an Excel date and time', '2026-01-31|14:05:00', '2026-01-31T06:05:00Z'],
    ['an Excel date shown with a midnight', '2026-01-31T00:00:00|14:05:00', '2026-01-31T06:05:00Z'],
    ['an Excel time that is shown as a number', '2026-01-31|0.58680555555555558', '2026-01-31T06:05:00Z'],
    ['an Excel time with its day 0', '2026-01-31|1899-12-30T14:05:00', '2026-01-31T06:05:00Z'],
    ['a time that repeats the date', '2026-01-31|2026-01-31 14:05', '2026-01-31T06:05:00Z'],
    ['a text beside an Excel time', '2026/1/31|14:05:00', '2026-01-31T06:05:00Z'],
    ['a blank time is the day', '2026-01-31|', '2026-01-30T16:00:00Z'],
    [
      'a blank time of a promise is the end of its day',
      '2026-01-31|',
      '2026-01-31T15:59:59.999Z',
      '{ column: [x, y] }',
      'promised_at',
    ],
    ['the same of an Excel date', '2026-01-31T00:00:00|', '2026-01-31T15:59:59.999Z', '{ column: [x, y] }', 'promised_at'],
    ['a time of a promise stays', '2026-01-31|00:00', '2026-01-30T16:00:00Z', '{ column: [x, y] }', 'promised_at'],
    ['a time that says it is blank', '2026-01-31|--', '2026-01-30T16:00:00Z', '{ column: [x, y], blank: "--" }'],
    ['hour signs of French, Dutch and German', '2026-01-31|14h30', '2026-01-31T06:30:00Z'],
    ['Dutch', '2026-01-31|14u30', '2026-01-31T06:30:00Z'],
    ['German words', '2026-01-31|14 Uhr 30', '2026-01-31T06:30:00Z'],
    ['a German clock', '2026-01-31|14.30 Uhr', '2026-01-31T06:30:00Z'],
    ['a German half past midnight', '2026-01-31|0.30 Uhr', '2026-01-30T16:30:00Z'],
    ['an hour with its word', '2026-01-31|14 Uhr', '2026-01-31T06:00:00Z'],
    ['a time without a sign and its zero', '2026-01-31|930', '2026-01-31T01:30:00Z'],
    ['a time without a sign', '2026-01-31|0930', '2026-01-31T01:30:00Z'],
    ['nine points thirty may be part of an hour', '2026-01-31|9.30', ['time_unreadable']],
    ['the same by its form', '2026-01-31|9.30', '2026-01-31T01:30:00Z', '{ column: [x, y], format: yyyy-MM-dd H.mm }'],
    ['half past midnight by that form', '2026-01-31|0.30', '2026-01-30T16:30:00Z', '{ column: [x, y], format: yyyy-MM-dd H.mm }'],
    [
      'a form of times beside a date of another',
      '2026/1/31|9.30',
      '2026-01-31T01:30:00Z',
      '{ column: [x, y], format: [iso, yyyy-MM-dd H.mm] }',
    ],
    ['five digits may be seconds', '2026-01-31|34200', ['time_unreadable']],
    ['the same by its form', '2026-01-31|93000', '2026-01-31T01:30:00Z', '{ column: [x, y], format: [iso, yyyy-MM-dd Hmmss] }'],
    ['a half day with a point', '2026-01-31|2.05pm', '2026-01-31T06:05:00Z'],
    ['a half day with a point and a gap', '2026-01-31|2.05 p.m.', '2026-01-31T06:05:00Z'],
    ['the same in Chinese with a point', '2026-01-31|下午2.05', '2026-01-31T06:05:00Z'],
    ['no hour of half a day', '2026-01-31|14.75pm', ['time_unreadable']],
    ['an hour with its letter', '2026-01-31|12h', '2026-01-31T04:00:00Z'],
    [
      'an Excel date beside a form of its text',
      '2026-01-31|9.30',
      '2026-01-31T01:30:00Z',
      '{ column: [x, y], format: dd/MM/yyyy H.mm }',
    ],
    ['Access in ISO form', '2026-01-31 00:00:00|1899-12-30 14:05:00', '2026-01-31T06:05:00Z'],
    ['Access with dots', '31.01.2026 00:00:00|30.12.1899 14:05:00', '2026-01-31T06:05:00Z', access],
    ['Access with dots, date by itself', '31.01.2026|30.12.1899 14:05:00', '2026-01-31T06:05:00Z', access],
    ['Access with dots, time by itself', '31.01.2026 00:00:00|14:05', '2026-01-31T06:05:00Z', access],
    ['Access without a date', '|30.12.1899 00:00:00', null, access],
    ['Access with a time and no date', '|30.12.1899 14:05:00', ['date_beside_time_blank'], access],
    ['Access with a time of another day', '31.01.2026 00:00:00|30.01.2026 14:05:00', ['time_unreadable'], access],
    ['dots with two times', '31.01.2026 08:00:00|30.12.1899 14:05:00', ['times_differ'], access],
    ['an hour without a clock', '2026-01-31|25h30', ['time_unreadable']],
    ['nothing', '|', null],
    ['a midnight without a date', '|00:00', null],
    ['a time without a date', '|14:05', ['date_beside_time_blank']],
    ['no time at all', '2026-01-31|soon', ['time_unreadable']],
    ['an hour alone', '2026-01-31|14', ['time_unreadable']],
    ['two times', '2026-01-31 08:00|14:05', ['times_differ']],
    ['one time twice', '2026-01-31 14:05|14:05', '2026-01-31T06:05:00Z'],
    ['a time of another day', '2026-01-31|2026-02-01 14:05', ['time_unreadable']],
    ['a date that is none', '2026-02-31|14:05', ['date_nonexistent']],
  ];
  for (const [says, cells, expected, mapping = '{ column: [x, y] }', field = 'delivered_at'] of cases)
    it(`${says}: ${cells}`, () => expect(read(field, mapping, cells, true)).to.deep.equal(expected));
});

describe('a time that is no number of a spreadsheet', () => {
  const cases: readonly (readonly [cell: string, mapping: string, expected: unknown])[] = [
    ['0.5', '{ column: [x, y] }', '2026-01-31T04:00:00Z'],
    ['0.30', '{ column: [x, y] }', ['time_unreadable']],
    ['0.75', '{ column: [x, y] }', '2026-01-31T10:00:00Z'],
    ['0.00', '{ column: [x, y] }', '2026-01-30T16:00:00Z'],
    ['0.30', '{ column: [x, y], format: [iso, excel_serial] }', '2026-01-30T23:12:00Z'],
    ['0.30', '{ column: [x, y], format: [iso, yyyy-MM-dd H.mm] }', '2026-01-30T16:30:00Z'],
  ];
  for (const [cell, mapping, expected] of cases)
    it(`${cell} with ${mapping}`, () => expect(read('delivered_at', mapping, `2026-01-31|${cell}`)).to.deep.equal(expected));

  it('is refused with forms that read it', () => {
    const { factOf } = asCompiled(layoutOf('{ delivered_at: { column: [x, y], format: dd.MM.yyyy } }'), 'no|x|y');
    const refused = (cell: string): string => {
      const result = factOf({ number: 14, cells: ['S1', '31.01.2026', cell] });
      if (typeof result !== 'object' || !('reject' in result)) throw new Error(`${cell} was read`);
      return result.reject.map(remedyOf).join();
    };
    expect(refused('9.30')).to.equal(
      'If it is one, give the form of date and time together, `format: [dd.MM.yyyy, dd.MM.yyyy H.mm]`, at delivered_at in config/layouts/acme.yaml.',
    );
    expect(refused('0.30'))
      .to.contain('`format: [dd.MM.yyyy, excel_serial]`')
      .and.to.contain('`format: [dd.MM.yyyy, dd.MM.yyyy H.mm]`');
    expect(refused('93000')).to.contain('`format: [dd.MM.yyyy, dd.MM.yyyy Hmmss]`');
    expect(refused('soon')).to.match(/^Correct the cell/);
  });
});

describe('several columns of a text', () => {
  it('are joined by what the layout says', () => {
    expect(read('order_no', '{ column: [x, y], join: "-" }', 'SF|0012')).to.equal('SF-0012');
    expect(read('consignee', '{ column: [x, y], join: ", " }', 'Lin|')).to.equal('Lin');
    expect(read('order_no', '{ column: [x, y], join: "" }', '|')).to.equal(null);
  });

  it('are all filled where they are a part of the key', () => {
    const key = layoutOf('{ client: { const: A }, shipment_no: { column: [x, y], join: "-" } }', { fact: 'shipment' });
    expect(outcome(key, 'x|y', 'SF|0012')).to.include({ shipment_no: 'SF-0012' });
    expect(outcome(key, 'x|y', 'SF|')).to.deep.equal(['join_part_blank']);
    expect(outcome(key, 'x|y', '|')).to.deep.equal(['key_missing']);
  });

  it('can be a date, and looked up', () => {
    expect(read('delivered_at', '{ column: [x, y], join: " ", format: "dd.MM.yyyy HH:mm" }', '31.01.2026|08:00')).to.equal(
      '2026-01-31T00:00:00Z',
    );
    expect(read('status', '{ column: [x, y], join: "/", map: { 9/1: delivered } }', '9|1')).to.equal('delivered');
  });

  it('are named with all their columns where the file lacks one', () =>
    expect(outcome(layoutOf('{ order_no: { column: [x, z], join: "-" } }'), 'no|x|y', 'S1|a|b')).to.deep.equal([
      'column_missing',
    ]));
});

describe('texts that are filled up', () => {
  it('get back the zeros that they lost', () => {
    expect(read('order_no', '{ column: x, pad: { to: 10, with: "0" } }', '123|')).to.equal('0000000123');
    expect(read('order_no', '{ column: x, pad: { to: 3, with: 0 } }', '12345|')).to.equal('12345');
    expect(read('order_no', '{ column: x, pad: { to: 10, with: "0" } }', '|')).to.equal(null);
    expect(read('order_no', '{ column: x, blank: ["-"], pad: { to: 3, with: "0" } }', '-|')).to.equal(null);
    expect(read('carrier', '{ column: x, pad: { to: 3, with: "0" }, map: { "007": East } }', '7|')).to.equal('East');
  });
});

describe('texts in expressions', () => {
  const cases: readonly (readonly [expression: string, cells: string, expected: unknown])[] = [
    ['concat(col("x"), "-", col("y"))', 'SF|12', 'SF-12'],
    ['concat(col("x"), "-", col("y"))', 'SF|', null],
    ['concat(col("x"), coalesce(col("y"), ""))', 'SF|', 'SF'],
    ['substring(col("x"), 3)', '顺丰0012|', '0012'],
    ['substring(col("x"), 1, 2)', '顺丰0012|', '顺丰'],
    ['substring(col("x"), -3)', 'AB0012|', '012'],
    ['substring(col("x"), 9)', 'AB|', null],
    ['replace(col("x"), ".", "")', '1.2.3|', '123'],
    ['replace(col("x"), "a", "$&")', 'bab|', 'b$&b'],
    ['pad(col("x"), 6, "0")', '12|', '000012'],
    ['pad(text(number(col("x"))), 6, "0")', '12|', '000012'],
    ['upper(col("x"))', 'straße|', 'STRASSE'],
    ['trim(substring(col("x"), 3))', 'A  12|', '12'],
    ['upper(trim(replace(col("x"), "no", ""))) == "" ? "none" : "some"', '|', 'none'],
  ];
  for (const [expression, cells, expected] of cases)
    it(`${expression} of ${cells}`, () => expect(read('order_no', `{ value: '${expression}' }`, cells)).to.equal(expected));

  for (const [expression, code] of [
    ['pad(col("x"), 0, "0")', 'layout_argument_wrong'],
    ['pad(col("x"), 3, "00")', 'layout_argument_wrong'],
    ['substring(col("x"), 0)', 'layout_argument_wrong'],
    ['replace(col("x"), "", "a")', 'layout_argument_wrong'],
    ['pad(number(col("x")), 3, "0")', 'types_differ'],
    ['concat(col("x"))', 'types_differ'],
  ])
    it(`${expression} is a fault of the layout`, () =>
      expect(faultsOf(layoutOf(`{ order_no: { value: '${expression}' } }`))).to.deep.equal([`fields.order_no.value+0 ${code}`]));
});
