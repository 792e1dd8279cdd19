import { furthestShift } from '../facts/calendar.js';
import type { Calendar } from '../facts/place.js';
import { dayMillis } from '../facts/time.js';
import type { Expression } from './expression.js';

/** How far an instant may lie before and after all instants that its fact itself names, in milliseconds. */
export interface DateBounds {
  readonly before: number;
  readonly after: number;
}

const noShift: DateBounds = { before: 0, after: 0 };
const constants = new Set(['as_of', 'period_start', 'period_end']);

/**
 * Bounds a computed date by the fact's own instants, so that a period reads no more facts than can belong to it. Working days are those of
 * any of the calendars. Undefined where there is no bound: then every fact has to be read.
 */
export function dateBounds(expression: Expression, calendars: readonly Calendar[]): DateBounds | undefined {
  if (expression.node === 'literal') return undefined;
  if (expression.node === 'name') return expression.type === 'instant' && !constants.has(expression.name) ? noShift : undefined;
  const { operation, arguments: given } = expression;
  const [first, second, third] = given;
  const bounds = (one: Expression): DateBounds | undefined => dateBounds(one, calendars);
  if (operation === 'coalesce' || operation === 'min' || operation === 'max') return widestBounds(given.map(bounds));
  if (operation === 'choose' && second !== undefined && third !== undefined) return widestBounds([bounds(second), bounds(third)]);
  const base = first === undefined ? undefined : bounds(first);
  if (base === undefined) return undefined;
  if (operation === 'start_of_day') return { before: base.before + 2 * dayMillis, after: base.after };
  if (operation === 'end_of_day') return { before: base.before, after: base.after + 2 * dayMillis };
  if (operation === 'end_of_month') return { before: base.before, after: base.after + 33 * dayMillis };
  if (operation === 'on_working_day') return { before: base.before, after: base.after + workingDays(1, calendars) };
  if (second === undefined) return undefined;
  if (operation === 'add_working_days') {
    const days = constantDays(second);
    if (days === undefined) return undefined;
    const earlier = workingDays(-Math.min(0, ...days), calendars);
    return { before: base.before + earlier, after: base.after + workingDays(Math.max(0, ...days), calendars) };
  }
  const shift = constantMillis(second);
  if (shift === undefined || (operation !== 'add' && operation !== 'subtract')) return undefined;
  const signed = operation === 'add' ? shift : -shift;
  return { before: base.before + Math.max(0, -signed), after: base.after + Math.max(0, signed) };
}

/** How long so many working days last at most, with what a clock may be changed by meanwhile. */
const workingDays = (days: number, calendars: readonly Calendar[]): number =>
  days === 0 ? 0 : (Math.max(0, ...calendars.map(calendar => furthestShift(calendar, days))) + 2) * dayMillis;

/** The numbers that an expression may come to; undefined where it may be any. */
function constantDays(expression: Expression): readonly number[] | undefined {
  if (expression.node === 'literal') return typeof expression.value === 'number' ? [expression.value] : undefined;
  if (expression.node === 'name') return undefined;
  const { operation, arguments: given } = expression;
  const each = (operation === 'choose' ? given.slice(1) : given).map(constantDays);
  if (each.some(one => one === undefined)) return undefined;
  const numbers = each.flatMap(one => one ?? []);
  if (operation === 'negate') return numbers.map(number => -number);
  return ['choose', 'coalesce', 'min', 'max'].includes(operation) ? numbers : undefined;
}

function widestBounds(reaches: readonly (DateBounds | undefined)[]): DateBounds | undefined {
  return reaches.reduce<DateBounds | undefined>(
    (widest, one) =>
      widest === undefined || one === undefined
        ? undefined
        : { before: Math.max(widest.before, one.before), after: Math.max(widest.after, one.after) },
    noShift,
  );
}

const units: Readonly<Record<string, number>> = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: dayMillis };

function constantMillis(expression: Expression): number | undefined {
  if (expression.node !== 'call') return undefined;
  const unit = units[expression.operation];
  const [amount] = expression.arguments;
  return unit !== undefined && amount?.node === 'literal' && typeof amount.value === 'number' ? amount.value * unit : undefined;
}
