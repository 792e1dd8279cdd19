import { add, compare, divide, type Exact, multiply, significant, subtract } from '../../facts/exact.js';
import type { Label } from '../../facts/label.js';
import { compareDocumented, exactOf, type DocumentedMetric, type DocumentedIndex, type DocumentedNode } from './documented.js';

/** A leaf of an index with its effective weight in the whole, which is the product of the weights above it. */
export interface WeightedLeaf {
  readonly node: DocumentedNode;
  readonly weight: Exact;
}

/** The leaves of a tree with their effective weights; siblings share what is above them whatever rounding left. */
export function weightedLeaves(nodes: readonly DocumentedNode[], weight: Exact = 1): readonly WeightedLeaf[] {
  const whole = nodes.reduce<Exact>((sum, node) => add(sum, exactOf(node.effective_weight)), 0);
  return nodes.flatMap(node => {
    const share = compare(whole, 0) === 0 ? 0 : divide(multiply(weight, exactOf(node.effective_weight)), whole);
    return node.children.length === 0 ? [{ node, weight: share }] : weightedLeaves(node.children, share);
  });
}

/** A metric in the order of what improving it gives back to an index. */
export interface RankedMetric {
  readonly rank: number;
  readonly metric: string;
  readonly label: Label;
  /** Of the whole index. */
  readonly weight: number;
  readonly score: number;
  /** Index points that a full score would give back: weight × (10 − score). */
  readonly points: number;
  readonly status: DocumentedMetric['status'] | null;
  readonly gap: number | null;
  readonly shortfall: number | null;
  readonly significant: boolean | null;
}

/** What an index loses, and where. */
export interface Ranking {
  readonly index: string;
  readonly label: Label;
  readonly score: number | null;
  /** The points of all its metrics: ten less its score. */
  readonly points: number;
  readonly metrics: readonly RankedMetric[];
}

/**
 * The metrics of an index by recoverable points, the most points first, equal ones by id. A metric without a score is left out:
 * nobody knows what it loses.
 */
export function ranking(index: DocumentedIndex, metrics: readonly DocumentedMetric[]): Ranking {
  const lost = weightedLeaves(index.nodes)
    .flatMap(({ node, weight }) => {
      if (node.score === null || compare(weight, 0) === 0) return [];
      return [{ node, weight, score: node.score, points: multiply(weight, subtract(10, exactOf(node.score))) }];
    })
    .toSorted((a, b) => compareDocumented(b.points, a.points) || (a.node.id < b.node.id ? -1 : 1));
  const whole = lost.reduce<Exact>((sum, { points }) => add(sum, points), 0);
  return {
    index: index.index,
    label: index.label,
    score: index.score,
    points: significant(whole),
    metrics: lost.map(({ node, weight, score, points }, at) => {
      const judged = metrics.find(({ metric }) => metric === node.id);
      return {
        rank: at + 1,
        metric: node.id,
        label: node.label,
        weight: significant(weight),
        score,
        points: significant(points),
        status: judged?.status ?? null,
        gap: judged?.gap ?? null,
        shortfall: judged?.shortfall ?? null,
        significant: judged?.significant ?? null,
      };
    }),
  };
}
