import { parseExact } from '../../facts/exact.js';
import { factKind, factKinds, type FactKind, type OwnField } from '../../facts/kinds.js';
import { isZone } from '../../facts/time.js';
import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { type CellFault, importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { cellLayouts } from './each.js';
import { constantText, plainForm } from './cell.js';
import { checkColumnExpression, formsIn } from './expressions.js';
import { typesWanted } from './field.js';
import { keysUnmapped } from './key-fields.js';
import { formFaults, settingFaults } from './setting-faults.js';
import { Refusal } from './refusal.js';
import { rowFaultsOf } from './row-settings.js';
import type { RowState } from './row.js';
import type { Constant, FieldMapping, Layout } from './schema.js';
import { sourceFaults } from './source-keys.js';
import { type Target, typedReader } from './typed.js';
import { constantCurrencyFaults } from './unit-faults.js';

/** A fault inside a layout: the path to the YAML value it is in, and the offset in that value's text. */
export interface LayoutFault {
  readonly path: readonly (string | number)[];
  readonly offset: number;
  readonly fault: Fault;
}

/** What is wrong with a layout of the right shape, as far as can be known without a file. */
export function layoutFaults(layout: Layout, context: { readonly fields: readonly OwnField[] }): readonly LayoutFault[] {
  if (layout.each !== undefined) return wrongCells(layout, context);
  const kind = factKind(layout.fact);
  if (kind === undefined) {
    const known = factKinds.map(each => each.name);
    return [at(['fact'], fault(importFaults, 'layout_fact_unknown', { fact: layout.fact, known })), ...wholeFaults(layout, [])];
  }
  const targets = targetsOf(kind, context.fields);
  const mappings = Object.entries(layout.fields).flatMap(([name, mapping]) => {
    const target = targets.get(name);
    if (target !== undefined) return mappingFaults(target, mapping);
    const unknown = fault(importFaults, 'layout_field_unknown', { field: name, fact: kind.name, known: [...targets.keys()] });
    return [at(['fields', name], unknown)];
  });
  return [
    ...mappings,
    ...keyFaults(kind, layout),
    ...constantCurrencyFaults(layout).map(one => at(['fields', one.field, 'unit'], one.fault)),
    ...wholeFaults(layout, [...targets.values()]),
    ...rowFaultsOf(layout, kind).map(one => at(one.path, one.fault)),
  ];
}

/** The faults of every cell's layout, each once, at the place where it is written. */
function wrongCells(layout: Layout, context: Parameters<typeof layoutFaults>[1]): readonly LayoutFault[] {
  const found = new Map<string, LayoutFault>();
  for (const { layout: plain, group, column } of cellLayouts(layout)) {
    for (const one of layoutFaults(plain, context)) {
      const located = { ...one, path: placeOf(layout, group, column, one.path) };
      found.set(JSON.stringify(located), located);
    }
  }
  return [...found.values()];
}

function placeOf(layout: Layout, group: number, column: string, path: LayoutFault['path']): LayoutFault['path'] {
  const [head, name, ...rest] = path;
  const own = layout.each?.[group];
  if (head !== 'fields' || typeof name !== 'string' || own === undefined) return path;
  if (Object.hasOwn(own.cell, name)) return ['each', group, 'cell', name, ...rest];
  if (own.field === name) return ['each', group, 'columns', column];
  return own.fields !== undefined && Object.hasOwn(own.fields, name) ? ['each', group, 'fields', name, ...rest] : path;
}

const at = (path: readonly (string | number)[], found: Fault, offset = 0): LayoutFault => ({ path, offset, fault: found });

/** Every field that a source of this kind may fill, own ones by their id. */
function targetsOf(kind: FactKind, fields: readonly OwnField[]): ReadonlyMap<string, Target> {
  const own = fields
    .filter(field => field.fact === kind.name)
    .map(field => [field.id, { name: field.id, type: field.type }] as const);
  return new Map<string, Target>([...kind.fields.map(field => [field.name, field] as const), ...own]);
}

function keyFaults(kind: FactKind, layout: Layout): readonly LayoutFault[] {
  const absent = keysUnmapped(kind, layout);
  if (layout.draft === true) {
    return absent.length === 0
      ? []
      : [at(['draft'], fault(configFaults, 'layout_draft', { fields: absent, layout: layout.layout }))];
  }
  return absent.map(field => at(['fields'], fault(importFaults, 'layout_key_unmapped', { field, fact: kind.name })));
}

function wholeFaults(layout: Layout, targets: readonly Target[]): readonly LayoutFault[] {
  const found: LayoutFault[] = [];
  const { time_zone: zone, where, expect } = layout;
  if (zone !== undefined && !isZone(zone)) found.push(at(['time_zone'], fault(importFaults, 'layout_zone_unknown', { zone })));
  if (where !== undefined) found.push(...expressionFaults(['where'], where, ['boolean'], 'where', undefined));
  found.push(...sourceFaults(layout).map(({ key, found: wrong }) => at([key], wrong)));
  const rows = expect?.rows;
  if (rows !== undefined && !/^\d+$/.test(String(rows)))
    found.push(at(['expect', 'rows'], fault(importFaults, 'layout_total_unreadable', { value: String(rows) })));
  const known = targets
    .filter(target => target.type === 'number' && layout.fields[target.name] !== undefined)
    .map(target => target.name);
  for (const [field, total] of Object.entries(expect?.sums ?? {})) {
    const path = ['expect', 'sums', field];
    if (targets.length > 0 && !known.includes(field))
      found.push(at(path, fault(importFaults, 'layout_total_unknown', { field, known })));
    else if (parseExact(String(total)) === undefined)
      found.push(at(path, fault(importFaults, 'layout_total_unreadable', { value: String(total) })));
  }
  return found;
}

function expressionFaults(
  path: readonly string[],
  source: string,
  wants: Parameters<typeof checkColumnExpression>[1],
  field: string,
  end: FieldMapping['at'],
): readonly LayoutFault[] {
  const checked = checkColumnExpression(source, wants);
  if (!('expression' in checked)) return checked.located.map(one => at(path, one.fault, one.at));
  return formsIn(checked.expression).flatMap(used => formFaults(used.form, used.at ?? end, field).map(found => at(path, found)));
}

function mappingFaults(target: Target, mapping: FieldMapping): readonly LayoutFault[] {
  const path = ['fields', target.name];
  const given = (['column', 'const', 'value', 'of'] as const).filter(setting => mapping[setting] !== undefined);
  if (given.length !== 1) {
    const found = given.map(setting => `\`${setting}\``);
    return [at(path, fault(importFaults, 'layout_source_unclear', { field: target.name, found }))];
  }
  const expression =
    mapping.value === undefined
      ? []
      : expressionFaults([...path, 'value'], mapping.value, typesWanted(target, mapping), target.name, mapping.at);
  return [
    ...expression,
    ...settingFaults(target, mapping).map(([place, found]) => at([...path, ...place], found)),
    ...constantFaults(target, mapping, path),
  ];
}

/** Constants, mapped and missing values must be values of the field's type. */
function constantFaults(target: Target, mapping: FieldMapping, path: readonly string[]): readonly LayoutFault[] {
  const read = typedReader(target, plainForm(mapping), 'the layout');
  const check = (constant: Constant | null | undefined, place: readonly string[]): readonly LayoutFault[] => {
    const text = constant === null || constant === undefined ? '' : constantText(constant);
    const value = text === '' ? null : read(text, anyRow);
    if (!(value instanceof Refusal)) return [];
    const { code, params: found } = value.at({});
    // A constant is only read as its field's type: what refuses it is a cell fault, with the parameters of its code.
    const params = { field: target.name, value: text, refused: { code, params: found } as CellFault };
    return [at([...path, ...place], fault(importFaults, 'layout_constant_unreadable', params))];
  };
  const { otherwise, missing, map = {} } = mapping;
  return [
    ...check(mapping.const, ['const']),
    ...Object.entries(map).flatMap(([text, to]) => check(to, ['map', text])),
    ...(typeof otherwise === 'object' ? check(otherwise.const, ['otherwise', 'const']) : []),
    ...check(missing?.const, ['missing', 'const']),
  ];
}

const anyRow: RowState = { cells: [], number: 0, zone: () => 'UTC', warn: () => undefined };
