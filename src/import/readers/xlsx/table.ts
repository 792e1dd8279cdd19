import type { Fault } from '../../../faults/fault.js';
import { fault } from '../../../faults/make.js';
import { readersFaults } from '../../../faults/readers.js';
import { storedRow } from '../../../facts/source-row.js';
import { refuse } from '../refuse.js';
import type { HeadRow, Row, SheetOfRow } from '../source.js';
import { openPackage } from './package.js';
import type { Form } from './sheet-header.js';
import { readSheet } from './sheet-table.js';
import type { TableSpec } from './table-spec.js';
import { UnknownResults } from './unknown-results.js';
import { readWorkbook } from './workbook.js';

/** What reading a table gives, in this order: its columns, then its rows; findings are those new since the last. */
export type TablePart =
  | {
      readonly columns: readonly string[];
      readonly sheet: string;
      /** All of them, where the layout names several. */
      readonly sheets: readonly string[] | undefined;
      readonly of: number;
      readonly findings: readonly Fault[];
      readonly head: readonly HeadRow[] | undefined;
    }
  | { readonly rows: readonly Row[]; readonly bytes: number; readonly findings: readonly Fault[] };

/** Reads a table: that of one sheet, or of several sheets with one form, one below the other in their order. */
export async function* readTable(spec: TableSpec): AsyncGenerator<TablePart> {
  const zip = await openPackage(spec.path);
  try {
    const workbook = await readWorkbook(zip, spec);
    const of = workbook.sheets.reduce((sum, { part }) => sum + zip.size(part), 0);
    const unknown = new UnknownResults(spec.path);
    const surroundings = { zip, workbook, spec, unknown };
    let form: Form | undefined;
    let before = 0;
    for (const [position, sheet] of workbook.sheets.entries()) {
      const ofRows: SheetOfRow | undefined = workbook.isSeveral
        ? { name: sheet.name, before: storedRow(position, 0) }
        : undefined;
      for await (const part of readSheet(surroundings, sheet, ofRows, form)) {
        if ('rows' in part) yield { ...part, bytes: before + part.bytes };
        else if (form === undefined) {
          form = { sheet: sheet.name, columns: part.columns };
          const sheets = workbook.isSeveral ? workbook.sheets.map(({ name }) => name) : undefined;
          yield { ...part, of, sheet: sheet.name, sheets, findings: [...part.findings, ...leftOut(spec.path, workbook.leftOut)] };
        }
      }
      before += zip.size(sheet.part);
    }
    if (form === undefined) throw refuse('header_missing', { row: spec.headerRow }, { file: spec.path });
    yield { rows: [], bytes: of, findings: unknown.findings(form.columns) };
  } finally {
    zip.close();
  }
}

function leftOut(file: string, sheets: readonly string[]): readonly Fault[] {
  return sheets.length === 0 ? [] : [fault(readersFaults, 'sheets_hidden', { sheets }, { file })];
}
