import type { expressionFaults, RefusedForm, TypeName, Types } from '../../expressions.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, orList } from './lists.js';
import { phraseEn } from './phrases.js';

/** What the types of expressions are called. */
export const typeNames: Readonly<Record<TypeName, string>> = {
  instant: 'an instant',
  day: 'a day',
  duration: 'a duration',
  number: 'a number',
  text: 'a text',
  boolean: 'a condition',
};

const together = ({ types, repeats }: Types): string =>
  types.length === 0 ? 'nothing' : `${types.map(type => typeNames[type]).join(' and ')}${repeats === true ? ' …' : ''}`;

const operators = 'The operators are + - * / == != < <= > >= and or not ? :.';

/** Each form with what to write instead; the name is that of an operator, a constant or a form. */
const forms: Readonly<Record<RefusedForm, (name: string) => readonly [form: string, instead: string]>> = {
  assignment: () => ['assignments', 'Compare with `==`.'],
  chained_comparison: () => ['chained comparisons', 'Write `a < b and b < c`.'],
  computed_function: () => ['computed functions', 'Call a function by its name.'],
  constant: name => [`constant ${name}`, 'Use is_missing(x) to ask for a missing value.'],
  definition: () => ['function definitions', 'Compare with `==`.'],
  implicit_multiplication: () => ['multiplication without *', 'Write `a * b`; a text stands in quotes.'],
  list: () => ['lists', 'Use `one_of(x, "a", "b")`.'],
  member: () => ['members and indexes', 'Use a plain field name.'],
  object: () => ['objects', 'Use plain values.'],
  operator: name => [`operator ${name}`, operators],
  other: name => [`such form (${name})`, 'See docs/expressions.md.'],
  power: name => [`operator ${name}`, 'Multiply or divide instead.'],
  range: () => ['ranges', 'Write `x >= a and x < b`.'],
  sequence: () => ['sequences', 'Write one expression.'],
};

/** Faults of expressions in metrics, standards and layouts. */
export const expressionsEn: Words<typeof expressionFaults> = {
  expression_syntax: p => ({
    what: `The expression cannot be read: ${phraseEn(p.reason)}.`,
    remedy: 'Write it in the form of the examples in docs/expressions.md; texts stand in double quotes.',
  }),
  expression_form: p => {
    const [form, instead] = forms[p.form](p.name);
    return { what: `Expressions have no ${form}.`, remedy: instead };
  },
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
  types_differ: p => ({
    what: `${p.operation} cannot take ${together(p.found)}.`,
    remedy: `It takes ${orList(p.takes.map(together))}.`,
  }),
  result_type: p => ({
    what: `The expression gives ${typeNames[p.found]}.`,
    remedy: `Here it must give ${orList(p.wanted.map(type => typeNames[type]))}.`,
  }),
  not_needs_parentheses: () => ({
    what: '`not` stands before a comparison without parentheses.',
    remedy: 'Write `not (a == b)`, or `a != b`.',
  }),
  group_operation: p =>
    p.where === 'nested'
      ? {
          what: `${p.name}() stands within another function that takes the facts of a group together.`,
          remedy: `Within sum_of(), largest_of() and smallest_of(), write what is taken of each fact, without ${p.name}().`,
        }
      : {
          what: `${p.name}() takes the facts of a group together, and this expression is about one fact.`,
          remedy: 'Use it in `passes` of a metric with `per:`, or in a definition for such metrics; elsewhere, leave it out.',
        },
};
