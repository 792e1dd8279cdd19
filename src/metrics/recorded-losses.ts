import { type Expression, namesIn } from '../expressions/expression.js';
import type { OwnField } from '../facts/kinds.js';
import { compileMetric, expressionsOf } from './compile.js';
import type { Metric } from './definition.js';

/** The quantities that many firms write down only where there was some. */
const losses = ['damaged_qty', 'lost_qty'];

/** Whether a metric goes by damaged or lost quantities and has nothing to go by where they are not recorded. */
export const needsRecordedLosses = (metric: Metric, own: readonly OwnField[]): boolean =>
  metric.kind !== 'formula' &&
  compileMetric(metric, own).parts.some(({ terms }) => terms.flatMap(expressionsOf).some(isOpenWithout));

function isOpenWithout(expression: Expression): boolean {
  if (expression.node === 'name') return losses.includes(expression.name);
  if (expression.node === 'literal') return false;
  const { operation, arguments: given } = expression;
  if (operation === 'coalesce' && given.at(-1)?.node === 'literal') return false;
  return losses.some(name => namesIn(expression).has(name)) && given.some(isOpenWithout);
}
