/** How the rows of a file look, as far as that can tell a row from a line of text inside a cell. */
export interface RowForm {
  readonly width: number;
  /** By column: no value has a blank in it. */
  readonly solid: readonly boolean[];
  /** By column: every value has a digit in it. */
  readonly numbered: readonly boolean[];
}

const blank = /\s/;
const digit = /\p{Nd}/u;

/** The form of rows of which each stands in one line; undefined where there is none of at least two cells. */
export function rowForm(rows: readonly (readonly string[])[]): RowForm | undefined {
  const width = usualWidth(rows)?.width;
  if (width === undefined || width < 2) return undefined;
  const usual = rows.filter(row => row.length === width);
  const always = (holds: (cell: string) => boolean): readonly boolean[] =>
    Array.from({ length: width }, (_, i) => usual.every(row => row[i] === '' || holds(row[i] ?? '')));
  return { width, solid: always(cell => !blank.test(cell)), numbered: always(cell => digit.test(cell)) };
}

/** Whether the cells of a line look like a whole row: as many as the rows have, and each like the others of its column. */
export const hasForm = (cells: readonly string[], { width, solid, numbered }: RowForm): boolean =>
  cells.length === width &&
  cells.every(
    (cell, i) => cell === '' || ((solid[i] !== true || !blank.test(cell)) && (numbered[i] !== true || digit.test(cell))),
  );

/** The number of cells that most rows have, and their share; undefined without rows. */
export function usualWidth(rows: readonly (readonly string[])[]): { readonly width: number; readonly share: number } | undefined {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  let best: { width: number; share: number } | undefined;
  for (const [width, count] of counts) {
    const share = count / rows.length;
    if (best === undefined || share > best.share) best = { width, share };
  }
  return best;
}
