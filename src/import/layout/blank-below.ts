import type { FactKind } from '../../facts/kinds.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import { type Filling, groupFields, isOfOtherClient } from './fill.js';
import type { Columns } from './columns.js';
import type { SourceRow } from './row.js';
import type { Layout } from './schema.js';
import { isBlank, mappingsOf, numberOf, positionsOf } from './sources.js';

/** A column that is written once is filled on the first row of so many groups; others hold exceptions. */
const usualShare = 0.5;

/** Of the groups whose first row fills a column, so many must leave it blank below before anything is said. */
const tellingShare = 0.5;

/** Of so many rows one must have no key before a key is taken for one that is written once: a few are just missing. */
const unnamedShare = 0.02;

interface Watched {
  readonly at: number;
  groups: number;
  /** Groups that leave it blank below: those in which a row below repeats the key, and those in which the key is blank there too. */
  blank: number;
  blankUnnamed: number;
  /** In the group being read: whether its first row fills the column, and whether a later one does. */
  isFirstFilled: boolean;
  isFilledBelow: boolean;
}

/** Notices columns that are filled on the first row of a group and blank on the others, and that no layout fills. */
export class BlankBelow {
  readonly #group: readonly number[];
  readonly #watched: readonly Watched[];
  readonly #read: readonly number[];
  #first: readonly string[] | undefined;
  #rows = 0;
  #all = 0;
  #groups = 0;
  #isNamedBelow = false;

  constructor(
    private readonly layout: Layout,
    private readonly kind: FactKind,
    private readonly columns: Columns,
    private readonly filling: Filling,
  ) {
    const { group, filled } = filling;
    // Rows of one survey wave or of one meter have nothing in common that is written once.
    this.#group = (layout.fill !== undefined && layout.fill !== 'ditto') || numberOf(kind).endsWith('_no') ? group : [];
    const amounts = new Set(kind.fields.filter(({ type }) => type === 'number').map(({ name }) => name));
    const described = mappingsOf(layout).filter(([name, { missing }]) => !amounts.has(name) && missing === undefined);
    const at = new Set([...group, ...described.flatMap(([, mapping]) => positionsOf(mapping, columns))]);
    this.#read = mappingsOf(layout).flatMap(([, mapping]) => positionsOf(mapping, columns));
    this.#watched = [...at]
      .filter(position => !filled.has(position))
      .map(position => ({ at: position, groups: 0, blank: 0, blankUnnamed: 0, isFirstFilled: false, isFilledBelow: false }));
  }

  /** Takes in the next row. */
  note({ cells, fault: broken }: SourceRow): void {
    if (this.#group.length === 0 || this.#watched.length === 0) return;
    // What has nothing that the layout reads is no further line: an average, a remark.
    if (this.#group.every(at => isBlank(cells[at])) && this.#read.every(at => isBlank(cells[at]))) return;
    this.#all++;
    const first = this.#first;
    const continues = broken === undefined && first !== undefined && this.#isSameGroup(cells, first);
    if (!continues) {
      this.#end();
      this.#first = broken === undefined && !this.#group.every(at => isBlank(cells[at])) ? cells : undefined;
      this.#rows = 1;
      this.#isNamedBelow = false;
      return;
    }
    this.#rows++;
    this.#isNamedBelow ||= this.#group.every(at => isBlank(first?.[at]) || !isBlank(cells[at]));
    for (const one of this.#watched) {
      if (this.#rows === 2) {
        one.isFirstFilled = !isBlank(first?.[one.at]);
        one.isFilledBelow = false;
      }
      one.isFilledBelow ||= !isBlank(cells[one.at]);
    }
  }

  #isSameGroup(cells: readonly string[], first: readonly string[]): boolean {
    for (const at of this.#group) if (cells[at] !== first[at] && !isBlank(cells[at])) return false;
    return !isOfOtherClient(this.filling, cells, first);
  }

  /** The warning about the whole file, once its rows are read. */
  warning(layout: string, file: string): Fault | undefined {
    this.#end();
    this.#first = undefined;
    const found = this.#watched.filter(
      // A row without a key may be anything.
      ({ groups, blank, blankUnnamed }) =>
        (blank > 0 || blankUnnamed > Math.max(1, this.#all * unnamedShare)) &&
        blank + blankUnnamed >= groups * tellingShare &&
        groups >= this.#groups * usualShare,
    );
    if (found.length === 0) return undefined;
    const columns = found.map(({ at, groups, blank, blankUnnamed }) => {
      return { column: this.columns.names[at] ?? '', groups, blank: blank + blankUnnamed };
    });
    const group = groupFields(this.layout, this.kind).join(', ');
    return fault(rowFaults, 'blank_below_first', { columns, group, layout }, { file });
  }

  #end(): void {
    if (this.#rows < 2) return;
    this.#groups++;
    for (const one of this.#watched) {
      if (!one.isFirstFilled) continue;
      one.groups++;
      if (one.isFilledBelow) continue;
      if (this.#isNamedBelow) one.blank++;
      else one.blankUnnamed++;
    }
    this.#rows = 0;
  }
}
