import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { readersFaults } from '../../faults/readers.js';
import { refuse } from './refuse.js';
import type { Row } from './source.js';

/** The most columns that are read. */
export const MOST_COLUMNS = 4096;

/** The columns that a header row names, with a warning for each name that stands twice; too many are refused. */
export function columnsOf(header: Row, file: string, findings: Fault[]): readonly string[] {
  const place = { file, line: header.number };
  if (header.cells.length > MOST_COLUMNS) throw refuse('columns_too_many', { most: MOST_COLUMNS }, place);
  const nuls = header.cells.filter(hasNul).length;
  if (nuls > 0) throw refuse('cell_nul', { count: nuls }, place);
  const positions = new Map<string, number[]>();
  header.cells.forEach((name, i) => {
    if (name.trim() !== '') positions.set(name, [...(positions.get(name) ?? []), i + 1]);
  });
  for (const [name, columns] of positions) {
    if (columns.length > 1) findings.push(fault(readersFaults, 'header_duplicate', { name, columns }, place));
  }
  return header.cells;
}

/** The row, with a fault if a cell holds a NUL. */
export function withoutNul(row: Row, file: string, columns: readonly string[]): Row {
  const nuls = row.cells.filter(hasNul).length;
  if (nuls === 0 || row.fault !== undefined) return row;
  const column = columns[row.cells.findIndex(hasNul)];
  const place = { file, line: row.number, ...(column === undefined || column === '' ? {} : { column }) };
  return { ...row, fault: fault(readersFaults, 'cell_nul', { count: nuls }, place) };
}

const hasNul = (cell: string): boolean => cell.includes('\0');
