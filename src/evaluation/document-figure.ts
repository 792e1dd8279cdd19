import { decimalText, significant } from '../facts/exact.js';
import type { MetricValue } from '../metrics/value.js';
import type { Figure } from './document.js';

/** A value as documents show it: exact texts, and the quotient rounded once. */
export function documentFigure({
  numerator,
  denominator,
  value,
}: Pick<MetricValue, 'numerator' | 'denominator' | 'value'>): Figure {
  return {
    numerator: numerator === null ? null : decimalText(numerator),
    denominator: denominator === null ? null : decimalText(denominator),
    value: value === null ? null : significant(value),
  };
}
