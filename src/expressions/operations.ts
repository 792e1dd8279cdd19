import { absolute, add, compare, divide, type Exact, multiply, negate, roundHalfEven, subtract } from '../facts/exact.js';
import type { Value } from '../facts/fact.js';
import { dayMillis, endOfDay, endOfMonth, localDay, startOfDay } from '../facts/time.js';
import { addWorkingDays, workedBetween, type WorkingTime } from '../facts/calendar.js';
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

/** An operation: its types and its two back ends, side by side so that they cannot drift apart. */
export interface Operation {
  readonly overloads: readonly Overload[];
  /** Sees missing values itself; all others give missing when any argument is missing. */
  readonly lazy?: true;
  /** Worth computing once a row in SQL, however many metrics ask for it. */
  readonly isCostly?: true;
  readonly apply: (given: readonly Value[], around: Surrounding, types: readonly ExprType[]) => Value;
  readonly sql: (given: readonly string[], around: SqlSurrounding, types: readonly ExprType[]) => string;
}

// The type checker guarantees what each argument is; these name that guarantee in one place.
const num = (value: Value | undefined): Exact => value as Exact;
const int = (value: Value | undefined): number => value as number;
const str = (value: Value | undefined): string => value as string;

const overload = (result: ExprType, ...parameters: readonly ExprType[]): Overload => ({ parameters, result });
const repeated = (result: ExprType, ...parameters: readonly ExprType[]): Overload => ({ parameters, result, repeats: true });

const allTypes: readonly ExprType[] = ['instant', 'day', 'duration', 'number', 'text', 'boolean'];
const ordered: readonly ExprType[] = ['instant', 'day', 'duration', 'number'];
const millisLimit = 9_000_000_000_000_000;

/** Whole milliseconds, half to even; missing beyond what an instant can be moved by. */
function millis(value: Exact): number | null {
  const rounded = roundHalfEven(value, 0);
  return typeof rounded === 'number' && Math.abs(rounded) <= millisLimit ? rounded : null;
}

const infix = (operator: string) => (given: readonly string[]) => `(${given.join(` ${operator} `)})`;

function comparison(operator: string, holds: (order: number) => boolean, types: readonly ExprType[]): Operation {
  const order = (a: Value | undefined, b: Value | undefined): number => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return typeof a === 'string' || typeof a === 'boolean' ? (a === b ? 0 : 1) : compare(num(a), num(b));
  };
  return {
    overloads: types.map(type => overload('boolean', type, type)),
    apply: ([a, b]) => holds(order(a, b)),
    sql: infix(operator),
  };
}

function extreme(sqlName: string, wanted: -1 | 1): Operation {
  return {
    overloads: ordered.map(type => repeated(type, type, type)),
    apply: given => given.reduce((best, value) => (compare(num(value), num(best)) === wanted ? value : best)),
    // least and greatest pass over nulls; a missing argument must give missing.
    sql: given =>
      `(case when ${given.map(one => `${one} is null`).join(' or ')} then null else ${sqlName}(${given.join(', ')}) end)`,
  };
}

function durationOf(unit: number): Operation {
  return {
    overloads: [overload('duration', 'number')],
    apply: ([n]) => millis(multiply(num(n), unit)),
    sql: ([n]) => `plumbline_millis(${n} * ${unit})`,
  };
}

const divideNumbers = (a: Exact, b: Exact): Exact | null => (compare(b, 0) === 0 ? null : roundHalfEven(divide(a, b), 12));

