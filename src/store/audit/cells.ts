import { exact, parseExact } from '../../facts/exact.js';
import {
  areAlike,
  type Column,
  columnOf,
  type FlagColumn,
  no,
  type NumberColumn,
  put,
  type TextColumn,
  unknown,
  yes,
} from '../../recount/column.js';
import type { StreamColumn } from './fact-stream.js';
import { missingText, type Texts } from '../../recount/texts.js';

const [backslash, minus, point, zero, nine, letterT] = [92, 45, 46, 48, 57, 116];

/** What stands for nothing: COPY writes a backslash in a text as two, so one alone is nothing else, and the shortest that can be. */
export const missing = '\\';

/** Where the cells of a page lie in its bytes. */
export interface CellEnds {
  /** The place before the first cell, and the end of every cell, row by row. */
  readonly at: Int32Array;
  readonly cellsPerRow: number;
}

/** Reads the cells of so many rows; the first of them is the cell of that number. */
export type ReadCells = (bytes: Buffer, ends: CellEnds, first: number, rows: number) => void;

/** A column, and how its cells are read into it. */
export interface Cells {
  readonly column: Column;
  readonly read: ReadCells;
}

/** An empty column of a field, and the reader of its cells. */
export function cellsOf({ type }: StreamColumn, texts: Texts): Cells {
  const column = columnOf(type, texts);
  const readCell = cellReader(column);
  const readOdd = column.holds === 'numbers' ? column.odd : undefined;
  return {
    column,
    read: (bytes, ends, first, rows) => {
      if (readOdd !== undefined && readOdd.size > 0) readOdd.clear();
      readCell(bytes, ends, first, rows);
      column.isAlike = areAlike(column, rows);
    },
  };
}

function cellReader(column: Column): ReadCells {
  if (column.holds === 'texts') return textCells(column);
  if (column.holds === 'flags') return flagCells(column);
  return column.scale === 1 ? wholeCells(column) : decimalCells(column);
}

/** Whether a cell is nothing. */
const isMissing = (bytes: Buffer, from: number, to: number): boolean => to - from === 1 && bytes[from] === backslash;

const flagCells =
  ({ at }: FlagColumn): ReadCells =>
  (bytes, ends, first, rows) => {
    for (let row = 0, cell = first; row < rows; row++, cell += ends.cellsPerRow) {
      const from = (ends.at[cell] ?? 0) + 1;
      at[row] = isMissing(bytes, from, ends.at[cell + 1] ?? 0) ? unknown : bytes[from] === letterT ? yes : no;
    }
  };

const textCells =
  ({ at, texts }: TextColumn): ReadCells =>
  (bytes, ends, first, rows) => {
    for (let row = 0, cell = first; row < rows; row++, cell += ends.cellsPerRow) {
      const [from, to] = [(ends.at[cell] ?? 0) + 1, ends.at[cell + 1] ?? 0];
      at[row] = isMissing(bytes, from, to) ? missingText : texts.ofBytes(bytes, from, to, textOf);
    }
  };

/** Counts and instants are far below 2^53; what is not must not be rounded silently. */
const wholeCells =
  ({ at }: NumberColumn): ReadCells =>
  (bytes, ends, first, rows) => {
    for (let row = 0, cell = first; row < rows; row++, cell += ends.cellsPerRow) {
      const [from, to] = [(ends.at[cell] ?? 0) + 1, ends.at[cell + 1] ?? 0];
      at[row] = isMissing(bytes, from, to) ? Number.NaN : wholeOf(bytes, from, to);
    }
  };

function wholeOf(bytes: Buffer, from: number, to: number): number {
  const value = to - from <= 15 ? digitsOf(bytes, from, to) : Number.NaN;
  const whole = Number.isNaN(value) ? Number(bytes.toString('latin1', from, to)) : value;
  if (!Number.isSafeInteger(whole)) throw new RangeError(`${whole} does not fit into a number without loss`);
  return whole;
}

/** The number of up to 15 digits; NaN where not all are digits. Nine digits fit into the integers that a processor adds fastest. */
function digitsOf(bytes: Buffer, from: number, to: number): number {
  const middle = Math.max(from, to - 9);
  let [high, low] = [0, 0];
  let isPlain = to > from;
  for (let i = from; i < middle; i++) {
    const digit = (bytes[i] ?? 0) - zero;
    high = high * 10 + digit;
    isPlain &&= digit >= 0 && digit <= 9;
  }
  for (let i = middle; i < to; i++) {
    const digit = (bytes[i] ?? 0) - zero;
    low = (Math.imul(low, 10) + digit) | 0;
    isPlain &&= digit >= 0 && digit <= 9;
  }
  return isPlain ? high * 1e9 + low : Number.NaN;
}

const decimalCells =
  (column: NumberColumn): ReadCells =>
  (bytes, ends, first, rows) => {
    for (let row = 0, cell = first; row < rows; row++, cell += ends.cellsPerRow) {
      const [from, to] = [(ends.at[cell] ?? 0) + 1, ends.at[cell + 1] ?? 0];
      if (isMissing(bytes, from, to)) column.at[row] = Number.NaN;
      else if (!putDecimal(column, bytes, from, to, row)) put(column, row, decimal(bytes.toString('latin1', from, to)));
    }
  };

/** Decimals of up to 15 digits, six of them after the point, digit by digit; false for all others, which are exact numbers. */
function putDecimal({ at, scale }: NumberColumn, bytes: Buffer, from: number, to: number, row: number): boolean {
  const isNegative = bytes[from] === minus;
  let units = 0;
  let left = scale;
  let i = isNegative ? from + 1 : from;
  for (let digit = bytes[i] ?? 0; digit >= zero && digit <= nine; digit = bytes[++i] ?? 0) units = units * 10 + digit - zero;
  if (bytes[i] === point)
    for (let digit = bytes[++i] ?? 0; digit >= zero && digit <= nine; digit = bytes[++i] ?? 0) {
      units = units * 10 + digit - zero;
      left /= 10;
    }
  units *= left;
  // Beyond six decimals what is left is below one; beyond the safe integers a step may have been rounded.
  if (i !== to || left < 1 || !Number.isSafeInteger(units)) return false;
  at[row] = isNegative ? 0 - units : units;
  return true;
}

const decimal = (text: string): ReturnType<typeof exact> => parseExact(text) ?? exact(text);

const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A text without the escapes that COPY puts before its separators and control characters. */
function textOf(bytes: Buffer, from: number, to: number): string {
  const text = bytes.toString('utf8', from, to);
  return text.includes('\\') ? text.replace(/\\(.)/g, (_, letter: string) => letters[letter] ?? letter) : text;
}
