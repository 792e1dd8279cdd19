import type { Call } from '../expressions/expression.js';
import { type Column, type FlagColumn, type NumberColumn, type TextColumn, unknown } from './column.js';
import { missingText, type Texts } from './texts.js';
import * as loops from './column-loops.js';

/** Computes so many rows; false where they must be computed one by one instead. */
export type Loop = (rows: number) => boolean;

/** What an operation reads and writes. */
interface Operands {
  readonly call: Call;
  readonly given: readonly Column[];
  readonly into: Column;
  readonly asOf: number;
  readonly texts: Texts;
}

/** An operation over whole columns; undefined where only its function can compute it. */
export function loopOf(operands: Operands): Loop | undefined {
  const loop = loopsBy[operands.call.operation]?.(operands);
  const numbers = operands.given.filter(isOfNumbers);
  if (loop === undefined || numbers.length === 0) return loop;
  return rows => numbers.every(({ odd }) => odd.size === 0) && loop(rows);
}

const isOfNumbers = (column: Column): column is NumberColumn => column.holds === 'numbers';
const isOfFlags = (column: Column): column is FlagColumn => column.holds === 'flags';
const isOfTexts = (column: Column): column is TextColumn => column.holds === 'texts';

/** The arrays of columns, where all are of a kind. */
function arrays<C extends Column>(columns: readonly Column[], isOfKind: (column: Column) => column is C): readonly C['at'][] {
  return columns.every(isOfKind) ? columns.map(({ at }) => at) : [];
}

const always =
  (work: (rows: number) => void): Loop =>
  rows => {
    work(rows);
    return true;
  };

type ToFlags<A> = (rows: number, a: A, b: A, into: FlagColumn['at']) => void;

/** An operation of two flags. */
const ofFlags =
  (loop: ToFlags<FlagColumn['at']>) =>
  ({ given, into }: Operands): Loop | undefined => {
    const [a, b] = arrays(given, isOfFlags);
    return a === undefined || b === undefined || !isOfFlags(into) ? undefined : always(rows => loop(rows, a, b, into.at));
  };

/** An operation of two numbers that gives a flag. */
const ofNumbers =
  (loop: ToFlags<NumberColumn['at']>, order: 'as given' | 'turned' = 'as given') =>
  ({ given, into }: Operands): Loop | undefined => {
    const [first, second] = arrays(given, isOfNumbers);
    if (first === undefined || second === undefined || !isOfFlags(into)) return undefined;
    const [a, b] = order === 'turned' ? [second, first] : [first, second];
    return always(rows => loop(rows, a, b, into.at));
  };

/** An operation of two numbers that gives one. */
const toNumbers =
  (loop: (rows: number, a: Float64Array, b: Float64Array, into: Float64Array) => boolean) =>
  ({ call, given, into }: Operands): Loop | undefined => {
    const [a, b] = arrays(given, isOfNumbers);
    // Between two days lie days, not milliseconds.
    const isOfDays = call.arguments.some(({ type }) => type === 'day');
    return a === undefined || b === undefined || isOfDays || !isOfNumbers(into) ? undefined : rows => loop(rows, a, b, into.at);
  };

const unequal =
  <A>(loop: ToFlags<A>): ToFlags<A> =>
  (rows, a, b, into) => {
    loop(rows, a, b, into);
    loops.opposite(rows, into, into);
  };

const equalling =
  (changed: <A>(loop: ToFlags<A>) => ToFlags<A>) =>
  (operands: Operands): Loop | undefined => {
    const { given, into } = operands;
    const [a, b] = [...arrays(given, isOfTexts), ...arrays(given, isOfFlags)];
    if (a === undefined || b === undefined || !isOfFlags(into)) return ofNumbers(changed(loops.equalNumbers))(operands);
    const missing = given.every(isOfTexts) ? missingText : unknown;
    const loop = changed<typeof a>((rows, x, y, out) => loops.equal(rows, x, y, missing, out));
    return always(rows => loop(rows, a, b, into.at));
  };

function lacking({ given: [column], into }: Operands): Loop | undefined {
  if (column === undefined || !isOfFlags(into)) return undefined;
  if (isOfNumbers(column)) return always(rows => loops.lackingNumber(rows, column.at, into.at));
  const missing = isOfTexts(column) ? missingText : unknown;
  return always(rows => loops.lacking(rows, column.at, missing, into.at));
}

function coalesced({ given, into }: Operands): Loop | undefined {
  const [first, ...others] = arrays(given, isOfNumbers);
  if (isOfNumbers(into) && first !== undefined)
    return always(rows => {
      into.at.set(first);
      for (const other of others) loops.filledNumbers(rows, other, into.at);
    });
  const [at, ...rest] = isOfTexts(into) ? arrays(given, isOfTexts) : arrays(given, isOfFlags);
  if (at === undefined || isOfNumbers(into)) return undefined;
  const missing = isOfTexts(into) ? missingText : unknown;
  return always(rows => {
    into.at.set(at);
    for (const other of rest) loops.filled(rows, other, missing, into.at);
  });
}

/** Whether a text is among others that are the same for all rows. */
function amongTexts({ call, given: [column], into, texts }: Operands): Loop | undefined {
  const wanted = call.arguments.slice(1).map(argument => (argument.node === 'literal' ? argument.value : null));
  const all = wanted.filter(value => typeof value === 'string');
  if (column === undefined || !isOfTexts(column) || !isOfFlags(into) || all.length < wanted.length) return undefined;
  const numbers = all.map(text => texts.keep(text));
  const isWanted = new Uint8Array(Math.max(...numbers) + 1);
  for (const number of numbers) isWanted[number] = 1;
  return always(rows => loops.among(rows, column.at, isWanted, into.at));
}

function doneBy({ given, into, asOf }: Operands): Loop | undefined {
  const [done, due] = arrays(given, isOfNumbers);
  if (done === undefined || due === undefined || !isOfFlags(into)) return undefined;
  return always(rows => loops.doneBy(rows, done, due, asOf, into.at));
}

function chosen({ given, into }: Operands): Loop | undefined {
  const [condition, yesses, noes] = arrays(given, isOfFlags);
  if (condition === undefined || yesses === undefined || noes === undefined || !isOfFlags(into)) return undefined;
  return always(rows => loops.chosen(rows, condition, yesses, noes, into.at));
}

const loopsBy: Readonly<Record<string, (operands: Operands) => Loop | undefined>> = {
  and: ofFlags(loops.both),
  or: ofFlags(loops.either),
  not: ({ given, into }) => {
    const [a] = arrays(given, isOfFlags);
    return a === undefined || !isOfFlags(into) ? undefined : always(rows => loops.opposite(rows, a, into.at));
  },
  choose: chosen,
  is_missing: lacking,
  coalesce: coalesced,
  one_of: amongTexts,
  done_by: doneBy,
  equal: equalling(loop => loop),
  unequal: equalling(unequal),
  less: ofNumbers(loops.less),
  less_equal: ofNumbers(loops.lessOrEqual),
  greater: ofNumbers(loops.less, 'turned'),
  greater_equal: ofNumbers(loops.lessOrEqual, 'turned'),
  add: toNumbers(loops.plus),
  subtract: toNumbers(loops.minus),
};
