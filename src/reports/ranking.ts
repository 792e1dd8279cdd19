import type { IndexResult, MetricResult, NodeResult } from '../evaluation/document.js';
import { leavesOf } from './input.js';
import { appliedLevel } from './applied.js';

const order = { missed: 0, at_risk: 1, met: 2, insufficient: 3, no_standard: 4, no_data: 5 } as const;

/** The points that an index loses by a leaf of so much weight in it. */
export const pointsLost = (leaf: { readonly node: NodeResult; readonly weight: number }): number | null =>
  leaf.node.score === null ? null : leaf.weight * (10 - leaf.node.score);

/** Points that each metric costs the indexes, the most it costs any of them. */
export function pointsByMetric(indexes: readonly IndexResult[]): ReadonlyMap<string, number> {
  const points = new Map<string, number>();
  for (const leaf of indexes.flatMap(index => leavesOf(index.nodes))) {
    points.set(leaf.node.id, Math.max(points.get(leaf.node.id) ?? 0, pointsLost(leaf) ?? 0));
  }
  return points;
}

/** A gap in proportion to its standard, so that percentages and hours can stand in one list; a standard of 0 counts as 1. */
const relative = (metric: MetricCost['metric']): number => {
  const level = Math.abs(appliedLevel(metric.standard)?.level ?? 1);
  return (metric.gap ?? 0) / (level === 0 ? 1 : level);
};

/** A metric, and the points that it costs an index of its client; null where it is in none. */
export interface MetricCost {
  readonly metric: Pick<MetricResult, 'status' | 'gap' | 'standard'>;
  readonly points: number | null;
}

const byCost = (a: MetricCost, b: MetricCost): number => (b.points ?? 0) - (a.points ?? 0);

const withCost = <M extends { readonly metric: string }>(metrics: readonly M[], points: ReadonlyMap<string, number>) =>
  metrics.map(metric => ({ metric, points: points.get(metric.metric) ?? null }));

/**
 * The metrics that were judged against a standard, of any clients, the worst first: missed, at risk, then met. Within a status,
 * what costs an index most comes first, then the widest gap.
 */
export const worstOf = <C extends MetricCost>(all: readonly C[]): readonly C[] =>
  all
    .filter(({ metric: { gap, status } }) => gap !== null && (status === 'met' || status === 'at_risk' || status === 'missed'))
    .toSorted(
      (a, b) => order[a.metric.status] - order[b.metric.status] || byCost(a, b) || relative(a.metric) - relative(b.metric),
    );

/** The gaps of one client: fixed metrics below their standard, each with the points that it costs. */
export const gapsBelow = <M extends MetricCost['metric'] & Pick<MetricResult, 'metric' | 'stage'>>(
  metrics: readonly M[],
  points: ReadonlyMap<string, number>,
) =>
  withCost(
    metrics.filter(
      ({ stage, status, gap }) => stage === 'fixed' && gap !== null && (status === 'missed' || status === 'at_risk'),
    ),
    points,
  );

/**
 * The metrics below their standard, whatever their status: what costs an index most comes first, then the worst. A headline
 * names the first.
 */
export const costliestOf = <C extends MetricCost>(all: readonly C[]): readonly C[] =>
  worstOf(all)
    .filter(({ metric }) => metric.status !== 'met')
    .toSorted(byCost);

/** The metrics of one client, the worst first. */
export const worstFirst = (metrics: readonly MetricResult[], points: ReadonlyMap<string, number>): readonly MetricResult[] =>
  worstOf(withCost(metrics, points)).map(({ metric }) => metric);

/** Metrics that met their standard, those farthest above it first. */
export const bestFirst = (metrics: readonly MetricResult[]): readonly MetricResult[] =>
  metrics
    .filter(({ status, stage }) => status === 'met' && stage === 'fixed')
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || relative(b) - relative(a));
