import { type FlagColumn, pageRows, yes } from './column.js';
import type { RunningPart } from './running-tally.js';
import { marks } from './verdict.js';

/** Hands the rows of pages to the parts that group them alike: members of a group come one after another. */
export class AdjacentGroups {
  readonly #parts: readonly RunningPart[];
  /** By field of the group, whether a row has the same as the row before; none where each fact counts by itself. */
  readonly #isSame: readonly Uint8Array[];
  /** Whether a row goes on with the group of the row before. */
  readonly #goesOn = new Uint8Array(pageRows);
  readonly #marks = new Uint8Array(pageRows);
  #isOpen = false;
  #touches = false;

  constructor(parts: readonly RunningPart[], isSame: readonly Uint8Array[]) {
    this.#parts = parts;
    this.#isSame = isSame;
  }

  /** Takes a page's rows; `touches` says which have a date in the period. */
  take(rows: number, touches: Uint8Array): void {
    for (const part of this.#parts) part.judge(rows);
    if (this.#isSame.length > 0) this.#group(rows, touches);
    const marked = this.#isSame.length > 0 ? this.#marks : touches;
    for (const part of this.#parts) part.count(rows, marked);
  }

  /** Joins groups of several; the last row of a page is one of them, because its group may go on. */
  #group(rows: number, touches: Uint8Array): void {
    const [goesOn, several] = [this.#goesOn, this.#marks];
    goesOn.fill(1, 0, rows);
    for (const isSame of this.#isSame) for (let row = 0; row < rows; row++) goesOn[row] = (goesOn[row] ?? 0) & (isSame[row] ?? 0);
    for (let row = 0; row < rows; row++) {
      const isOfSeveral = goesOn[row] === 1 || row === rows - 1 || goesOn[row + 1] === 1;
      several[row] = (touches[row] ?? 0) | (isOfSeveral ? marks.isOfSeveral : 0);
      if (this.#isOpen && goesOn[row] !== 1) this.close();
      if (isOfSeveral) this.#join(row, touches[row] === marks.touches);
    }
  }

  #join(row: number, touches: boolean): void {
    for (const part of this.#parts) part.join(row);
    this.#isOpen = true;
    this.#touches ||= touches;
  }

  /** Counts the group whose members have come. */
  close(): void {
    if (this.#isOpen) for (const part of this.#parts) part.close(this.#touches);
    this.#isOpen = false;
    this.#touches = false;
  }
}

/** Hands rows to parts whose groups do not come together: only those that are groups by themselves. */
export class SingleFactGroups {
  readonly #parts: readonly RunningPart[];
  readonly #isOfSeveral: FlagColumn['at'];
  readonly #marks = new Uint8Array(pageRows);
  /** Whether some rows belong to groups of several, which are still to be counted. */
  hasLeft = false;

  constructor(parts: readonly RunningPart[], isOfSeveral: FlagColumn['at']) {
    this.#parts = parts;
    this.#isOfSeveral = isOfSeveral;
  }

  take(rows: number, touches: Uint8Array): void {
    for (let row = 0; row < rows; row++)
      this.#marks[row] = (touches[row] ?? 0) | (this.#isOfSeveral[row] === yes ? marks.isOfSeveral : 0);
    for (const part of this.#parts) {
      part.judge(rows);
      part.count(rows, this.#marks);
    }
    this.hasLeft ||= this.#isOfSeveral.subarray(0, rows).includes(yes);
  }
}
