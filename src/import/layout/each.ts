import { decimalText, add, type Exact } from '../../facts/exact.js';
import type { Values } from '../../facts/fact.js';
import type { FactKind } from '../../facts/kinds.js';
import type { Fault } from '../../faults/fault.js';
import { importFaults, type RowsApart } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { verbatim } from '../../faults/phrase.js';
import type { CompiledLayout, Outcome } from './compiled.js';
import type { Columns } from './columns.js';
import { rowsApart } from './key-fields.js';
import type { SourceRow } from './row.js';
import type { Layout } from './schema.js';

/** A layout for one of the columns whose cells are facts of their own. */
export interface CellLayout {
  readonly layout: Layout;
  /** The place of its group under `each`, and its column. */
  readonly group: number;
  readonly column: string;
}

/** A layout with `each` as one plain layout a column; none for a layout without. */
export function cellLayouts(layout: Layout): readonly CellLayout[] {
  const { each = [], ...whole } = layout;
  return each.flatMap(({ field, columns, cell, fields = {} }, group) =>
    Object.entries(columns).map(([column, value]) => {
      const ofCell = Object.fromEntries(Object.entries(cell).map(([name, mapping]) => [name, { ...mapping, column }]));
      return {
        layout: { ...whole, fields: { ...whole.fields, ...fields, [field]: { const: value }, ...ofCell } },
        group,
        column,
      };
    }),
  );
}

/** The plain layouts that a layout stands for: itself, or one for each of its cells. */
export const plainLayouts = (layout: Layout): readonly Layout[] =>
  layout.each === undefined ? [layout] : cellLayouts(layout).map(one => one.layout);

/** A cell's layout, compiled, and where its cell stands. */
interface CompiledCell {
  readonly compiled: CompiledLayout;
  readonly at: number;
}

/** The cells of a layout compiled by `compile` for a file's columns; or everything that the file lacks, once. */
export function compileCells(
  layout: Layout,
  columns: Columns,
  file: string,
  compile: (layout: Layout) => { readonly compiled: CompiledLayout } | { readonly faults: readonly Fault[] },
): { readonly compiled: CompiledLayout } | { readonly faults: readonly Fault[] } {
  const cells: CompiledCell[] = [];
  const faults = new Map<string, Fault>();
  for (const { layout: plain, column } of cellLayouts(layout)) {
    const result = compile(plain);
    const at = columns.at(column);
    if ('faults' in result) for (const found of result.faults) faults.set(JSON.stringify(found), found);
    else if (at === undefined) {
      const found = fault(
        importFaults,
        'column_missing',
        { column, field: verbatim('`each`'), columns: columns.names },
        { file },
      );
      faults.set(JSON.stringify(found), found);
    } else cells.push({ compiled: result.compiled, at });
  }
  const [first] = cells;
  if (faults.size > 0 || first === undefined) return { faults: [...faults.values()] };
  return { compiled: combinedLayout(first.compiled.kind, cells, { file, apart: rowsApart(first.compiled.kind, layout) }) };
}

function combinedLayout(
  kind: FactKind,
  cells: readonly CompiledCell[],
  { file, apart }: { readonly file: string; readonly apart: RowsApart },
): CompiledLayout {
  const mapped = [...new Set(cells.flatMap(({ compiled }) => compiled.mapped))];
  const empty: Values = Object.fromEntries(mapped.map(name => [name, null]));
  const isFilled = (row: SourceRow, at: number): boolean => (row.cells[at] ?? '').trim() !== '';
  const factOf: CompiledLayout['factOf'] = (row, known) => {
    if (row.fault !== undefined) return cells[0]?.compiled.factOf(row) ?? 'skipped';
    const keys = new Set<string>();
    const made = cells.flatMap(({ compiled, at }) => plainOutcomes(isFilled(row, at) ? compiled.factOf(row, known) : 'skipped'));
    const several = made.map((outcome): Outcome => {
      if (outcome === 'skipped' || !('values' in outcome)) return outcome;
      const key = kind.key.map(name => keyText(outcome.values[name] ?? null));
      if (keys.has(key.join('\n'))) {
        const { client } = outcome.values;
        const place = { file, ...(row.sheet === undefined ? {} : { sheet: row.sheet.name }), line: row.number };
        return {
          reject: [fault(importFaults, 'row_conflict', { rows: [row.number], key, apart }, place)],
          ...(typeof client === 'string' ? { client } : {}),
        };
      }
      keys.add(key.join('\n'));
      return { ...outcome, values: { ...empty, ...outcome.values } };
    });
    return { several };
  };
  return {
    kind,
    mapped,
    factOf,
    // The fields that name facts are the same in all cells of a row.
    asked: cells[0]?.compiled.asked ?? [],
    notices: cells[0]?.compiled.notices,
    amountOf: (field, row) => {
      let sum: Exact = 0;
      for (const { compiled, at } of cells) {
        const amount = isFilled(row, at) ? compiled.amountOf(field, row) : 0;
        if (amount === 'unreadable') return amount;
        sum = add(sum, amount);
      }
      return sum;
    },
  };
}

/** The facts of a cell, which may be one of each client or line. */
const plainOutcomes = (outcome: Outcome): readonly Outcome[] =>
  outcome !== 'skipped' && 'several' in outcome ? outcome.several.flatMap(plainOutcomes) : [outcome];

const keyText = (value: Values[string]): string =>
  typeof value === 'string' || typeof value === 'boolean' || value === null || value === undefined
    ? String(value ?? '')
    : decimalText(value);
