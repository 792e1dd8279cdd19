import { parseExpression, type Syntax } from '../expressions/parse.js';
import { absolute, add, compare, divide, type Exact, multiply, negate, subtract } from '../facts/exact.js';
import { worded } from '../faults/worded.js';

/** Where a formula finds other metrics' exact values; null where there is no data. */
export interface FormulaValues {
  readonly current: (metric: string) => Exact | null;
  readonly previous: (metric: string) => Exact | null;
}

type Truth = Exact | boolean | null;

/** The functions that a formula may call, besides `previous`. */
export const formulaFunctions = ['previous', 'abs', 'min', 'max', 'coalesce', 'is_missing'] as const;

/** The exact value of a formula over other metrics; null where a value that it needs is missing or it divides by zero. */
export function formulaValue(formula: string, values: FormulaValues): Exact | null {
  const parsed = parseExpression(formula, {});
  if ('fault' in parsed) throw new TypeError(`formula ${formula}: ${worded('en', parsed.fault).what}`);
  const result = evaluate(parsed.syntax, values);
  return typeof result === 'boolean' ? null : result;
}

/** The metrics that a formula names: of the same period, and of the period before. */
export function formulaMetrics(formula: string): {
  readonly current: ReadonlySet<string>;
  readonly previous: ReadonlySet<string>;
} {
  const parsed = parseExpression(formula, {});
  const current = new Set<string>();
  const previous = new Set<string>();
  const walk = (syntax: Syntax, into: Set<string>): void => {
    if (syntax.form === 'name') into.add(syntax.name);
    else if (syntax.form === 'operation') for (const one of syntax.arguments) walk(one, into);
    else if (syntax.form === 'function')
      for (const one of syntax.arguments) walk(one, syntax.name === 'previous' ? previous : into);
  };
  if ('syntax' in parsed) walk(parsed.syntax, current);
  return { current, previous };
}

const conditionOperations = new Set([
  'and',
  'or',
  'not',
  'equal',
  'unequal',
  'less',
  'less_equal',
  'greater',
  'greater_equal',
  'is_missing',
]);

/** What a formula gives, as far as it is written. */
export function formulaGives(syntax: Syntax): 'number' | 'boolean' | 'text' {
  if (syntax.form === 'name') return 'number';
  if (syntax.form === 'constant')
    return typeof syntax.value === 'string' ? 'text' : typeof syntax.value === 'boolean' ? 'boolean' : 'number';
  const name = syntax.form === 'function' ? syntax.name : syntax.operation;
  if (conditionOperations.has(name)) return 'boolean';
  const chosen = name === 'choose' ? syntax.arguments[1] : name === 'coalesce' ? syntax.arguments[0] : undefined;
  return chosen === undefined ? 'number' : formulaGives(chosen);
}

function evaluate(syntax: Syntax, values: FormulaValues): Truth {
  if (syntax.form === 'constant') return typeof syntax.value === 'string' ? null : syntax.value;
  if (syntax.form === 'name') return values.current(syntax.name);
  if (syntax.form === 'function' && syntax.name === 'previous') {
    const [metric] = syntax.arguments;
    return metric?.form === 'name' ? values.previous(metric.name) : null;
  }
  const given = syntax.arguments.map(one => evaluate(one, values));
  if (syntax.form === 'function') return called(syntax.name, given);
  return operated(syntax.operation, given);
}

function called(name: string, given: readonly Truth[]): Truth {
  if (name === 'coalesce') return given.find(one => one !== null) ?? null;
  if (name === 'is_missing') return given[0] === null;
  const numbers = given.filter(isNumber);
  if (numbers.length < given.length) return null;
  if (name === 'abs') return numbers[0] === undefined ? null : absolute(numbers[0]);
  const wanted = name === 'min' ? -1 : 1;
  return numbers.reduce((best, one) => (compare(one, best) === wanted ? one : best));
}

const isNumber = (value: Truth): value is Exact => value !== null && typeof value !== 'boolean';

function operated(operation: string, given: readonly Truth[]): Truth {
  const [a = null, b = null, c = null] = given;
  if (operation === 'choose') return a === true ? b : a === false ? c : null;
  if (operation === 'and') return a === false || b === false ? false : a === null || b === null ? null : true;
  if (operation === 'or') return a === true || b === true ? true : a === null || b === null ? null : false;
  if (operation === 'not') return typeof a === 'boolean' ? !a : null;
  if (!isNumber(a)) return null;
  if (operation === 'negate') return negate(a);
  if (!isNumber(b)) return null;
  const order = compare(a, b);
  switch (operation) {
    case 'add':
      return add(a, b);
    case 'subtract':
      return subtract(a, b);
    case 'multiply':
      return multiply(a, b);
    case 'divide':
      return compare(b, 0) === 0 ? null : divide(a, b);
    case 'power':
      return power(a, b);
    case 'equal':
      return order === 0;
    case 'unequal':
      return order !== 0;
    case 'less':
      return order < 0;
    case 'less_equal':
      return order <= 0;
    case 'greater':
      return order > 0;
    case 'greater_equal':
      return order >= 0;
    default:
      return null;
  }
}

const highestPower = 64;

function power(base: Exact, exponent: Exact): Exact | null {
  if (typeof exponent !== 'number' || Math.abs(exponent) > highestPower) return null;
  if (exponent < 0 && compare(base, 0) === 0) return null;
  let result: Exact = 1;
  for (let i = 0; i < Math.abs(exponent); i++) result = multiply(result, base);
  return exponent < 0 ? divide(1, result) : result;
}
