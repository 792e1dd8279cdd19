import { call, type Expression, literal } from '../expressions/expression.js';

/** A time in which a wording holds; `to` is the first instant after it. */
interface Time {
  readonly from: number;
  readonly to?: number;
}

// One object, so that this choice is told apart from any other that rules make.
const notThen = literal('boolean', false);

/** Whether a wording holds of a fact: by the date that it gives the fact itself. */
export function wordedWithin({ from, to }: Time, dated: Expression): Expression {
  const begun = call('boolean', 'greater_equal', dated, literal('instant', from));
  const holding =
    to === undefined ? begun : call('boolean', 'and', begun, call('boolean', 'less', dated, literal('instant', to)));
  return call('boolean', 'coalesce', holding, notThen);
}

/** The condition and the two wordings of an expression that goes by the wording of a fact's date; undefined for all others. */
export function wordingsOf(
  expression: Expression,
): { readonly isWorded: Expression; readonly worded: Expression; readonly otherwise: Expression } | undefined {
  if (expression.node !== 'call' || expression.operation !== 'choose') return undefined;
  const [isWorded, worded, otherwise] = expression.arguments;
  if (isWorded?.node !== 'call' || worded === undefined || otherwise === undefined) return undefined;
  const last = isWorded.arguments.at(-1);
  // Where fields of the date may not have been recorded, the last argument stands behind a choice of that.
  const fallback = last?.node === 'call' && last.operation === 'choose' ? last.arguments.at(-1) : last;
  return fallback === notThen ? { isWorded, worded, otherwise } : undefined;
}
