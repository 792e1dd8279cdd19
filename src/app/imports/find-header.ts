import type { Fault } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { type CompiledLayout, compileLayout, type LayoutContext } from '../../import/layout/compile.js';
import { checkColumnExpression, columnsIn } from '../../import/layout/expressions.js';
import { plainLayouts } from '../../import/layout/each.js';
import { columnsNamed, type Layout } from '../../import/layout/schema.js';
import type { Source } from '../../import/readers/source.js';

/** How far down headings are looked for. */
const FIRST_ROWS = 20;

/** A source whose columns are those of its layout. */
export interface SourceWithLayout {
  readonly source: Source;
  readonly compiled: CompiledLayout;
  /** Opens it once more, at the same headings. */
  readonly again: () => Promise<Source>;
}

/** Opens a source, with `header_row` or without it. */
export type OpenSource = (headerRow?: number) => Promise<Source>;

/** Opens a source and compiles its layout; where columns are missing, a title may stand above the headings, which are then looked for. */
export async function openWithHeader(
  open: OpenSource,
  layout: Layout,
  contextOf: () => Promise<LayoutContext>,
): Promise<SourceWithLayout> {
  const source = await open();
  try {
    const context = await contextOf();
    const result = compileLayout(layout, source.columns, context);
    if ('compiled' in result) return { source, compiled: result.compiled, again: () => open() };
    const columnsLack = result.faults.some(({ code }) => code === 'column_missing');
    const row = columnsLack && canHaveTitleRows(layout) ? await headerBelow(source, open, layout, context) : undefined;
    if (row === undefined) throw new Stop(2, asOneFault(result.faults, layout, source, context));
    await source.close();
    return await openAt(row, open, layout, context);
  } catch (problem) {
    await source.close();
    throw problem;
  }
}

const maxMissing = 3;

/** Where a file lacks many columns it is another file: one message says so, instead of one for each column. */
function asOneFault(faults: readonly Fault[], layout: Layout, { columns }: Source, context: LayoutContext): readonly Fault[] {
  const named = plainLayouts(layout).flatMap(plain => Object.values(plain.fields).flatMap(columnsNamed));
  const wanted = [...new Set(named.flatMap(column => (typeof column === 'string' ? [column] : [])))];
  const missing = wanted.filter(column => !columns.includes(column));
  const others = faults.filter(({ code }) => code !== 'column_missing');
  if (faults.length - others.length <= maxMissing || missing.length <= maxMissing) return faults;
  const params = { missing, wanted: wanted.length, layout: context.layout, columns };
  return [fault(importFaults, 'columns_missing', params, { file: context.file }), ...others];
}

/** Only tables of cells have rows above their headings; and one name alone may be a value that happens to be the same. */
function canHaveTitleRows(layout: Layout): boolean {
  if (layout.header_row !== undefined || layout.format === 'sql' || layout.format === 'ndjson') return false;
  const mappings = plainLayouts(layout).flatMap(plain => Object.values(plain.fields));
  const expressions = [layout.where, ...mappings.map(({ value }) => value)];
  const read = expressions.flatMap(source => {
    const checked =
      source === undefined ? undefined : checkColumnExpression(source, ['boolean', 'text', 'number', 'instant', 'day']);
    return checked !== undefined && 'expression' in checked ? columnsIn(checked.expression) : [];
  });
  const named = mappings.flatMap(columnsNamed).filter(column => typeof column === 'string');
  return new Set([...read, ...named]).size > 1;
}

async function headerBelow(
  source: Source,
  open: OpenSource,
  layout: Layout,
  context: LayoutContext,
): Promise<number | undefined> {
  for (const row of await firstRows(source)) {
    const at = await open(row);
    try {
      if ('compiled' in compileLayout(layout, at.columns, context)) return row;
    } finally {
      await at.close();
    }
  }
  return undefined;
}

/** The numbers of the first rows below the one taken for headings; none where they cannot be read. */
async function firstRows(source: Source): Promise<readonly number[]> {
  const numbers: number[] = [];
  try {
    for await (const rows of source.rows) {
      numbers.push(...rows.map(({ number }) => number).filter(number => number <= FIRST_ROWS));
      if (rows.some(({ number }) => number > FIRST_ROWS)) break;
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
    throw new Stop(2, result.faults);
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
