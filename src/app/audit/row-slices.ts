import type { Value } from '../../facts/fact.js';
import { cellReader, type Row, type RowColumn } from '../../store/audit/fact-copy.js';

/** The number of the slice that all rows lie in. */
export const whole = 0;

/** One dimension: which slice each text that came makes. */
interface Dimension {
  readonly name: string;
  readonly at: number;
  readonly read: (row: Row) => Value;
  /** By the cell as it came, so that most rows need no reading. */
  readonly byCell: Map<string | undefined, number>;
  readonly byKey: Map<string | null, number>;
}

/** Numbers the slices that rows lie in, one in each dimension and the whole; all metrics with these dimensions share them. */
export class RowSlices {
  readonly #dimensions: readonly Dimension[];
  readonly #slices: number[];
  #count = 1;
  #of: Row | undefined;

  constructor(dimensions: readonly string[], columns: readonly RowColumn[]) {
    this.#dimensions = dimensions.flatMap(dimension => {
      const column = columns.find(({ name }) => name === dimension);
      if (column === undefined) return [];
      return [{ name: dimension, at: column.at, read: cellReader(column), byCell: new Map(), byKey: new Map() }];
    });
    this.#slices = [whole, ...this.#dimensions.map(() => whole)];
  }

  /** The numbers of the row's slices, good until the next row. */
  of(row: Row): readonly number[] {
    if (row === this.#of) return this.#slices;
    this.#of = row;
    for (let i = 0; i < this.#dimensions.length; i++) {
      const dimension = this.#dimensions[i];
      if (dimension !== undefined) this.#slices[i + 1] = dimension.byCell.get(row[dimension.at]) ?? this.#begin(dimension, row);
    }
    return this.#slices;
  }

  #begin({ at, read, byCell, byKey }: Dimension, row: Row): number {
    const value = read(row);
    const key = typeof value === 'string' ? value : null;
    const slice = byKey.get(key) ?? this.#count++;
    byKey.set(key, slice);
    byCell.set(row[at], slice);
    return slice;
  }

  /** The slices of a dimension by their keys. */
  keys(dimension: string): ReadonlyMap<string | null, number> {
    return this.#dimensions.find(({ name }) => name === dimension)?.byKey ?? new Map();
  }
}
