import type { FactKindName } from '../words/en.js';
import type { YamlProblem } from './yaml-problem.js';
import { error, warning } from './entry.js';
import type { Phrase } from './phrase.js';

/** Which way a metric becomes better. */
export type Improves = 'up' | 'down';

/** Where a level lies from another. */
export type Side = 'above' | 'below';

/** A name that a rule uses and nothing has. */
export interface Unknown {
  readonly name: string;
  readonly of: Phrase;
  readonly names: readonly string[];
}

/** What can be wrong with a workspace and its config. */
export const configFaults = {
  workspace_missing: error<{ start: string }>({ command: () => 'plumbline init DIR; --workspace DIR' }),
  workspace_not_here: error<{ directory: string; by: 'PLUMBLINE_WORKSPACE' | '--workspace' | undefined }>({
    command: p => `plumbline init ${p.directory}`,
  }),
  workspace_exists: error<{ file: string }>({ command: () => 'plumbline check' }),
  config_unreadable: error<{ reason: Phrase }>(),
  config_encoding: error<Record<never, never>>(),
  /** `said` is what the parser says, in English. */
  yaml_syntax: error<{ problem: YamlProblem; said: string }>(),
  yaml_tab: error<Record<never, never>>(),
  yaml_duplicate_key: error<{ key: string }>(),
  yaml_too_deep: error<{ values: number; levels: number }>(),
  settings_second_document: error<Record<never, never>>(),
  config_not_a_map: error<{ found: Phrase; keys: readonly string[] }>(),
  config_key_unknown: error<{ key: string; of: Phrase; keys: readonly string[]; bare?: boolean }>(),
  config_key_missing: error<{ key: string; of: Phrase; expected: Phrase }>(),
  config_value_wrong: error<{ key: Phrase; of: Phrase; found: Phrase; expected: Phrase }>(),
  object_duplicate: error<{ object: Phrase; first: string }>(),
  rule_metric_unknown: error<Unknown>(),
  rule_client_unknown: error<Unknown>(),
  rule_site_unknown: error<Unknown>(),
  rule_calendar_unknown: error<Unknown>(),
  rule_branch_unknown: error<Unknown>(),
  rule_layout_unknown: error<Unknown>(),
  rule_job_unknown: error<Unknown>(),
  rule_library_unknown: error<Unknown>(),
  rule_param_unknown: error<{ name: string; metric: string; names: readonly string[] }>(),
  zone_unknown: error<{ zone: string; of: Phrase; near: string | undefined }>(),
  self_audit_question_unknown: error<{ name: string; of: Phrase; names: readonly string[] }>(),
  credit_amount_wrong: error<{ of: Phrase; key: Phrase; text: string }>(),
  credit_pools_sum: error<{ of: Phrase; sum: string }>(),
  credit_metric_twice: error<{ of: Phrase; metric: string }>(),
  credit_step_share: error<{ of: Phrase; effect: 'credit' | 'bonus'; metric: string; text: string }>(),
  credit_each_kind: error<{ of: Phrase; metric: string }>(),
  credit_step_idle: error<{ of: Phrase; metric: string; step: string }>(),
  contract_rule_unknown: error<Unknown>(),
  /** `add_working_days(x, 0)` in a rule. */
  contract_rule_no_days: warning<{ of: Phrase; name: string }>(),
  /** A rule that asks which days are worked; `clients` have no calendar, nor do sites. */
  contract_rule_no_calendar: warning<{ of: Phrase; name: string; clients: readonly string[] }>(),
  /** A contract that ends on `day`, or begins on it where its end is open, in a later year than the holidays of a calendar of `clients`. */
  contract_calendar_ends: warning<{
    of: Phrase;
    day: string;
    isOpen: boolean;
    calendar: string;
    holiday: string;
    clients: readonly string[];
  }>(),
  /** `parts` are the dimensions by which the metric is broken down. */
  contract_measure_part: error<{ of: Phrase; metric: string; keys: readonly string[]; parts: readonly string[] }>(),
  contract_measure_twice: error<{ of: Phrase; metric: string }>(),
  /** `share` where its values are percentages. */
  contract_measure_unscored: warning<{ of: Phrase; metric: string; share: boolean; improves: 'up' | 'down' }>(),
  handout_colour_pale: error<{ colour: string; ratio: string }>(),
  handout_logo_wrong: error<{ logo: string; is: 'missing' | 'too_large' | 'no_picture' | 'damaged' }>(),
  segment_unknown: warning<{ name: string; of: Phrase; names: readonly string[] }>(),
  time_zone_assumed: warning<Record<never, never>>(),
  /** Registered clients of whom no standard speaks. */
  standard_repeated: warning<{ of: Phrase; contract: string }>(),
  standards_missing: warning<{ clients: readonly string[] }>(),
  unit_assumed: warning<{ metric: string; unit: string }>(),
  period_reversed: error<{ from: string; until: string; of: Phrase }>(),
  standard_empty: error<{ of: Phrase }>(),
  standard_two_levels: error<{ of: Phrase; keys: readonly string[] }>(),
  rule_tie: error<{ of: Phrase; first: string; inPlaceOf?: string }>(),
  standard_level_missing: error<{ of: Phrase; key: string }>(),
  standard_direction: error<{ of: Phrase; comparator: string; metric: string; improves: Improves }>(),
  minimum_wrong_side: error<{ of: Phrase; minimum: string; level: string; side: Side }>(),
  stretch_wrong_side: error<{ of: Phrase; stretch: string; level: string; side: Side }>(),
  level_not_a_share: error<{ key: string; of: Phrase; text: string }>(),
  level_percent: error<{ key: string; of: Phrase; text: string; unit: string }>(),
  expectation_level: error<{ of: Phrase; keys: readonly string[] }>(),
  scale_form: error<{ of: Phrase; found: 'both' | 'neither' }>(),
  band_without_limit: error<{ of: Phrase; comparator: string }>(),
  band_last_limited: error<{ of: Phrase; limit: string }>(),
  band_two_limits: error<{ of: Phrase; keys: readonly string[] }>(),
  band_direction: error<{ of: Phrase; comparator: string; metric: string; improves: Improves }>(),
  band_order: error<{ of: Phrase; limit: string; before: string }>(),
  band_score_order: error<{ of: Phrase; score: string; before: string }>(),
  line_flat: error<{ of: Phrase; level: string }>(),
  line_direction: error<{ of: Phrase; metric: string; improves: Improves; floor: string; target: string }>(),
  line_scores: error<{ of: Phrase; first: string; last: string }>(),
  node_form: error<{ of: Phrase; found: Phrase }>(),
  node_empty: error<{ of: Phrase }>(),
  /** `day` where hours begin before a shift of the day before has ended. */
  hours_overlap: error<{ of: Phrase; hours: string; before: string; day: string | undefined }>(),
  calendar_days_wrong: error<{ of: Phrase; key: 'hours' | 'exceptions'; given: string }>(),
  weekday_twice: error<{ of: Phrase; weekday: string; name: string; first: string }>(),
  weekdays_differ: error<{ of: Phrase; weekdays: readonly string[]; hours: readonly string[] }>(),
  exception_twice: error<{ of: Phrase; day: string; name: string; first: string }>(),
  working_without_hours: error<{ of: Phrase; day: string }>(),
  job_chain_in_chain: error<{ of: Phrase; step: string }>(),
  job_host_key_missing: error<{ of: Phrase }>(),
  source_field_unknown: error<{ name: string; fact: FactKindName; names: readonly string[] }>(),
  source_covers_idle: error<{ id: string }>(),
  field_taken: error<{ id: string; fact: FactKindName }>(),
  layout_draft: warning<{ layout: string; fields: readonly string[] }>(),
} as const;
