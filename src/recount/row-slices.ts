import { type Column, pageRows } from './column.js';
import { ByText, missingText } from './texts.js';
import type { Source } from './column-reader.js';

/** The number of the slice that all rows lie in. */
export const whole = 0;

/** A slice of a dimension, by what it is called and its number. */
export interface KeyedSlice {
  readonly key: string | null;
  readonly slice: number;
}

/** One dimension: which slice each text that came makes. */
interface Dimension {
  readonly name: string;
  readonly column: Column;
  readonly byKey: Map<string | null, number>;
  readonly byText: ByText;
  readonly at: Int32Array;
  /** Its slices in the order of their keys, once they were asked for. */
  inOrder: readonly KeyedSlice[];
}

/** Numbers the slices that rows lie in, one in each dimension and the whole; all metrics with these dimensions share them. */
export class RowSlices {
  readonly #dimensions: readonly Dimension[];
  #count = 1;
  /** How many of the page's rows lie in each slice, and in which there are any. */
  #sizes = new Int32Array(1);
  #filled: number[] = [];

  /** For the whole and each dimension the slices of the page's rows. */
  readonly at: readonly Int32Array[];

  constructor(dimensions: readonly string[], source: Source) {
    this.#dimensions = dimensions.flatMap((name): Dimension[] => {
      const column = source.column(name);
      if (column === undefined) return [];
      const byKey = new Map<string | null, number>();
      const byText = new ByText(source.texts, key => this.#begin(byKey, key));
      return [{ name, column, byKey, byText, at: new Int32Array(pageRows), inOrder: [] }];
    });
    this.at = [new Int32Array(pageRows), ...this.#dimensions.map(({ at }) => at)];
  }

  /** Forgets all slices but the whole. */
  begin(): void {
    this.#count = 1;
    for (const one of this.#dimensions) {
      one.byKey.clear();
      one.byText.forget();
      one.inOrder = [];
    }
  }

  /** Finds the slices of a page's rows. */
  compute(rows: number): void {
    for (const { column, byText, at } of this.#dimensions)
      for (let row = 0; row < rows; row++)
        at[row] = byText.at(column.holds === 'texts' ? (column.at[row] ?? missingText) : missingText);
    this.#measure(rows);
  }

  #measure(rows: number): void {
    for (const slice of this.#filled) this.#sizes[slice] = 0;
    if (this.#sizes.length < this.#count) this.#sizes = new Int32Array(this.#count * 2);
    const sizes = this.#sizes;
    const filled: number[] = [];
    this.#filled = filled;
    for (const slices of this.at)
      for (let row = 0; row < rows; row++) {
        const slice = slices[row] ?? whole;
        const size = (sizes[slice] ?? 0) + 1;
        sizes[slice] = size;
        if (size === 1) filled.push(slice);
      }
  }

  /** Adds how many of the page's rows lie in each slice to counters, of which each slice has so many, at a place among them. */
  addRows(counters: Float64Array, perSlice: number, place: number): void {
    for (const slice of this.#filled) {
      const at = slice * perSlice + place;
      counters[at] = (counters[at] ?? 0) + (this.#sizes[slice] ?? 0);
    }
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

  /** The slices of a dimension, in the order of their keys. */
  by(dimension: string): readonly KeyedSlice[] {
    const found = this.#dimensions.find(({ name }) => name === dimension);
    if (found === undefined) return [];
    if (found.inOrder.length < found.byKey.size)
      found.inOrder = [...found.byKey].map(([key, slice]) => ({ key, slice })).sort((a, b) => byText(a.key, b.key));
    return found.inOrder;
  }
}

/** Which of two keys comes first: what is not named comes last. */
export const byText = (a: string | null, b: string | null): number => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);
