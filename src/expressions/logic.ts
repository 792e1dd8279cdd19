import { compare } from '../facts/exact.js';
import type { Value } from '../facts/fact.js';
import { allTypes, infix, int, num, type Operation, overload, type Read, repeated } from './operation.js';

/** The arguments of an operation of three; those of one or two come the same way. */
const threeArguments = <S>([a, b, c]: readonly Read<S>[]): readonly [Read<S>, Read<S>, Read<S>] => [
  a ?? missing,
  b ?? missing,
  c ?? missing,
];
const missing = (): null => null;

/** The operations of three-valued logic. */
export const connectives: Readonly<Record<string, Operation>> = {
  and: {
    overloads: [overload('boolean', 'boolean', 'boolean')],
    reads: given => {
      const [first, second] = threeArguments(given);
      return subject => {
        const a = first(subject);
        if (a === false) return false;
        const b = second(subject);
        return b === false ? false : a === null || b === null ? null : true;
      };
    },
    sql: infix('and'),
  },
  or: {
    overloads: [overload('boolean', 'boolean', 'boolean')],
    reads: given => {
      const [first, second] = threeArguments(given);
      return subject => {
        const a = first(subject);
        if (a === true) return true;
        const b = second(subject);
        return b === true ? true : a === null || b === null ? null : false;
      };
    },
    sql: infix('or'),
  },
  not: { overloads: [overload('boolean', 'boolean')], apply: a => a === false, sql: ([a]) => `(not ${a})` },
  choose: {
    overloads: allTypes.map(type => overload(type, 'boolean', type, type)),
    reads: given => {
      const [condition, yes, no] = threeArguments(given);
      return subject => {
        const chosen = condition(subject);
        return chosen === null ? null : chosen === true ? yes(subject) : no(subject);
      };
    },
    sql: ([condition, yes, no]) => `(case when ${condition} then ${yes} when not ${condition} then ${no} end)`,
  },
};

/** The operations that say what becomes of a missing value. */
export const missingOperations: Readonly<Record<string, Operation>> = {
  is_missing: {
    overloads: allTypes.map(type => overload('boolean', type)),
    reads: given => {
      const [read] = threeArguments(given);
      return subject => read(subject) === null;
    },
    sql: ([a]) => `(${a} is null)`,
  },
  coalesce: {
    overloads: allTypes.map(type => repeated(type, type)),
    reads: given => subject => {
      for (const read of given) {
        const value = read(subject);
        if (value !== null) return value;
      }
      return null;
    },
    sql: given => `coalesce(${given.join(', ')})`,
  },
  one_of: {
    overloads: (['text', 'number', 'day', 'boolean'] as const).map(type => repeated('boolean', type, type)),
    reads: ([wanted = missing, ...among]) => {
      const same = (a: Value, b: Value): boolean =>
        typeof a === 'object' || typeof b === 'object' ? compare(num(a), num(b)) === 0 : a === b;
      return subject => {
        const x = wanted(subject);
        if (x === null) return null;
        let found: Value = false;
        for (const read of among) {
          const value = read(subject);
          if (value === null) found = null;
          else if (same(value, x)) return true;
        }
        return found;
      };
    },
    sql: ([x, ...among]) => `(${x} in (${among.join(', ')}))`,
  },
  done_by: {
    overloads: [overload('boolean', 'instant', 'instant')],
    reads: (given, around) => {
      const [doneAt, dueAt] = threeArguments(given);
      return subject => {
        const due = dueAt(subject);
        if (due === null) return null;
        const done = doneAt(subject);
        return done === null ? (int(due) < around(subject).asOf ? false : null) : int(done) <= int(due);
      };
    },
    sql: ([done, due], { asOf }) => `(case when ${done} is not null then ${done} <= ${due} when ${due} < ${asOf} then false end)`,
  },
};
