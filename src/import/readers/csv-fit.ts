import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { readersFaults } from '../../faults/readers.js';
import { usualWidth } from './csv-row-form.js';
import type { Flaw, Scanned } from './csv-quoting.js';
import { LONGEST_CELL } from './csv-long-cells.js';
import { withoutNul } from './header.js';
import { refuse } from './refuse.js';
import type { Row } from './source.js';

/** Which rows of another width than the header's are taken all the same. */
export interface WidthRule {
  /** Rows with this many cells: with blank ones too many, or too few where the columns at the end have no name. */
  readonly usual: number;
  /** Every row with blank cells too many, and every one with too few, is taken. */
  readonly pad: boolean;
}

/** What rows are fitted to. */
export interface Fitting {
  readonly file: string;
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly rule: WidthRule;
}

/** Rows as they were scanned together. */
export interface Batch {
  readonly rows: Scanned[];
  /** From the first NUL on, every row has to be looked at. */
  readonly nul: boolean;
  /** The last of them ends the file without a line end. */
  readonly unended: boolean;
}

const areBlank = (cells: readonly string[]): boolean => cells.every(cell => cell.trim() === '');

/**
 * The rule for the rows of a file by its first rows: a width other than the header's is taken only where most rows have it, since a
 * single one is a delimiter too many or too few, and its cells may stand under the wrong names.
 */
export function widthRule(columns: readonly string[], rows: readonly (readonly string[])[], pad: boolean): WidthRule {
  const width = columns.length;
  const usual = usualWidth(rows);
  if (usual === undefined || usual.share <= 0.5 || usual.width === width) return { usual: width, pad };
  const isSurplusBlank = rows.every(row => row.length !== usual.width || areBlank(row.slice(width)));
  return { usual: isSurplusBlank ? usual.width : width, pad };
}

/** The rows of a batch, each with as many cells as there are columns, or with a fault. */
export function fittedBatch(fitting: Fitting, { rows, nul, unended }: Batch): readonly Row[] {
  const { columns, delimiter, file } = fitting;
  const width = columns.length;
  if (unended) refuseCutOff(rows.at(-1), fitting);
  const out: Row[] = rows;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (row === undefined || (row.cells.length === width && row.flaw === undefined && !nul)) continue;
    const written = { ...row, text: row.text ?? row.cells.join(delimiter) };
    out[i] = withoutNul(withColumnCount(unflawed(written, fitting), fitting), file, columns);
  }
  return out;
}

/** A last row that breaks off before its last cell: the rows that would follow it are not there, so none of the file is taken. */
function refuseCutOff(row: Scanned | undefined, fitting: Fitting): void {
  const { columns, file } = fitting;
  if (row === undefined || row.cells.length >= columns.length) return;
  const { number } = row;
  const { cells } = row.written ?? row;
  if (cells.length >= columns.length || withColumnCount({ number, cells }, fitting).fault === undefined) return;
  throw refuse('record_cut_off', { cells: cells.length, columns: columns.length }, { file, line: number });
}

function unflawed({ flaw, ...row }: Scanned, { file, columns }: Fitting): Row {
  return flaw === undefined ? row : { ...row, fault: flawFault(flaw, { file, line: row.number }, columns) };
}

function flawFault(flaw: Flaw, place: Fault['place'], columns: readonly string[]): Fault {
  switch (flaw.code) {
    case 'cell_too_long': {
      const column = columns[flaw.cell] || flaw.cell + 1;
      return fault(readersFaults, flaw.code, { column: String(column), most: LONGEST_CELL }, { ...place, column });
    }
    case 'quote_misplaced':
      return fault(readersFaults, flaw.code, { found: flaw.found }, place);
    case 'quotes_bare':
      return fault(readersFaults, flaw.code, {}, place);
    case 'quote_spans_rows':
      return fault(readersFaults, flaw.code, { opened: flaw.opened }, place);
    case 'quote_unterminated':
      return fault(readersFaults, flaw.code, { megabytes: undefined, lines: flaw.lines }, { ...place, line: flaw.opened });
  }
}

/** The row with as many cells as there are columns, with a fault if it has not and the rule does not take it. */
function withColumnCount(row: Row, { columns, file, rule }: Fitting): Row {
  const { cells, number } = row;
  const width = columns.length;
  if (cells.length === width) return row;
  const isUsual = cells.length === rule.usual;
  if (cells.length > width && (isUsual || rule.pad) && areBlank(cells.slice(width)))
    return { ...row, cells: cells.slice(0, width) };
  // A header that ends in a delimiter names a column that no row needs to have.
  if (cells.length < width && (rule.pad || (isUsual && areBlank(columns.slice(cells.length)))))
    return { ...row, cells: [...cells, ...Array.from({ length: width - cells.length }, () => '')] };
  const found = fault(readersFaults, 'row_ragged', { cells: cells.length, columns: width }, { file, line: number });
  return { ...row, fault: row.fault ?? found };
}
