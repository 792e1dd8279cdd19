import type { Outcome } from '../../import/layout/compiled.js';
import { type SourceRow, storedNumber } from '../../import/layout/row.js';
import { nameBefore } from '../../import/rejects.js';
import type { Fault } from '../../faults/fault.js';
import type { Conflict } from '../../store/facts/duplicate-keys.js';
import type { RejectedMark } from '../../store/rejected-marks.js';
import { rowsNamed } from './row-findings.js';
import { type MarkedSource, RowMarks } from './row-marks.js';

/**
 * How many rows of a source its list of rejected ones holds, each counted once: several facts of one row can be wrong, some of which only
 * the whole file shows, and a list that is imported again may hold a row of its source twice. And by what they are found in later files.
 */
export class ListedRows {
  /** Rows that stand in the list once at most. */
  #once = 0;
  readonly #others = new Set<number | string>();
  /** Names of rows that stood in a list before, by the numbers under which they are stored. */
  readonly #before = new Map<number, string>();

  readonly #marks: RowMarks;

  constructor(source: MarkedSource) {
    this.#marks = new RowMarks(source);
  }

  /** Takes in a row, what was made of it, and what it is rejected for, if it is. */
  note(row: SourceRow, outcome: Outcome, faults: readonly Fault[]): void {
    const number = storedNumber(row);
    const hasNameBefore = row.numberBefore !== undefined;
    if (hasNameBefore) this.#before.set(number, nameBefore(row));
    if (faults.length === 0) return;
    this.#marks.add(row, outcome, faults);
    const isSeveral = outcome !== 'skipped' && 'several' in outcome;
    if (hasNameBefore || isSeveral) this.#others.add(this.#nameOf(number));
    else this.#once++;
  }

  /** By what they are found again in later files. */
  marks(conflicts: readonly Conflict[], sheets: readonly string[] | undefined): readonly RejectedMark[] {
    const names = rowsNamed(
      conflicts.map(({ row }) => row),
      sheets,
    );
    return this.#marks.with(
      conflicts.map(({ row, ...more }, i) => ({ ...more, row: this.#before.get(row) ?? String(names[i]) })),
    );
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
