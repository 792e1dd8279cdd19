import type { Vocabulary } from '../expressions/check.js';
import type { ExprType } from '../expressions/expression.js';
import { namesWritten, written } from '../expressions/writing.js';
import type { FactKindName } from '../facts/kinds.js';
import type { Label } from '../facts/label.js';
import type { Condition, Metric, Term } from './definition.js';

/** A named expression over one kind of fact, which metrics and other definitions use by its name. */
export interface Definition {
  readonly id: string;
  readonly of: FactKindName;
  /** The expression. */
  readonly is: string;
  readonly says?: Label;
  /** Named expressions that it uses, and that a standard or a contract may set: whoever uses the definition has them too. */
  readonly params: Readonly<Record<string, string>>;
}

/** A definition without names of others in it, and what it gives. */
export interface Resolved {
  readonly definition: Definition;
  /** Its expression with those of other definitions written in. */
  readonly is: string;
  /** Its own parameters and those of the definitions that it uses. */
  readonly params: Readonly<Record<string, string>>;
  readonly type: ExprType;
}

/** Definitions by id. */
export type Definitions = ReadonlyMap<string, Resolved>;

/** The definitions that expressions on a kind may use besides its fields, with what they give. */
export function definedNames(of: FactKindName, definitions: Definitions): Vocabulary['names'] {
  const own = [...definitions.values()].filter(({ definition }) => definition.of === of);
  return new Map(own.map(({ definition, type }) => [definition.id, type]));
}

/**
 * A metric with the expressions of its definitions written in, and with their parameters: what is computed, frozen and shown. A name
 * that the metric has as a parameter of its own stays what the metric says.
 */
export function writtenOut(metric: Metric, definitions: Definitions): Metric {
  if (metric.kind === 'formula') return metric;
  const params: Record<string, string> = { ...metric.params };
  const texts = (of: FactKindName): ((source: string) => string) => {
    const known = new Map<string, string>();
    for (const { definition, is } of definitions.values())
      if (definition.of === of && !(definition.id in metric.params)) known.set(definition.id, is);
    return source => {
      for (const name of namesWritten(source)) {
        if (known.has(name)) Object.assign(params, { ...definitions.get(name)?.params, ...params });
      }
      return written(source, known);
    };
  };
  const made = withTexts(metric, texts);
  return { ...made, params };
}

/** The ids of the definitions that a metric names itself. */
export function definitionsNamed(metric: Metric, definitions: Definitions): ReadonlySet<string> {
  const found = new Set<string>();
  if (metric.kind === 'formula') return found;
  withTexts(metric, of => source => {
    for (const name of namesWritten(source)) {
      if (definitions.get(name)?.definition.of === of && !(name in metric.params)) found.add(name);
    }
    return source;
  });
  return found;
}

type Texts = (of: FactKindName) => (source: string) => string;

/** A metric with each expression replaced by what a function makes of it. */
function withTexts(metric: Exclude<Metric, { kind: 'formula' }>, texts: Texts): Metric {
  if (metric.kind === 'ratio')
    return { ...metric, numerator: metric.numerator.map(inTerm(texts)), denominator: metric.denominator.map(inTerm(texts)) };
  const text = texts(metric.of);
  const dated = text(metric.dated);
  const inCondition = (condition: Condition): Condition => ({ ...condition, when: text(condition.when) });
  if (metric.kind === 'proportion') {
    const { population } = metric;
    return {
      ...metric,
      dated,
      ...(population === undefined ? {} : { population: inCondition(population) }),
      passes: inCondition(metric.passes),
    };
  }
  const when = metric.when === undefined ? {} : { when: text(metric.when) };
  if (metric.kind === 'mean') return { ...metric, dated, ...when, value: text(metric.value) };
  return { ...metric, dated, ...when, ...(metric.value === undefined ? {} : { value: text(metric.value) }) };
}

const inTerm =
  (texts: Texts) =>
  (term: Term): Term => {
    const text = texts(term.of);
    return {
      ...term,
      dated: text(term.dated),
      ...(term.when === undefined ? {} : { when: text(term.when) }),
      ...(term.value === undefined ? {} : { value: text(term.value) }),
    };
  };
