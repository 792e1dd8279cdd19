import { call, type Expression, joined, literal, namesIn } from '../expressions/expression.js';
import { possible } from '../expressions/possible.js';
import type { CompiledMetric, CompiledTerm, Part } from './compile.js';
import { isUnrecorded, whereUnrecorded } from './coverage.js';

/**
 * The metric without the facts that can never be judged: a field that no source records of them decides alone whether they pass, so
 * nothing that may still come changes that. Undefined where there can be no such facts.
 */
export function judgeable(compiled: CompiledMetric): CompiledMetric | undefined {
  const parts = compiled.parts.map(withoutUnjudgeable);
  return parts.every((part, i) => part === compiled.parts[i]) ? undefined : { ...compiled, parts };
}

function withoutUnjudgeable(part: Part): Part {
  const { coverage = [], terms } = part;
  const deciding = coverage.filter(({ field }) => terms.every(term => isDecidedBy(term, field)));
  const unjudgeable = joined('or', deciding.map(isUnrecorded));
  if (unjudgeable === undefined) return part;
  const rest = call('boolean', 'not', unjudgeable);
  return { ...part, terms: terms.map(term => ({ ...term, when: call('boolean', 'and', term.when, rest) })) };
}

/** Whether a fact without the field can come out neither one way nor the other, whatever its other fields are. */
const isDecidedBy = ({ when, passes, value }: CompiledTerm, field: string): boolean =>
  [when, passes, value].some(one => {
    if (one === undefined) return false;
    const { isTrue, isFalse } = possible(withoutField(one, field), name => name !== field);
    return !isTrue && !isFalse;
  });

/** The expression as it is of a fact of which no source records the field. */
function withoutField(expression: Expression, field: string): Expression {
  if (expression.node !== 'call') return expression;
  const known = whereUnrecorded(expression);
  if (known !== undefined && namesIn(known.otherwise).has(field)) return literal(expression.type, null);
  return { ...expression, arguments: expression.arguments.map(one => withoutField(one, field)) };
}
