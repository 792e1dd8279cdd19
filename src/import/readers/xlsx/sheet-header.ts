import { compatibleForm } from '../../../facts/folded.js';
import type { Fault } from '../../../faults/fault.js';
import { joinedHeader } from '../header-lines.js';
import { columnsOf } from '../header.js';
import { refuse } from '../refuse.js';
import { HEAD_ROWS, type HeadRow, type Row } from '../source.js';
import type { MergedCells } from './merges.js';
import type { Package } from './package.js';
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

/** A header as it was found: its lines as they stand, and as one. */
export interface FoundHeader {
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

/** The header among the first rows of a sheet, and the rows below it; undefined where the sheet has no rows. */
export function headerOf(
  rows: SheetRow[],
  surroundings: Surroundings,
  sheet: ChosenSheet,
  merged: MergedCells,
  form: Form | undefined,
): FoundHeader | undefined {
  const { spec, workbook } = surroundings;
  if (rows.length === 0) return undefined;
  if (spec.header !== undefined) return declaredHeader(rows, spec, spec.header, form);
  const place = { file: spec.path, ...(workbook.isSeveral ? { sheet: sheet.name } : {}) };
  const first = rows.findIndex(row => row.number >= (spec.headerRow ?? 1));
  const at = (position: number, order?: readonly number[]): FoundHeader =>
    headerAt(rows, position, { spec, merged, form, order });
  if (form === undefined) {
    if (first < 0) throw refuse('header_missing', { row: spec.headerRow }, place);
    return at(first);
  }
  let fewest: readonly string[] | undefined;
  for (const position of [...(first < 0 ? [] : [first]), ...rows.slice(0, HEAD_ROWS).keys()]) {
    const { cells } = spreadHeader(linesAt(rows, position, spec), merged);
    const positions = positionsIn(form.columns, cells);
    if ('order' in positions) return at(position, positions.order);
    if (fewest === undefined || positions.missing.length < fewest.length) fewest = positions.missing;
  }
  throw refuse('sheet_differs', { sheet: sheet.name, first: form.sheet, missing: fewest ?? [] }, place);
}

/** A header that the layout gives: its names, or the positions of as many columns as the first rows have. */
function declaredHeader(
  rows: readonly SheetRow[],
  { headerRow = 0, path }: TableSpec,
  header: NonNullable<TableSpec['header']>,
  form: Form | undefined,
): FoundHeader {
  const rest = rows.filter(({ number }) => number > headerRow);
  const width = Math.max(0, ...rest.map(({ cells }) => cells.length));
  const names = header === 'none' ? Array.from({ length: width }, (_, at) => String(at + 1)) : header;
  const line = { number: headerRow, cells: form?.columns ?? names };
  const findings: Fault[] = [];
  const columns = columnsOf(line, path, form === undefined ? findings : []);
  return { lines: [line], columns, last: headerRow, order: undefined, head: undefined, rest, findings };
}

function headerAt(
  rows: SheetRow[],
  position: number,
  {
    spec,
    merged,
    form,
    order,
  }: {
    readonly spec: TableSpec;
    readonly merged: MergedCells;
    readonly form: Form | undefined;
    readonly order: readonly number[] | undefined;
  },
): FoundHeader {
  const lines = linesAt(rows, position, spec);
  const findings: Fault[] = [];
  const columns = columnsOf(spreadHeader(lines, merged), spec.path, form === undefined ? findings : []);
  const head = spec.headerRow === undefined ? rows.slice(0, HEAD_ROWS).map(copied) : undefined;
  const last = lines.at(-1)?.number ?? 0;
  return { lines, columns, last, order, head, rest: rows.slice(position + spec.headerRows), findings };
}

const linesAt = (rows: readonly SheetRow[], position: number, { headerRows }: TableSpec): readonly Row[] =>
  rows.slice(position, position + headerRows).map(copied);

function spreadHeader(lines: readonly Row[], merged: MergedCells): Row {
  const width = Math.max(...lines.map(({ cells }) => cells.length));
  const isMerged = lines.length > 1 && merged.isAcross(lines[0]?.number ?? 0, lines.at(-1)?.number ?? 0);
  return joinedHeader(isMerged ? merged.spread(lines, width) : lines, isMerged);
}

const copied = ({ number, cells }: SheetRow): Row => ({ number, cells: [...cells] });

/** The name of a column as it is compared. */
export const folded = (name: string): string => compatibleForm(name).toLowerCase().replace(/\s+/g, ' ').trim();

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
