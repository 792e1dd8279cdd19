import type { Fault } from '../../../faults/fault.js';
import { fault } from '../../../faults/make.js';
import { readersFaults } from '../../../faults/readers.js';
import { joinedHeader } from '../header-lines.js';
import { columnsOf, MOST_COLUMNS, withoutNul } from '../header.js';
import { refuse } from '../refuse.js';
import { RepeatedHeader } from '../repeated-header.js';
import { HEAD_ROWS, type HeadRow, type Row, type SheetOfRow } from '../source.js';
import { MergedCells, MergedColumns, mergedRanges } from './merges.js';
import type { Package } from './package.js';
import { type Reach, sheetRows } from './sheet.js';
import type { SheetRow } from './sheet-row.js';
import type { TableSpec } from './table-spec.js';
import type { UnknownResults } from './unknown-results.js';
import type { ChosenSheet, Workbook } from './workbook.js';

/** The columns that all sheets of a table have, and the sheet that gave them. */
export interface Form {
  readonly sheet: string;
  readonly columns: readonly string[];
}

/** What all sheets of a table are read with. */
export interface Surroundings {
  readonly zip: Package;
  readonly workbook: Workbook;
  readonly spec: TableSpec;
  readonly unknown: UnknownResults;
}

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
  const begin = (rows: SheetRow[]): SheetTable | undefined => {
    const found = headerOf(rows, surroundings, sheet, merged, form);
    return found === undefined ? undefined : new SheetTable(surroundings, found, { ofRows, form, reach, merged, lost });
  };
  for await (const { rows, bytes } of sheetRows(zip, workbook, sheet.part, reach, range => lost.add(range))) {
    end = bytes;
    if (waiting === undefined) {
      if (table !== undefined) yield { ...table.fitted(rows), bytes };
      continue;
    }
    waiting.push(...rows);
    if (waiting.filter(row => row.number >= (spec.headerRow ?? 1)).length < HEAD_ROWS + spec.headerRows) continue;
    table = begin(waiting);
    waiting = undefined;
    if (table !== undefined) yield table.heading;
    if (table !== undefined) yield { ...table.fitted(table.found.rest), bytes };
  }
  if (waiting !== undefined) {
    table = begin(waiting);
    if (table !== undefined) yield table.heading;
    if (table !== undefined) yield { ...table.fitted(table.found.rest), bytes: end };
  }
  if (table !== undefined) yield { rows: [], bytes: end, findings: table.closing() };
}

/** A header as it was found: its lines as they stand, and as one. */
interface FoundHeader {
  readonly lines: readonly Row[];
  readonly columns: readonly string[];
  /** The number of its last line. */
  readonly last: number;
  /** By the form's columns, where each stands in this sheet; -1 where it has no name and is not there. */
  readonly order: readonly number[] | undefined;
  readonly head: readonly HeadRow[] | undefined;
  readonly rest: SheetRow[];
  readonly findings: readonly Fault[];
}

function headerOf(
  rows: SheetRow[],
  { spec, workbook }: Surroundings,
  sheet: ChosenSheet,
  merged: MergedCells,
  form: Form | undefined,
): FoundHeader | undefined {
  const first = rows.findIndex(row => row.number >= (spec.headerRow ?? 1));
  if (first < 0) {
    if (rows.length === 0 || (spec.headerRow !== undefined && form !== undefined)) return undefined;
    throw refuse('header_missing', { row: spec.headerRow }, { file: spec.path });
  }
  const head = spec.headerRow === undefined ? rows.slice(0, HEAD_ROWS).map(copied) : undefined;
  const linesAt = (at: number): readonly Row[] => rows.slice(at, at + spec.headerRows).map(copied);
  const spread = (lines: readonly Row[]): Row => {
    const width = Math.max(...lines.map(({ cells }) => cells.length));
    const isMerged = lines.length > 1 && merged.isAcross(lines[0]?.number ?? 0, lines.at(-1)?.number ?? 0);
    return joinedHeader(isMerged ? merged.spread(lines, width) : lines, isMerged);
  };
  const found = (at: number, order?: readonly number[]): FoundHeader => {
    const lines = linesAt(at);
    const findings: Fault[] = [];
    const columns = columnsOf(spread(lines), spec.path, form === undefined ? findings : []);
    const last = lines.at(-1)?.number ?? 0;
    return { lines, columns, last, order, head, rest: rows.slice(at + spec.headerRows), findings };
  };
  if (form === undefined) return found(first);
  let fewest: readonly string[] | undefined;
  for (const at of [first, ...rows.slice(0, HEAD_ROWS).keys()]) {
    const positions = positionsIn(form.columns, spread(linesAt(at)).cells);
    if ('order' in positions) return found(at, positions.order);
    if (fewest === undefined || positions.missing.length < fewest.length) fewest = positions.missing;
  }
  const place = { file: spec.path, ...(workbook.isSeveral ? { sheet: sheet.name } : {}) };
  throw refuse('sheet_differs', { sheet: sheet.name, first: form.sheet, missing: fewest ?? [] }, place);
}

const copied = ({ number, cells }: SheetRow): Row => ({ number, cells: [...cells] });

/** A header as it is compared. */
const folded = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** Where the columns of a form stand among others; or those that are not there. */
function positionsIn(
  wanted: readonly string[],
  columns: readonly string[],
): { readonly order: readonly number[] } | { readonly missing: readonly string[] } {
  const positions = new Map<string, number[]>();
  columns.forEach((name, at) => {
    const key = folded(name);
    positions.set(key, [...(positions.get(key) ?? []), at]);
  });
  const missing: string[] = [];
  const order = wanted.map((name, at) => {
    const key = folded(name);
    if (key === '') return folded(columns[at] ?? '') === '' ? at : -1;
    const position = positions.get(key)?.shift();
    if (position === undefined) missing.push(name);
    return position ?? -1;
  });
  return missing.length === 0 ? { order } : { missing };
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
  #isFilled: ((at: number) => boolean) | undefined;
  #isReported = false;

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
    const { order, columns, lines, last } = found;
    this.#order = order?.every((from, to) => from === to) === true && order.length === columns.length ? undefined : order;
    this.#reach.columns = columns.length;
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
    const out = this.#repeated.without(rows).map(row => {
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
    const merged = this.#lost.leftBlank(row => row <= last || this.#repeated.has(row), columns.length, isFilled);
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
    const reach = this.#reach;
    const width = columns.length;
    const extra = cells.slice(width).findIndex(cell => cell !== '');
    if (extra >= 0 && (reach.beyond === undefined || reach.beyond.row > number))
      reach.beyond = { row: number, column: width + extra + 1 };
    cells.length = Math.min(cells.length, width);
    while (cells.length < width) cells.push('');
    const order = this.#order;
    const row: Row = {
      number,
      cells: order === undefined ? cells : order.map(at => cells[at] ?? ''),
      ...(this.#ofRows === undefined ? {} : { sheet: this.#ofRows }),
      ...(doubts === undefined ? {} : { doubts: this.#moved(doubts) }),
    };
    return withoutNul(row, this.#surroundings.spec.path, this.#form?.columns ?? columns);
  }

  #moved(doubts: NonNullable<Row['doubts']>): NonNullable<Row['doubts']> {
    const width = this.found.columns.length;
    const order = this.#order;
    const within = doubts.filter(({ at }) => at < width);
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

const nowhere = (): boolean => false;
