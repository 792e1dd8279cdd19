import { add, compare, divide, type Exact, exact, significant } from '../../facts/exact.js';
import type { Label } from '../../facts/label.js';
import { compareDocumented, exactOf, type DocumentedIndex, isBelow } from './documented.js';
import { type RankedMetric, weightedLeaves } from './recoverable.js';
import type { SurveyMean } from '../../metrics/survey-mean.js';

/** Where importance and performance are parted: in the middle of the scale, at the mean, or at the median. */
export const crossHairs = ['middle', 'mean', 'median'] as const;
export type CrossHairs = (typeof crossHairs)[number];

/** What importance is taken from. */
export const importances = ['weights', 'survey'] as const;
export type Importance = (typeof importances)[number];

/** How quadrants are made. */
export interface QuadrantRule {
  readonly importance: Importance;
  readonly cross_hairs: CrossHairs;
}

export type Quadrant = 'concentrate_here' | 'keep_up' | 'low_priority' | 'possible_overkill';

/** A metric between importance and performance. */
export interface QuadrantPoint {
  readonly metric: string;
  readonly label: Label;
  readonly importance: number;
  /** Its score, 1 to 10. */
  readonly performance: number;
  readonly quadrant: Quadrant;
}

/** The importance-performance quadrants of an index. */
export interface Quadrants extends QuadrantRule {
  readonly index: string;
  readonly label: Label;
  /** The cross-hairs; null where there is no metric. */
  readonly importance_at: number | null;
  readonly performance_at: number | null;
  readonly metrics: readonly QuadrantPoint[];
}

const middleOfScale = exact('11/2');

/**
 * The importance-performance quadrants of an index (J. A. Martilla, J. C. James, Importance-performance analysis, 1977). What lies
 * on a line counts as above it. The middle of weights is halfway between the least and the greatest; that of surveyed importance
 * and of scores is 5.5, the middle of 1 to 10. A metric below its standard does not perform well, wherever the others lie. The metrics
 * stand in the order of the one ranking, as far as `ranked` has them.
 */
export function quadrants(
  index: DocumentedIndex,
  rule: QuadrantRule,
  surveyed: readonly SurveyMean[],
  ranked: readonly Pick<RankedMetric, 'metric' | 'status'>[] = [],
): Quadrants {
  const asked = new Map(
    surveyed.filter(({ aspect, role }) => aspect === 'importance' && role === 'client').map(({ item, mean }) => [item, mean]),
  );
  const below = new Set(ranked.filter(one => one.status !== null && isBelow({ status: one.status })).map(({ metric }) => metric));
  const places = new Map(ranked.map(({ metric }, at) => [metric, at]));
  const placed = weightedLeaves(index.nodes).flatMap(({ node, weight }) => {
    const importance = rule.importance === 'weights' ? weight : asked.get(node.id);
    if (node.score === null || importance === undefined || compare(weight, 0) === 0) return [];
    return [{ metric: node.id, label: node.label, importance, performance: exactOf(node.score) }];
  });
  const across = placed.map(({ importance }) => importance);
  const importanceAt =
    rule.cross_hairs === 'middle' && rule.importance === 'weights' ? halfway(across) : cross(rule.cross_hairs, across);
  const performanceAt = cross(
    rule.cross_hairs,
    placed.map(({ performance }) => performance),
  );
  return {
    index: index.index,
    label: index.label,
    ...rule,
    importance_at: importanceAt === undefined ? null : significant(importanceAt),
    performance_at: performanceAt === undefined ? null : significant(performanceAt),
    metrics: placed
      .toSorted((a, b) => (places.get(a.metric) ?? 0) - (places.get(b.metric) ?? 0))
      .map(({ importance, performance, ...named }) => ({
        ...named,
        importance: significant(importance),
        performance: significant(performance),
        quadrant: quadrantOf(
          compareDocumented(importance, importanceAt ?? 0) >= 0,
          !below.has(named.metric) && compareDocumented(performance, performanceAt ?? 0) >= 0,
        ),
      })),
  };
}

const quadrantOf = (isImportant: boolean, isGood: boolean): Quadrant =>
  isImportant ? (isGood ? 'keep_up' : 'concentrate_here') : isGood ? 'possible_overkill' : 'low_priority';

function cross(hairs: CrossHairs, values: readonly Exact[]): Exact | undefined {
  if (values.length === 0) return undefined;
  if (hairs === 'middle') return middleOfScale;
  return hairs === 'mean' ? meanOf(values) : medianOf(values);
}

const meanOf = (values: readonly Exact[]): Exact => divide(values.reduce<Exact>(add, 0), values.length);

function medianOf(values: readonly Exact[]): Exact {
  const sorted = values.toSorted(compare);
  const half = sorted.length / 2;
  return meanOf(sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1));
}

function halfway(values: readonly Exact[]): Exact | undefined {
  const sorted = values.toSorted(compare);
  const [least, greatest] = [sorted[0], sorted.at(-1)];
  return least === undefined || greatest === undefined ? undefined : divide(add(least, greatest), 2);
}
