import type { Exact } from '../facts/exact.js';
import type { FieldType } from '../facts/field.js';

/** What an expression yields; a duration is whole milliseconds. */
export type ExprType = FieldType | 'duration';

/** A checked expression: every node has its type. */
export type Expression = Literal | Name | Call;

export interface Literal {
  readonly node: 'literal';
  readonly type: ExprType;
  readonly value: Exact | string | boolean | null;
  /** It stands in for what is not recorded of a fact, as long as the client's files record it of any. */
  readonly standsIn?: true;
}

/** A field, a constant of the evaluation, or a metric's parameter. */
export interface Name {
  readonly node: 'name';
  readonly type: ExprType;
  readonly name: string;
}

/** An operation of `operations.ts`, or one that the vocabulary adds. */
export interface Call {
  readonly node: 'call';
  readonly type: ExprType;
  readonly operation: string;
  readonly arguments: readonly Expression[];
}

/** The expression with some names replaced by expressions of the same type. */
export function substitute(expression: Expression, by: ReadonlyMap<string, Expression>): Expression {
  if (expression.node === 'name') return by.get(expression.name) ?? expression;
  if (expression.node === 'literal') return expression;
  return { ...expression, arguments: expression.arguments.map(argument => substitute(argument, by)) };
}

/** Whether anything in the expression stands in for what is not recorded. */
export const standsInWithin = (expression: Expression): boolean =>
  expression.node === 'literal'
    ? expression.standsIn === true
    : expression.node === 'call' && expression.arguments.some(standsInWithin);

const namesOf = new WeakMap<Expression, ReadonlySet<string>>();

/** Every name that the expression reads, once. Found once for each expression: why a fact is what it is asks again for every fact. */
export function namesIn(expression: Expression): ReadonlySet<string> {
  const known = namesOf.get(expression);
  if (known !== undefined) return known;
  const found = new Set(
    expression.node === 'call'
      ? expression.arguments.flatMap(argument => [...namesIn(argument)])
      : expression.node === 'name'
        ? [expression.name]
        : [],
  );
  namesOf.set(expression, found);
  return found;
}

/** Every operation that the expression uses, once. */
export function operationsIn(expression: Expression): ReadonlySet<string> {
  if (expression.node !== 'call') return new Set();
  return new Set([expression.operation, ...expression.arguments.flatMap(argument => [...operationsIn(argument)])]);
}

/** How expressions name the 0 that stands in for what is not recorded: `coalesce(damaged_qty, none)`. */
export const noneName = 'none';

export const none: Literal = { node: 'literal', type: 'number', value: 0, standsIn: true };

export const literal = (type: ExprType, value: Literal['value']): Literal => ({ node: 'literal', type, value });

export const call = (type: ExprType, operation: string, ...given: readonly Expression[]): Call => ({
  node: 'call',
  type,
  operation,
  arguments: given,
});

/** Conditions joined into one, from the first to the last; undefined where there are none. */
export function joined(operation: 'and' | 'or', all: readonly Expression[]): Expression | undefined {
  const [first, ...rest] = all;
  return first === undefined ? undefined : rest.reduce((both, one) => call('boolean', operation, both, one), first);
}