/** Every operation that metrics, standards and layouts can use. */
export const operations: Readonly<Record<string, Operation>> = {
  add: {
    overloads: [
      overload('number', 'number', 'number'),
      overload('instant', 'instant', 'duration'),
      overload('instant', 'duration', 'instant'),
      overload('duration', 'duration', 'duration'),
    ],
    apply: ([a, b]) => add(num(a), num(b)),
    sql: infix('+'),
  },
  subtract: {
    overloads: [
      overload('number', 'number', 'number'),
      overload('duration', 'instant', 'instant'),
      overload('instant', 'instant', 'duration'),
      overload('duration', 'duration', 'duration'),
      overload('duration', 'day', 'day'),
    ],
    apply: ([a, b], _, [type]) => (type === 'day' ? (int(a) - int(b)) * dayMillis : subtract(num(a), num(b))),
    sql: ([a, b], _, [type]) => (type === 'day' ? `((${a} - ${b})::bigint * ${dayMillis})` : `(${a} - ${b})`),
  },
  multiply: {
    overloads: [
      overload('number', 'number', 'number'),
      overload('duration', 'duration', 'number'),
      overload('duration', 'number', 'duration'),
    ],
    apply: ([a, b], _, types) => (types.includes('duration') ? millis(multiply(num(a), num(b))) : multiply(num(a), num(b))),
    sql: ([a, b], _, types) => (types.includes('duration') ? `plumbline_millis(${a} * ${b})` : `(${a} * ${b})`),
  },
  divide: {
    overloads: [
      overload('number', 'number', 'number'),
      overload('duration', 'duration', 'number'),
      overload('number', 'duration', 'duration'),
    ],
    apply: ([a, b], _, [left, right]) => {
      if (left === 'duration' && right === 'number') return compare(num(b), 0) === 0 ? null : millis(divide(num(a), num(b)));
      return divideNumbers(num(a), num(b));
    },
    sql: ([a, b], _, [left, right]) =>
      left === 'duration' && right === 'number' ? `plumbline_millis_quotient(${a}, ${b})` : `plumbline_quotient(${a}, ${b})`,
  },
  negate: {
    overloads: [overload('number', 'number'), overload('duration', 'duration')],
    apply: ([a]) => negate(num(a)),
    sql: ([a]) => `(- ${a})`,
  },
  equal: comparison('=', order => order === 0, allTypes),
  unequal: comparison('<>', order => order !== 0, allTypes),
  less: comparison('<', order => order < 0, ordered),
  less_equal: comparison('<=', order => order <= 0, ordered),
  greater: comparison('>', order => order > 0, ordered),
  greater_equal: comparison('>=', order => order >= 0, ordered),
  and: {
    overloads: [overload('boolean', 'boolean', 'boolean')],
    lazy: true,
    apply: ([a, b]) => (a === false || b === false ? false : a === null || b === null ? null : true),
    sql: infix('and'),
  },
  or: {
    overloads: [overload('boolean', 'boolean', 'boolean')],
    lazy: true,
    apply: ([a, b]) => (a === true || b === true ? true : a === null || b === null ? null : false),
    sql: infix('or'),
  },
  not: { overloads: [overload('boolean', 'boolean')], apply: ([a]) => a === false, sql: ([a]) => `(not ${a})` },
  choose: {
    overloads: allTypes.map(type => overload(type, 'boolean', type, type)),
    lazy: true,
    apply: ([condition, yes, no]) => (condition === null ? null : condition === true ? (yes ?? null) : (no ?? null)),
    sql: ([condition, yes, no]) => `(case when ${condition} then ${yes} when not ${condition} then ${no} end)`,
  },
  seconds: durationOf(1000),
  minutes: durationOf(60_000),
  hours: durationOf(3_600_000),
  days: durationOf(dayMillis),
  is_missing: {
    overloads: allTypes.map(type => overload('boolean', type)),
    lazy: true,
    apply: ([a]) => a === null,
    sql: ([a]) => `(${a} is null)`,
  },
  coalesce: {
    overloads: allTypes.map(type => repeated(type, type)),
    lazy: true,
    apply: given => given.find(value => value !== null) ?? null,
    sql: given => `coalesce(${given.join(', ')})`,
  },
  one_of: {
    overloads: (['text', 'number', 'day', 'boolean'] as const).map(type => repeated('boolean', type, type)),
    lazy: true,
    apply: ([x, ...among]) => {
      if (x === null || x === undefined) return null;
      const same = (value: Value): boolean =>
        value !== null && (typeof value === 'object' || typeof x === 'object' ? compare(num(value), num(x)) === 0 : value === x);
      return among.some(same) ? true : among.includes(null) ? null : false;
    },
    sql: ([x, ...among]) => `(${x} in (${among.join(', ')}))`,
  },
  done_by: {
    overloads: [overload('boolean', 'instant', 'instant')],
    lazy: true,
    apply: ([done, due], { asOf }) => {
      if (due === null || due === undefined) return null;
      return done === null ? (int(due) < asOf ? false : null) : int(done) <= int(due);
    },
    sql: ([done, due], { asOf }) => `(case when ${done} is not null then ${done} <= ${due} when ${due} < ${asOf} then false end)`,
  },
  day: {
    isCostly: true,
    overloads: [overload('day', 'instant')],
    apply: ([at], { zone }) => localDay(zone, int(at)),
    sql: ([at], { zone }) => `plumbline_day(${at}, ${zone})`,
  },
  start_of_day: {
    isCostly: true,
    overloads: [overload('instant', 'instant'), overload('instant', 'day')],
    apply: ([at], { zone }, [type]) => startOfDay(zone, type === 'day' ? int(at) : localDay(zone, int(at))),
    sql: ([at], { zone }, [type]) => `plumbline_start_of_day(${type === 'day' ? at : `plumbline_day(${at}, ${zone})`}, ${zone})`,
  },
  end_of_day: {
    isCostly: true,
    overloads: [overload('instant', 'instant'), overload('instant', 'day')],
    apply: ([at], { zone }, [type]) => endOfDay(zone, type === 'day' ? int(at) : localDay(zone, int(at))),
    sql: ([at], { zone }, [type]) =>
      `(plumbline_start_of_day(${type === 'day' ? at : `plumbline_day(${at}, ${zone})`} + 1, ${zone}) - 1)`,
  },
  end_of_month: {
    isCostly: true,
    overloads: [overload('instant', 'instant')],
    apply: ([at], { zone }) => endOfMonth(zone, int(at)),
    sql: ([at], { zone }) => `plumbline_end_of_month(${at}, ${zone})`,
  },
  working_time_between: {
    isCostly: true,
    overloads: [overload('duration', 'instant', 'instant')],
    apply: ([a, b], { calendar }) => (calendar === undefined ? null : workedBetween(calendar, int(a), int(b))),
    sql: ([a, b], { calendar }) => `(plumbline_worked_until(${calendar}, ${b}) - plumbline_worked_until(${calendar}, ${a}))`,
  },
  add_working_days: {
    isCostly: true,
    overloads: [overload('instant', 'instant', 'number')],
    apply: ([at, n], { calendar }) => (calendar === undefined ? null : addWorkingDays(calendar, int(at), num(n))),
    sql: ([at, n], { calendar, zone }) => `plumbline_add_working_days(${calendar}, ${at}, ${n}, ${zone})`,
  },
  abs: {
    overloads: [overload('number', 'number'), overload('duration', 'duration')],
    apply: ([a]) => absolute(num(a)),
    sql: ([a]) => `abs(${a})`,
  },
  min: extreme('least', -1),
  max: extreme('greatest', 1),
  lower: { overloads: [overload('text', 'text')], apply: ([a]) => lowerCase(str(a)), sql: ([a]) => `plumbline_lower(${a})` },
  contains: {
    overloads: [overload('boolean', 'text', 'text')],
    apply: ([a, part]) => str(a).includes(str(part)),
    sql: ([a, part]) => `(position(${part} in ${a}) > 0)`,
  },
  starts_with: {
    overloads: [overload('boolean', 'text', 'text')],
    apply: ([a, part]) => str(a).startsWith(str(part)),
    sql: ([a, part]) => `starts_with(${a}, ${part})`,
  },
};

/** Capital letters of the Basic Multilingual Plane and their small ones, one to one: what both back ends fold. */
export const letterCases: { readonly upper: string; readonly lower: string } = (() => {
  const pairs: [string, string][] = [];
  for (let code = 65; code < 0xd800; code++) {
    const upper = String.fromCharCode(code);
    const lower = upper.toLowerCase();
    if (lower !== upper && lower.length === 1 && code < 0x590) pairs.push([upper, lower]);
  }
  return { upper: pairs.map(pair => pair[0]).join(''), lower: pairs.map(pair => pair[1]).join('') };
})();

const folded = new Map([...letterCases.upper].map((upper, i) => [upper, letterCases.lower[i] ?? upper]));

// The same table in both back ends: a database's own lower() depends on its locale.
const lowerCase = (text: string): string => text.replace(/[A-Z\u00C0-\u058F]/g, letter => folded.get(letter) ?? letter);
