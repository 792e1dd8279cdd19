import { exact, parseExact } from '../../facts/exact.js';
import {
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

const [tab, newline, backslash, minus, point, zero, nine, letterT] = [9, 10, 92, 45, 46, 48, 57, 116];

/** What stands for nothing: COPY writes a backslash in a text as two, so one alone is nothing else, and the shortest that can be. */
export const missing = '\\';

/** Reads a cell that begins at a place into its row; answers where the cell ends. */
export type ReadCell = (bytes: Buffer, from: number, row: number) => number;

/** A column, and how its cells are read into it. */
export interface Cells {
  readonly column: Column;
  readonly read: ReadCell;
  /** What the page before left behind. */
  readonly clear: () => void;
}

const nothing = (): void => undefined;

/** Where the cell ends that a place lies in. */
export function endOf(bytes: Buffer, from: number): number {
  let at = from;
  while (!isEnd(bytes, at)) at++;
  return at;
}

/** An empty column of a field, and the reader of its cells. */
export function cellsOf({ type }: StreamColumn, texts: Texts): Cells {
  const column = columnOf(type, texts);
  if (column.holds === 'texts') return { column, read: textCells(column), clear: nothing };
  if (column.holds === 'flags') return { column, read: flagCells(column), clear: nothing };
  return { column, read: column.scale === 1 ? wholeCells(column) : decimalCells(column), clear: () => column.odd.clear() };
}

const isEnd = (bytes: Buffer, at: number): boolean => bytes[at] === tab || bytes[at] === newline;

const isMissing = (bytes: Buffer, from: number): boolean => bytes[from] === backslash && isEnd(bytes, from + 1);

function flagCells({ at }: FlagColumn): ReadCell {
  return (bytes, from, row) => {
    at[row] = isMissing(bytes, from) ? unknown : bytes[from] === letterT ? yes : no;
    return from + 1;
  };
}

function textCells({ at, texts }: TextColumn): ReadCell {
  return (bytes, from, row) => {
    if (isMissing(bytes, from)) {
      at[row] = missingText;
      return from + 1;
    }
    const end = endOf(bytes, from);
    at[row] = texts.ofBytes(bytes, from, end, textOf);
    return end;
  };
}

/** Counts and instants are far below 2^53; what is not must not be rounded silently. */
function wholeCells({ at }: NumberColumn): ReadCell {
  return (bytes, from, row) => {
    if (isMissing(bytes, from)) {
      at[row] = Number.NaN;
      return from + 1;
    }
    let value = 0;
    let i = from;
    for (let digit = bytes[i] ?? 0; digit >= zero && digit <= nine; digit = bytes[++i] ?? 0) value = value * 10 + digit - zero;
    if (i === from || i - from > 15) {
      i = endOf(bytes, from);
      value = Number(bytes.toString('latin1', from, i));
    }
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} does not fit into a number without loss`);
    at[row] = value;
    return i;
  };
}

/** Decimals of up to 15 digits, six of them after the point, digit by digit; all others as exact numbers. */
function decimalCells(column: NumberColumn): ReadCell {
  const { at, scale } = column;
  return (bytes, from, row) => {
    if (isMissing(bytes, from)) {
      at[row] = Number.NaN;
      return from + 1;
    }
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
    if (isEnd(bytes, i) && left >= 1 && Number.isSafeInteger(units)) {
      at[row] = isNegative ? 0 - units : units;
      return i;
    }
    const end = endOf(bytes, i);
    put(column, row, decimal(bytes.toString('latin1', from, end)));
    return end;
  };
}

const decimal = (text: string): ReturnType<typeof exact> => parseExact(text) ?? exact(text);

const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A text without the escapes that COPY puts before its separators and control characters. */
function textOf(bytes: Buffer, from: number, to: number): string {
  const text = bytes.toString('utf8', from, to);
  return text.includes('\\') ? text.replace(/\\(.)/g, (_, letter: string) => letters[letter] ?? letter) : text;
}
