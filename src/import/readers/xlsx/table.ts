import type { Fault } from '../../../faults/fault.js';
import { fault } from '../../../faults/make.js';
import { readersFaults } from '../../../faults/readers.js';
import { columnsOf, MOST_COLUMNS, withoutNul } from '../header.js';
import { refuse } from '../refuse.js';
import type { Row } from '../source.js';
import { openPackage } from './package.js';
import { type Reach, type SheetRow, sheetRows } from './sheet.js';
import { readWorkbook } from './workbook.js';

/** Which table of which workbook. */
export interface TableSpec {
  readonly path: string;
  readonly sheet: string | undefined;
  readonly headerRow: number | undefined;
}

/** What reading a sheet's table gives, in this order: its columns, then its rows; findings are those new since the last. */
export type TablePart =
  | { readonly columns: readonly string[]; readonly of: number; readonly findings: readonly Fault[] }
  | { readonly rows: readonly Row[]; readonly bytes: number; readonly findings: readonly Fault[] };

/** Reads the table of one sheet: the first row that is not blank, or the one that is named, is the header. */
export async function* readTable(spec: TableSpec): AsyncGenerator<TablePart> {
  const zip = await openPackage(spec.path);
  try {
    const workbook = await readWorkbook(zip, spec.sheet);
    // One more than may be, so that too wide a header is noticed.
    const reach: Reach = { columns: MOST_COLUMNS + 1 };
    let columns: readonly string[] | undefined;
    for await (const { rows, bytes } of sheetRows(zip, workbook, reach)) {
      const findings: Fault[] = [];
      let from = 0;
      if (columns === undefined) {
        const at = rows.findIndex(row => row.number >= (spec.headerRow ?? 1));
        const header = rows[at];
        if (header === undefined) continue;
        columns = columnsOf(header, spec.path, findings);
        from = at + 1;
        reach.columns = columns.length;
        // What stands in or above the header is no part of the table's rows.
        if (reach.beyond?.row === header.number)
          throw refuse('columns_too_many', { most: MOST_COLUMNS }, { file: spec.path, line: header.number });
        if (reach.beyond !== undefined && reach.beyond.row < header.number) delete reach.beyond;
        yield { columns, of: zip.size(workbook.sheetPart), findings: findings.splice(0) };
      }
      const newRows = rows.slice(from).map(row => withColumnCount(row, columns ?? [], spec.path, reach));
      yield { rows: newRows, bytes, findings: beyond(reach, columns.length, spec.path) };
    }
    if (columns === undefined) throw refuse('header_missing', { row: spec.headerRow }, { file: spec.path });
    yield { rows: [], bytes: zip.size(workbook.sheetPart), findings: beyond(reach, columns.length, spec.path) };
  } finally {
    zip.close();
  }
}

function withColumnCount(row: SheetRow, columns: readonly string[], file: string, reach: Reach): Row {
  const { number, cells } = row;
  const width = columns.length;
  const extra = cells.slice(width).findIndex(cell => cell !== '');
  if (extra >= 0) reach.beyond ??= { row: number, column: width + extra + 1 };
  cells.length = Math.min(cells.length, width);
  while (cells.length < width) cells.push('');
  return withoutNul({ number, cells }, file, columns);
}

/** A warning for the first value beyond the table, once. */
function beyond(reach: Reach, columns: number, file: string): readonly Fault[] {
  if (reach.beyond === undefined || reach.isReported === true) return [];
  reach.isReported = true;
  return [fault(readersFaults, 'cells_beyond', { column: reach.beyond.column, columns }, { file, line: reach.beyond.row })];
}
