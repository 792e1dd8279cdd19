import { type SourceRow, storedNumber } from '../../import/layout/row.js';
import { nameBefore } from '../../import/rejects.js';
import type { Conflict } from '../../store/facts/duplicate-keys.js';

/**
 * How many rows of a source its list of rejected ones holds, each counted once: several facts of one row can be wrong, some of which only
 * the whole file shows, and a list that is imported again may hold a row of its source twice.
 */
export class ListedRows {
  /** Rows that stand in the list once at most. */
  #once = 0;
  readonly #others = new Set<number | string>();
  /** Names of rows that stood in a list before, by the numbers under which they are stored. */
  readonly #before = new Map<number, string>();

  /** Takes in a row, whether it is rejected, and whether several facts are made of it. */
  note(row: SourceRow, isRejected: boolean, isSeveral: boolean): void {
    const number = storedNumber(row);
    const hasNameBefore = row.numberBefore !== undefined;
    if (hasNameBefore) this.#before.set(number, nameBefore(row));
    if (!isRejected) return;
    if (hasNameBefore || isSeveral) this.#others.add(this.#nameOf(number));
    else this.#once++;
  }

  /** How many they are, with those of one key and different values. */
  with(conflicts: readonly Conflict[]): number {
    const names = new Set(conflicts.map(({ row }) => this.#nameOf(row)));
    return this.#once + this.#others.size + [...names].filter(name => !this.#others.has(name)).length;
  }

  #nameOf(number: number): number | string {
    return this.#before.get(number) ?? number;
  }
}
