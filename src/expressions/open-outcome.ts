import { call, type Expression, literal } from './expression.js';

/** When an expression can come out as true, and when as false; for other types both are when it has a value. */
export interface Outcomes {
  readonly isTrue: Expression;
  readonly isFalse: Expression;
}

const yes = literal('boolean', true);
const no = literal('boolean', false);
const always: Outcomes = { isTrue: yes, isFalse: yes };
const constants = new Set(['as_of', 'period_start', 'period_end']);

/**
 * Whether the fields that a fact has filled leave it open how a condition comes out: with other values in the same fields it could be
 * true, and with others false. That something was not done, or is missing, is known of every fact.
 */
export function openOutcome(condition: Expression): Expression {
  const { isTrue, isFalse } = outcomesOf(condition);
  return and(isTrue, isFalse);
}

/** Which fields must be filled for each outcome: conditions of `not is_missing(field)`, `and`, `or` and literals alone. */
export function outcomesOf(expression: Expression): Outcomes {
  if (expression.node === 'name') {
    if (constants.has(expression.name)) return always;
    const isFilled = call('boolean', 'not', call('boolean', 'is_missing', expression));
    return { isTrue: isFilled, isFalse: isFilled };
  }
  if (expression.node === 'literal') {
    const { value } = expression;
    return { isTrue: truth(value !== null && value !== false), isFalse: truth(value !== null && value !== true) };
  }
  return ofCall(expression.operation, expression.arguments.map(outcomesOf));
}

function ofCall(operation: string, given: readonly Outcomes[]): Outcomes {
  const [a = { isTrue: no, isFalse: no }, b = a, c = a] = given;
  switch (operation) {
    case 'and':
      return { isTrue: and(a.isTrue, b.isTrue), isFalse: or(a.isFalse, b.isFalse) };
    case 'or':
      return { isTrue: or(a.isTrue, b.isTrue), isFalse: and(a.isFalse, b.isFalse) };
    case 'not':
      return { isTrue: a.isFalse, isFalse: a.isTrue };
    case 'is_missing':
      return always;
    case 'choose': {
      const chosen = (side: keyof Outcomes): Expression => or(and(a.isTrue, b[side]), and(a.isFalse, c[side]));
      return { isTrue: chosen('isTrue'), isFalse: chosen('isFalse') };
    }
    case 'coalesce':
      return { isTrue: given.map(one => one.isTrue).reduce(or, no), isFalse: given.map(one => one.isFalse).reduce(or, no) };
    case 'done_by':
      return both(hasValue(b));
    case 'one_of':
      return both(and(hasValue(a), given.slice(1).map(hasValue).reduce(or, no)));
    default:
      return both(given.map(hasValue).reduce(and, yes));
  }
}

const both = (isThere: Expression): Outcomes => ({ isTrue: isThere, isFalse: isThere });
const hasValue = ({ isTrue, isFalse }: Outcomes): Expression => or(isTrue, isFalse);
const truth = (is: boolean): Expression => (is ? yes : no);

function and(a: Expression, b: Expression): Expression {
  if (a === no || b === no) return no;
  if (a === yes || isSame(a, b)) return b;
  return b === yes ? a : call('boolean', 'and', a, b);
}

function or(a: Expression, b: Expression): Expression {
  if (a === yes || b === yes) return yes;
  if (a === no || isSame(a, b)) return b;
  return b === no ? a : call('boolean', 'or', a, b);
}

const isSame = (a: Expression, b: Expression): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
