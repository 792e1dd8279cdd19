import { add, type Exact, fraction } from '../facts/exact.js';
import { exactOf, type NumberColumn } from './column.js';

/** Exact sums by slice, in the units of the column that is added up. */
export class RunningSums {
  readonly #column: NumberColumn;
  /** NaN where nothing was added; safe integers. */
  #units = new Float64Array(8).fill(Number.NaN);
  /** What did not fit in there. */
  readonly #beyond = new Map<number, bigint>();
  /** Of values that are no whole number of units, a sum for each denominator: nothing is reduced at every step. */
  readonly #odd = new Map<number, Map<bigint, bigint>>();

  constructor(column: NumberColumn) {
    this.#column = column;
  }

  /** Adds the values of so many of some rows, which are there, each to the slice that it lies in; of slices there are `count`. */
  addRows(rows: Uint16Array, length: number, slices: Int32Array, count: number): void {
    while (count > this.#units.length) this.#grow();
    const [units, values] = [this.#units, this.#column.at];
    for (let i = 0; i < length; i++) {
      const row = rows[i] ?? 0;
      const slice = slices[row] ?? 0;
      const sum = (units[slice] ?? Number.NaN) + (values[row] ?? Number.NaN);
      // Of what is missing so far, or odd, there is no such sum.
      if (sum <= Number.MAX_SAFE_INTEGER && sum >= Number.MIN_SAFE_INTEGER) units[slice] = sum;
      else this.#add(slice, row);
    }
  }

  /** Adds the value of a row, which is there, to a slice. */
  #add(slice: number, row: number): void {
    const units = this.#column.at[row] ?? Number.NaN;
    const before = this.#units[slice] ?? Number.NaN;
    if (Number.isNaN(units)) {
      this.#units[slice] = Number.isNaN(before) ? 0 : before;
      this.#addOdd(slice, this.#column.odd.get(row) ?? 0);
      return;
    }
    const sum = Number.isNaN(before) ? units : before + units;
    if (Number.isSafeInteger(sum)) this.#units[slice] = sum;
    else {
      this.#beyond.set(slice, (this.#beyond.get(slice) ?? 0n) + BigInt(before));
      this.#units[slice] = units;
    }
  }

  #addOdd(slice: number, value: Exact): void {
    const [over, under] = typeof value === 'number' ? [BigInt(value), 1n] : [value.s * value.n, value.d];
    const sums = this.#odd.get(slice) ?? new Map<bigint, bigint>();
    this.#odd.set(slice, sums.set(under, (sums.get(under) ?? 0n) + over));
  }

  #grow(): void {
    const units = new Float64Array(this.#units.length * 2).fill(Number.NaN);
    units.set(this.#units);
    this.#units = units;
  }

  /** Everything that was added to a slice; undefined where nothing was. */
  total(slice: number): Exact | undefined {
    const units = this.#units[slice] ?? Number.NaN;
    if (Number.isNaN(units)) return undefined;
    const { scale } = this.#column;
    const beyond = this.#beyond.get(slice);
    const whole = beyond === undefined ? exactOf(units, scale) : fraction(beyond + BigInt(units), BigInt(scale));
    return [...(this.#odd.get(slice) ?? [])].reduce<Exact>((sum, [under, over]) => add(sum, fraction(over, under)), whole);
  }
}
