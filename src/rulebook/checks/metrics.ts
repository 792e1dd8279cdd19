import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { metricFaults, paramFaults } from '../../metrics/check.js';
import { termsOf } from '../../metrics/compile.js';
import type { Metric } from '../../metrics/definition.js';
import { type ConcernedFault, concerning, objectConcern } from '../concern.js';
import type { Rule } from '../read.js';
import type { WrittenStandard } from '../shapes/standard.js';
import { type KnownObjects, located } from './known-objects.js';
import { metricScopeFaults } from './metric-scopes.js';

/** Everything wrong with a metric besides its shape: expressions, groups, dimensions. */
export const metricRuleFaults = (rule: Rule<Metric>, known: KnownObjects): readonly Fault[] => [
  ...located(rule, metricFaults(rule.value, known), known),
  ...metricScopeFaults(rule, known),
];

/** Parameters of a standard that its metric does not have, or that are not what the metric takes. */
export function paramRuleFaults(rule: Rule<WrittenStandard>, metric: Metric, known: KnownObjects): readonly Fault[] {
  const names = Object.keys(metric.params);
  const params = Object.entries(rule.value.params);
  const unknown = params.filter(([name]) => !names.includes(name));
  const fitting = Object.fromEntries(params.filter(([name]) => names.includes(name)));
  const kinds = metric.kind === 'formula' ? [] : [...new Set(termsOf(metric).map(({ term }) => term.of))];
  const { spot } = rule.entry;
  return [
    ...unknown.map(([name]) =>
      fault(configFaults, 'rule_param_unknown', { name, metric: metric.id, names }, spot.keyPlace(['params', name])),
    ),
    ...located(rule, paramFaults(metric, fitting, kinds, known), known),
  ];
}

/**
 * The metrics, each with a unit. One that names no unit takes `%`, but a formula over metrics of other units `points`; each
 * such assumption is the fault `unit_assumed`.
 */
export function withUnits<R extends Rule<Metric>>(
  rules: readonly R[],
): {
  readonly rules: readonly R[];
  readonly faults: readonly ConcernedFault[];
} {
  const units = new Map(rules.map(rule => [rule.value.id, rule.value.unit]));
  const faults: ConcernedFault[] = [];
  const settled = rules.map(rule => {
    if (rule.value.unit !== '?') return rule;
    const unit = rule.value.kind === 'formula' ? formulaUnit(rule.value.formula, units) : '%';
    const place = rule.entry.spot.place();
    const assumed = fault(configFaults, 'unit_assumed', { metric: rule.value.id, unit }, place);
    faults.push(...concerning(objectConcern('metrics', rule.entry), [assumed]));
    return { ...rule, value: { ...rule.value, unit } };
  });
  return { rules: settled, faults };
}

function formulaUnit(formula: string, units: ReadonlyMap<string, string>): string {
  const named = (formula.match(/[A-Za-z_]\w*/g) ?? []).flatMap(name => units.get(name) ?? []);
  return named.length > 0 && named.every(unit => unit === '%') ? '%' : 'points';
}
