import type { expressionFaults } from '../../expressions.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, orList } from './lists.js';

/** Faults of expressions in metrics, standards and layouts. */
export const expressionsEn: Words<typeof expressionFaults> = {
  expression_syntax: p => ({
    what: `The expression cannot be read: ${p.reason}.`,
    remedy: 'Write it in the form of the examples in docs/expressions.md; texts stand in double quotes.',
  }),
  expression_form: p => ({ what: `Expressions have no ${p.form}.`, remedy: p.instead }),
  expression_too_long: p => ({
    what: `The expression is too ${p.what}; the limit is ${p.most}.`,
    remedy: 'Split the metric into two, or move part of it into an own field of the layout.',
  }),
  name_unknown: p => ({
    what: `There is no field or parameter ${quoted(p.name)} here.${didYouMean(p.name, p.known)}`,
    remedy: `Use a field of the fact kind, an own field, a parameter of the metric, or a text in quotes: "${p.name}".`,
  }),
  function_unknown: p => ({
    what: `There is no function ${quoted(p.name)}.${didYouMean(p.name, p.known)}`,
    remedy: `The functions are ${orList(p.known)}.`,
  }),
  types_differ: p => ({ what: `${p.operation} cannot take ${p.found}.`, remedy: `It takes ${p.takes}.` }),
  result_type: p => ({ what: `The expression gives ${p.found}.`, remedy: `Here it must give ${p.wanted}.` }),
  not_needs_parentheses: () => ({
    what: '`not` stands before a comparison without parentheses.',
    remedy: 'Write `not (a == b)`, or `a != b`.',
  }),
};
