import type { Fault } from '../../../faults/fault.js';
import { fault } from '../../../faults/make.js';
import { readersFaults } from '../../../faults/readers.js';
import type { Row } from '../source.js';

/** Counts the formulas without a result, by column. */
export class UnknownResults {
  readonly #file: string;
  readonly #columns = new Map<number, { cells: number; readonly first: Row }>();

  constructor(file: string) {
    this.#file = file;
  }

  count(row: Row): void {
    for (const { at, why } of row.doubts ?? []) {
      if (why !== 'no_result') continue;
      const known = this.#columns.get(at);
      if (known === undefined) this.#columns.set(at, { cells: 1, first: row });
      else known.cells++;
    }
  }

  /** A warning a column, where its first one is. */
  findings(columns: readonly string[]): readonly Fault[] {
    return [...this.#columns].map(([at, { cells, first }]) => {
      const column = columns[at]?.trim() ?? '';
      const place = {
        file: this.#file,
        ...(first.sheet === undefined ? {} : { sheet: first.sheet.name }),
        line: first.number,
        ...(column === '' ? {} : { column }),
      };
      return fault(readersFaults, 'formula_without_result', { cells, position: at + 1 }, place);
    });
  }
}
