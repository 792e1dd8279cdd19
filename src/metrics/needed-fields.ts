import type { Expression } from '../expressions/expression.js';
import { outcomesOf } from '../expressions/open-outcome.js';
import { kindOf, type OwnField } from '../facts/kinds.js';
import type { Label } from '../facts/label.js';
import { compileMetric, type CompiledTerm } from './compile.js';
import type { Metric } from './definition.js';

/** What a fact must have filled: of each group of alternatives one field. */
type Needs = readonly (readonly string[])[];

/** The fields that a verdict needs, in words: `Delivered quantity and (Due at or Promised at)`. Empty where it needs none. */
export interface NeededFields {
  readonly pass: Label;
  readonly failure: Label;
}

/** Beyond so many groups of alternatives a sentence would not be read: sides of an `or` are then named together. */
const mostGroups = 16;

/**
 * The fields without which no fact of a proportion can be judged to pass, or to fail. Fields that a fact must have to be counted at all
 * are left out, because every fact that was judged has them. Undefined for metrics of other kinds, which judge nothing.
 */
export function neededFields(metric: Metric, own: readonly OwnField[]): NeededFields | undefined {
  if (metric.kind !== 'proportion') return undefined;
  const [term] = compileMetric(metric, own).parts.flatMap(({ terms }) => terms);
  if (term?.passes === undefined) return undefined;
  const { isTrue, isFalse } = outcomesOf(term.passes);
  const labels = labelsOf(metric, own);
  return { pass: inWords(beyondPopulation(term, isTrue), labels), failure: inWords(beyondPopulation(term, isFalse), labels) };
}

function beyondPopulation({ when, dated }: CompiledTerm, outcome: Expression): Needs {
  const counted = [outcomesOf(when).isTrue, outcomesOf(dated).isTrue].flatMap(needsOf);
  return needsOf(outcome).filter(group => !counted.some(known => isWithin(known, group)));
}

/** What must be filled for a condition that is made of `not is_missing(field)`, `and` and `or`. */
function needsOf(condition: Expression): Needs {
  if (condition.node === 'literal') return condition.value === true ? [] : [[]];
  if (condition.node === 'name') return [[condition.name]];
  const [first, second] = condition.arguments;
  if (condition.operation === 'and') return shortest(condition.arguments.flatMap(needsOf));
  if (condition.operation !== 'or' || first === undefined || second === undefined) return condition.arguments.flatMap(needsOf);
  const [a, b] = [needsOf(first), needsOf(second)];
  const both = shortest(a.flatMap(one => b.map(other => union(one, other))));
  return both.length <= mostGroups ? both : [union(a.flat(), b.flat())];
}

/** Without the groups that another one makes superfluous. */
const shortest = (groups: Needs): Needs =>
  groups.filter((group, i) => !groups.some((other, j) => isWithin(other, group) && (other.length < group.length || j < i)));

const union = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])];
const isWithin = (part: readonly string[], whole: readonly string[]): boolean => part.every(name => whole.includes(name));

function labelsOf({ of }: Extract<Metric, { kind: 'proportion' }>, own: readonly OwnField[]): ReadonlyMap<string, Label> {
  const added = own.filter(({ fact }) => fact === of).map(({ id, en, zh }) => [id, { en, zh }] as const);
  return new Map([...kindOf(of).fields.map(({ name, en, zh }) => [name, { en, zh }] as const), ...added]);
}

/** Fields that all groups have are an alternative to all the others together: said once. */
function inWords(needs: Needs, labels: ReadonlyMap<string, Label>): Label {
  const [first = [], ...more] = needs;
  const common = more.length === 0 ? [] : first.filter(name => more.every(group => group.includes(name)));
  const others = needs.map(group => group.filter(name => !common.includes(name)));
  if (common.length === 0) return listed(needs, labels);
  const [all, instead] = [listed(others, labels), listed([common], labels)];
  return { en: `${all.en}, or ${instead.en} alone`, zh: `${all.zh}，或者只需${instead.zh}` };
}

function listed(needs: Needs, labels: ReadonlyMap<string, Label>): Label {
  const named = needs.map(group => group.map(name => labels.get(name) ?? { en: name, zh: name }));
  const isOneOfSeveral = (group: readonly Label[]): boolean => group.length > 1 && named.length > 1;
  const en = named.map(group => {
    const either = group.map(label => label.en).join(' or ');
    return isOneOfSeveral(group) ? `(${either})` : either;
  });
  const zh = named.map(group => {
    const either = group.map(label => `“${label.zh}”`).join('或');
    return isOneOfSeveral(group) ? `（${either}）` : either;
  });
  return { en: joinedBy(en, ', ', ' and '), zh: joinedBy(zh, '、', '和') };
}

const joinedBy = (texts: readonly string[], between: string, last: string): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(between)}${last}${texts.at(-1) ?? ''}`;
