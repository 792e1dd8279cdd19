import { expect } from 'chai';
import { decimalText } from '../../../src/facts/exact.js';
import { importFaults } from '../../../src/faults/import.js';
import { fault } from '../../../src/faults/make.js';
import type { SourceRow } from '../../../src/import/layout/row.js';
import type { Layout } from '../../../src/import/layout/schema.js';
import { RowsInOrder } from '../../../src/import/rows-in-order.js';
import { compiled, faultsOf, layoutOf } from './reading.js';

const headers = 'client|no|line|status|promised|delivered|qty|cost';
const fields = `{
  client: { column: client }, shipment_no: { column: no }, line_no: { column: line }, status: { column: status },
  promised_at: { column: promised }, delivered_at: { column: delivered }, shipped_qty: { column: qty }, freight_cost: { column: cost } }`;
const layout = (more: Record<string, unknown> = {}): Layout => layoutOf(fields, { fact: 'shipment', ...more });

interface Passed {
  /** What became of each row: its key with its dates, `skipped` or `rejected` with the code. */
  readonly rows: readonly string[];
  readonly notices: readonly string[];
}

/** Rows written as "ACME|S1|1|…", from row 2 on, as one file. */
function passed(of: Layout, rows: readonly string[], names = headers, clients: readonly string[] = []): Passed {
  const ready = compiled(of, names);
  if (!('factOf' in ready)) throw new Error(ready.map(({ code }) => code).join());
  const order = new RowsInOrder(of, ready, names.split('|'), { file: 'june.csv', layout: 'config/layouts/acme.yaml', clients });
  const became = rows.map((text, i) => {
    const broken =
      text === 'broken'
        ? { fault: fault(importFaults, 'row_conflict', { rows: [], key: [], apart: { fields: [], lines: undefined } }) }
        : {};
    const passing = order.enter({ number: i + 2, cells: text.split('|'), ...broken });
    const total = order.judge(passing);
    if (total !== undefined) return 'skip' in total ? `skipped ${total.skip.code}` : `rejected ${total.reject.code}`;
    const outcome = ready.factOf(passing.row);
    order.count(outcome, passing.row);
    if (outcome === 'skipped' || 'several' in outcome) throw new Error('it is one row that is kept');
    if ('reject' in outcome) return `rejected ${outcome.reject.map(({ code }) => code).join()}`;
    const { shipment_no, line_no, promised_at, shipped_qty, freight_cost } = outcome.values;
    const amounts = [shipped_qty, freight_cost].map(value =>
      typeof value === 'object' && value !== null ? decimalText(value) : value,
    );
    return [shipment_no, line_no, promised_at === null ? 'undated' : 'dated', ...amounts].join(' ');
  });
  return { rows: became, notices: order.notices().map(({ code, params }) => `${code} ${JSON.stringify(params)}`) };
}

const s = (no: string, line = '1', qty = '5', cost = '10'): string =>
  `ACME|${no}|${line}|delivered|2026-06-01|2026-06-02|${qty}|${cost}`;

