import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import { isDitto } from './ditto.js';
import { type Filling, isOfOtherClient } from './fill.js';
import { EarlierGroups } from './earlier-groups.js';
import type { SourceRow } from './row.js';
import { isBlank } from './sources.js';

/** Fills blank cells, and those that say "as above", from the rows above, row after row of one file. */
export class FillDown {
  readonly #others: readonly number[];
  readonly #fillsGroup: boolean;
  readonly #earlier: EarlierGroups;
  /** The row of the group being read, and the row before this one. */
  #above: readonly string[] | undefined;
  #before: readonly string[] | undefined;
  #lost: number | undefined;
  #apart = 0;
  #unfilled = 0;

  constructor(
    private readonly filling: Filling,
    private readonly names: readonly string[],
    private readonly file: string,
  ) {
    const { group, filled } = filling;
    this.#fillsGroup = group.every(at => filled.has(at));
    this.#others = [...filled].filter(at => !group.includes(at));
    this.#earlier = new EarlierGroups(filling, this.#others);
  }

  /** The row with its cells filled. */
  fill(row: SourceRow): SourceRow {
    if (row.fault !== undefined) {
      this.#begin(undefined);
      this.#before = undefined;
      this.#lost = row.number;
      return row;
    }
    const told = this.#withoutDittos(row);
    const done = this.filling.filled.size === 0 ? told : this.#down(told);
    this.#before = done.fault === undefined ? done.cells : undefined;
    return done;
  }

  /** What only the whole file shows: that rows of one group did not stand together. */
  notice(group: string, layout: string): Fault | undefined {
    if (this.#apart === 0) return undefined;
    const params = { rows: this.#apart, unfilled: this.#unfilled, group, layout };
    return fault(rowFaults, 'groups_apart', params, { file: this.file });
  }

  /** A sign for "as above" means the row above, whosever that is. */
  #withoutDittos(row: SourceRow): SourceRow {
    const { cells } = row;
    let whole: string[] | undefined;
    for (const at of this.filling.dittos) {
      if (!isDitto((cells[at] ?? '').trim())) continue;
      const from = this.#before?.[at];
      if (from !== undefined && !isBlank(from)) (whole ??= [...cells])[at] = from;
    }
    return whole === undefined ? row : changed(row, whole);
  }

  #down(row: SourceRow): SourceRow {
    const { group } = this.filling;
    const { cells } = row;
    const isUnnamed = group.every(at => isBlank(cells[at]));
    if (isUnnamed && !this.#fillsGroup) return row;
    const known = this.#above;
    if (known !== undefined && isOfOtherClient(this.filling, cells, known)) {
      this.#begin(undefined);
      this.#lost = row.number;
      return row;
    }
    const continues = known !== undefined && group.every(at => isBlank(cells[at]) || cells[at]?.trim() === known[at]?.trim());
    if (!continues) return this.#groupStart(row, isUnnamed);
    const whole = filledFrom(cells, this.filling.filled, at => known[at]);
    this.#above = whole ?? cells;
    return whole === undefined ? row : changed(row, whole);
  }

  /** A row that does not go on with the group above: it begins a group, or goes on with one further up. */
  #groupStart(row: SourceRow, isUnnamed: boolean): SourceRow {
    const { cells } = row;
    const others = this.#others;
    const isBlankBelow = others.length > 0 && others.every(at => isBlank(cells[at]));
    if (this.#lost !== undefined && (isUnnamed || isBlankBelow)) return this.#startLost(row, this.#lost);
    this.#lost = undefined;
    this.#begin(isUnnamed ? undefined : cells);
    if (isUnnamed) return row;
    const earlier = this.#earlier.of(cells);
    if (earlier === undefined) {
      if (isBlankBelow && this.#earlier.areForgotten) this.#unfilled++;
      return row;
    }
    const whole = filledFrom(cells, others, at => earlier[others.indexOf(at)]);
    if (whole === undefined) return row;
    this.#apart++;
    this.#above = whole;
    return changed(row, whole);
  }

  #begin(cells: readonly string[] | undefined): void {
    if (this.#above !== undefined) this.#earlier.add(this.#above);
    this.#above = cells;
  }

  #startLost(row: SourceRow, from: number): SourceRow {
    const columns = [...this.filling.filled].filter(at => isBlank(row.cells[at])).map(at => this.names[at] ?? '');
    const place = { file: this.file, line: row.number };
    return { ...row, fault: fault(rowFaults, 'group_start_lost', { row: from, columns }, place) };
  }
}

function filledFrom(
  cells: readonly string[],
  filled: Iterable<number>,
  above: (at: number) => string | undefined,
): string[] | undefined {
  let whole: string[] | undefined;
  for (const at of filled) {
    const from = above(at);
    if (from !== undefined && !isBlank(from) && isBlank(cells[at])) (whole ??= [...cells])[at] = from;
  }
  return whole;
}

/** The text of a row as it stands in the file says less than what is read now. */
function changed({ text: _text, ...row }: SourceRow, cells: readonly string[]): SourceRow {
  return { ...row, cells };
}
