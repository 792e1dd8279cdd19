import type { Fault } from '../../faults/fault.js';
import { type Headings, importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { type CompiledLayout, compileLayout, type LayoutContext } from '../../import/layout/compile.js';
import { columnsOf } from '../../import/layout/columns.js';
import { checkColumnExpression, columnsIn } from '../../import/layout/expressions.js';
import { plainLayouts } from '../../import/layout/each.js';
import { columnsNamed, type Layout } from '../../import/layout/schema.js';
import { joinedHeader } from '../../import/readers/header-lines.js';
import { HEAD_ROWS, type HeadRow, type Source } from '../../import/readers/source.js';

/** A source whose columns are those of its layout. */
export interface SourceWithLayout {
  readonly source: Source;
  readonly compiled: CompiledLayout;
  /** Opens it once more, at the same headings. */
  readonly again: () => Promise<Source>;
}

/** Opens a source, with `header_row` or without it. */
export type OpenSource = (headerRow?: number) => Promise<Source>;

/** What a layout needs to know besides its source, and the sheet that is read. */
type ContextOf = (sheet: string | undefined) => Promise<LayoutContext>;

/** Opens a source and compiles its layout; where columns are missing, a title may stand above the headings, which are then looked for. */
export async function openWithHeader(open: OpenSource, layout: Layout, contextOf: ContextOf): Promise<SourceWithLayout> {
  const source = await open();
  try {
    const context = await contextOf(source.sheet);
    const result = compileLayout(layout, source.columns, context);
    if ('compiled' in result) return { source, compiled: result.compiled, again: () => open() };
    const columnsLack = result.faults.some(({ code }) => code === 'column_missing');
    const row = columnsLack && canHaveTitleRows(layout) ? await headerElsewhere(source, open, layout) : undefined;
    // Where the layout names the row of the headings, another one is only told.
    const headings = layout.header_row === undefined ? undefined : { named: layout.header_row, found: row };
    if (row === undefined || headings !== undefined)
      throw new Stop(2, asOneFault(result.faults, layout, source, context, headings));
    await source.close();
    return await openAt(row, open, layout, context);
  } catch (problem) {
    await source.close();
    throw problem;
  }
}

const maxMissing = 3;

/** Where a file lacks many columns it is another file: one message says so, instead of one for each column. */
function asOneFault(
  found: readonly Fault[],
  layout: Layout,
  { columns }: Source,
  context: LayoutContext,
  headings?: Headings,
): readonly Fault[] {
  const faults = found.map(one => (isColumnMissing(one) ? { ...one, params: { ...one.params, headings } } : one));
  const named = plainLayouts(layout).flatMap(plain => Object.values(plain.fields).flatMap(columnsNamed));
  const wanted = [...new Set(named.flatMap(column => (typeof column === 'string' ? [column] : [])))];
  const missing = wanted.filter(column => !columns.includes(column));
  const others = faults.filter(({ code }) => code !== 'column_missing');
  if (faults.length - others.length <= maxMissing || missing.length <= maxMissing) return faults;
  const params = { missing, wanted: wanted.length, layout: context.layout, columns, headings };
  return [fault(importFaults, 'columns_missing', params, { file: context.file }), ...others];
}

const isColumnMissing = (found: Fault): found is Fault<'column_missing'> => found.code === 'column_missing';

/** Only tables of cells have rows above their headings; and one name alone may be a value that happens to be the same. */
const canHaveTitleRows = (layout: Layout): boolean =>
  layout.header === undefined && layout.format !== 'sql' && layout.format !== 'ndjson' && columnsNamedBy(layout).length > 1;

/** Every column that a layout names, in a mapping or in an expression. */
function columnsNamedBy(layout: Layout): readonly string[] {
  const mappings = plainLayouts(layout).flatMap(plain => Object.values(plain.fields));
  const expressions = [layout.where, ...mappings.map(({ value }) => value)];
  const read = expressions.flatMap(source => {
    const checked =
      source === undefined ? undefined : checkColumnExpression(source, ['boolean', 'text', 'number', 'instant', 'day']);
    return checked !== undefined && 'expression' in checked ? columnsIn(checked.expression) : [];
  });
  const named = mappings.flatMap(columnsNamed).filter(column => typeof column === 'string');
  return [...new Set([...read, ...named])];
}

/** The row of the headings, where they are not in the row that was read: among those below it, or anywhere where the layout names a row. */
async function headerElsewhere(source: Source, open: OpenSource, layout: Layout): Promise<number | undefined> {
  if (layout.header_row === undefined) return headerBelow(source, open, layout);
  const wanted = columnsNamedBy(layout);
  const top = await open(1);
  try {
    if (likeness(wanted, top.columns) === wanted.length) return 1;
    return await headerBelow(top, open, layout, wanted.length);
  } finally {
    await top.close();
  }
}

/** How many of the columns wanted are there. */
function likeness(wanted: readonly string[], columns: readonly string[]): number {
  const { at } = columnsOf(columns);
  return wanted.filter(column => at(column) !== undefined).length;
}

/**
 * The row whose cells are most like the columns that the layout names: it has more of them than the row that was taken for the header,
 * and at least half, or as many as given. The first of several.
 */
async function headerBelow(source: Source, open: OpenSource, layout: Layout, least?: number): Promise<number | undefined> {
  const wanted = columnsNamedBy(layout);
  const fewest = least ?? Math.max(2, wanted.length / 2);
  let best: { readonly row: number | undefined; readonly found: number } = {
    row: undefined,
    found: likeness(wanted, source.columns),
  };
  const consider = (row: number, columns: readonly string[]): void => {
    const found = likeness(wanted, columns);
    if (found > best.found && found >= fewest) best = { row, found };
  };
  if (source.head !== undefined) {
    for (const { number, cells } of headersAmong(source.head, layout.header_rows ?? 1)) consider(number, cells);
    return best.row;
  }
  // A text is read anew from each row, since a title hides which delimiter the rows below it have.
  for (const row of await rowsToTry(source, layout.header_rows ?? 1)) {
    if (best.found === wanted.length) break;
    const at = await open(row);
    try {
      consider(row, at.columns);
    } finally {
      await at.close();
    }
  }
  return best.row;
}

/** The numbers of the rows at which a header can begin; those last that were taken for the lines of one. */
async function rowsToTry(source: Source, lines: number): Promise<readonly number[]> {
  const rows = await firstRows(source);
  const above = lines === 1 ? 0 : (rows[0] ?? HEAD_ROWS + 1) - 1;
  return [...rows, ...Array.from({ length: Math.min(above, HEAD_ROWS) }, (_, at) => at + 1)];
}

/** The headers that could begin in each of the first rows of a workbook. */
const headersAmong = (head: readonly HeadRow[], lines: number): readonly HeadRow[] =>
  head.map((_, at) => joinedHeader(head.slice(at, at + lines)));

/** The numbers of the first rows below the one taken for headings; none where they cannot be read. */
async function firstRows(source: Source): Promise<readonly number[]> {
  const numbers: number[] = [];
  try {
    for await (const rows of source.rows) {
      numbers.push(...rows.map(({ number }) => number).filter(number => number <= HEAD_ROWS));
      if (rows.some(({ number }) => number > HEAD_ROWS)) break;
    }
  } catch (problem) {
    // Under a title that is no header, rows can seem broken off.
    if (!(problem instanceof Stop)) throw problem;
  }
  return numbers;
}

async function openAt(row: number, open: OpenSource, layout: Layout, context: LayoutContext): Promise<SourceWithLayout> {
  const source = await open(row);
  const result = compileLayout(layout, source.columns, context);
  if ('faults' in result) {
    await source.close();
    const placed = asOneFault(result.faults, layout, source, context).map(one => ({
      ...one,
      place: { ...one.place, line: row },
    }));
    throw new Stop(2, placed);
  }
  const found: Fault = fault(importFaults, 'header_found', { row, layout: context.layout }, { file: context.file, line: row });
  const reportingSource: Source = {
    ...source,
    get findings() {
      return [found, ...source.findings];
    },
  };
  return { source: reportingSource, compiled: result.compiled, again: () => open(row) };
}
