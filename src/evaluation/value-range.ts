import { add, compare, divide, type Exact, exact } from '../facts/exact.js';
import type { Metric, Term } from '../metrics/definition.js';
import type { MetricResult } from './document.js';

/** Between which values a figure lies, both included, whatever comes of the facts that could not be judged. */
export interface ValueRange {
  readonly lowest: Exact;
  readonly highest: Exact;
  /** What is counted above the line at least and at most: for a proportion, what passes. */
  readonly fewest: Exact;
  readonly most: Exact;
}

/** Facts (groups, for a grouped metric) that could not be judged, or have no date: what is known of them now decides nothing. */
export const openCount = ({ counts }: Pick<MetricResult, 'counts'>): number => counts.undetermined + counts.undated;

/**
 * The range of a metric's value over every way of deciding about its open facts: each may pass, fail, or turn out to be no part of
 * the period. Undefined where it cannot be said, because it depends on amounts or durations that nobody knows.
 */
export function valueRange(
  metric: Metric,
  result: Pick<MetricResult, 'counts' | 'numerator' | 'denominator'>,
): ValueRange | undefined {
  const open = openCount(result);
  switch (metric.kind) {
    case 'proportion': {
      const { passed, failed } = result.counts;
      const all = passed + failed + open;
      if (all === 0) return undefined;
      return { lowest: divide(passed, all), highest: divide(passed + open, all), fewest: passed, most: passed + open };
    }
    case 'total': {
      const counted = exact(result.numerator ?? '0');
      const most = add(counted, open);
      return isCount(metric) ? { lowest: counted, highest: most, fewest: counted, most } : undefined;
    }
    case 'ratio':
      return ratioRange(metric, result, open);
    case 'mean':
    case 'formula':
      return undefined;
  }
}

/** The counts do not say to which side the open facts belong, so all of them may be on either. */
function ratioRange(
  { numerator, denominator }: Extract<Metric, { kind: 'ratio' }>,
  result: Pick<MetricResult, 'numerator' | 'denominator'>,
  open: number,
): ValueRange | undefined {
  if (result.numerator === null || result.denominator === null || ![...numerator, ...denominator].every(isCount))
    return undefined;
  const over = exact(result.numerator);
  const under = exact(result.denominator);
  const mostUnder = add(under, open * mostTerms(denominator));
  if (compare(mostUnder, 0) === 0) return undefined;
  // Over nothing there is no value; the smallest count that gives one is 1.
  const leastUnder = compare(under, 0) === 0 ? 1 : under;
  const most = add(over, open * mostTerms(numerator));
  return { lowest: divide(over, mostUnder), highest: divide(most, leastUnder), fewest: over, most };
}

const isCount = ({ value = '1' }: Pick<Term, 'value'>): boolean => value.trim() === '1';

/** To how many terms of a side one fact can add at most: to those over its kind. */
function mostTerms(terms: readonly Term[]): number {
  const kinds = terms.map(({ of }) => of);
  return Math.max(...kinds.map(kind => kinds.filter(other => other === kind).length));
}
