import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import type { QuadrantSetting } from '../../standards/improvement/improvement.js';
import type { AuditAnswer } from '../../standards/improvement/self-audit.js';
import type { Consequence } from '../../standards/improvement/signals.js';
import type { Rule } from '../read.js';
import { datesFaults, type KnownObjects, metricNameFaults, scopeFaults } from './known-objects.js';
import { ofOtherClientFaults } from './metric-scopes.js';

/** A consequence of an unknown metric, client or site, or that ends before it begins. */
export const consequenceFaults = (rule: Rule<Consequence>, known: KnownObjects): readonly Fault[] => [
  ...metricNameFaults(rule, rule.value.metric, known),
  ...scopeFaults(rule, known),
  ...ofOtherClientFaults(rule, known),
  ...datesFaults(rule),
];

/** A setting of quadrants for what is not there. */
export const quadrantFaults = (rule: Rule<QuadrantSetting>, known: KnownObjects): readonly Fault[] => [
  ...scopeFaults(rule, known),
  ...datesFaults(rule),
];

/** An answer to a question that nobody asks. */
export function selfAuditFaults(rule: Rule<AuditAnswer>, known: KnownObjects, questions: readonly string[]): readonly Fault[] {
  const { question: name } = rule.value;
  const params = { name, of: rule.title, names: questions };
  return [
    ...scopeFaults(rule, known),
    ...(questions.includes(name)
      ? []
      : [fault(configFaults, 'self_audit_question_unknown', params, rule.entry.spot.place(['question']))]),
  ];
}
