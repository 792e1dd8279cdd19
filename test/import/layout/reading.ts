import { parse } from 'yaml';
import { decimalText } from '../../../src/facts/exact.js';
import type { Value } from '../../../src/facts/fact.js';
import type { OwnField } from '../../../src/facts/kinds.js';
import type { Fault } from '../../../src/faults/fault.js';
import { type CompiledLayout, compileLayout, type LayoutContext } from '../../../src/import/layout/compile.js';
import { type LayoutFault, layoutFaults } from '../../../src/import/layout/check.js';
import { type Layout, layoutSchema } from '../../../src/import/layout/schema.js';

/** A layout from YAML of its fields, for shipments unless told otherwise. */
export function layoutOf(fields: string, more: Record<string, unknown> = {}): Layout {
  const key = { client: { const: 'ACME' }, shipment_no: { column: 'no' } };
  return layoutSchema.parse({
    layout: 'acme',
    fact: 'shipment',
    ...more,
    fields: { ...(more['fact'] === undefined ? key : {}), ...(parse(fields) as object) },
  });
}

const ownFields: readonly OwnField[] = [
  { fact: 'shipment', id: 'promised_day', type: 'day', en: 'Promised day', zh: '承诺日' },
  { fact: 'shipment', id: 'fragile', type: 'boolean', en: 'Fragile', zh: '易碎' },
];

const context: LayoutContext = {
  file: 'shipments.csv',
  typedCells: false,
  layout: 'config/layouts/acme.yaml',
  ownFields,
  tables: new Map(),
  zoneOf: site => (site === 'RTM' ? 'Europe/Amsterdam' : 'Asia/Shanghai'),
  clients: undefined,
};

/** The layout compiled for headers written as "no|a|b", or the file's faults. */
export function compiled(layout: Layout, headers: string, more: Partial<LayoutContext> = {}): CompiledLayout | readonly Fault[] {
  const result = compileLayout(layout, headers.split('|'), { ...context, ...more });
  return 'compiled' in result ? result.compiled : result.faults;
}

/** What becomes of a row written as "S1|x|y": its values, 'skipped', or the faults' codes; warnings under `warnings`. */
export function outcome(layout: Layout, headers: string, row: string, more: Partial<LayoutContext> = {}): unknown {
  const ready = compiled(layout, headers, more);
  if (!('factOf' in ready)) return ready.map(fault => fault.code);
  return outcomeShown(ready.factOf({ number: 14, cells: row.split('|') }));
}

function outcomeShown(result: ReturnType<CompiledLayout['factOf']>): unknown {
  if (result === 'skipped') return result;
  if ('several' in result) return result.several.map(outcomeShown);
  if ('reject' in result) return result.reject.map(fault => fault.code);
  const values = Object.fromEntries(Object.entries(result.values).map(([name, value]) => [name, shown(value)]));
  return result.warnings.length === 0 ? values : { ...values, warnings: result.warnings.map(warning => warning.code) };
}

const shown = (value: Value): unknown => (typeof value === 'object' && value !== null ? decimalText(value) : value);

/** The value of one field in one row. */
export function valueOf(field: string, mapping: string, cell: string, more: Partial<LayoutContext> = {}): unknown {
  const result = outcome(layoutOf(`{ ${field}: ${mapping} }`), 'no|x', `S1|${cell}`, more);
  return typeof result === 'object' && result !== null && !Array.isArray(result)
    ? (result as Record<string, unknown>)[field]
    : result;
}

/** Paths, codes and offsets of a layout's faults. */
export const faultsOf = (layout: Layout): readonly string[] =>
  layoutFaults(layout, { fields: ownFields }).map(
    ({ path, offset, fault }: LayoutFault) => `${path.join('.')}+${offset} ${fault.code}`,
  );
