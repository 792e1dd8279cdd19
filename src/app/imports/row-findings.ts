import type { Fault } from '../../faults/fault.js';
import type { SourceRow } from '../../import/layout/row.js';

/** A warning of which a file has many: the first one, and how often it came. */
export interface RepeatedFault extends Fault {
  readonly times: number;
}

const maxShown = 20;
const maxExcerpt = 120;
/** Between the cells of a source that has no delimiter of its own. */
const cellSeparator = ' | ';

/** Gathers what is said of rows without growing with the file: the first faults, and each kind of warning once with its number. */
export class RowFindings {
  readonly #delimiter: string;
  readonly #faults: Fault[] = [];
  readonly #warnings = new Map<string, { first: Fault; times: number }>();

  /** `delimiter` is the one of the file, where it has one: excerpts show its own text. */
  constructor(delimiter: string = cellSeparator) {
    this.#delimiter = delimiter;
  }

  /** A rejected row's faults. */
  reject(row: SourceRow, faults: readonly Fault[]): void {
    for (const found of faults) {
      if (this.#faults.length < maxShown) this.#faults.push(this.#withExcerpt(found, row));
    }
  }

  /** Warnings about a row that became a fact all the same. */
  warn(row: SourceRow, warnings: readonly Fault[]): void {
    for (const warning of warnings) {
      const key = `${warning.code} ${warning.place.column ?? ''}`;
      const known = this.#warnings.get(key);
      if (known === undefined) this.#warnings.set(key, { first: this.#withExcerpt(warning, row), times: 1 });
      else known.times++;
    }
  }

  /** The first faults of rejected rows. */
  get faults(): readonly Fault[] {
    return this.#faults;
  }

  get warnings(): readonly RepeatedFault[] {
    return [...this.#warnings.values()].map(({ first, times }) => ({ ...first, times }));
  }

  #withExcerpt(found: Fault, row: SourceRow): Fault {
    const line = row.text ?? row.cells.join(this.#delimiter);
    const shown = line.length > maxExcerpt ? `${line.slice(0, maxExcerpt)}…` : line;
    // Control characters could move the cursor of a terminal.
    return { ...found, place: { ...found.place, excerpt: shown.trimEnd().replace(/(?!\t)\p{Cc}/gu, ' ') } };
  }
}
