import { error } from './entry.js';
import type { Phrase } from './phrase.js';

/** The types of expressions. */
export type TypeName = 'instant' | 'day' | 'duration' | 'number' | 'text' | 'boolean';

/** Types that are given or taken together; with `repeats` any number of the last one. */
export interface Types {
  readonly types: readonly TypeName[];
  readonly repeats?: boolean;
}

/** What mathjs reads and expressions do not have. */
export type RefusedForm =
  | 'assignment'
  | 'chained_comparison'
  | 'computed_function'
  | 'constant'
  | 'definition'
  | 'implicit_multiplication'
  | 'list'
  | 'member'
  | 'object'
  | 'operator'
  | 'other'
  | 'power'
  | 'range'
  | 'sequence';

/** Faults of expressions in metrics, standards and layouts. */
export const expressionFaults = {
  expression_syntax: error<{ reason: Phrase }>(),
  expression_form: error<{ form: RefusedForm; name: string }>(),
  expression_too_long: error<{ what: 'long' | 'deep'; most: number }>(),
  name_unknown: error<{ name: string; known: readonly string[] }>(),
  function_unknown: error<{ name: string; known: readonly string[] }>(),
  types_differ: error<{ operation: string; found: Types; takes: readonly Types[] }>(),
  result_type: error<{ found: TypeName; wanted: readonly TypeName[] }>(),
  not_needs_parentheses: error<object>(),
  group_operation: error<{ name: string; where: 'no_groups' | 'nested' }>(),
} as const;
