import type { Value } from '../facts/fact.js';
import type { Expression } from './expression.js';
import { operations, type Surrounding } from './operations.js';

/** How a subject's names, and the calls that the vocabulary added, are read. */
export interface Reader<S> {
  readonly name: (name: string) => (subject: S) => Value;
  readonly call?: (name: string, given: readonly ((subject: S) => Value)[]) => (subject: S) => Value;
  /** Zone, calendar and moment that hold for a subject. */
  readonly around: (subject: S) => Surrounding;
}

/** The expression as a function of a subject (a fact, a row); null where a needed value is missing. */
export function toFunction<S>(expression: Expression, reader: Reader<S>): (subject: S) => Value {
  if (expression.node === 'literal') return () => expression.value;
  if (expression.node === 'name') return reader.name(expression.name);
  const given = expression.arguments.map(argument => toFunction(argument, reader));
  const operation = operations[expression.operation];
  if (operation === undefined) {
    if (reader.call === undefined) throw new TypeError(`no operation ${expression.operation}`);
    return reader.call(expression.operation, given);
  }
  const types = expression.arguments.map(argument => argument.type);
  const { apply, lazy } = operation;
  if (lazy === true)
    return subject =>
      apply(
        given.map(read => read(subject)),
        reader.around(subject),
        types,
      );
  return subject => {
    const values: Value[] = [];
    for (const read of given) {
      const value = read(subject);
      if (value === null) return null;
      values.push(value);
    }
    return apply(values, reader.around(subject), types);
  };
}
