import type { Call, Expression } from './expression.js';
import { groupOperations, groupValueName, ofOneFact } from './group-operations.js';
import { operations, type Read, type Surrounding } from './operations.js';

/** How a subject's names, and the calls that the vocabulary added, are read. */
export interface Reader<S> {
  readonly name: (name: string) => Read<S>;
  readonly call?: (name: string, given: readonly Read<S>[]) => Read<S>;
  /** What a call is for the group of a subject; `alone` reads it for a subject that is a group by itself, as all are without this. */
  readonly ofGroup?: (name: string, alone: Read<S>) => Read<S>;
  /** Zone, calendar and moment that hold for a subject. */
  readonly around: (subject: S) => Surrounding;
}

/** The expression as a function of a subject (a fact, a row); null where a needed value is missing. */
export function toFunction<S>(expression: Expression, reader: Reader<S>): Read<S> {
  if (expression.node === 'literal') return () => expression.value;
  if (expression.node === 'name') return reader.name(expression.name);
  if (expression.operation in groupOperations) {
    const alone = toFunction(ofOneFact(expression), reader);
    return reader.ofGroup?.(groupValueName(expression), alone) ?? alone;
  }
  const given = expression.arguments.map(argument => toFunction(argument, reader));
  return applied(expression, given, reader);
}

/** A call as a function of a subject whose arguments are read by `given`. */
export function applied<S>(expression: Call, given: readonly Read<S>[], reader: Pick<Reader<S>, 'call' | 'around'>): Read<S> {
  const operation = operations[expression.operation];
  if (operation === undefined) {
    if (reader.call === undefined) throw new TypeError(`no operation ${expression.operation}`);
    return reader.call(expression.operation, given);
  }
  const { around } = reader;
  if ('reads' in operation) return operation.reads(given, around);
  const { apply } = operation;
  const types = expression.arguments.map(argument => argument.type);
  const [first, second] = given;
  if (first === undefined || given.length > 2) throw new TypeError(`${expression.operation} takes one or two arguments`);
  if (second === undefined)
    return subject => {
      const a = first(subject);
      return a === null ? null : apply(a, null, around(subject), types);
    };
  return subject => {
    const a = first(subject);
    if (a === null) return null;
    const b = second(subject);
    return b === null ? null : apply(a, b, around(subject), types);
  };
}
