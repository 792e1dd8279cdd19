import { compare } from '../facts/exact.js';
import type { Contract, Measure } from './contract.js';
import type { Level, Scope, Standard } from './standard.js';

/**
 * Whether a contract says all that a standard of its client says, on every day on which the standard holds: the same level of the same
 * metric, for the same part of the work, and every parameter that it sets. Then the standard only judges the figure a second time.
 */
export function repeats({ scope, from, until, rules, measures }: Contract, standard: Standard): boolean {
  const isOfClient = scope.client !== undefined && standard.scope.client === scope.client && standard.scope.segment === undefined;
  const isWithin =
    standard.from !== undefined &&
    from <= standard.from &&
    (until === undefined || (standard.until !== undefined && standard.until <= until));
  return (
    isOfClient &&
    isWithin &&
    standard.level !== undefined &&
    Object.keys(standard.params).every(name => name in rules) &&
    measures.some(({ metrics }) => metrics.some(measure => hasLevelOf(measure, standard)))
  );
}

const hasLevelOf = (measure: Measure, standard: Standard): boolean =>
  measure.metric === standard.metric &&
  measure.comparator === standard.comparator &&
  sameLevel(measure.level, standard.level) &&
  sameLevel(measure.minimum, standard.minimum) &&
  partText(measure.scope) === partText(standard.scope);

const sameLevel = (one: Level | undefined, other: Level | undefined): boolean =>
  one === undefined || other === undefined ? one === other : compare(one.value, other.value) === 0;

const partText = ({ department, site, carrier, lane }: Scope): string => JSON.stringify([department, site, carrier, lane]);
