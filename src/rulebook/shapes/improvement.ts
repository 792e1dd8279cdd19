import type { z } from 'zod';
import type { CreditItem, CreditRule, CreditStep } from '../../standards/improvement/credits.js';
import type { QuadrantSetting } from '../../standards/improvement/improvement.js';
import { crossHairs, importances } from '../../standards/improvement/quadrants.js';
import type { AuditAnswer, AuditQuestion } from '../../standards/improvement/self-audit.js';
import type { Consequence } from '../../standards/improvement/signals.js';
import { comparators } from '../../standards/standard.js';
import { type ObjectKind, titled } from '../kind.js';
import { choice, dated, day, filled, id, label, level, record, share, whole, words } from '../shape.js';
import { without } from '../without.js';
import { ruleTitle } from './standard.js';
import { messageOf } from '../../faults/expected.js';
import { suchAs } from '../../faults/phrase.js';

const scopeText = (scope: object): string => JSON.stringify(Object.entries(scope).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What follows so many misses in a row: the same by metric, number, scope and first day. */
export const consequences: ObjectKind<Consequence> = {
  title: ruleTitle('consequence'),
  shape: record(suchAs('a_consequence', '{ metric: on_time_delivery, after: 3, label: Recovery plan }'), {
    ...dated,
    metric: words('the_id_of_a_metric'),
    after: whole(1, 120, 'a_number_of_periods'),
    label,
    below: choice(['standard', 'minimum']).exactOptional(),
  }).transform(given => ({ ...given, scope: given.scope ?? {}, below: given.below ?? 'standard' })),
  scoped: true,
  identity: ({ metric, after, below, scope, from = '' }) => JSON.stringify([metric, after, below, scopeText(scope), from]),
};

/** How quadrants are made: the same by index, scope and first day. */
export const quadrants: ObjectKind<QuadrantSetting> = {
  title: titled('quadrants', 'index'),
  shape: record(suchAs('a_setting', '{ importance: survey, cross_hairs: median }'), {
    ...dated,
    index: words('the_id_of_an_index').exactOptional(),
    importance: choice(importances).exactOptional(),
    cross_hairs: choice(crossHairs).exactOptional(),
  }).transform(given => ({
    ...without(given, 'label'),
    scope: given.scope ?? {},
    importance: given.importance ?? 'weights',
    cross_hairs: given.cross_hairs ?? 'mean',
  })),
  scoped: true,
  identity: ({ index = '', scope, from = '' }) => JSON.stringify([index, scopeText(scope), from]),
};

const step = record(suchAs('a_step', '{ less_than: "98%", credit: "40%" }'), {
  at_least: level.exactOptional(),
  more_than: level.exactOptional(),
  at_most: level.exactOptional(),
  less_than: level.exactOptional(),
  equals: level.exactOptional(),
  credit: level.exactOptional(),
  bonus: level.exactOptional(),
}).transform((given, context): CreditStep => {
  const limits = comparators.flatMap(key => (given[key] === undefined ? [] : [[key, given[key]] as const]));
  const effects = (['credit', 'bonus'] as const).flatMap(key => (given[key] === undefined ? [] : [[key, given[key]] as const]));
  const [[comparator, limit] = ['equals', { text: '0', value: 0 }] as const] = limits;
  const [[effect, amount] = ['credit', { text: '0', value: 0 }] as const] = effects;
  if (limits.length !== 1 || effects.length !== 1)
    context.addIssue({ code: 'custom', message: messageOf('a_step_with_one_limit_and_effect') });
  return { comparator, limit, effect, amount };
});

const item = record(suchAs('an_item', '{ metric: on_time_delivery, pool: "50%", steps: [...] }'), {
  metric: words('the_id_of_a_metric'),
  pool: share.exactOptional(),
  steps: filled('a_list_of_steps', step).exactOptional(),
  each: level.exactOptional(),
  free: whole(0, 1_000_000_000, 'a_number_of_facts').exactOptional(),
  at_most: level.exactOptional(),
}).transform((given, context): CreditItem => {
  const { metric, steps, each, pool, free, at_most } = given;
  if (
    (steps === undefined) === (each === undefined) ||
    (each === undefined ? free !== undefined || at_most !== undefined : pool !== undefined)
  )
    context.addIssue({ code: 'custom', message: messageOf('either_steps_or_each') });
  if (each === undefined) return { metric, ...(pool === undefined ? {} : { pool }), steps: steps ?? [] };
  return { metric, steps: [], each: { amount: each, free: free ?? 0, ...(at_most === undefined ? {} : { at_most }) } };
});

const creditTerms = {
  fee: level.exactOptional(),
  per: choice(['month', 'quarter', 'year']).exactOptional(),
  currency: words(suchAs('a_currency', 'CNY')),
  at_risk: share.exactOptional(),
  bonus_cap: share.exactOptional(),
  point_value: level.exactOptional(),
  items: filled('a_list_of_metrics_with_steps', item),
};

/** That a table of steps has money to go by: a share of what is at risk of the fee, or points. */
function unpriced(
  { items, point_value, fee, at_risk }: Pick<CreditRule, 'items' | 'point_value' | 'fee' | 'at_risk'>,
  context: z.RefinementCtx,
): void {
  const at = items.findIndex(({ pool, each }) => pool === undefined && each === undefined);
  if (at >= 0 && point_value === undefined)
    context.addIssue({ code: 'custom', message: messageOf('a_share_at_risk'), path: ['items', at, 'pool'] });
  const isShared = items.some(({ pool }) => pool !== undefined);
  if ((fee === undefined || at_risk === undefined) && (isShared || fee !== at_risk))
    context.addIssue({ code: 'custom', message: messageOf('fee_and_at_risk'), path: [fee === undefined ? 'fee' : 'at_risk'] });
}

/** The credits of a contract, whose client and days are the contract's. */
export const contractCredits = record('a_contracts_credits', creditTerms).transform((given, context) => {
  unpriced(given, context);
  return { ...given, per: given.per ?? ('month' as const) };
});

/** Service credits: the same by id, scope and first day. */
export const credits: ObjectKind<CreditRule> = {
  title: titled('credit', 'id'),
  shape: record('a_contracts_credits', { ...dated, id, ...creditTerms }).transform((given, context): CreditRule => {
    unpriced(given, context);
    return {
      ...given,
      label: given.label ?? { en: given.id, zh: given.id },
      scope: given.scope ?? {},
      per: given.per ?? 'month',
    };
  }),
  scoped: true,
  identity: ({ id: name, scope, from = '' }) => JSON.stringify([name, scopeText(scope), from]),
};

/** Questions of the self-audit are the same by id. */
export const selfAuditQuestions: ObjectKind<AuditQuestion> = {
  title: titled('self-audit question', 'id'),
  shape: record(suchAs('a_question', '{ id: demand_researched, label: Was demand researched? }'), {
    id,
    label,
    area: label.exactOptional(),
  }).transform(given => ({ ...given, area: given.area ?? { en: 'Own', zh: '自定' } })),
  identity: question => question.id,
};

/** Answers of the self-audit are the same by question, day and scope. */
export const selfAuditAnswers: ObjectKind<AuditAnswer> = {
  title: titled('self-audit answer', 'question'),
  shape: record(suchAs('an_answer', '{ question: demand_researched, answer: yes, on: 2026-01-15, by: Lin Mei }'), {
    scope: dated.scope,
    question: words('the_id_of_a_question'),
    answer: choice(['yes', 'no']),
    on: day,
    by: words('who_answered'),
    note: words('a_remark').exactOptional(),
  }).transform(given => ({ ...given, scope: given.scope ?? {} })),
  identity: ({ question, on, scope }) => JSON.stringify([question, on, scopeText(scope)]),
};
