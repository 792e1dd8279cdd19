/**
 * The columns of a file of rejected rows that stand before the columns of its source: where the row stood, what is wrong with it, and
 * how its cells are read. A file that begins with them is one of rejected rows.
 */
export const reasonColumns = ['row', 'code', 'column', 'value', 'what', 'remedy', 'source', 'format'] as const;

/** Between several reasons in one cell. */
export const between = ' | ';

/** As much of a whole row is kept as tells whether it was changed. */
export const LONGEST_ROW = 1000;

/** What a fault is about: the cell of its column, or the whole row where it names none. */
export function rejectedValue(cells: readonly string[], columns: readonly string[], column: string): string {
  if (column === '') return cells.join(between).slice(0, LONGEST_ROW);
  return cells[columns.findIndex(name => name.trim() === column)] ?? '';
}
