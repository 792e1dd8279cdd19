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

const scopeText = (scope: object): string => JSON.stringify(Object.entries(scope).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What follows so many misses in a row: the same by metric, number, scope and first day. */
export const consequences: ObjectKind<Consequence> = {
  title: ruleTitle('consequence'),
  shape: record('a consequence such as { metric: on_time_delivery, after: 3, label: Recovery plan }', {
    ...dated,
    metric: words('the id of a metric'),
    after: whole(1, 120, 'a number of periods, 1 or more'),
    label,
    below: choice(['standard', 'minimum']).exactOptional(),
  }).transform(given => ({ ...given, scope: given.scope ?? {}, below: given.below ?? 'standard' })),
  scoped: true,
  identity: ({ metric, after, below, scope, from = '' }) => JSON.stringify([metric, after, below, scopeText(scope), from]),
};

/** How quadrants are made: the same by index, scope and first day. */
export const quadrants: ObjectKind<QuadrantSetting> = {
  title: titled('setting of quadrants', 'index'),
  shape: record('a setting such as { importance: survey, cross_hairs: median }', {
    ...dated,
    index: words('the id of an index').exactOptional(),
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

const stepExpected = 'a step such as { less_than: "98%", credit: "40%" }';
const step = record(stepExpected, {
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
    context.addIssue({ code: 'custom', message: `${stepExpected}: one limit, and either credit or bonus` });
  return { comparator, limit, effect, amount };
});

const item = record('an item such as { metric: on_time_delivery, pool: "50%", steps: [...] }', {
  metric: words('the id of a metric'),
  pool: share.exactOptional(),
  steps: filled('a list of steps, the one that counts first', step),
});

/** Service credits: the same by id, scope and first day. */
export const credits: ObjectKind<CreditRule> = {
  title: titled('credit', 'id'),
  shape: record('a contract’s credits', {
    ...dated,
    id,
    fee: level,
    per: choice(['month', 'quarter', 'year']).exactOptional(),
    currency: words('a currency, such as CNY'),
    at_risk: share,
    bonus_cap: share.exactOptional(),
    point_value: level.exactOptional(),
    items: filled('a list of metrics with their steps', item),
  }).transform((given, context): CreditRule => {
    const items: readonly CreditItem[] = given.items;
    const unpriced = items.findIndex(({ pool }) => pool === undefined);
    if (unpriced >= 0 && given.point_value === undefined) {
      const message = 'a share of what is at risk, such as "50%"; or give the credit a point_value, and its steps points';
      context.addIssue({ code: 'custom', message, path: ['items', unpriced, 'pool'] });
    }
    return {
      ...given,
      label: given.label ?? { en: given.id, zh: given.id },
      scope: given.scope ?? {},
      per: given.per ?? 'month',
      items,
    };
  }),
  scoped: true,
  identity: ({ id: name, scope, from = '' }) => JSON.stringify([name, scopeText(scope), from]),
};

/** Questions of the self-audit are the same by id. */
export const selfAuditQuestions: ObjectKind<AuditQuestion> = {
  title: titled('self-audit question', 'id'),
  shape: record('a question such as { id: demand_researched, label: Was demand researched? }', {
    id,
    label,
    area: label.exactOptional(),
  }).transform(given => ({ ...given, area: given.area ?? { en: 'Own', zh: '自定' } })),
  identity: question => question.id,
};

/** Answers of the self-audit are the same by question, day and scope. */
export const selfAuditAnswers: ObjectKind<AuditAnswer> = {
  title: titled('self-audit answer', 'question'),
  shape: record('an answer such as { question: demand_researched, answer: yes, on: 2026-01-15, by: Lin Mei }', {
    scope: dated.scope,
    question: words('the id of a question'),
    answer: choice(['yes', 'no']),
    on: day,
    by: words('who answered'),
    note: words('a remark').exactOptional(),
  }).transform(given => ({ ...given, scope: given.scope ?? {} })),
  identity: ({ question, on, scope }) => JSON.stringify([question, on, scopeText(scope)]),
};
