import { absolute, add, compare, divide, type Exact, multiply, negate, roundHalfEven, subtract } from '../facts/exact.js';
import type { Value } from '../facts/fact.js';
import { clockDays, clockInstants, dayMillis, endOfMonth, localDay, startOfDay } from '../facts/time.js';
import { addWorkingDays, onWorkingDay, workedBetween } from '../facts/calendar.js';
import type { ExprType } from './expression.js';
import { connectives, missingOperations } from './logic.js';
import { allTypes, infix, int, num, type Operation, ordered, overload, repeated, str } from './operation.js';

export type { Operation, Overload, Read, SqlSurrounding, Surrounding } from './operation.js';

const millisLimit = 9_000_000_000_000_000;

/** Whole milliseconds, half to even; missing beyond what an instant can be moved by. */
function millis(value: Exact): number | null {
  const rounded = roundHalfEven(value, 0);
  return typeof rounded === 'number' && Math.abs(rounded) <= millisLimit ? rounded : null;
}

/** What a clock says at an instant; missing for one so far away that a difference made it. */
const ofClock = <T>(at: Value, read: (at: number) => T): T | null =>
  typeof at === 'number' && at >= clockInstants.first && at <= clockInstants.last ? read(at) : null;

/** The first instant of the day of an instant, or of a day, or of the day after it. */
function dayBegin(zone: string, at: Value, type: ExprType | undefined, after: 0 | 1): number | null {
  const day = type === 'day' ? int(at) : ofClock(at, instant => localDay(zone, instant));
  if (day === null || day + after < clockDays.first || day + after > clockDays.last) return null;
  return startOfDay(zone, day + after);
}

function comparison(operator: string, holds: (order: number) => boolean, types: readonly ExprType[]): Operation {
  const order = (a: Value, b: Value): number => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return typeof a === 'string' || typeof a === 'boolean' ? (a === b ? 0 : 1) : compare(num(a), num(b));
  };
  return {
    overloads: types.map(type => overload('boolean', type, type)),
    apply: (a, b) => holds(order(a, b)),
    sql: infix(operator),
  };
}

function extreme(sqlName: string, wanted: -1 | 1): Operation {
  return {
    overloads: ordered.map(type => repeated(type, type, type)),
    reads: given => subject => {
      let best: Value = null;
      for (const read of given) {
        const value = read(subject);
        if (value === null) return null;
        if (best === null || compare(num(value), num(best)) === wanted) best = value;
      }
      return best;
    },
    // least and greatest pass over nulls; a missing argument must give missing.
    sql: given =>
      `(case when ${given.map(one => `${one} is null`).join(' or ')} then null else ${sqlName}(${given.join(', ')}) end)`,
  };
}

