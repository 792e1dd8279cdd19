import { type CellDoubt, doubtOf } from '../../../facts/cell-doubts.js';
import type { Row } from '../source.js';
import { limits } from './bounds.js';
import type { Package } from './package.js';
import type { SheetRow } from './sheet-row.js';
import { xmlSteps } from './xml.js';

/** Cells that were merged: rows and columns from 1, both ends included. */
export interface MergedRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The range that a reference such as B2:D4 means; undefined where it is none. */
export function mergedRange(reference: string | undefined): MergedRange | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(reference ?? '');
  if (match === null) return undefined;
  const [, left = '', top = '', right = left, bottom = top] = match;
  return { top: Number(top), bottom: Number(bottom), left: columnNumber(left), right: columnNumber(right) };
}

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** No sheet has more columns, so no row can cut more ranges of sound merged cells; what is beyond is left alone. */
const MOST_AT_ONCE = 16_384;
const MOST_RANGES = 1_000_000;

/** The merged ranges of a sheet, from the top: they stand below its rows, so the sheet is read once for them alone. */
export async function mergedRanges(zip: Package, part: string): Promise<readonly MergedRange[]> {
  const ranges: MergedRange[] = [];
  const open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name !== 'mergeCell' || ranges.length >= MOST_RANGES) return;
    const range = mergedRange(attributes['ref']);
    if (range !== undefined) ranges.push(range);
  };
  for await (const _ of xmlSteps(zip.file, await zip.open(part, limits.sheetBytes), { open }));
  return ranges.toSorted((a, b) => a.top - b.top);
}

interface ActiveRange extends MergedRange {
  readonly text: string;
  readonly doubt: CellDoubt | undefined;
}

/** Gives the cells of merged ranges the value of the first of them, as rows pass from the top. */
export class MergedCells {
  readonly #ranges: readonly MergedRange[];
  readonly #isHeader: boolean;
  #next = 0;
  #active: ActiveRange[] = [];

  constructor(ranges: readonly MergedRange[], isHeader = false) {
    this.#ranges = ranges;
    this.#isHeader = isHeader;
  }

  /** Fills the blank cells of a row's first `width` columns where `isFilled` wants it, and returns the row. */
  fill(row: SheetRow, width: number, isFilled: (at: number) => boolean): SheetRow {
    this.#advance(row);
    const { cells } = row;
    for (const { left, right, text, doubt } of this.#active) {
      for (let at = left - 1; at < Math.min(right, width); at++) {
        if (!isFilled(at) || (cells[at] ?? '') !== '' || doubtOf(row.doubts, at) !== undefined) continue;
        while (cells.length < at) cells.push('');
        cells[at] = text;
        if (doubt !== undefined) (row.doubts ??= []).push({ ...doubt, at });
      }
    }
    return row;
  }

  /** Whether cells of different columns are merged in these rows. */
  isAcross(from: number, to: number): boolean {
    return this.#ranges.some(({ top, bottom, left, right }) => right > left && top <= to && bottom >= from);
  }

  /** The lines of a header with the cells of each merged range filled. */
  spread(lines: readonly Row[], width: number): readonly Row[] {
    const own = new MergedCells(this.#ranges, true);
    return lines.map(({ number, cells }) => own.fill({ number, cells: [...cells] }, width, () => true));
  }

  #advance({ number, cells, doubts }: SheetRow): void {
    if (this.#active.some(({ bottom }) => bottom < number)) this.#active = this.#active.filter(({ bottom }) => bottom >= number);
    for (let next = this.#ranges[this.#next]; next !== undefined && next.top <= number; next = this.#ranges[this.#next]) {
      this.#next++;
      // A range that began in a blank row has no value.
      if (next.top < number || this.#active.length >= MOST_AT_ONCE) continue;
      // Alone in its row, what stands across columns is a heading of the rows below, and no value of theirs.
      if (!this.#isHeader && isAlone(next, cells)) continue;
      const text = cells[next.left - 1] ?? '';
      const doubt = doubtOf(doubts, next.left - 1);
      if (text !== '' || doubt !== undefined) this.#active.push({ ...next, text, doubt });
    }
  }
}

/** Whether a range across columns stands in a row that has nothing else. */
const isAlone = ({ left, right }: MergedRange, cells: readonly string[]): boolean =>
  right > left && cells.every((cell, at) => cell === '' || (at >= left - 1 && at < right));

/** Notes in which columns cells were merged, of which all but the first are blank. */
export class MergedColumns {
  readonly #ranges: MergedRange[] = [];

  add(range: MergedRange): void {
    if (this.#ranges.length < MOST_RANGES) this.#ranges.push(range);
  }

  /**
   * The column positions in which merged cells are left blank, how many ranges these are, and the row of the first. Of no interest are
   * ranges that begin in rows that are no data.
   */
  leftBlank(
    isOther: (range: MergedRange) => boolean,
    width: number,
    isFilled: (at: number) => boolean,
  ): { readonly columns: readonly number[]; readonly ranges: number; readonly first: number } {
    const columns = new Set<number>();
    let ranges = 0;
    let first = Number.POSITIVE_INFINITY;
    for (const range of this.#ranges) {
      if (isOther(range)) continue;
      const { top, bottom, left, right } = range;
      let isBlank = false;
      for (let at = bottom > top ? left - 1 : left; at < Math.min(right, width); at++) {
        if (isFilled(at)) continue;
        columns.add(at);
        isBlank = true;
      }
      if (!isBlank) continue;
      ranges++;
      first = Math.min(first, top);
    }
    return { columns: [...columns].toSorted((a, b) => a - b), ranges, first };
  }
}
