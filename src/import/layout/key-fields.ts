import type { FactKind } from '../../facts/kinds.js';
import type { Layout } from './schema.js';

/** The parts of a kind's key that a layout does not fill and that nothing is taken for. */
export const keysUnmapped = (kind: FactKind, layout: Layout): readonly string[] =>
  kind.key.filter(
    name => layout.fields[name] === undefined && kind.fields.find(field => field.name === name)?.initial === undefined,
  );