function durationOf(unit: number): Operation {
  return {
    overloads: [overload('duration', 'number')],
    apply: n => millis(multiply(num(n), unit)),
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
    apply: (a, b) => add(num(a), num(b)),
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
    apply: (a, b, _, [type]) => (type === 'day' ? (int(a) - int(b)) * dayMillis : subtract(num(a), num(b))),
    sql: ([a, b], _, [type]) => (type === 'day' ? `((${a} - ${b})::bigint * ${dayMillis})` : `(${a} - ${b})`),
  },
  multiply: {
    overloads: [
      overload('number', 'number', 'number'),
      overload('duration', 'duration', 'number'),
      overload('duration', 'number', 'duration'),
    ],
    apply: (a, b, _, types) => (types.includes('duration') ? millis(multiply(num(a), num(b))) : multiply(num(a), num(b))),
    sql: ([a, b], _, types) => (types.includes('duration') ? `plumbline_millis(${a} * ${b})` : `(${a} * ${b})`),
  },
  divide: {
    overloads: [
      overload('number', 'number', 'number'),
      overload('duration', 'duration', 'number'),
      overload('number', 'duration', 'duration'),
    ],
    apply: (a, b, _, [left, right]) => {
      if (left === 'duration' && right === 'number') return compare(num(b), 0) === 0 ? null : millis(divide(num(a), num(b)));
      return divideNumbers(num(a), num(b));
    },
    sql: ([a, b], _, [left, right]) =>
      left === 'duration' && right === 'number' ? `plumbline_millis_quotient(${a}, ${b})` : `plumbline_quotient(${a}, ${b})`,
  },
  negate: {
    overloads: [overload('number', 'number'), overload('duration', 'duration')],
    apply: a => negate(num(a)),
    sql: ([a]) => `(- ${a})`,
  },
  equal: comparison('=', order => order === 0, allTypes),
  unequal: comparison('<>', order => order !== 0, allTypes),
  less: comparison('<', order => order < 0, ordered),
  less_equal: comparison('<=', order => order <= 0, ordered),
  greater: comparison('>', order => order > 0, ordered),
  greater_equal: comparison('>=', order => order >= 0, ordered),
  ...connectives,
  seconds: durationOf(1000),
  minutes: durationOf(60_000),
  hours: durationOf(3_600_000),
  days: durationOf(dayMillis),
  ...missingOperations,
  day: {
    isCostly: true,
    overloads: [overload('day', 'instant')],
    apply: (at, _, { zone }) => ofClock(at, instant => localDay(zone, instant)),
    sql: ([at], { zone }) => `plumbline_day(${at}, ${zone})`,
  },
  start_of_day: {
    isCostly: true,
    overloads: [overload('instant', 'instant'), overload('instant', 'day')],
    apply: (at, _, { zone }, [type]) => dayBegin(zone, at, type, 0),
    sql: ([at], { zone }, [type]) => `plumbline_start_of_day(${type === 'day' ? at : `plumbline_day(${at}, ${zone})`}, ${zone})`,
  },
  end_of_day: {
    isCostly: true,
    overloads: [overload('instant', 'instant'), overload('instant', 'day')],
    apply: (at, _, { zone }, [type]) => {
      const next = dayBegin(zone, at, type, 1);
      return next === null ? null : next - 1;
    },
    sql: ([at], { zone }, [type]) =>
      `(plumbline_start_of_day(${type === 'day' ? at : `plumbline_day(${at}, ${zone})`} + 1, ${zone}) - 1)`,
  },
  end_of_month: {
    isCostly: true,
    overloads: [overload('instant', 'instant')],
    apply: (at, _, { zone }) => ofClock(at, instant => endOfMonth(zone, instant)),
    sql: ([at], { zone }) => `plumbline_end_of_month(${at}, ${zone})`,
  },
  working_time_between: {
    isCostly: true,
    needsCalendar: true,
    overloads: [overload('duration', 'instant', 'instant')],
    apply: (a, b, { calendar }) => (calendar === undefined ? null : workedBetween(calendar, int(a), int(b))),
    sql: ([a, b], { calendar }) => `(plumbline_worked_until(${calendar}, ${b}) - plumbline_worked_until(${calendar}, ${a}))`,
  },
  add_working_days: {
    isCostly: true,
    needsCalendar: true,
    overloads: [overload('instant', 'instant', 'number')],
    apply: (at, n, { calendar }) =>
      calendar === undefined ? null : ofClock(at, instant => addWorkingDays(calendar, instant, num(n))),
    sql: ([at, n], { calendar, zone }) => `plumbline_add_working_days(${calendar}, ${at}, ${n}, ${zone})`,
  },
  on_working_day: {
    isCostly: true,
    needsCalendar: true,
    overloads: [overload('instant', 'instant')],
    apply: (at, _, { calendar }) => (calendar === undefined ? null : ofClock(at, instant => onWorkingDay(calendar, instant))),
    sql: ([at], { calendar, zone }) => `plumbline_on_working_day(${calendar}, ${at}, ${zone})`,
  },
  abs: {
    overloads: [overload('number', 'number'), overload('duration', 'duration')],
    apply: a => absolute(num(a)),
    sql: ([a]) => `abs(${a})`,
  },
  min: extreme('least', -1),
  max: extreme('greatest', 1),
  lower: { overloads: [overload('text', 'text')], apply: a => lowerCase(str(a)), sql: ([a]) => `plumbline_lower(${a})` },
  contains: {
    overloads: [overload('boolean', 'text', 'text')],
    apply: (a, part) => str(a).includes(str(part)),
    sql: ([a, part]) => `(position(${part} in ${a}) > 0)`,
  },
  starts_with: {
    overloads: [overload('boolean', 'text', 'text')],
    apply: (a, part) => str(a).startsWith(str(part)),
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
