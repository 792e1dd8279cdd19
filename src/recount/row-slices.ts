import { type Column, pageRows } from './column.js';
import { ByText, missingText } from './texts.js';
import type { Source } from './column-reader.js';

/** The number of the slice that all rows lie in. */
export const whole = 0;

/** One dimension: which slice each text that came makes. */
interface Dimension {
  readonly name: string;
  readonly column: Column;
  readonly byKey: Map<string | null, number>;
  readonly byText: ByText;
  readonly at: Int32Array;
}

/** Numbers the slices that rows lie in, one in each dimension and the whole; all metrics with these dimensions share them. */
export class RowSlices {
  readonly #dimensions: readonly Dimension[];
  #count = 1;

  /** For the whole and each dimension the slices of the page's rows. */
  readonly at: readonly Int32Array[];

  constructor(dimensions: readonly string[], source: Source) {
    this.#dimensions = dimensions.flatMap(name => {
      const column = source.column(name);
      if (column === undefined) return [];
      const byKey = new Map<string | null, number>();
      const byText = new ByText(source.texts, key => this.#begin(byKey, key));
      return [{ name, column, byKey, byText, at: new Int32Array(pageRows) }];
    });
    this.at = [new Int32Array(pageRows), ...this.#dimensions.map(({ at }) => at)];
  }

  /** Forgets all slices but the whole. */
  begin(): void {
    this.#count = 1;
    for (const { byKey, byText } of this.#dimensions) {
      byKey.clear();
      byText.forget();
    }
  }

  /** Finds the slices of a page's rows. */
  compute(rows: number): void {
    for (const { column, byText, at } of this.#dimensions)
      for (let row = 0; row < rows; row++)
        at[row] = byText.at(column.holds === 'texts' ? (column.at[row] ?? missingText) : missingText);
  }

  /** How many slices there are so far. */
  get count(): number {
    return this.#count;
  }

  #begin(byKey: Map<string | null, number>, key: string | null): number {
    const slice = byKey.get(key) ?? this.#count++;
    byKey.set(key, slice);
    return slice;
  }

  /** The slices of a dimension by their keys. */
  keys(dimension: string): ReadonlyMap<string | null, number> {
    return this.#dimensions.find(({ name }) => name === dimension)?.byKey ?? new Map();
  }
}
