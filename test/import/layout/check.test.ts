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
      ['with a month and its end', '{ delivered_at: { column: x, format: yyyy-MM, at: end } }', {}, []],
      ['with a month of an own day', '{ promised_day: { column: x, format: yyyy-MM, at: start } }', {}, []],
      [
        'with a month and the end of a day',
        '{ delivered_at: { column: x, format: yyyy-MM, at: end_of_day } }',
        {},
        ['fields.delivered_at.format+0 layout_format_partial'],
      ],
      [
        'with a month in an expression',
        `{ delivered_at: { value: 'instant(col("x"), "yyyy-MM")' } }`,
        {},
        ['fields.delivered_at.value+0 layout_format_partial'],
      ],
      ['with a month in an expression and its end', `{ delivered_at: { value: 'instant(col("x"), "yyyy-MM", "end")' } }`, {}, []],
      ['with a month in an expression and `at`', `{ delivered_at: { value: 'instant(col("x"), "yyyy-MM")', at: end } }`, {}, []],
      [
        'with a time alone in an expression',
        `{ delivered_at: { value: 'instant(col("x"), "HH:mm", "end")' } }`,
        {},
        ['fields.delivered_at.value+0 layout_format_partial'],
      ],
      [
        'with a month in a condition',
        '{}',
        { where: 'instant(col("x"), "yyyy-MM") < instant("2026-01-01")' },
        ['where+0 layout_format_partial'],
      ],
      [
        'with an end that is none',
        `{ delivered_at: { value: 'instant(col("x"), "yyyy-MM", "middle")' } }`,
        {},
        ['fields.delivered_at.value+0 layout_argument_wrong'],
      ],
      [
        'with days that are none, or in the wrong order',
        '{ delivered_at: { column: x, between: [2026-01-01, soon] }, requested_at: { column: y, between: [2026-01-02, 2026-01-01] } }',
        {},
        ['fields.delivered_at.between+0 layout_between_wrong', 'fields.requested_at.between+0 layout_between_wrong'],
      ],
      [
        'with two columns of a text',
        '{ mode: { column: [x, y] }, delivered_at: { column: [x, y, z] } }',
        {},
        ['fields.mode.column+0 layout_join_missing', 'fields.delivered_at.column+0 layout_join_missing'],
      ],
      [
        'with settings that mean nothing for their field',
        '{ mode: { column: x, join: "-", between: [2026-01-01, 2026-01-02], scale: { from: [1, 5], to: [1, 10] } }, ordered_qty: { column: x, pad: { to: 3, with: "0" } } }',
        {},
        [
          'fields.mode.between+0 layout_setting_idle',
          'fields.mode.scale+0 layout_setting_idle',
          'fields.mode.join+0 layout_setting_idle',
          'fields.ordered_qty.pad+0 layout_setting_idle',
        ],
      ],
      [
        'with a map of a date and a time',
        '{ delivered_at: { column: [x, y], map: { a: 2026-01-01 } } }',
        {},
        ['fields.delivered_at.map+0 layout_setting_idle'],
      ],
      [
        'with texts of a map that mean two things',
        '{ status: { column: x, map: { Open: open, "ｏｐｅｎ": delivered, OPEN: open } } }',
        {},
        ['fields.status.map.ｏｐｅｎ+0 layout_map_alike'],
      ],
      ['with such texts, exactly', '{ status: { column: x, exact: true, map: { Open: open, OPEN: delivered } } }', {}, []],
      [
        'with a scale of one mark, or beside a map',
        '{ ordered_qty: { column: x, scale: { from: [5, 5], to: [1, 10] } }, lost_qty: { column: x, map: { a: 1 }, scale: { from: [1, 5], to: [1, 10] } } }',
        {},
        ['fields.ordered_qty.scale.from+0 layout_scale_flat', 'fields.lost_qty.scale+0 layout_setting_idle'],
      ],
      [
        'with a scale for what a map leaves as it is',
        '{ lost_qty: { column: x, map: { a: 1 }, otherwise: keep, scale: { from: [1, 5], to: [1, 10] } } }',
        {},
        [],
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
      [
        'with a quote that cannot be one, and keys that say nothing of the format',
        '{ mode: { column: x } }',
        { format: 'sql', quote: 'ab', footer_rows: 2 },
        ['quote+0 layout_key_idle', 'footer_rows+0 layout_key_idle', 'quote+0 quoting_bad'],
      ],
    ];
  for (const [says, fields, more, expected] of cases) {
    it(says, () => expect(faultsOf(layoutOf(fields, more))).to.deep.equal(expected));
  }
});