describe('a row of totals', () => {
  it('is skipped by its word, in every usual language, wherever the word stands', () => {
    for (const word of [
      '合计',
      '总计：',
      '小计',
      '合计（24单）',
      'Total',
      'GRAND TOTAL',
      'Subtotal',
      'Sub-total:',
      'Summe',
      'Gesamt',
      'Sum',
      'Total: 2 rows',
      '合 计',
      'Ｔｏｔａｌ',
    ]) {
      expect(passed(layout(), [s('S1'), s('S2'), `${word}||||||10|20`]).rows[2], word).to.equal('skipped row_is_total');
      expect(passed(layout(), [s('S1'), `|${word}|||||5|10,5 €`]).rows[1], word).to.equal('skipped row_is_total');
    }
  });

  it('is no row that only has such a name: a client, a product, a sparse row with a number of its own', () => {
    expect(passed(layout(), ['Total|S1|1|delivered|2026-06-01|2026-06-02|5|1']).rows).to.deep.equal(['S1 1 dated 5 1']);
    expect(passed(layout(), ['Total|S1|||||5|']).rows).to.deep.equal(['S1 1 undated 5 ']);
    expect(passed(layout(), ['Total Energies|S1|||||5|', 'Sumitomo|S2|||||5|']).rows).to.deep.equal([
      'S1 1 undated 5 ',
      'S2 1 undated 5 ',
    ]);
  });

  it('is rejected where that is in doubt', () => {
    expect(passed(layout(), [s('S1'), 'Total|24|||||5|10']).rows[1]).to.equal('rejected row_maybe_total');
    expect(passed(layout(), [s('S1'), 'Total||north|west|||5|']).rows[1]).to.equal('rejected row_maybe_total');
  });

  it('is told by its label in the number or the client, with what it is of, in rows that hold other cells too', () => {
    const labels = `Total | Subtotal | Total week 40 | Summe KW 40 | 小计 10月 | Zwischensumme KW 41 | Total week: 20 | TOTAL (30 shipments)
      | Average | Ø | Count: 30 | Total général | Total for October | 合计（24单） | Total ACME | Week 40 total | 华东小计`;
    for (const label of labels.split('|').map(text => text.trim())) {
      const last = (row: string): string | undefined => passed(layout(), [s('S1'), s('S2'), row]).rows[2];
      expect(last(`ACME|${label}||delivered|2026-06-01|2026-06-02|3|1`), label).to.equal('rejected row_maybe_total');
      expect(last(`ACME|${label}||||2026-06-02||`), label).to.equal('rejected row_maybe_total');
      expect(last(`ACME|${label}|||||10|`), label).to.equal('skipped row_is_total');
      expect(last(`ACME|${label}|||||9|`), label).to.equal('rejected row_maybe_total');
      expect(last(`|${label}|||||10|20`), label).to.equal('skipped row_is_total');
      expect(last(`${label}||||||10|20`), label).to.equal('skipped row_is_total');
      expect(last(`${label}||||north|west||`), label).to.equal('rejected row_maybe_total');
    }
  });

  it('is told by its sums where its key is unlike the others, also after rejected rows, and with a count for a number', () => {
    const wrong = 'ACME|S2|1|gone away|2026-06-01|2026-06-02|7|1';
    const { rows } = passed(layout(), [
      s('S1'),
      wrong,
      s('S3'),
      'ACME|Zusammen||delivered|2026-06-01|2026-06-02|17|21',
      s('S4'),
      s('S5', '1', '1', '1'),
      'Total|5|1|delivered|2026-06-01|2026-06-02|6|11',
      'Total|5|1|delivered|2026-06-01|2026-06-02|4|11',
      'ACME|COLLECTION|1|delivered|2026-06-01|2026-06-02|4|11',
    ]);
    expect(rows).to.deep.equal([
      'S1 1 dated 5 10',
      'rejected choice_unknown',
      'S3 1 dated 5 10',
      'rejected row_maybe_total',
      'S4 1 dated 5 10',
      'S5 1 dated 1 1',
      'rejected row_maybe_total',
      '5 1 dated 4 11',
      'COLLECTION 1 dated 4 11',
    ]);
  });

  it('is skipped where what it says of the rows above is true, whatever else stands in it', () => {
    const above = [s('S1'), s('S2'), s('S3', '1', '98', '1')];
    const last = (row: string): string | undefined => passed(layout(), [...above, row]).rows[3];
    for (const row of [
      // A count of rows in place of the number, alone and beside sums.
      'Grand total|3||||||',
      'Grand total|3 shipments||||||',
      '合计|3单||||||',
      'Total|3|||||108|21',
      // Sums with a date, a place and a state beside them.
      'Grand total|108|1|delivered|2026-06-30|2026-06-30|108|21',
      '||June|Grand total|2026-06-30||108|',
      'Total||north|west|||108|',
      'ACME|Grand total|1|delivered|2026-06-30|2026-06-30|108|21',
    ])
      expect(last(row), row).to.equal('skipped row_is_total');
    for (const row of [
      'Grand total|4||||||',
      'Grand total|S4||||||',
      'Grand total|3|||||107|21',
      'Total|4|||||108|21',
      'Total|3|||||108|20',
      'Average|3|||||108|21',
      '||June|Grand total|2026-06-30||107|',
      'ACME|Grand total|1|delivered|2026-06-30|2026-06-30|108|20',
    ])
      expect(last(row), row).to.equal('rejected row_maybe_total');
    expect(passed(layout({ total_rows: 'reject' }), [...above, 'Grand total|3||||||']).rows[3]).to.equal(
      'rejected row_maybe_total',
    );
  });

  it('is no row of a client that has such a name, nor of keys that are all alike', () => {
    for (const client of [
      'Total Energies GmbH',
      'Total',
      'Summe Logistik',
      '合计有限公司',
      'Count Dracula',
      'Øresund A/S',
      'Totalizer',
    ])
      expect(passed(layout(), [`${client}|S1|1|delivered|2026-06-01|2026-06-02|5|1`]).rows, client).to.deep.equal([
        'S1 1 dated 5 1',
      ]);
    for (const key of ['TOTAL-4711X', 'SUM123', 'Count 12', 'Totalisator', 'Totaleinbau 4'])
      expect(passed(layout(), [s('S1'), s('S2'), s(key)]).rows[2], key).to.equal(`${key} 1 dated 5 10`);
    expect(passed(layout(), [s('AB'), s('BC'), s('CD', '1', '10', '20')]).rows[2]).to.equal('CD 1 dated 10 20');
    const sure = 'Subtotal|12|1|delivered|2026-06-01|2026-06-02|5|1';
    expect(passed(layout(), [sure]).rows).to.deep.equal(['rejected row_maybe_total']);
    const mapped = layoutOf(fields.replace('{ column: client }', '{ column: client, map: { subtotal: ACME } }'), {
      fact: 'shipment',
    });
    expect(passed(mapped, [sure]).rows).to.deep.equal(['12 1 dated 5 1']);
    expect(passed(layout(), [sure], headers, ['Subtotal']).rows).to.deep.equal(['12 1 dated 5 1']);
  });

  it('and a remark are neither filled nor lines of what stands above, and no reason to fill', () => {
    const all = layout({ fill: { down: ['client', 'shipment_no', 'promised_at', 'status'] } });
    const rows = [
      'ACME|S1|1|delivered|2026-06-01|2026-06-02|5|10',
      '||2||||4|',
      'Subtotal week 40||||||9|10',
      'BETA|S2|1|open|2026-06-01||1|',
      '* Agreed until blank: any time on that day|||||||',
      'GAMMA||1|open|2026-06-01||1|',
      '||2||||1|',
    ];
    expect(passed(all, rows).rows).to.deep.equal([
      'S1 1 dated 5 10',
      'S1 2 dated 4 ',
      'skipped row_is_total',
      'S2 1 dated 1 ',
      'rejected row_maybe_total',
      'rejected key_missing',
      'rejected group_start_lost',
    ]);
    const weeks = ['S1', 'S2', 'S3'].flatMap(no => [
      s(no),
      'Subtotal week 40||||||5|10',
      '* see note|||||||',
      `Razem ${no}||||||7|`,
    ]);
    expect(passed(layout(), weeks).notices).to.deep.equal([]);
  });

  it('that is in doubt begins no group for the rows below it', () => {
    const all = layout({ fill: 'down' });
    expect(
      passed(all, [s('S1'), 'ACME|Total week 40||open|2026-06-01||7|', '||2||||1|', s('S2'), '||2||||1|']).rows,
    ).to.deep.equal([
      'S1 1 dated 5 10',
      'rejected row_maybe_total',
      'rejected group_start_lost',
      'S2 1 dated 5 10',
      'S2 2 dated 1 ',
    ]);
  });

  it('whose key is a remark alone is rejected, and a list of numbers alone is none', () => {
    const rows = [s('S1'), s('S2'), '|* weights rounded||||||', '|Printed: 2026-11-02||||||'];
    expect(passed(layout(), rows).rows.slice(2)).to.deep.equal(['rejected row_maybe_total', 'rejected row_maybe_total']);
    const one = layoutOf('{ client: { const: ACME }, shipment_no: { column: no }, status: { const: delivered } }', {
      fact: 'shipment',
    });
    expect(passed(one, ['S1', 'S2', 'S 3'], 'no').rows)
      .to.have.lengthOf(3)
      .and.satisfy((all: string[]) => all.every(row => row.startsWith('S')));
  });

  it('without a word is known by its sums, of all rows or of those since the last one', () => {
    const { rows } = passed(layout(), [
      s('S1', '1', '5.5', '10'),
      s('S2', '1', '1', '0.2'),
      '||||||6.5|10.2',
      s('S3', '1', '2', '1'),
      s('S4', '1', '3', '1'),
      '||||||5|2',
      '||||||11.5|12.2',
      '||||||12|12.2',
    ]);
    expect(rows.filter(row => !row.startsWith('S'))).to.deep.equal([
      'skipped row_is_total',
      'skipped row_is_total',
      'skipped row_is_total',
      'rejected key_missing,key_missing',
    ]);
  });

  it('can be kept or rejected, as the layout says', () => {
    expect(passed(layout({ total_rows: 'reject' }), [s('S1'), 'Total||||||5|10']).rows[1]).to.equal('rejected row_maybe_total');
    expect(passed(layout({ total_rows: 'keep' }), [s('S1'), 'Total||||||5|10']).rows[1]).to.equal('rejected key_missing');
  });

  it('a row without any value is skipped too', () =>
    expect(passed(layout(), [s('S1'), '||  |||||']).rows[1]).to.equal('skipped row_is_blank'));
});

