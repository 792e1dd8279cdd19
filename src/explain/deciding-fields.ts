import { type Expression, namesIn } from '../expressions/expression.js';
import type { Value, Values } from '../facts/fact.js';
import type { CompiledTerm } from '../metrics/compile.js';
import type { Membership } from '../metrics/membership.js';

/** The value of an expression for a fact. */
export type ValueOf = (expression: Expression, values: Values) => Value;

/** The fields that made a fact what it is to a term: of conditions joined by `and` or `or`, those of the ones that decided. */
export function decidingFields(
  term: CompiledTerm,
  membership: Membership,
  values: Values,
  valueOf: ValueOf,
): ReadonlySet<string> {
  const { when, dated, passes, value, excluded } = term;
  const population = valueOf(when, values);
  const counted = value === undefined || value.node === 'literal' ? [dated, when] : [value];
  const asked = (): readonly (Expression | undefined)[] => {
    if (membership === 'outside') return [population === false ? when : dated];
    if (membership === 'undated') return [dated];
    if (membership === 'excluded') return [excluded];
    if (membership === 'undetermined' && population === null) return [when];
    return membership === 'undetermined' && value !== undefined && valueOf(value, values) === null ? [value] : [passes];
  };
  const given = asked().flatMap(one => one ?? []);
  return new Set((given.length > 0 ? given : counted).flatMap(one => decidingNames(one, values, valueOf)));
}

function decidingNames(expression: Expression, values: Values, valueOf: ValueOf): readonly string[] {
  if (expression.node !== 'call') return [...namesIn(expression)];
  const { operation, arguments: given } = expression;
  if (operation === 'and' || operation === 'or') {
    const value = valueOf(expression, values);
    const alike = given.filter(one => valueOf(one, values) === value);
    // One false condition decides an `and`, and one true condition an `or`; the first of them is the one that reasons name.
    const deciding = value === (operation === 'or') ? alike.slice(0, 1) : alike;
    return deciding.flatMap(one => decidingNames(one, values, valueOf));
  }
  const [condition, ...ways] = given;
  if (operation === 'not' && condition !== undefined) return decidingNames(condition, values, valueOf);
  if (operation === 'choose' && condition !== undefined) {
    const holds = valueOf(condition, values);
    const taken = holds === null ? undefined : ways[holds === true ? 0 : 1];
    const ofCondition = decidingNames(condition, values, valueOf);
    return taken === undefined ? ofCondition : [...ofCondition, ...decidingNames(taken, values, valueOf)];
  }
  if (operation === 'coalesce') {
    // What is missing decides too: that a value which would come first is not there.
    const there = given.findIndex(one => valueOf(one, values) !== null);
    return given.slice(0, there < 0 ? given.length : there + 1).flatMap(one => decidingNames(one, values, valueOf));
  }
  return given.flatMap(one => decidingNames(one, values, valueOf));
}
