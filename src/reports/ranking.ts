import type { MetricResult, NodeResult } from '../evaluation/document.js';
import { isBelow } from '../standards/improvement/documented.js';
import { inRank, type Ranked, relativeGap } from '../standards/improvement/order.js';

/** The points that an index loses by a leaf of so much weight in it. */
export const pointsLost = (leaf: { readonly node: NodeResult; readonly weight: number }): number | null =>
  leaf.node.score === null ? null : leaf.weight * (10 - leaf.node.score);

const withCost = <M extends { readonly metric: string }>(metrics: readonly M[], points: ReadonlyMap<string, number>) =>
  metrics.map(metric => ({ metric, points: points.get(metric.metric) ?? null }));

/** The metrics that were judged against a standard, of any clients, in the order of the one ranking. */
export const worstOf = <C extends Ranked>(all: readonly C[]): readonly C[] =>
  all.filter(({ metric }) => metric.gap !== null && (metric.status === 'met' || isBelow(metric))).toSorted(inRank);

/** The gaps of one client: fixed metrics below their standard, each with the points that it costs. */
export const gapsBelow = <M extends Ranked['metric'] & Pick<MetricResult, 'stage'>>(
  metrics: readonly M[],
  points: ReadonlyMap<string, number>,
) =>
  withCost(
    metrics.filter(metric => metric.stage === 'fixed' && metric.gap !== null && isBelow(metric)),
    points,
  );

/** The metrics of one client, the worst first. */
export const worstFirst = (metrics: readonly MetricResult[], points: ReadonlyMap<string, number>): readonly MetricResult[] =>
  worstOf(withCost(metrics, points)).map(({ metric }) => metric);

/** Metrics that met their standard, those farthest above it first. */
export const bestFirst = (metrics: readonly MetricResult[]): readonly MetricResult[] =>
  metrics
    .filter(({ status, stage }) => status === 'met' && stage === 'fixed')
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || relativeGap(b) - relativeGap(a));
