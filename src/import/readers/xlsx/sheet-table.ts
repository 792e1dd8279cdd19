import { isOfNames } from '../../../facts/cell-doubts.js';
import type { Fault } from '../../../faults/fault.js';
import { fault } from '../../../faults/make.js';
import { readersFaults } from '../../../faults/readers.js';
import { withoutLast } from '../footer.js';
import { MOST_COLUMNS, withoutNul } from '../header.js';
import { refuse } from '../refuse.js';
import { RepeatedHeader } from '../repeated-header.js';
import { HEAD_ROWS, type HeadRow, type Row, type SheetOfRow } from '../source.js';
import { MergedCells, MergedColumns, type MergedRange, mergedRanges } from './merges.js';
import { type Reach, sheetRows } from './sheet.js';
import { folded, type Form, type FoundHeader, headerOf, type Surroundings } from './sheet-header.js';
import type { SheetRow } from './sheet-row.js';
import type { ChosenSheet } from './workbook.js';

/** What reading one sheet gives: its columns, then its rows in the order of the form's columns. */
type SheetPart =
  | {
      readonly columns: readonly string[];
      readonly findings: readonly Fault[];
      readonly head: readonly HeadRow[] | undefined;
    }
  | { readonly rows: readonly Row[]; readonly bytes: number; readonly findings: readonly Fault[] };

/** Reads one sheet; its columns have to be those of the form, where there is one. A sheet without a cell gives nothing. */
export async function* readSheet(
  surroundings: Surroundings,
  sheet: ChosenSheet,
  ofRows: SheetOfRow | undefined,
  form: Form | undefined,
): AsyncGenerator<SheetPart> {
  const { zip, workbook, spec } = surroundings;
  const fills = spec.merged === 'all' || spec.merged.length > 0;
  const merged = new MergedCells(fills || spec.headerRows > 1 ? await mergedRanges(zip, sheet.part) : []);
  const lost = new MergedColumns();
  // One more than may be, so that too wide a header is noticed.
  const reach: Reach = { columns: MOST_COLUMNS + 1 };
  let waiting: SheetRow[] | undefined = [];
  let table: SheetTable | undefined;
  let end = 0;
  const withoutFooter = withoutLast<SheetRow>(spec.footerRows);
  const begin = (rows: SheetRow[]): SheetTable | undefined => {
    const found = headerOf(rows, surroundings, sheet, merged, form);
    return found === undefined ? undefined : new SheetTable(surroundings, found, { ofRows, form, reach, merged, lost });
  };
  for await (const { rows, bytes } of sheetRows(zip, workbook, sheet.part, reach, range => lost.add(range))) {
    end = bytes;
    if (waiting === undefined) {
      if (table !== undefined) yield { ...table.fitted(withoutFooter(rows)), bytes };
      continue;
    }
    waiting.push(...rows);
    if (waiting.filter(row => row.number >= (spec.headerRow ?? 1)).length < HEAD_ROWS + spec.headerRows) continue;
    table = begin(waiting);
    waiting = undefined;
    if (table !== undefined) yield table.heading;
    if (table !== undefined) yield { ...table.fitted(withoutFooter(table.found.rest)), bytes };
  }
  if (waiting !== undefined) {
    table = begin(waiting);
    if (table !== undefined) yield table.heading;
    if (table !== undefined) yield { ...table.fitted(withoutFooter(table.found.rest)), bytes: end };
  }
  if (table !== undefined) yield { rows: [], bytes: end, findings: table.closing() };
}

/** The rows below a header, each made as wide as it. */
class SheetTable {
  readonly found: FoundHeader;
  readonly #surroundings: Surroundings;
  readonly #ofRows: SheetOfRow | undefined;
  readonly #form: Form | undefined;
  readonly #reach: Reach;
  readonly #merged: MergedCells;
  readonly #lost: MergedColumns;
  readonly #repeated: RepeatedHeader;
  readonly #order: readonly number[] | undefined;
  readonly #naming: ReadonlySet<number>;
  /** Rows of one cell: where that is merged, it is a heading between the rows. */
  readonly #lonely = new Set<number>();
  #isFilled: ((at: number) => boolean) | undefined;
  #isReported = false;
  /** The number of the last row that is data so far. */
  #last: number;

