/**
 * Which column each row of scores takes, so that the sum of the scores is the greatest there can be and no column is taken twice;
 * undefined for a row that does better without. The Hungarian method with potentials, after E. Lawler; cubic in the number of rows.
 */
export function bestAssignment(scores: readonly (readonly number[])[], columns: number): readonly (number | undefined)[] {
  const rows = scores.length;
  // Every row has a column of its own that means none, so that it is free to take no other.
  const width = columns + rows;
  const cost = (row: number, column: number): number => (column < columns ? -(scores[row]?.[column] ?? 0) : 0);
  const ofRow = Array.from({ length: rows + 1 }, (): number => 0);
  const ofColumn = Array.from({ length: width + 1 }, (): number => 0);
  const takenBy = Array.from({ length: width + 1 }, (): number => 0);
  for (let row = 1; row <= rows; row++) {
    takenBy[0] = row;
    const before = augmentingPath({ width, cost, ofRow, ofColumn, takenBy });
    let column = before.end;
    while (column !== 0) {
      const previous = before.way[column] ?? 0;
      takenBy[column] = takenBy[previous] ?? 0;
      column = previous;
    }
  }
  const found = Array.from({ length: rows }, (): number | undefined => undefined);
  for (let column = 1; column <= columns; column++) {
    const row = takenBy[column] ?? 0;
    if (row > 0 && (scores[row - 1]?.[column - 1] ?? 0) > 0) found[row - 1] = column - 1;
  }
  return found;
}

interface Matching {
  readonly width: number;
  readonly cost: (row: number, column: number) => number;
  readonly ofRow: number[];
  readonly ofColumn: number[];
  readonly takenBy: readonly number[];
}

/** The cheapest way from the row that stands at column 0 to a free column, over columns that others give up for another; the potentials follow. */
function augmentingPath({ width, cost, ofRow, ofColumn, takenBy }: Matching): {
  readonly end: number;
  readonly way: readonly number[];
} {
  const slack = Array.from({ length: width + 1 }, (): number => Number.POSITIVE_INFINITY);
  const way = Array.from({ length: width + 1 }, (): number => 0);
  const seen = Array.from({ length: width + 1 }, (): boolean => false);
  let column = 0;
  while ((takenBy[column] ?? 0) !== 0) {
    seen[column] = true;
    const row = takenBy[column] ?? 0;
    let least = Number.POSITIVE_INFINITY;
    let next = 0;
    for (let other = 1; other <= width; other++) {
      if (seen[other] === true) continue;
      const reduced = cost(row - 1, other - 1) - (ofRow[row] ?? 0) - (ofColumn[other] ?? 0);
      if (reduced < (slack[other] ?? 0)) {
        slack[other] = reduced;
        way[other] = column;
      }
      if ((slack[other] ?? 0) < least) {
        least = slack[other] ?? 0;
        next = other;
      }
    }
    for (let other = 0; other <= width; other++) {
      if (seen[other] === true) {
        const taker = takenBy[other] ?? 0;
        ofRow[taker] = (ofRow[taker] ?? 0) + least;
        ofColumn[other] = (ofColumn[other] ?? 0) - least;
      } else slack[other] = (slack[other] ?? 0) - least;
    }
    column = next;
  }
  return { end: column, way };
}
