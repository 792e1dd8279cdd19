import type { Expression } from './expression.js';
import { operations, type Read, type Surrounding } from './operations.js';

/** How a subject's names, and the calls that the vocabulary added, are read. */
export interface Reader<S> {
  readonly name: (name: string) => Read<S>;
  readonly call?: (name: string, given: readonly Read<S>[]) => Read<S>;
  /** Zone, calendar and moment that hold for a subject. */
  readonly around: (subject: S) => Surrounding;
  /** One function for each expression, however often it is asked for; `make` compiles it. */
  readonly share?: (expression: Expression, make: () => Read<S>) => Read<S>;
}

/** The expression as a function of a subject (a fact, a row); null where a needed value is missing. */
export function toFunction<S>(expression: Expression, reader: Reader<S>): Read<S> {
  if (expression.node === 'literal') return () => expression.value;
  const make = (): Read<S> => compiled(expression, reader);
  return reader.share === undefined ? make() : reader.share(expression, make);
}

function compiled<S>(expression: Exclude<Expression, { node: 'literal' }>, reader: Reader<S>): Read<S> {
  if (expression.node === 'name') return reader.name(expression.name);
  const given = expression.arguments.map(argument => toFunction(argument, reader));
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
