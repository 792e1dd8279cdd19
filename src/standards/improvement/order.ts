import { toDouble } from '../../facts/exact.js';
import { type DocumentedMetric, levelApplied, sameWithin } from './documented.js';

/** A metric as the one ranking sees it, with the points that it costs an index of its client; null where it is in none. */
export interface Ranked {
  readonly metric: Pick<DocumentedMetric, 'metric' | 'status' | 'gap' | 'standard'>;
  readonly points: number | null;
}

/** What was judged stands before what was not, so that nothing without a standard is ranked above what has one. */
const order = { missed: 0, at_risk: 1, met: 2, insufficient: 3, no_standard: 4, no_data: 4 } as const;

/** A gap in proportion to its standard, so that percentages and hours can stand in one list; a standard of 0 counts as 1. */
export function relativeGap(metric: Ranked['metric']): number {
  const level = Math.abs(toDouble(levelApplied(metric)?.level ?? 1));
  return (metric.gap ?? 0) / (level === 0 ? 1 : level);
}

const difference = (a: number, b: number): number => (Math.abs(a - b) <= sameWithin ? 0 : a - b);

/**
 * The one ranking, which every table, headline and chart follows: missed, at risk, met, then what has no standard; within a status
 * what costs an index most, then the widest gap, then by name.
 */
export const inRank = (a: Ranked, b: Ranked): number =>
  order[a.metric.status] - order[b.metric.status] ||
  difference(b.points ?? 0, a.points ?? 0) ||
  difference(relativeGap(a.metric), relativeGap(b.metric)) ||
  (a.metric.metric < b.metric.metric ? -1 : Number(a.metric.metric > b.metric.metric));
