import type { Exact } from '../facts/exact.js';
import { fraction } from '../facts/exact.js';
import type { Value } from '../facts/fact.js';
import { missingText, Texts } from './texts.js';

/** How many rows a page has at most. */
export const pageRows = 1024;

/** What a column's values are. */
export type ColumnType = 'instant' | 'day' | 'duration' | 'number' | 'text' | 'boolean';

/** What all columns say of themselves. */
interface Rows {
  /** Whether all rows of the page are known to have the same value, so that what comes of it need be computed only once. */
  isAlike: boolean;
}

/** Numbers as whole units, `scale` of them to one; NaN stands for what is missing and for what is `odd`: no whole number of units. */
export interface NumberColumn extends Rows {
  readonly holds: 'numbers';
  readonly scale: number;
  readonly at: Float64Array;
  readonly odd: Map<number, Exact>;
}

/** Booleans as `no`, `yes` and `unknown`. */
export interface FlagColumn extends Rows {
  readonly holds: 'flags';
  readonly at: Uint8Array;
}

/** Texts by their numbers. */
export interface TextColumn extends Rows {
  readonly holds: 'texts';
  readonly at: Int32Array;
  readonly texts: Texts;
}

/** The values of a page's rows for one field or expression. */
export type Column = NumberColumn | FlagColumn | TextColumn;

export const no = 0;
export const yes = 1;
export const unknown = 2;

// Amounts and quantities have six decimals or fewer, and lie below nine thousand million.
const decimals = 6;

/** An empty column for values of a type. */
export function columnOf(type: ColumnType, texts: Texts): Column {
  if (type === 'text') return { holds: 'texts', at: new Int32Array(pageRows), texts, isAlike: false };
  if (type === 'boolean') return { holds: 'flags', at: new Uint8Array(pageRows).fill(unknown), isAlike: false };
  const at = new Float64Array(pageRows).fill(Number.NaN);
  return { holds: 'numbers', scale: type === 'number' ? 10 ** decimals : 1, at, odd: new Map(), isAlike: false };
}

/** The value of a row. */
export function valueAt(column: Column, row: number): Value {
  if (column.holds === 'texts') return column.texts.text(column.at[row] ?? missingText);
  if (column.holds === 'flags') {
    const flag = column.at[row];
    return flag === unknown ? null : flag === yes;
  }
  const units = column.at[row] ?? Number.NaN;
  if (Number.isNaN(units)) return column.odd.get(row) ?? null;
  return exactOf(units, column.scale);
}

/** So many units as an exact number. */
export const exactOf = (units: number, scale: number): Exact =>
  units % scale === 0 ? units / scale + 0 : fraction(BigInt(units), BigInt(scale));

/** Puts a value of the column's type into a row. */
export function put(column: Column, row: number, value: Value): void {
  if (column.holds === 'texts') column.at[row] = typeof value === 'string' ? column.texts.number(value) : missingText;
  else if (column.holds === 'flags') column.at[row] = value === null ? unknown : value === true ? yes : no;
  else if (value === null || typeof value === 'string' || typeof value === 'boolean') column.at[row] = Number.NaN;
  else putNumber(column, row, value);
}

function putNumber({ at, odd, scale }: NumberColumn, row: number, value: Exact): void {
  const units = typeof value === 'number' ? value * scale : unitsOf(value, scale);
  const isWhole = Number.isSafeInteger(units);
  at[row] = isWhole ? units + 0 : Number.NaN;
  if (!isWhole) odd.set(row, value);
}

/** A fraction in units, if they are whole; a step that a double cannot take leads beyond the safe integers, never back. */
function unitsOf({ s, n, d }: Exclude<Exact, number>, scale: number): number {
  const under = Number(d);
  return scale % under === 0 ? Number(s * n) * (scale / under) : Number.NaN;
}

/** Whether the row has a number. */
export const hasNumber = ({ at, odd }: NumberColumn, row: number): boolean =>
  !Number.isNaN(at[row] ?? Number.NaN) || odd.has(row);

/** Whether so many rows have the same value. */
export function areAlike(column: Column, rows: number): boolean {
  if (column.holds === 'numbers' && column.odd.size > 0) return false;
  const { at } = column;
  const first = at[0] ?? Number.NaN;
  const isMissing = Number.isNaN(first);
  for (let row = 1; row < rows; row++) if (at[row] !== first && !(isMissing && Number.isNaN(at[row]))) return false;
  return true;
}

/** Gives so many rows the value of the first. */
export function likeFirst(column: Column, rows: number): void {
  column.at.fill(column.at[0] ?? Number.NaN, 0, rows);
  const odd = column.holds === 'numbers' ? column.odd.get(0) : undefined;
  if (column.holds === 'numbers' && odd !== undefined) for (let row = 1; row < rows; row++) column.odd.set(row, odd);
}
