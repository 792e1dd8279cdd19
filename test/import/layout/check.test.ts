import { expect } from 'chai';
import { faultsOf, layoutOf } from './reading.js';

describe('a layout', () => {
  const cases: readonly (readonly [says: string, fields: string, more: Record<string, unknown>, expected: readonly string[]])[] =
    [
      ['that is right', '{ mode: { column: x } }', {}, []],
      ['of an unknown fact', '{}', { fact: 'shipmnt' }, ['fact+0 layout_fact_unknown']],
      ['with an unknown field', '{ delivered: { column: x } }', {}, ['fields.delivered+0 layout_field_unknown']],
      ['without its key', '{ client: { const: A } }', { fact: 'complaint' }, ['fields+0 layout_key_unmapped']],
      ['with an own field', '{ fragile: { column: x } }', {}, []],
      ['with two sources of a field', '{ mode: { column: x, const: y } }', {}, ['fields.mode+0 layout_source_unclear']],
      ['with no source of a field', '{ mode: { blank: x } }', {}, ['fields.mode+0 layout_source_unclear']],
      [
        'with a constant of another type',
        '{ ordered_qty: { const: many } }',
        {},
        ['fields.ordered_qty+0 layout_constant_unreadable'.replace('+0', '.const+0')],
      ],
      [
        'with a mapped value that is no choice',
        '{ status: { column: x, map: { a: deliverd } } }',
        {},
        ['fields.status.map.a+0 layout_constant_unreadable'],
      ],
      [
        'with a missing value of another type',
        '{ ordered_qty: { column: x, missing: { const: none } } }',
        {},
        ['fields.ordered_qty.missing.const+0 layout_constant_unreadable'],
      ],
      [
        'with an expression that has a fault',
        `{ mode: { value: 'col("x") + cool("y")' } }`,
        {},
        ['fields.mode.value+11 function_unknown'],
      ],
      [
        'with an expression of another type',
        `{ delivered_at: { value: 'row()' } }`,
        {},
        ['fields.delivered_at.value+0 result_type'],
      ],
      ['with a column that is computed', `{ mode: { value: 'col(file())' } }`, {}, ['fields.mode.value+0 layout_column_literal']],
      ['with a condition that is none', '{}', { where: 'col("x")' }, ['where+0 result_type']],
      [
        'with a format of text',
        '{ mode: { column: x, format: yyyy } }',
        {},
        ['fields.mode.format+0 layout_setting_idle', 'fields.mode.format+0 layout_format_partial'],
      ],
      [
        'with a format without a day',
        '{ delivered_at: { column: x, format: [dd/MM/yyyy, MM/yyyy] } }',
        {},
        ['fields.delivered_at.format.1+0 layout_format_partial'],
      ],
      [
        'with otherwise but no map',
        '{ mode: { column: x, otherwise: missing } }',
        {},
        ['fields.mode.otherwise+0 layout_setting_idle'],
      ],
      ['in an unknown zone', '{}', { time_zone: 'Asia/Shanghi' }, ['time_zone+0 layout_zone_unknown']],
      [
        'that sums an unmapped field',
        '{ ordered_qty: { column: x } }',
        { expect: { sums: { shipped_qty: '1' } } },
        ['expect.sums.shipped_qty+0 layout_total_unknown'],
      ],
      [
        'that expects what is no number',
        '{ ordered_qty: { column: x } }',
        { expect: { rows: 'many', sums: { ordered_qty: '1,5' } } },
        ['expect.rows+0 layout_total_unreadable', 'expect.sums.ordered_qty+0 layout_total_unreadable'],
      ],
    ];
  for (const [says, fields, more, expected] of cases) {
    it(says, () => expect(faultsOf(layoutOf(fields, more))).to.deep.equal(expected));
  }
});
