import {
  type Comparator,
  comparators,
  type Expectation,
  type Level,
  type Scope,
  type Standard,
} from '../../standards/standard.js';
import type { ObjectKind } from '../kind.js';
import type { PlainMap } from '../plain.js';
import { choice, dated, expression, level, named, record, reference, whole, words } from '../shape.js';
import { without } from '../without.js';
import { type ObjectName, type Phrase, suchAs } from '../../faults/phrase.js';

const metricName = words('the_id_of_a_metric');

/** A standard with every comparator it was written with: more than one is a fault, found later. */
export interface WrittenStandard extends Standard {
  readonly levels: readonly (readonly [Comparator, Level])[];
}

/** An expectation with every role it was written with. */
export interface WrittenExpectation extends Expectation {
  readonly levels: readonly (readonly [Expectation['role'], Level])[];
}

/** A rule as faults name it: `standard of "otif" for client ACME from 2026-01-01`. */
export const ruleTitle =
  (is: ObjectName) =>
  (raw: PlainMap): Phrase => {
    const { metric, scope, from } = raw;
    const where = typeof scope === 'object' && scope !== null ? Object.entries(scope) : [];
    return {
      phrase: 'object',
      is,
      ...(typeof metric === 'string' ? { metric } : {}),
      scope: where.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])),
      ...(typeof from === 'string' ? { from } : {}),
    };
  };

/** A scope as one text, whatever the order of its keys. */
const scopeText = (scope: Scope): string => JSON.stringify(Object.entries(scope).sort(([a], [b]) => (a < b ? -1 : 1)));

interface Rule {
  readonly metric: string;
  readonly scope: Scope;
  readonly from?: string;
}

/** Rules are the same by metric, scope and first day. */
export const ruleIdentity = (rule: Rule): string => JSON.stringify([rule.metric, scopeText(rule.scope), rule.from ?? '']);

/** A rule of the workspace that names no day holds always, so no packaged rule of its metric and scope is left. */
export const ruleReplaces = (ours: Rule, packaged: Rule): boolean =>
  ours.from === undefined && ours.metric === packaged.metric && scopeText(ours.scope) === scopeText(packaged.scope);

/** The keys under which a level is agreed for a metric, with what belongs to it. */
export const agreedLevels = {
  at_least: level.exactOptional(),
  more_than: level.exactOptional(),
  at_most: level.exactOptional(),
  less_than: level.exactOptional(),
  equals: level.exactOptional(),
  minimum: level.exactOptional(),
  stretch: level.exactOptional(),
  min_population: whole(0, 1e15, 'a_whole_number_from_0').exactOptional(),
};

type AgreedLevels = { readonly [K in Comparator]?: Level } & { readonly min_population?: number };

/** The level that counts among those written, as a standard holds it. */
export function levelAgreed(given: AgreedLevels): Pick<WrittenStandard, 'comparator' | 'level' | 'min_population' | 'levels'> {
  const levels = comparators.flatMap(key => (given[key] === undefined ? [] : [[key, given[key]] as const]));
  const [first] = levels;
  return {
    ...(first === undefined ? {} : { comparator: first[0], level: first[1] }),
    min_population: given.min_population ?? 1,
    levels,
  };
}

const writtenStandard = record('a_standard', {
  ...dated,
  metric: metricName,
  ...agreedLevels,
  reference: reference.exactOptional(),
  params: named(suchAs('named_expressions', "{ grace: 'minutes(15)' }"), expression).exactOptional(),
});

/** Standards. */
export const standards: ObjectKind<WrittenStandard> = {
  title: ruleTitle('standard'),
  shape: writtenStandard.transform(given => {
    const rest = without(given, ...comparators, 'label');
    return { ...rest, ...levelAgreed(given), scope: rest.scope ?? {}, params: rest.params ?? {} };
  }),
  scoped: true,
  identity: ruleIdentity,
  replaces: ruleReplaces,
};

const roles = ['expects', 'goal', 'promise', 'understanding'] as const;

const writtenExpectation = record('an_expectation', {
  ...dated,
  metric: metricName,
  expects: level.exactOptional(),
  goal: level.exactOptional(),
  promise: level.exactOptional(),
  understanding: level.exactOptional(),
  basis: choice(['experience', 'best_in_industry', 'competitor', 'stated']).exactOptional(),
  reference: reference.exactOptional(),
});

/** Expectations, goals, promises and what managers take to be expected: the same by role besides metric, scope and first day. */
export const expectations: ObjectKind<WrittenExpectation> = {
  title: ruleTitle('expectation'),
  shape: writtenExpectation.transform(given => {
    const levels = roles.flatMap(key => (given[key] === undefined ? [] : [[key, given[key]] as const]));
    const rest = without(given, ...roles, 'label', 'reference');
    const [role, agreed] = levels[0] ?? (['expects', { text: '0', value: 0 }] as const);
    return { ...rest, scope: rest.scope ?? {}, role, level: agreed, levels };
  }),
  scoped: true,
  identity: rule => JSON.stringify([rule.role, ruleIdentity(rule)]),
  replaces: (ours, packaged) => ours.role === packaged.role && ruleReplaces(ours, packaged),
};
