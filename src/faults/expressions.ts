import { error } from './entry.js';

/** Faults of expressions in metrics, standards and layouts. */
export const expressionFaults = {
  expression_syntax: error<{ reason: string }>(),
  expression_form: error<{ form: string; instead: string }>(),
  expression_too_long: error<{ what: string; most: number }>(),
  name_unknown: error<{ name: string; known: readonly string[] }>(),
  function_unknown: error<{ name: string; known: readonly string[] }>(),
  types_differ: error<{ operation: string; found: string; takes: string }>(),
  result_type: error<{ found: string; wanted: string }>(),
  not_needs_parentheses: error<object>(),
} as const;