describe('fill: down', () => {
  const below = ['ACME|S1|1|delivered|2026-06-01|2026-06-02|5|10', '||2||||4|', 'BETA|S2|1|open|||1|', '||2||||1|'];

  it('fills what describes a group and its key, no amount and no line, and stops where the next group begins', () => {
    expect(passed(layout({ fill: 'down' }), below).rows).to.deep.equal([
      'S1 1 dated 5 10',
      'S1 2 dated 4 ',
      'S2 1 undated 1 ',
      'S2 2 undated 1 ',
    ]);
  });

  it('fills the fields alone that say so, within rows that repeat the key', () => {
    const own = layoutOf(fields.replace('{ column: promised }', '{ column: promised, fill: down }'), { fact: 'shipment' });
    const rows = [
      'ACME|S1|1|delivered|2026-06-01||5|',
      'ACME|S1|2|delivered|||5|',
      'ACME|S2|1|delivered|||5|',
      '||2|delivered|||5|',
    ];
    expect(passed(own, rows).rows).to.deep.equal([
      'S1 1 dated 5 ',
      'S1 2 dated 5 ',
      'S2 1 undated 5 ',
      'rejected key_missing,key_missing',
    ]);
  });

  it('fills within another group where the layout names it', () => {
    const within = layoutOf(
      fields.replace('}}', '}, order_no: { column: order } }').replace(/ \}$/, ', order_no: { column: order } }'),
      {
        fact: 'shipment',
        fill: { down: ['promised_at', 'client'], within: 'order_no' },
      },
    );
    const rows = ['ACME|S1|1|open|2026-06-01||5||O1', '|S2|1|open|||5||O1', '|S3|1|open|||5||O2'];
    expect(passed(within, rows, `${headers}|order`).rows).to.deep.equal([
      'S1 1 dated 5 ',
      'S2 1 dated 5 ',
      'rejected key_missing',
    ]);
  });

  it('gives no row to the group above where the first row of its own was lost', () => {
    const rows = [...below.slice(0, 2), 'broken', '||2||||3|', '||3||||3|', s('S9')];
    expect(passed(layout({ fill: 'down' }), rows).rows.slice(2)).to.deep.equal([
      'rejected row_conflict',
      'rejected group_start_lost',
      'rejected group_start_lost',
      'S9 1 dated 5 10',
    ]);
  });

  it('fills no total and no blank row', () => {
    expect(passed(layout({ fill: 'down' }), [...below, '小计||||||11|', '|||||||']).rows.slice(4)).to.deep.equal([
      'skipped row_is_total',
      'skipped row_is_blank',
    ]);
  });

  it('is checked: fields that no column fills, lines of kinds that have none', () => {
    expect(faultsOf(layout({ fill: { down: ['promised'], within: 'order_no' } }))).to.deep.equal([
      'fill.down+0 layout_fill_unknown',
      'fill.within+0 layout_fill_unknown',
    ]);
    expect(faultsOf(layout({ lines: 'all' }))).to.deep.equal(['lines+0 layout_lines_unfit']);
  });

  it('is missed where cells are blank below the first of a key, with the columns and how often', () => {
    const rows = [
      'ACME|S1|1|open|2026-06-01||5|',
      'ACME|S1|2|open|||5|',
      'ACME|S2|1|open|2026-06-01||5|',
      'ACME|S2|2|open|||5|',
      'ACME|S2|3|open|||5|',
      s('S3'),
    ];
    const { rows: became, notices } = passed(layout(), rows);
    expect(became.filter(row => row.includes('undated'))).to.have.lengthOf(3);
    expect(notices).to.deep.equal([
      'blank_below_first {"columns":[{"column":"promised","groups":2,"blank":2}],"group":"shipment_no","layout":"config/layouts/acme.yaml"}',
    ]);
    expect(passed(layout({ fill: 'down' }), rows).notices).to.deep.equal([]);
    expect(passed(layout(), [s('S1'), s('S1', '2'), s('S2')]).notices).to.deep.equal([]);
  });
});

