import { add, compare, decimalText, type Exact, parseExact } from '../../facts/exact.js';
import type { Fault } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import type { CompiledLayout } from '../../import/layout/compile.js';
import type { SourceRow } from '../../import/layout/row.js';
import type { Layout } from '../../import/layout/schema.js';

/** Adds up the rows read, whatever becomes of them, and compares them with what the layout expects. */
export class ControlTotals {
  readonly #expect: NonNullable<Layout['expect']>;
  readonly #compiled: CompiledLayout;
  readonly #sums: { readonly field: string; sum: Exact; unread: number }[];

  constructor(layout: Layout, compiled: CompiledLayout) {
    this.#expect = layout.expect ?? {};
    this.#compiled = compiled;
    this.#sums = Object.keys(this.#expect.sums ?? {}).map(field => ({ field, sum: 0, unread: 0 }));
  }

  count(row: SourceRow): void {
    for (const total of this.#sums) {
      const amount = this.#compiled.amountOf(total.field, row);
      if (typeof amount === 'string') total.unread++;
      else total.sum = add(total.sum, amount);
    }
  }

  /** What differs, both numbers named. */
  faults(rows: number, file: string): readonly Fault[] {
    const { rows: expected, sums = {} } = this.#expect;
    const place = { file };
    const counted =
      expected === undefined || Number(expected) === rows
        ? []
        : [fault(importFaults, 'control_rows_differ', { expected: String(expected), found: rows }, place)];
    const added = this.#sums.flatMap(({ field, sum, unread }) => {
      const total = parseExact(String(sums[field]));
      if (unread === 0 && total !== undefined && compare(total, sum) === 0) return [];
      const params = { field, expected: String(sums[field]), found: decimalText(sum), unread };
      return [fault(importFaults, 'control_sum_differs', params, place)];
    });
    return [...counted, ...added];
  }
}
