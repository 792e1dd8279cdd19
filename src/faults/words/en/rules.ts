import type { ruleFaults } from '../../rules.js';
import { namesEn } from '../../../words/en.js';
import { capital } from '../../../words/name.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { typeNames } from './expressions.js';
import { article, didYouMean } from './lists.js';

/** Faults of metrics and indexes that only the whole of the rules shows. */
export const rulesEn: Words<typeof ruleFaults> = {
  metric_unknown: p => ({
    what: `There is no metric ${quoted(p.metric)}.${didYouMean(p.metric, p.known)}`,
    remedy: 'The list of metrics has them all.',
  }),
  group_key_unknown: p => ({
    what: `${capital(article(namesEn.factKinds[p.fact]))} has no field ${quoted(p.name)} to group by.${didYouMean(p.name, p.known)}`,
    remedy: 'Group by fields of the fact kind, such as `per: [shipment_no]`.',
  }),
  dimension_unknown: p => ({
    what: `The metric cannot be broken down by ${quoted(p.name)}: not every fact kind in it has that text field.`,
    remedy: 'Name text fields that all its fact kinds have in `by`, or leave `by` out.',
  }),
  grouped_value: () => ({
    what: 'A term that counts groups cannot have a value.',
    remedy: 'Leave out `per` to add up values, or `value` to count groups.',
  }),
  formula_cycle: p => ({
    what: `The formula needs its own result: ${p.path.join(' → ')}.`,
    remedy: 'Take one of these metrics out of the circle; `previous(metric)` is no way round.',
  }),
  definition_circle: p => ({
    what: `The definition needs itself: ${p.path.join(' → ')}.`,
    remedy: 'Write the fields themselves in one of these definitions.',
  }),
  definition_params_differ: p => ({
    what: `The parameter ${quoted(p.name)} comes with ${p.texts.map(text => quoted(text)).join(' and ')}, from two definitions.`,
    remedy: `Say which one holds, by \`params: { ${p.name}: … }\` here, or give the parameters different names.`,
  }),
  definition_taken: p => ({
    what: `${quoted(p.id)} is already the name of a field, a function or a metric.`,
    remedy: 'Give the definition, or the field of your own, another id.',
  }),
  definition_unused: p => ({
    what: `No metric and no other definition uses ${quoted(p.id)}: it changes nothing.`,
    remedy: 'Use its id in an expression of a metric over the same kind of fact, or remove it.',
  }),
  group_definition: p => ({
    what: `${quoted(p.name)} takes the facts of a group together, and ${p.metric} would use it here for one fact by itself.`,
    remedy: 'Use it in `passes` of a metric with `per:`, such as `per: [order_no]`; here, write a condition of one fact.',
  }),
  group_rule: p => ({
    what: `The rule takes the facts of a group together, and ${p.metrics.join(', ')} would use it for one fact by itself.`,
    remedy: `Give ${p.metrics.length === 1 ? 'this metric' : 'these metrics'} \`per:\`, such as \`per: [order_no]\`, and use ${quoted(p.name)} in \`passes\` alone, or word the rule without sum_of(), largest_of() and smallest_of().`,
  }),
  formula_function_unknown: p => ({
    what: `Formulas have no function ${quoted(p.name)}.${didYouMean(p.name, p.known)}`,
    remedy: `They can use ${p.known.join(', ')} and + - * / ^.`,
  }),
  previous_takes_metric: () => ({
    what: '`previous` takes the name of one metric.',
    remedy: 'Write `previous(delivery_cycle_hours)`.',
  }),
  formula_not_number: p => ({
    what: `${quoted(p.formula)} gives ${typeNames[p.found]}, not a number.`,
    remedy: 'Choose numbers by it, such as `complaint_rate > 0.01 ? 2 : 1`.',
  }),
  weights_sum: p => ({
    what: `The weights below ${quoted(p.node)} add up to ${p.sum}, not to 1.`,
    remedy: 'Correct them so that they add up to exactly 1; shares of an answer with several choices must be normalised first.',
  }),
  weight_negative: p => ({
    what: `The weight of ${quoted(p.node)} is not between 0 and 1.`,
    remedy: 'Give a share of its parent, such as "0.25" or "25%".',
  }),
  node_twice: p => ({
    what: `The tree has ${quoted(p.node)} twice.`,
    remedy: 'Give each branch an id of its own, and each metric one place.',
  }),
  amplifier_not_a_leaf: p => ({
    what: `${quoted(p.metric)} is amplified but is no leaf of this index.`,
    remedy: 'Amplify a metric that stands in the tree.',
  }),
  amplifier_twice: p => ({
    what: `${quoted(p.metric)} is amplified twice.`,
    remedy: 'Write one factor for it, such as `max(1 + repeat_complaints / 4, 1 + complaint_rate * 10)`.',
  }),
  amplifier_cap: p => ({
    what: `The amplifier of ${quoted(p.metric)} has at_most ${p.at_most}: below 1 it would lower the weight.`,
    remedy: 'Give at_most the most that the weight is multiplied by, such as "2"; a lower weight is written in the tree.',
  }),
  amplifier_idle: p => ({
    what: `The factor ${quoted(p.factor)} of ${quoted(p.metric)} is never above 1, and so never raises the weight.`,
    remedy: 'Write it over metrics of the period, such as `1 + repeat_complaints / 4`, or leave the amplifier out.',
  }),
  amplifier_previous: p => ({
    what: `The factor of ${quoted(p.metric)} asks for the previous period; weights depend on the state of their own period.`,
    remedy: 'Make a formula metric of it, and name that metric in the factor.',
  }),
};
