import type { FactKind } from '../../facts/kinds.js';
import type { Columns } from './columns.js';
import { plainLayouts } from './each.js';
import { checkColumnExpression, columnsIn } from './expressions.js';
import type { FieldMapping, Layout } from './schema.js';

/** The columns that a field is read from, as the layout names them. */
export const columnsRead = (mapping: FieldMapping): readonly (string | number)[] =>
  mapping.column === undefined ? columnsOfExpression(mapping.value) : [mapping.column].flat();

function columnsOfExpression(source: string | undefined): readonly (string | number)[] {
  if (source === undefined) return [];
  const checked = checkColumnExpression(source, ['text', 'number', 'boolean', 'instant', 'day']);
  return 'expression' in checked ? columnsIn(checked.expression) : [];
}

/** The positions of all columns that a layout reads, for a field or to choose its rows. */
export function positionsRead(layout: Layout, columns: Columns): ReadonlySet<number> {
  const named = [...mappingsOf(layout).flatMap(([, mapping]) => columnsRead(mapping)), ...columnsOfExpression(layout.where)];
  return new Set(named.flatMap(column => columns.at(column) ?? []));
}

/** The positions in a file's rows of the columns that a field is read from. */
export const positionsOf = (mapping: FieldMapping | undefined, columns: Columns): readonly number[] =>
  mapping === undefined ? [] : columnsRead(mapping).flatMap(column => columns.at(column) ?? []);

/** The fields of a layout with their mappings; of one with `each`, those that all its cells share and those of each. */
export function mappingsOf(layout: Layout): readonly (readonly [field: string, mapping: FieldMapping])[] {
  return plainLayouts(layout).flatMap(plain => Object.entries(plain.fields));
}

/** The field that numbers facts of a kind, which rows about one fact share: the first of its key behind client and site. */
export const numberOf = (kind: FactKind): string => kind.key.find(name => name !== 'client' && name !== 'site') ?? 'client';

/** Whether a cell holds nothing but spaces. */
export const isBlank = (cell: string | undefined): boolean => cell === undefined || cell === '' || cell.trim() === '';
