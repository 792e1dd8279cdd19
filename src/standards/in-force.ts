import type { Dated, Scope } from './standard.js';

/** Whose result a rule is looked up for: a client as a whole, or one slice of it. */
export interface Subject {
  readonly client: string;
  readonly segment?: string | undefined;
  readonly department?: string;
  readonly site?: string;
  readonly carrier?: string;
  readonly lane?: string;
}

// From the most specific key to the least; of scopes with equally many keys the one with the more specific key wins.
const bySpecificity: readonly (keyof Scope)[] = ['lane', 'carrier', 'site', 'department', 'client', 'segment'];

/** The rule in force on a day (`yyyy-MM-dd`): the most specific scope that holds, and of one scope the latest. */
export function inForce<R extends Dated>(rules: readonly R[], subject: Subject, day: string): R | undefined {
  const holding = rules.filter(rule => isInForce(rule, day) && matches(rule.scope, subject));
  return holding.reduce<R | undefined>((best, rule) => (best === undefined || precedes(rule, best) ? rule : best), undefined);
}

/** Whether a rule has begun and not ended on a day. */
export const isInForce = (rule: Dated, day: string): boolean =>
  (rule.from ?? '') <= day && (rule.until === undefined || day <= rule.until);

/** Whether everything that a scope asks for is so. */
export function matches(scope: Scope, subject: Subject): boolean {
  return bySpecificity.every(key => scope[key] === undefined || scope[key] === subject[key]);
}

/** A number for each scope: the greater, the more specific. */
export function specificity(scope: Scope): number {
  const keys = bySpecificity.filter(key => scope[key] !== undefined);
  return keys.reduce(
    (rank, key) => rank + 2 ** (bySpecificity.length - 1 - bySpecificity.indexOf(key)),
    keys.length * 2 ** bySpecificity.length,
  );
}

function precedes(rule: Dated, other: Dated): boolean {
  const difference = specificity(rule.scope) - specificity(other.scope);
  return difference > 0 || (difference === 0 && (rule.from ?? '') > (other.from ?? ''));
}
