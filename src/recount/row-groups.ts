import { type FlagColumn, pageRows, yes } from './column.js';
import type { RunningPart } from './running-tally.js';

/** Hands the rows of pages to the parts that group them alike: members of a group come one after another. */
export class AdjacentGroups {
  readonly #parts: readonly RunningPart[];
  /** By field of the group, whether a row has the same as the row before; none where each fact counts by itself. */
  readonly #isSame: readonly Uint8Array[];
  /** Whether a row goes on with the group of the row before. */
  readonly #goesOn = new Uint8Array(pageRows);
  readonly #isOfSeveral = new Uint8Array(pageRows);
  #isOpen = false;
  #touches = false;

  constructor(parts: readonly RunningPart[], isSame: readonly Uint8Array[]) {
    this.#parts = parts;
    this.#isSame = isSame;
  }

  /** Takes a page's rows; `touches` says which have a date in the period. */
  take(rows: number, touches: Uint8Array): void {
    const isGrouped = this.#isSame.length > 0;
    for (const part of this.#parts) part.judge(rows);
    if (isGrouped) this.#group(rows, touches);
    for (const part of this.#parts) part.count(rows, touches, isGrouped ? this.#isOfSeveral : undefined);
  }

  /** Joins groups of several; the last row of a page is one of them, because its group may go on. */
  #group(rows: number, touches: Uint8Array): void {
    const [goesOn, isOfSeveral] = [this.#goesOn, this.#isOfSeveral];
    for (let row = 0; row < rows; row++) goesOn[row] = this.#isSame.every(isSame => isSame[row] === 1) ? 1 : 0;
    for (let row = 0; row < rows; row++) {
      isOfSeveral[row] = goesOn[row] === 1 || row === rows - 1 || goesOn[row + 1] === 1 ? 1 : 0;
      if (goesOn[row] !== 1) this.close();
      if (isOfSeveral[row] === 1) this.#join(row, touches[row] === 1);
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
  /** Whether some rows belong to groups of several, which are still to be counted. */
  hasLeft = false;

  constructor(parts: readonly RunningPart[], isOfSeveral: FlagColumn['at']) {
    this.#parts = parts;
    this.#isOfSeveral = isOfSeveral;
  }

  take(rows: number, touches: Uint8Array): void {
    for (const part of this.#parts) {
      part.judge(rows);
      part.count(rows, touches, this.#isOfSeveral);
    }
    this.hasLeft ||= this.#isOfSeveral.subarray(0, rows).includes(yes);
  }
}
