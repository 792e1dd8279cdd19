import type { Fault } from '../faults/fault.js';
import { BlankBelow } from './layout/blank-below.js';
import { columnsOf } from './layout/columns.js';
import type { CompiledLayout, Outcome } from './layout/compiled.js';
import { fillDown, fillingOf } from './layout/fill.js';
import type { SourceRow } from './layout/row.js';
import type { Layout } from './layout/schema.js';
import { type Look, type TotalRow, TotalRows } from './layout/total-rows.js';

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
  readonly #fill: ((row: SourceRow) => SourceRow) | undefined;
  readonly #totals: TotalRows;
  readonly #blank: BlankBelow;
  readonly #context: { readonly file: string; readonly layout: string };

  constructor(
    layout: Layout,
    private readonly compiled: CompiledLayout,
    headers: readonly string[],
    context: { readonly file: string; readonly layout: string },
  ) {
    const columns = columnsOf(headers);
    const filling = fillingOf(layout, compiled.kind, columns);
    this.#fill = fillDown(filling, columns.names, context.file);
    this.#totals = new TotalRows(layout, compiled, columns, context);
    this.#blank = new BlankBelow(layout, compiled.kind, columns, filling);
    this.#context = context;
  }

  /** The row with its blank cells filled. */
  enter(given: SourceRow): PassingRow {
    const look = this.#totals.look(given);
    const holdsFact = look === 'plain' || look === 'unnamed';
    const row = this.#fill === undefined || !holdsFact ? given : this.#fill(given);
    return { given, row, look };
  }

  /** Whether the row holds totals; asked once the rows before it have been counted. */
  judge({ given, look }: PassingRow): TotalRow {
    const found = this.#totals.judge(given, look);
    if (found === undefined) this.#blank.note(given);
    return found;
  }

  /** Takes in what became of a row. */
  count(outcome: Outcome): void {
    this.#totals.count(outcome);
  }

  /** What only the whole file shows, once its rows have passed. */
  notices(): readonly Fault[] {
    const { file, layout } = this.#context;
    const blank = this.#blank.warning(layout, file);
    return [...(blank === undefined ? [] : [blank]), ...(this.compiled.notices?.(file) ?? [])];
  }
}
