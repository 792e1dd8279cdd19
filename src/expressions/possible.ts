import type { Expression } from './expression.js';

/** Which of true, false and missing an expression can come out as; for other types true and false together stand for a value. */
export interface Possible {
  readonly isTrue: boolean;
  readonly isFalse: boolean;
  readonly isMissing: boolean;
}

const anything: Possible = { isTrue: true, isFalse: true, isMissing: true };
const missing: Possible = { isTrue: false, isFalse: false, isMissing: true };
const constants = new Set(['as_of', 'period_start', 'period_end']);

const hasValue = (one: Possible): boolean => one.isTrue || one.isFalse;

/**
 * What a condition can come out as when only some names are ever filled. It looks at the form alone: each part is taken by itself,
 * so it may name an outcome that no fact can have, but it never leaves one out.
 */
export function possible(expression: Expression, isFilled: (name: string) => boolean): Possible {
  if (expression.node === 'name') {
    if (constants.has(expression.name)) return { ...anything, isMissing: false };
    return isFilled(expression.name) ? anything : missing;
  }
  if (expression.node === 'literal') {
    const { value } = expression;
    return { isTrue: value !== null && value !== false, isFalse: value !== null && value !== true, isMissing: value === null };
  }
  return ofCall(
    expression.operation,
    expression.arguments.map(argument => possible(argument, isFilled)),
  );
}

function ofCall(operation: string, given: readonly Possible[]): Possible {
  const [a = missing, b = missing, c = missing] = given;
  switch (operation) {
    case 'and':
      return { isTrue: a.isTrue && b.isTrue, isFalse: a.isFalse || b.isFalse, isMissing: a.isMissing || b.isMissing };
    case 'or':
      return { isTrue: a.isTrue || b.isTrue, isFalse: a.isFalse && b.isFalse, isMissing: a.isMissing || b.isMissing };
    case 'not':
      return { isTrue: a.isFalse, isFalse: a.isTrue, isMissing: a.isMissing };
    case 'is_missing':
      return { isTrue: a.isMissing, isFalse: hasValue(a), isMissing: false };
    case 'choose':
      return {
        isTrue: (a.isTrue && b.isTrue) || (a.isFalse && c.isTrue),
        isFalse: (a.isTrue && b.isFalse) || (a.isFalse && c.isFalse),
        isMissing: a.isMissing || (a.isTrue && b.isMissing) || (a.isFalse && c.isMissing),
      };
    case 'coalesce':
      return {
        isTrue: given.some(one => one.isTrue),
        isFalse: given.some(one => one.isFalse),
        isMissing: given.every(one => one.isMissing),
      };
    case 'done_by':
      // Not done is false once it is due, and missing before.
      return { isTrue: hasValue(a) && hasValue(b), isFalse: hasValue(b), isMissing: a.isMissing || b.isMissing };
    case 'one_of':
      return {
        isTrue: hasValue(a) && given.slice(1).some(hasValue),
        isFalse: hasValue(a),
        isMissing: given.some(one => one.isMissing),
      };
    default: {
      const isThere = given.every(hasValue);
      return { isTrue: isThere, isFalse: isThere, isMissing: given.some(one => one.isMissing) };
    }
  }
}
