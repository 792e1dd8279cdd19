import type { FactKind } from '../../facts/kinds.js';
import type { RowsApart } from '../../faults/import.js';
import type { Layout } from './schema.js';

/** The parts of a kind's key that a layout does not fill and that nothing is taken for. */
export const keysUnmapped = (kind: FactKind, layout: Layout): readonly string[] =>
  kind.key.filter(
    name => layout.fields[name] === undefined && kind.fields.find(field => field.name === name)?.initial === undefined,
  );

/** What tells the rows of a layout apart. */
export const rowsApart = (kind: FactKind, layout: Layout): RowsApart => ({
  fields: kind.key,
  lines:
    layout.lines === 'all'
      ? 'all'
      : kind.key.includes('line_no') && layout.fields['line_no'] === undefined
        ? 'unmapped'
        : undefined,
});

/** The fields of a kind that name a fact, their own or another: texts by which rows are told apart, grouped or found. */
export const namingFields = (kind: FactKind): readonly string[] =>
  kind.fields
    .filter(({ type, oneOf }) => type === 'text' && oneOf === undefined)
    .map(({ name }) => name)
    .filter(name => kind.key.includes(name) || name === 'site' || name.endsWith('_no') || name === 'repeat_of');
