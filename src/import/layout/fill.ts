import { foldedText } from '../../facts/folded.js';
import type { FactKind } from '../../facts/kinds.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import type { Columns } from './columns.js';
import type { SourceRow } from './row.js';
import type { Layout } from './schema.js';
import { isBlank, mappingsOf, numberOf, positionsOf } from './sources.js';

/** Where the rows of a group are told by, and which of their cells are filled from above. */
export interface Filling {
  readonly group: readonly number[];
  readonly filled: ReadonlySet<number>;
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
  const isWhole = fill === 'down' || (fill !== undefined && named.length === 0 && own.length === 0);
  const fields = new Set([...named, ...own, ...(isWhole ? describing(layout, kind, within) : [])]);
  const group = [...new Set(at(within))];
  const [client, ...others] = new Set(at(new Set(['client'])));
  return {
    group,
    filled: new Set(at(fields)),
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

/** Fills blank cells from the rows above, row after row; undefined where the layout fills none. */
export function fillDown(filling: Filling, names: readonly string[], file: string): ((row: SourceRow) => SourceRow) | undefined {
  const { group, filled } = filling;
  if (filled.size === 0) return undefined;
  const fillsGroup = group.every(at => filled.has(at));
  const others = [...filled].filter(at => !group.includes(at));
  let above: readonly string[] | undefined;
  let lost: number | undefined;
  const unfilled = (row: SourceRow, from: number): SourceRow => {
    const columns = [...filled].filter(at => isBlank(row.cells[at])).map(at => names[at] ?? '');
    return { ...row, fault: fault(rowFaults, 'group_start_lost', { row: from, columns }, { file, line: row.number }) };
  };
  return row => {
    if (row.fault !== undefined) {
      above = undefined;
      lost = row.number;
      return row;
    }
    const { cells } = row;
    const isUnnamed = group.every(at => isBlank(cells[at]));
    if (isUnnamed && !fillsGroup) return row;
    const known = above;
    if (known !== undefined && isOfOtherClient(filling, cells, known)) {
      above = undefined;
      lost = row.number;
      return row;
    }
    const continues = known !== undefined && group.every(at => isBlank(cells[at]) || cells[at]?.trim() === known[at]?.trim());
    if (!continues) {
      if (lost !== undefined && (isUnnamed || (others.length > 0 && others.every(at => isBlank(cells[at]))))) {
        return unfilled(row, lost);
      }
      above = isUnnamed ? undefined : cells;
      lost = undefined;
      return row;
    }
    let whole: string[] | undefined;
    for (const at of filled) {
      const from = known[at];
      if (from !== undefined && !isBlank(from) && isBlank(cells[at])) (whole ??= [...cells])[at] = from;
    }
    above = whole ?? cells;
    if (whole === undefined) return row;
    // The text of the row as it stands in the file says less than what is read now.
    const { text: _text, ...plain } = row;
    return { ...plain, cells: whole };
  };
}
