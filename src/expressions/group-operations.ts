import { add, compare, decimalText } from '../facts/exact.js';
import type { Value } from '../facts/fact.js';
import { call, type Call, type Expression, type ExprType, literal, operationsIn } from './expression.js';
import { num, ordered, overload, type Overload } from './operation.js';

/** An operation over what an expression is for each fact of a group: its types and its two back ends. */
interface GroupOperation {
  readonly overloads: readonly Overload[];
  /** Of one value and the next; none of them is missing. */
  readonly joined: (before: Value, value: Value) => Value;
  readonly aggregate: string;
}

// A second argument parts the group: those facts are taken together that have the same text.
const parted = (result: ExprType, of: ExprType): readonly Overload[] => [overload(result, of), overload(result, of, 'text')];

/** The operations that take the facts of a group together. The result is missing where an argument is for any of the facts. */
export const groupOperations: Readonly<Record<string, GroupOperation>> = {
  sum_of: {
    overloads: parted('number', 'number'),
    joined: (before, value) => add(num(before), num(value)),
    aggregate: 'sum',
  },
  largest_of: {
    overloads: ordered.flatMap(type => parted(type, type)),
    joined: (before, value) => (compare(num(value), num(before)) > 0 ? value : before),
    aggregate: 'max',
  },
  smallest_of: {
    overloads: ordered.flatMap(type => parted(type, type)),
    joined: (before, value) => (compare(num(value), num(before)) < 0 ? value : before),
    aggregate: 'min',
  },
};

/** The functions that can be called only where facts are in groups. */
export const groupFunctionNames: readonly string[] = Object.keys(groupOperations);

/** Whether an expression takes the facts of a group together anywhere in it. */
export const asksForGroup = (expression: Expression): boolean =>
  [...operationsIn(expression)].some(operation => operation in groupOperations);

/** The calls in an expression that take the facts of a group together, each once, by the names that their values have. */
export function groupCalls(expression: Expression): ReadonlyMap<string, Call> {
  if (expression.node !== 'call') return noCalls;
  const known = callsOf.get(expression);
  if (known !== undefined) return known;
  const found = new Map(
    expression.operation in groupOperations
      ? [[groupValueName(expression), expression]]
      : expression.arguments.flatMap(argument => [...groupCalls(argument)]),
  );
  callsOf.set(expression, found);
  return found;
}

const noCalls: ReadonlyMap<string, Call> = new Map();
const callsOf = new WeakMap<Call, ReadonlyMap<string, Call>>();

/** The name of a call's value among the values of a fact; no field has such a name. */
export const groupValueName = (one: Call): string => writtenOut(one);

/** What a call is for a group, from what its argument is for each fact. */
export function ofFacts({ operation: name }: Call, values: readonly Value[]): Value {
  const operation = groupOperations[name];
  if (operation === undefined) throw new TypeError(`no operation ${name} over groups`);
  return values.includes(null)
    ? null
    : values.reduce<Value>((before, one) => (before === null ? one : operation.joined(before, one)), null);
}

/** What a call is for a fact that is a group by itself: what the fact has; missing where it cannot be said of which part it is. */
export function ofOneFact({ arguments: [taken, part], type }: Call): Expression {
  if (taken === undefined) throw new TypeError('a group operation takes an argument');
  return part === undefined ? taken : call(type, 'choose', call('boolean', 'is_missing', part), literal(type, null), taken);
}

/** A condition taken apart: what is asked of each fact, what of all facts of the group, and the rest over the names of both. */
export interface GroupCondition {
  readonly rest: Expression;
  readonly each: ReadonlyMap<string, Expression>;
  readonly ofGroup: ReadonlyMap<string, Call>;
}

/** Takes a condition apart into the largest pieces that a fact alone answers, and the calls that need its group. */
export function takenApart(condition: Expression): GroupCondition {
  const each = new Map<string, Expression>();
  const nameOf = new Map<string, string>();
  const restOf = (expression: Expression): Expression => {
    if (expression.node === 'literal') return expression;
    if (!asksForGroup(expression)) {
      const text = writtenOut(expression);
      const name = nameOf.get(text) ?? `each ${each.size}`;
      nameOf.set(text, name);
      each.set(name, expression);
      return { node: 'name', type: expression.type, name };
    }
    if (expression.node === 'name') return expression;
    if (expression.operation in groupOperations) return { node: 'name', type: expression.type, name: groupValueName(expression) };
    return { ...expression, arguments: expression.arguments.map(restOf) };
  };
  const rest = restOf(condition);
  return { rest, each, ofGroup: groupCalls(condition) };
}

/** An expression as a text that no other expression has. */
function writtenOut(expression: Expression): string {
  if (expression.node === 'name') return expression.name;
  if (expression.node === 'call') return `${expression.operation}(${expression.arguments.map(writtenOut).join(', ')})`;
  const { type, value } = expression;
  const isNumber = typeof value === 'number' || (typeof value === 'object' && value !== null);
  return `${type} ${isNumber ? decimalText(value) : JSON.stringify(value)}`;
}
