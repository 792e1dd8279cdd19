import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { rowFaults } from '../faults/rows.js';
import { BlankBelow } from './layout/blank-below.js';
import { columnsOf } from './layout/columns.js';
import type { CompiledLayout, Outcome } from './layout/compiled.js';
import { fillingOf, groupFields } from './layout/fill.js';
import { FillDown } from './layout/fill-down.js';
import { placeOf, type SourceRow } from './layout/row.js';
import type { Layout } from './layout/schema.js';
import { isBlank } from './layout/sources.js';
import type { Look } from './layout/total-look.js';
import { type Names, type TotalRow, TotalRows } from './layout/total-rows.js';

/** A row on its way: as it stands in the file, and with its blank cells filled from above. */
export interface PassingRow {
  readonly given: SourceRow;
  readonly row: SourceRow;
  readonly look: Look;
}

/**
 * What the rows of a file are because of the rows around them: blank cells are filled from above, totals told from the rest, and blank
 * cells that nothing fills are noticed. Rows pass in their order, each once through `enter` and then once through `judge` and `count`.
 */
export class RowsInOrder {
  readonly #fill: FillDown | undefined;
  readonly #totals: TotalRows;
  readonly #blank: BlankBelow;
  readonly #context: Names;
  /** The columns that say which rows belong together, where they are filled from above. */
  readonly #group: readonly number[];
  readonly #filled: readonly string[];
  /** The row that was taken for no fact although it may have begun a group. */
  #lost: number | undefined;
  /** The row that was judged last, where it is like the others; what `where` leaves out says nothing of these. */
  #watched: SourceRow | undefined;

  constructor(
    private readonly layout: Layout,
    private readonly compiled: CompiledLayout,
    headers: readonly string[],
    context: Names,
  ) {
    const columns = columnsOf(headers);
    const filling = fillingOf(layout, compiled.kind, columns);
    this.#fill = filling.dittos.size === 0 ? undefined : new FillDown(filling, columns.names, context.file);
    this.#totals = new TotalRows(layout, compiled, columns, context);
    this.#blank = new BlankBelow(layout, compiled.kind, columns, filling);
    this.#context = context;
    const fillsGroup = filling.group.length > 0 && filling.group.every(at => filling.filled.has(at));
    this.#group = fillsGroup ? filling.group : [];
    this.#filled = [...filling.filled].map(at => columns.names[at] ?? '');
  }

  /** The row with its blank cells filled. */
  enter(given: SourceRow): PassingRow {
    const look = this.#totals.look(given);
    const holdsFact = look === 'plain' || look === 'unnamed' || (typeof look === 'object' && look.is === 'sum');
    const row = this.#fill === undefined || !holdsFact ? given : this.#fill.fill(given);
    return { given, row, look };
  }

  /** Whether the row holds totals; asked once the rows before it have been counted. */
  judge({ given, look }: PassingRow): TotalRow {
    const found = this.#totals.judge(given, look);
    if (this.#group.length > 0) {
      const isUnnamed = this.#group.every(at => isBlank(given.cells[at]));
      if (!isUnnamed) this.#lost = found !== undefined && 'reject' in found ? given.number : undefined;
      else if (found === undefined && this.#lost !== undefined) return { reject: this.#startLost(given, this.#lost) };
    }
    this.#watched = found === undefined ? given : undefined;
    return found;
  }

  #startLost(given: SourceRow, row: number): Fault {
    return fault(rowFaults, 'group_start_lost', { row, columns: this.#filled }, placeOf(this.#context.file, given));
  }

  /** Takes in what became of a row. */
  count(outcome: Outcome, row: SourceRow): void {
    if (this.#watched !== undefined && outcome !== 'skipped') this.#blank.note(this.#watched);
    this.#totals.count(outcome, row);
  }

  /** What only the whole file shows, once its rows have passed. */
  notices(): readonly Fault[] {
    const { file, layout } = this.#context;
    const blank = this.#blank.warning(layout, file);
    const apart = this.#fill?.notice(groupFields(this.layout, this.compiled.kind).join(', '), layout);
    return [
      ...(blank === undefined ? [] : [blank]),
      ...(apart === undefined ? [] : [apart]),
      ...(this.compiled.notices?.(file) ?? []),
    ];
  }
}
