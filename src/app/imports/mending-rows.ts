import { nameBefore } from '../../import/rejects.js';
import { type SourceRow, storedNumber } from '../../import/layout/row.js';
import type { MendedRows } from '../../store/batches.js';
import type { Conflict } from '../../store/facts/duplicate-keys.js';

/** Rejected rows of a batch that are imported once more, by their numbers in the source. */
export interface RowsToMend {
  readonly batch: number;
  readonly rows: readonly string[];
}

/** Which of a batch's rejected rows an import takes, and which it rejects again. */
export class MendingRows {
  readonly #asked: RowsToMend;
  readonly #places = new Map<number, string>();
  readonly #rejected = new Set<string>();

  constructor(asked: RowsToMend) {
    this.#asked = asked;
  }

  /** Takes in a row, and whether it was rejected. */
  note(row: SourceRow, isRejected: boolean): void {
    const place = nameBefore(row);
    this.#places.set(storedNumber(row), place);
    if (isRejected) this.#rejected.add(place);
  }

  /** What became of the rows; those with one key and different values are rejected once all have been read. */
  result(conflicts: readonly Conflict[]): MendedRows {
    const rejected = new Set([...this.#rejected, ...conflicts.map(({ row }) => this.#places.get(row) ?? '')]);
    const rows = [...new Set(this.#asked.rows)];
    return {
      batch: this.#asked.batch,
      rows: rows.filter(row => !rejected.has(row)),
      rejected_again: rows.filter(row => rejected.has(row)),
    };
  }
}
