import type { WorkingTime } from '../facts/calendar.js';
import type { Exact } from '../facts/exact.js';
import type { Value } from '../facts/fact.js';
import type { ExprType } from './expression.js';

/** The zone and working time that hold for a fact. */
export interface Surrounding {
  readonly zone: string;
  readonly calendar: WorkingTime | undefined;
  readonly asOf: number;
}

/** The same as SQL expressions. */
export interface SqlSurrounding {
  readonly zone: string;
  readonly calendar: string;
  readonly asOf: string;
}

/** One way to call an operation: `repeats` lets the last parameter come again. */
export interface Overload {
  readonly parameters: readonly ExprType[];
  readonly repeats?: true;
  readonly result: ExprType;
}

/** How a value is read off a subject: a fact, or a row. */
export type Read<S> = (subject: S) => Value;

interface OperationBase {
  readonly overloads: readonly Overload[];
  /** Worth computing once a row in SQL, however many metrics ask for it. */
  readonly isCostly?: true;
  /** Missing where neither the site nor the client has a calendar. */
  readonly needsCalendar?: true;
  readonly sql: (given: readonly string[], around: SqlSurrounding, types: readonly ExprType[]) => string;
}

/** Of one or two arguments; missing when any of them is. */
interface Strict extends OperationBase {
  readonly apply: (a: Value, b: Value, around: Surrounding, types: readonly ExprType[]) => Value;
}

/** Sees missing values itself, and reads no more of its arguments than it needs. */
interface Lazy extends OperationBase {
  readonly reads: <S>(given: readonly Read<S>[], around: (subject: S) => Surrounding) => Read<S>;
}

/** An operation: its types and its two back ends, side by side so that they cannot drift apart. */
export type Operation = Strict | Lazy;

// The type checker guarantees what each argument is; these name that guarantee in one place.

/** An argument that is a number. */
export const num = (value: Value): Exact => value as Exact;
/** An argument that is an instant, a day or a duration. */
export const int = (value: Value): number => value as number;
/** An argument that is a text. */
export const str = (value: Value): string => value as string;

/** A way to call an operation. */
export const overload = (result: ExprType, ...parameters: readonly ExprType[]): Overload => ({ parameters, result });
/** A way to call an operation in which the last parameter comes again. */
export const repeated = (result: ExprType, ...parameters: readonly ExprType[]): Overload => ({
  parameters,
  result,
  repeats: true,
});

/** Every type that expressions have. */
export const allTypes: readonly ExprType[] = ['instant', 'day', 'duration', 'number', 'text', 'boolean'];
/** The types that have an order. */
export const ordered: readonly ExprType[] = ['instant', 'day', 'duration', 'number'];

/** Arguments of SQL with an operator between them. */
export const infix = (operator: string) => (given: readonly string[]) => `(${given.join(` ${operator} `)})`;
