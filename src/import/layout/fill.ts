import { foldedText } from '../../facts/folded.js';
import type { FactKind } from '../../facts/kinds.js';
import type { Columns } from './columns.js';
import type { Layout } from './schema.js';
import { isBlank, mappingsOf, numberOf, positionsOf } from './sources.js';

/** Where the rows of a group are told by, and which of their cells are filled from above. */
export interface Filling {
  readonly group: readonly number[];
  readonly filled: ReadonlySet<number>;
  /** Columns in which a sign for "as above" is filled, whatever the group. */
  readonly dittos: ReadonlySet<number>;
  /** The column of the client, where rows of another one are never of the group above; undefined where it is no single column. */
  readonly client: number | undefined;
}

/** The columns of a file that its layout fills from above, and those that say which rows belong together. */
export function fillingOf(layout: Layout, kind: FactKind, columns: Columns): Filling {
  const { fill } = layout;
  const mappings = mappingsOf(layout);
  const at = (names: ReadonlySet<string>): readonly number[] =>
    mappings.flatMap(([name, mapping]) => (names.has(name) ? positionsOf(mapping, columns) : []));
  const within = new Set(groupFields(layout, kind));
  const named = typeof fill === 'object' && fill.down !== undefined ? [fill.down].flat() : [];
  const own = mappings.flatMap(([name, mapping]) => (mapping.fill === 'down' ? [name] : []));
  const isWhole = fill === 'down' || (typeof fill === 'object' && named.length === 0 && own.length === 0);
  const fields = new Set([...named, ...own, ...(isWhole ? describing(layout, kind, within) : [])]);
  const signed = mappings.flatMap(([name, mapping]) => (fill === 'ditto' || mapping.fill === 'ditto' ? [name] : []));
  const group = [...new Set(at(within))];
  const [client, ...others] = new Set(at(new Set(['client'])));
  return {
    group,
    filled: new Set(at(fields)),
    dittos: new Set(at(new Set([...fields, ...signed]))),
    client: others.length > 0 || client === undefined || group.includes(client) ? undefined : client,
  };
}

/** The fields whose cells say which rows belong together. */
export function groupFields({ fill }: Pick<Layout, 'fill'>, kind: FactKind): readonly string[] {
  const within = typeof fill === 'object' ? fill.within : undefined;
  return within === undefined ? [numberOf(kind)] : [within].flat();
}

/** Whether a row without a key of its own names another client than the row above, so that it is no further line of that. */
export const isOfOtherClient = ({ group, client }: Filling, cells: readonly string[], above: readonly string[]): boolean =>
  client !== undefined &&
  !isBlank(cells[client]) &&
  group.every(at => isBlank(cells[at])) &&
  foldedText(cells[client] ?? '') !== foldedText(above[client] ?? '');

/** What describes a group as a whole: neither amounts, which would be counted again, nor what tells its rows apart. */
function describing(layout: Layout, kind: FactKind, group: ReadonlySet<string>): readonly string[] {
  const amounts = new Set(kind.fields.filter(({ type }) => type === 'number').map(({ name }) => name));
  const apart = kind.key.filter(name => !group.has(name) && name !== 'client' && name !== 'site');
  return mappingsOf(layout)
    .map(([name]) => name)
    .filter(name => !amounts.has(name) && !apart.includes(name));
}
