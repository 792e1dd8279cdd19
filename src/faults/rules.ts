import type { FactKindName } from '../words/en.js';
import { error } from './entry.js';

/** Faults of metrics and indexes that only the whole of the rules shows. */
export const ruleFaults = {
  metric_unknown: error<{ metric: string; known: readonly string[] }>({ command: () => 'plumbline metrics list' }),
  group_key_unknown: error<{ name: string; fact: FactKindName; known: readonly string[] }>(),
  dimension_unknown: error<{ name: string }>(),
  grouped_value: error<object>(),
  formula_cycle: error<{ path: readonly string[] }>(),
  definition_circle: error<{ path: readonly string[] }>(),
  definition_params_differ: error<{ name: string; texts: readonly string[] }>(),
  definition_taken: error<{ id: string }>(),
  definition_unused: error<{ id: string }>(),
  group_definition: error<{ name: string; metric: string }>(),
  group_rule: error<{ name: string; metrics: readonly string[] }>(),
  formula_function_unknown: error<{ name: string; known: readonly string[] }>(),
  previous_takes_metric: error<object>(),
  formula_not_number: error<{ formula: string; found: 'boolean' | 'text' }>(),
  weights_sum: error<{ node: string; sum: string }>(),
  weight_negative: error<{ node: string }>(),
  node_twice: error<{ node: string }>(),
  amplifier_not_a_leaf: error<{ metric: string }>(),
  amplifier_twice: error<{ metric: string }>(),
  amplifier_cap: error<{ metric: string; at_most: string }>(),
  amplifier_idle: error<{ metric: string; factor: string }>(),
  amplifier_previous: error<{ metric: string }>(),
} as const;
