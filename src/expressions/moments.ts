import { call, type Expression, namesIn } from './expression.js';
import { asksForGroup } from './group-operations.js';

/** An instant that a condition compares with the moment at which facts are judged. */
export interface ComparedInstant {
  readonly instant: Expression;
  /** Left out where the comparison always counts; else it counts only while this is so. */
  readonly while?: Expression;
}

const moment = 'as_of';
/** Compares the moment with its second argument, where the first is missing. */
const judgedByDue = 'done_by';
const comparisons = new Set(['less', 'less_equal', 'greater', 'greater_equal', 'equal', 'unequal']);

/**
 * The instants that an expression compares with the moment at which facts are judged: as long as the moment passes none of them, the
 * expression comes out as it did. Undefined where it uses the moment in any other way, or compares it with what a whole group comes to:
 * no fact of the group shows that by itself.
 */
export function instantsCompared(expression: Expression): readonly ComparedInstant[] | undefined {
  if (expression.node === 'literal') return [];
  if (expression.node === 'name') return expression.name === moment ? undefined : [];
  const { operation, arguments: given } = expression;
  if ((operation === judgedByDue || given.some(isMoment)) && given.some(asksForGroup)) return undefined;
  const own = ownComparison(operation, given);
  const rest = own === undefined ? given : given.filter(argument => !isMoment(argument));
  const below = rest.map(instantsCompared);
  if (below.some(one => one === undefined)) return undefined;
  return [...(own === undefined ? [] : [own]), ...below.flatMap(one => one ?? [])];
}

const isMoment = (expression: Expression): boolean => expression.node === 'name' && expression.name === moment;

function ownComparison(operation: string, given: readonly Expression[]): ComparedInstant | undefined {
  const [first, second] = given;
  if (first === undefined || second === undefined) return undefined;
  // What is not done is late once it is due.
  if (operation === judgedByDue)
    return isMoment(first) || isMoment(second) ? undefined : { instant: second, while: call('boolean', 'is_missing', first) };
  if (!comparisons.has(operation)) return undefined;
  const [at, other] = isMoment(second) ? [second, first] : [first, second];
  return isMoment(at) && !namesIn(other).has(moment) ? { instant: other } : undefined;
}
