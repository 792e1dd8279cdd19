import { add, compare, divide, type Exact, multiply, significant, subtract } from '../../facts/exact.js';
import type { Label } from '../../facts/label.js';
import { partId } from '../part.js';
import {
  exactOf,
  type DocumentedIndex,
  type DocumentedMetric,
  type DocumentedNode,
  type DocumentedPart,
  type DocumentedPeriod,
} from './documented.js';
import { inRank } from './order.js';

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

/** A metric of an index, in the order of the one ranking. */
export interface RankedMetric {
  readonly rank: number;
  /** The metric's id, with the part of the work where the index weighs a part alone. */
  readonly metric: string;
  /** The metric that it is a part of; left out for a whole one. */
  readonly part_of?: string;
  readonly label: Label;
  /** Of the whole index. */
  readonly weight: number;
  readonly score: number;
  /** Index points that a full score would give back: weight × (10 − score). */
  readonly points: number;
  readonly status: DocumentedMetric['status'] | null;
  /** Of its value and gap; null for a branch, and where nothing is judged. */
  readonly unit: string | null;
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

/** What says of a period's indexes which of them its contract is about. */
interface IndexedPeriod<I extends DocumentedIndex = DocumentedIndex> {
  readonly contract?: object;
  readonly metrics: readonly Pick<DocumentedMetric, 'metric' | 'standard'>[];
  readonly measures?: readonly Pick<DocumentedPart, 'metric'>[];
  readonly indexes: readonly I[];
}

const isLeafIn =
  (metrics: ReadonlySet<string>) =>
  ({ node }: WeightedLeaf): boolean =>
    metrics.has(node.metric ?? node.id);

/** The metrics that a contract sets a level for, as a whole or for a part of the work. */
const agreedIn = ({ metrics, measures = [] }: IndexedPeriod): ReadonlySet<string> =>
  new Set([...metrics.filter(({ standard }) => standard?.contract !== undefined), ...measures].map(({ metric }) => metric));

/** The indexes that say something of a client: under a contract its own and those that are made of agreed metrics alone; else all. */
export function agreedIndexes<I extends DocumentedIndex>(period: IndexedPeriod<I>): readonly I[] {
  if (period.contract === undefined) return period.indexes;
  const isAgreed = isLeafIn(agreedIn(period));
  return period.indexes.filter(({ index, nodes }) => index === 'contract' || weightedLeaves(nodes).every(isAgreed));
}

/**
 * The points that full scores would give back, by metric: the most that each costs any of the indexes. What a contract agrees costs
 * points in the indexes of the contract alone, so that whoever sees no other index ranks it alike.
 */
export function pointsByMetric(period: IndexedPeriod): ReadonlyMap<string, number> {
  const own = agreedIndexes(period);
  const isAgreed = isLeafIn(agreedIn(period));
  const others = period.indexes
    .filter(index => !own.includes(index))
    .flatMap(({ nodes }) => weightedLeaves(nodes))
    .filter(leaf => !isAgreed(leaf));
  return mostPoints([...own.flatMap(({ nodes }) => weightedLeaves(nodes)), ...others]);
}

function mostPoints(leaves: readonly WeightedLeaf[]): ReadonlyMap<string, number> {
  const points = new Map<string, number>();
  for (const { node, weight } of leaves) {
    const lost = node.score === null ? 0 : significant(multiply(weight, subtract(10, exactOf(node.score))));
    points.set(node.id, Math.max(points.get(node.id) ?? 0, lost));
  }
  return points;
}

/** What was found of a leaf of an index: of a metric, or of a part under the name of its leaf. */
type JudgedLeaf = Pick<DocumentedMetric, 'metric' | 'unit' | 'standard' | 'status' | 'significant' | 'gap' | 'shortfall'>;

/** What was found of all that indexes can weigh: of metrics, and of their parts under the names of their leaves. */
export const judgedLeaves = ({
  metrics,
  measures = [],
}: Pick<DocumentedPeriod, 'metrics' | 'measures'>): readonly JudgedLeaf[] => [
  ...metrics,
  ...measures.map(one => ({ ...one, metric: partId(one.metric, one.scope) })),
];

/**
 * The metrics of an index in the one order in which a client's metrics are ranked, each with the points that it costs this index. A
 * metric without a score is left out: nobody knows what it loses.
 */
export function ranking(
  index: DocumentedIndex,
  metrics: readonly JudgedLeaf[],
  points: ReadonlyMap<string, number> = mostPoints(weightedLeaves(index.nodes)),
): Ranking {
  const judgedOf = (id: string) => metrics.find(({ metric }) => metric === id);
  const lost = weightedLeaves(index.nodes)
    .flatMap(({ node, weight }) => {
      if (node.score === null || compare(weight, 0) === 0) return [];
      return [{ node, weight, score: node.score, points: multiply(weight, subtract(10, exactOf(node.score))) }];
    })
    .map(one => ({ ...one, metric: judgedOf(one.node.id) ?? unjudged(one.node.id), cost: points.get(one.node.id) ?? null }))
    .toSorted((a, b) => inRank({ metric: a.metric, points: a.cost }, { metric: b.metric, points: b.cost }));
  const whole = lost.reduce<Exact>((sum, one) => add(sum, one.points), 0);
  return {
    index: index.index,
    label: index.label,
    score: index.score,
    points: significant(whole),
    metrics: lost.map(({ node, weight, score, points: own }, at) => {
      const judged = judgedOf(node.id);
      return {
        rank: at + 1,
        metric: node.id,
        ...(node.metric === undefined || node.metric === node.id ? {} : { part_of: node.metric }),
        label: node.label,
        weight: significant(weight),
        score,
        points: significant(own),
        status: judged?.status ?? null,
        unit: judged?.unit ?? null,
        gap: judged?.gap ?? null,
        shortfall: judged?.shortfall ?? null,
        significant: judged?.significant ?? null,
      };
    }),
  };
}

const unjudged = (metric: string) => ({ metric, status: 'no_data', gap: null, standard: null }) as const;