  constructor(
    surroundings: Surroundings,
    found: FoundHeader,
    rows: {
      readonly ofRows: SheetOfRow | undefined;
      readonly form: Form | undefined;
      readonly reach: Reach;
      readonly merged: MergedCells;
      readonly lost: MergedColumns;
    },
  ) {
    this.found = found;
    this.#surroundings = surroundings;
    this.#ofRows = rows.ofRows;
    this.#form = rows.form;
    this.#reach = rows.reach;
    this.#merged = rows.merged;
    this.#lost = rows.lost;
    this.#repeated = new RepeatedHeader(found.lines);
    this.#last = found.last;
    const { order, columns, lines, last } = found;
    this.#order = order?.every((from, to) => from === to) === true && order.length === columns.length ? undefined : order;
    this.#reach.columns = columns.length;
    this.#naming = new Set(surroundings.spec.naming.flatMap(column => positionOf(column, columns) ?? []));
    this.#reach.naming = this.#naming;
    const { beyond } = this.#reach;
    const isInHeader = beyond !== undefined && beyond.row >= (lines[0]?.number ?? 0) && beyond.row <= last;
    if (isInHeader) throw refuse('columns_too_many', { most: MOST_COLUMNS }, this.#place(beyond.row));
    // What stands above the header is no part of the table's rows.
    if (beyond !== undefined && beyond.row < last) delete this.#reach.beyond;
  }

  get heading(): SheetPart {
    const { columns, findings, head } = this.found;
    return { columns, findings, head };
  }

  fitted(rows: readonly SheetRow[]): { readonly rows: readonly Row[]; readonly findings: readonly Fault[] } {
    const isFilled = (this.#isFilled ??= this.#columnsFilled());
    const { unknown } = this.#surroundings;
    const width = this.found.columns.length;
    this.#last = rows.at(-1)?.number ?? this.#last;
    const out = this.#repeated.without(rows).map(row => {
      if (this.#lonely.size < MOST_LONELY && isLonely(row.cells)) this.#lonely.add(row.number);
      const fitted = this.#withColumnCount(isFilled === nowhere ? row : this.#merged.fill(row, width, isFilled));
      if (fitted.doubts !== undefined) unknown.count(fitted);
      return fitted;
    });
    return { rows: out, findings: this.#beyond() };
  }

  /** What is known once the sheet is read. */
  closing(): readonly Fault[] {
    const { columns, last } = this.found;
    const { path } = this.#surroundings.spec;
    const isFilled = this.#isFilled ?? nowhere;
    const isOther = ({ top, left, right }: MergedRange): boolean =>
      top <= last || top > this.#last || this.#repeated.has(top) || (right > left && this.#lonely.has(top));
    const merged = this.#lost.leftBlank(isOther, columns.length, isFilled);
    const names = merged.columns.map(at => columns[at]?.trim() || String(at + 1));
    return [
      ...this.#beyond(),
      ...this.#repeated.findings(path).map(found => ({ ...found, place: this.#place(found.place.line ?? last) })),
      ...(names.length === 0
        ? []
        : [fault(readersFaults, 'cells_merged', { columns: names, ranges: merged.ranges }, this.#place(merged.first))]),
    ];
  }

  /** The columns whose merged cells are filled; asked only when rows are read, since the header may be sought elsewhere first. */
  #columnsFilled(): (at: number) => boolean {
    const { merged, path } = this.#surroundings.spec;
    if (merged === 'all') return () => true;
    if (merged.length === 0) return nowhere;
    const { columns } = this.found;
    const positions = merged.map(name => {
      const at = columns.findIndex(column => folded(column) === folded(name));
      if (at < 0) throw refuse('merged_column_unknown', { column: name, known: columns }, { file: path });
      return at;
    });
    return at => positions.includes(at);
  }

  #withColumnCount({ number, cells, doubts }: SheetRow): Row {
    const { columns } = this.found;
    const width = columns.length;
    if (cells.length > width) this.#cut(number, cells);
    while (cells.length < width) cells.push('');
    const order = this.#order;
    const sheet = this.#ofRows;
    const ordered = order === undefined ? cells : order.map(at => cells[at] ?? '');
    const row: Row = sheet === undefined ? { number, cells: ordered } : { number, cells: ordered, sheet };
    const kept = doubts === undefined ? [] : this.#moved(doubts);
    const whole = kept.length === 0 ? row : { ...row, doubts: kept };
    return withoutNul(whole, this.#surroundings.spec.path, this.#form?.columns ?? columns);
  }

  #cut(row: number, cells: string[]): void {
    const width = this.found.columns.length;
    const reach = this.#reach;
    const extra = cells.slice(width).findIndex(cell => cell !== '');
    if (extra >= 0 && (reach.beyond === undefined || reach.beyond.row > row)) reach.beyond = { row, column: width + extra + 1 };
    cells.length = width;
  }

  #moved(doubts: NonNullable<Row['doubts']>): NonNullable<Row['doubts']> {
    const width = this.found.columns.length;
    const order = this.#order;
    const within = doubts.filter(one => one.at < width && (!isOfNames(one) || this.#naming.has(one.at)));
    return order === undefined
      ? within
      : within.flatMap(doubt => {
          const at = order.indexOf(doubt.at);
          return at < 0 ? [] : [{ ...doubt, at }];
        });
  }

  #place(line: number): { readonly file: string; readonly line: number; readonly sheet?: string } {
    const { path } = this.#surroundings.spec;
    return { file: path, ...(this.#ofRows === undefined ? {} : { sheet: this.#ofRows.name }), line };
  }

  /** A warning for the first value beyond the table, once. */
  #beyond(): readonly Fault[] {
    const { beyond } = this.#reach;
    if (beyond === undefined || this.#isReported) return [];
    this.#isReported = true;
    const { columns } = this.found;
    return [fault(readersFaults, 'cells_beyond', { column: beyond.column, columns: columns.length }, this.#place(beyond.row))];
  }
}

/** Whether a row has one cell that is not blank. */
function isLonely(cells: readonly string[]): boolean {
  let filled = 0;
  for (const cell of cells) if (cell !== '' && ++filled > 1) return false;
  return filled === 1;
}

const MOST_LONELY = 1_000_000;

/** Where a column stands: by its header, else by a number that is no header. */
function positionOf(column: string | number, headers: readonly string[]): number | undefined {
  const name = folded(String(column));
  const at = headers.findIndex(header => folded(header) === name);
  return at >= 0 ? at : typeof column === 'number' ? column - 1 : undefined;
}

const nowhere = (): boolean => false;
