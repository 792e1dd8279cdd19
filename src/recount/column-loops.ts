import { type FlagColumn, no, type NumberColumn, type TextColumn, unknown, yes } from './column.js';
import { missingText } from './texts.js';

// What most rules are made of, over all rows of a page: the same as the functions of the operations, by which all others are computed.
// Numbers are in the same units, and none of them is odd. The last column is written.

type Flags = FlagColumn['at'];
type Numbers = NumberColumn['at'];
type Codes = TextColumn['at'];

const { NaN: none, MAX_SAFE_INTEGER: most } = Number;

const flags = [no, yes, unknown];

/** What two flags come to, looked up by both: quicker than asking where they come in no order. */
const tableOf = (join: (x: number, y: number) => number): Uint8Array =>
  Uint8Array.from(flags.flatMap(x => [...flags, unknown].map(y => join(x, y))));

const bothOf = tableOf((x, y) => (x === no || y === no ? no : x === unknown || y === unknown ? unknown : yes));
const eitherOf = tableOf((x, y) => (x === yes || y === yes ? yes : x === unknown || y === unknown ? unknown : no));
const oppositeOf = Uint8Array.from(flags.map(x => (x === unknown ? unknown : x === yes ? no : yes)));

function joined(table: Uint8Array): (rows: number, a: Flags, b: Flags, into: Flags) => void {
  return (rows, a, b, into) => {
    for (let i = 0; i < rows; i++) into[i] = table[((a[i] ?? unknown) << 2) | (b[i] ?? unknown)] ?? unknown;
  };
}

export const both = joined(bothOf);
export const either = joined(eitherOf);

export function opposite(rows: number, a: Flags, into: Flags): void {
  for (let i = 0; i < rows; i++) into[i] = oppositeOf[a[i] ?? unknown] ?? unknown;
}

export function lackingNumber(rows: number, a: Numbers, into: Flags): void {
  for (let i = 0; i < rows; i++) into[i] = Number.isNaN(a[i]) ? yes : no;
}

export function lacking(rows: number, a: Flags | Codes, missing: number, into: Flags): void {
  for (let i = 0; i < rows; i++) into[i] = a[i] === missing ? yes : no;
}

/** Fills what is missing so far. */
export function filledNumbers(rows: number, from: Numbers, into: Numbers): void {
  for (let i = 0; i < rows; i++) if (Number.isNaN(into[i])) into[i] = from[i] ?? none;
}

export function filled(rows: number, from: Flags | Codes, missing: number, into: Flags | Codes): void {
  for (let i = 0; i < rows; i++) if (into[i] === missing) into[i] = from[i] ?? missing;
}

// With something missing neither way of comparing holds.

export function less(rows: number, a: Numbers, b: Numbers, into: Flags): void {
  for (let i = 0; i < rows; i++) {
    const x = a[i] ?? none;
    const y = b[i] ?? none;
    into[i] = x < y ? yes : x >= y ? no : unknown;
  }
}

export function lessOrEqual(rows: number, a: Numbers, b: Numbers, into: Flags): void {
  for (let i = 0; i < rows; i++) {
    const x = a[i] ?? none;
    const y = b[i] ?? none;
    into[i] = x <= y ? yes : x > y ? no : unknown;
  }
}

export function equalNumbers(rows: number, a: Numbers, b: Numbers, into: Flags): void {
  for (let i = 0; i < rows; i++) {
    const x = a[i] ?? none;
    const y = b[i] ?? none;
    into[i] = x === y ? yes : Number.isNaN(x) || Number.isNaN(y) ? unknown : no;
  }
}

export function equal(rows: number, a: Flags | Codes, b: Flags | Codes, missing: number, into: Flags): void {
  for (let i = 0; i < rows; i++) {
    const x = a[i];
    const y = b[i];
    into[i] = x === missing || y === missing ? unknown : x === y ? yes : no;
  }
}

/** Whether a text is among some; `isWanted` says it by the numbers of those. */
export function among(rows: number, a: Codes, isWanted: Uint8Array, into: Flags): void {
  for (let i = 0; i < rows; i++) {
    const x = a[i] ?? missingText;
    into[i] = x === missingText ? unknown : x < isWanted.length && isWanted[x] === 1 ? yes : no;
  }
}

export function doneBy(rows: number, done: Numbers, due: Numbers, asOf: number, into: Flags): void {
  for (let i = 0; i < rows; i++) {
    const x = done[i] ?? none;
    const y = due[i] ?? none;
    into[i] = x <= y ? yes : x > y || (y < asOf && Number.isNaN(x)) ? no : unknown;
  }
}

export function chosen(rows: number, condition: Flags, yesses: Flags, noes: Flags, into: Flags): void {
  for (let i = 0; i < rows; i++) {
    const x = condition[i];
    into[i] = x === unknown ? unknown : ((x === yes ? yesses[i] : noes[i]) ?? unknown);
  }
}

/** Adds; false where a sum is beyond what a number holds exactly. */
export function plus(rows: number, a: Numbers, b: Numbers, into: Numbers): boolean {
  let isExact = true;
  for (let i = 0; i < rows; i++) {
    const sum = (a[i] ?? none) + (b[i] ?? none);
    if (sum > most || sum < -most) isExact = false;
    into[i] = sum;
  }
  return isExact;
}

/** Subtracts; false where a difference is beyond what a number holds exactly. */
export function minus(rows: number, a: Numbers, b: Numbers, into: Numbers): boolean {
  let isExact = true;
  for (let i = 0; i < rows; i++) {
    const difference = (a[i] ?? none) - (b[i] ?? none);
    if (difference > most || difference < -most) isExact = false;
    into[i] = difference;
  }
  return isExact;
}