describe('keys that a spreadsheet has spoiled', () => {
  const keyOf = (no: string, more: Partial<SourceRow> = {}, of = layout()): string => {
    const ready = compiled(of, headers);
    if (!('factOf' in ready)) throw new Error('columns are missing');
    const outcome = ready.factOf({ number: 2, cells: s(no).split('|'), ...more });
    if (outcome === 'skipped' || 'several' in outcome) throw new Error('it is one row');
    return 'reject' in outcome ? outcome.reject.map(({ code }) => code).join() : String(outcome.values['shipment_no']);
  };

  it('are rejected in exponent form, as spreadsheets and programs write it', () => {
    for (const text of ['7.76012E+14', '7,76012E+14', '7.76012e+14', '1E+10', '7.0E14', '776.01E+12', '1.2E-5'])
      expect(keyOf(text), text).to.equal('key_in_exponent_form');
  });

  it('are codes where they look like codes', () => {
    for (const text of ['1E10', '3E-12', 'E+14', 'S7.5E+14', '776012345678901', '12-E+1'])
      expect(keyOf(text), text).to.equal(text);
    const meant = layoutOf(fields.replace('{ column: no }', '{ column: no, map: { "1E+10": "1E10" } }'), { fact: 'shipment' });
    expect(keyOf('1E+10', {}, meant)).to.equal('1E10');
  });

  it('are rejected where a number cell has lost digits, or a formula has no result; other cells of the row may', () => {
    expect(keyOf('776012345678901000', { doubts: [{ at: 1, why: 'digits_lost' }] })).to.equal('key_digits_lost');
    expect(keyOf('', { doubts: [{ at: 1, why: 'no_result' }] })).to.equal('key_without_result');
    expect(keyOf('S1', { doubts: [{ at: 6, why: 'digits_lost' }] })).to.equal('S1');
  });

  it('are warned of where all long ones end in zeros, as a csv saved by a spreadsheet has them', () => {
    const rounded = ['776012345678901000', '776012345678902000', '776012345678903000'];
    expect(
      passed(
        layout(),
        rounded.map(no => s(no)),
      ).notices,
    ).to.deep.equal([
      'keys_end_in_zeros {"field":"shipment_no","layout":"config/layouts/acme.yaml","count":3,"example":"776012345678903000"}',
    ]);
    expect(
      passed(
        layout(),
        [...rounded, '776012345678903001'].map(no => s(no)),
      ).notices,
    ).to.deep.equal([]);
  });
});
