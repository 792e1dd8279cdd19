import type { FactKind } from '../../facts/kinds.js';
import type { Layout } from './schema.js';

/** The parts of a kind's key that a layout does not fill and that nothing is taken for. */
export const keysUnmapped = (kind: FactKind, layout: Layout): readonly string[] =>
  kind.key.filter(
    name => layout.fields[name] === undefined && kind.fields.find(field => field.name === name)?.initial === undefined,
  );

/** The fields of a kind that name a fact, their own or another: texts by which rows are told apart, grouped or found. */
export const namingFields = (kind: FactKind): readonly string[] =>
  kind.fields
    .filter(({ type, oneOf }) => type === 'text' && oneOf === undefined)
    .map(({ name }) => name)
    .filter(name => kind.key.includes(name) || name === 'site' || name.endsWith('_no') || name === 'repeat_of');
