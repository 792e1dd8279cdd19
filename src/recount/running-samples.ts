import { compare, type Exact } from '../facts/exact.js';
import { exactOf, type NumberColumn } from './column.js';

/** What each passed fact counted, by slice: percentiles need them all. */
export class RunningSamples {
  readonly #column: NumberColumn | undefined;
  readonly #counts: Exact;
  readonly #units: number[][] = [];
  /** Those that are no whole number of the column's units. */
  readonly #odd = new Map<number, Exact[]>();

  /** Of a column's values, or of facts that all count the same. */
  constructor(column: NumberColumn | undefined, counts: Exact) {
    this.#column = column;
    this.#counts = counts;
  }

  /** Forgets all that was added. */
  begin(): void {
    this.#units.length = 0;
    this.#odd.clear();
  }

  /** Adds what so many of some rows count, each to the slice that it lies in. */
  addRows(rows: Uint16Array, length: number, slices: Int32Array): void {
    const values = this.#column?.at;
    for (let i = 0; i < length; i++) {
      const row = rows[i] ?? 0;
      const slice = slices[row] ?? 0;
      const units = values?.[row] ?? Number.NaN;
      if (Number.isNaN(units)) this.#addOdd(slice, this.#column?.odd.get(row) ?? this.#counts);
      else (this.#units[slice] ??= []).push(units);
    }
  }

  #addOdd(slice: number, value: Exact): void {
    const odd = this.#odd.get(slice);
    if (odd === undefined) this.#odd.set(slice, [value]);
    else odd.push(value);
  }

  /** The discrete percentiles of a slice: the first value that at least so many per cent do not exceed; undefined where there are none. */
  percentiles(slice: number, wanted: readonly number[]): ReadonlyMap<number, Exact> | undefined {
    const [units, odd, scale] = [this.#units[slice] ?? [], this.#odd.get(slice) ?? [], this.#column?.scale ?? 1];
    const count = units.length + odd.length;
    if (count === 0 || wanted.length === 0) return undefined;
    // In integers: a product of doubles could step over a rank.
    const rank = (percent: number): number => Math.max(0, Math.ceil((percent * count) / 100) - 1);
    if (odd.length === 0) {
      const mixed = Float64Array.from(units);
      return new Map(wanted.map(percent => [percent, exactOf(ranked(mixed, rank(percent)), scale)]));
    }
    const sorted = [...units.map(one => exactOf(one, scale)), ...odd].sort(compare);
    return new Map(wanted.map(percent => [percent, sorted[rank(percent)] ?? 0]));
  }
}

/** The value that so many others do not exceed, found by parting the values until it is in its place. */
function ranked(values: Float64Array, rank: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = middle(values[low] ?? 0, values[(low + high) >> 1] ?? 0, values[high] ?? 0);
    let [i, j] = [low, high];
    while (i <= j) {
      while ((values[i] ?? pivot) < pivot) i++;
      while ((values[j] ?? pivot) > pivot) j--;
      if (i > j) break;
      const other = values[i] ?? pivot;
      values[i++] = values[j] ?? pivot;
      values[j--] = other;
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else break;
  }
  return values[rank] ?? 0;
}

const middle = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
