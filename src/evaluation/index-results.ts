import { type Exact, multiply, significant } from '../facts/exact.js';
import type { Label } from '../facts/label.js';
import { inForce, type Subject } from '../standards/in-force.js';
import { indexScore, type ScoredNode } from '../weights/index-score.js';
import { type Index, isLeaf, leafId, type Node } from '../weights/tree.js';
import { writtenOnce } from './canonical.js';
import type { IndexResult, MetricResult, NodeResult } from './document.js';
import type { Rulebook } from './rulebook.js';

/** What an index needs of a metric, or of a part of one: its exact figures, null where they are missing, and what its node shows. */
export interface IndexedMetric {
  readonly result: Pick<MetricResult, 'label' | 'stage' | 'status'>;
  readonly value: Exact | null;
  readonly score: Exact | null;
}

/** The version of each index that holds for a client on a day (`yyyy-MM-dd`): the most specific scope, and of one scope the latest. */
export function indexesInForce(indexes: readonly Index[], subject: Subject, day: string): readonly Index[] {
  const ids = [...new Set(indexes.map(index => index.id))];
  return ids.flatMap(id => {
    const versions = indexes.filter(index => index.id === id).map(index => ({ ...index, index, scope: index.scope ?? {} }));
    return inForce(versions, subject, day)?.index ?? [];
  });
}

/** The names of what indexes weigh: of metrics, and of their parts. */
export function leavesWeighed(indexes: readonly Index[]): ReadonlySet<string> {
  const leaves = (nodes: readonly Node[]): readonly string[] =>
    nodes.flatMap(node => (isLeaf(node) ? [leafId(node)] : leaves(node.children)));
  return new Set(indexes.flatMap(({ tree }) => leaves(tree)));
}

/** The indexes in force for a client on the period's last day, scored from the exact scores of metrics and of their parts, by name. */
export const indexResults = (
  rulebook: Pick<Rulebook, 'indexes'>,
  subject: Subject,
  lastDay: string,
  metrics: ReadonlyMap<string, IndexedMetric>,
): readonly IndexResult[] => indexesInForce(rulebook.indexes, subject, lastDay).map(index => indexResult(index, metrics));

function indexResult(index: Index, metrics: ReadonlyMap<string, IndexedMetric>): IndexResult {
  const { score, coverage, nodes } = indexScore(
    index,
    leaf => ({ score: metrics.get(leaf)?.score ?? null, onTrial: metrics.get(leaf)?.result.stage === 'trial' }),
    metric => metrics.get(metric)?.value ?? null,
  );
  return {
    index: index.id,
    label: writtenOnce(index.label),
    score: score === null ? null : significant(score),
    percent: score === null ? null : significant(multiply(score, 10)),
    coverage: significant(coverage),
    min_coverage: significant(index.min_coverage.value),
    nodes: nodes.map(node => nodeResult(node, metrics)),
  };
}

function nodeResult(scored: ScoredNode, metrics: ReadonlyMap<string, IndexedMetric>): NodeResult {
  const { node, score, effective } = scored;
  const shared = {
    score: score === null ? null : significant(score),
    weight: significant(node.weight.value),
    effective_weight: significant(effective),
    children: scored.children.map(child => nodeResult(child, metrics)),
  };
  if (!isLeaf(node)) return { id: node.id, label: writtenOnce(node.label ?? plainLabel(node.id)), ...shared };
  const id = leafId(node);
  const result = metrics.get(id)?.result;
  return {
    id,
    metric: node.metric,
    ...(node.scope === undefined ? {} : { scope: node.scope }),
    label: result?.label ?? plainLabel(id),
    ...shared,
    ...(result === undefined ? {} : { status: result.status }),
  };
}

const plainLabel = (id: string): Label => ({ en: id, zh: id });
