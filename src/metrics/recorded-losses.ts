import { type Expression, namesIn, standsInWithin } from '../expressions/expression.js';
import type { OwnField } from '../facts/kinds.js';
import { compileMetric, expressionsOf } from './compile.js';
import type { Metric } from './definition.js';

/** The quantities that many firms write down only where there was some. */
const losses = ['damaged_qty', 'lost_qty'];

/** Whether a metric goes by damaged or lost quantities of shipments and has nothing to go by where they are not recorded. */
export const needsRecordedLosses = (metric: Metric, own: readonly OwnField[]): boolean =>
  metric.kind !== 'formula' &&
  compileMetric(metric, own).parts.some(({ of, terms }) => of === 'shipment' && terms.flatMap(expressionsOf).some(isOpenWithout));

/** Whether something stands in for what is not recorded, as long as files have it at all. */
export const hasStandIn = (metric: Metric, own: readonly OwnField[]): boolean =>
  metric.kind !== 'formula' &&
  compileMetric(metric, own).parts.some(({ terms }) => terms.flatMap(expressionsOf).some(standsInWithin));

function isOpenWithout(expression: Expression): boolean {
  if (expression.node === 'name') return losses.includes(expression.name);
  if (expression.node === 'literal') return false;
  const { operation, arguments: given } = expression;
  const last = given.at(-1);
  // As long as no file has any, there is nothing that `none` could stand in for.
  if (operation === 'coalesce' && last?.node === 'literal') return last.standsIn === true;
  return losses.some(name => namesIn(expression).has(name)) && given.some(isOpenWithout);
}
