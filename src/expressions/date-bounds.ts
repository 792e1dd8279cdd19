import type { Expression } from './expression.js';
import { dayMillis } from '../facts/time.js';

/** How far an instant may lie before and after all instants that its fact itself names, in milliseconds. */
export interface DateBounds {
  readonly before: number;
  readonly after: number;
}

const noShift: DateBounds = { before: 0, after: 0 };
const constants = new Set(['as_of', 'period_start', 'period_end']);

/**
 * Bounds a computed date by the fact's own instants, so that a period reads no more facts than can belong to it.
 * Undefined where there is no bound: then every fact has to be read.
 */
export function dateBounds(expression: Expression): DateBounds | undefined {
  if (expression.node === 'literal') return undefined;
  if (expression.node === 'name') return expression.type === 'instant' && !constants.has(expression.name) ? noShift : undefined;
  const { operation, arguments: given } = expression;
  const [first, second, third] = given;
  if (operation === 'coalesce' || operation === 'min' || operation === 'max') return widestBounds(given.map(dateBounds));
  if (operation === 'choose' && second !== undefined && third !== undefined)
    return widestBounds([dateBounds(second), dateBounds(third)]);
  const base = first === undefined ? undefined : dateBounds(first);
  if (base === undefined) return undefined;
  if (operation === 'start_of_day') return { before: base.before + 2 * dayMillis, after: base.after };
  if (operation === 'end_of_day') return { before: base.before, after: base.after + 2 * dayMillis };
  if (operation === 'end_of_month') return { before: base.before, after: base.after + 33 * dayMillis };
  const shift = second === undefined ? undefined : constantMillis(second);
  if (shift === undefined || (operation !== 'add' && operation !== 'subtract')) return undefined;
  const signed = operation === 'add' ? shift : -shift;
  return { before: base.before + Math.max(0, -signed), after: base.after + Math.max(0, signed) };
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
