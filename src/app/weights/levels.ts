import type { Label } from '../../facts/label.js';
import type { Metric } from '../../metrics/definition.js';
import type { Level as Weight } from '../../standards/standard.js';
import { partLabel } from '../../evaluation/parts.js';
import { type Index, isLeaf, leafId, type Leaf, type Node } from '../../weights/tree.js';

/** A node of an index as it is named. */
export interface NamedNode {
  readonly node: string;
  readonly label: Label;
  readonly weight: Weight;
}

/** Siblings of an index: the children of one branch, or of the index itself. */
export interface Level {
  /** The branch's id; the index's own for its first level. */
  readonly of: string;
  readonly children: readonly NamedNode[];
}

/** The id of a branch, or of a leaf's metric with its part of the work. */
export const nodeId = (node: Node): string => (isLeaf(node) ? leafId(node) : node.id);

/** How a leaf is called, where its metric is known. */
export function leafLabel({ scope }: Leaf, label: Label | undefined): Label | undefined {
  return label === undefined || scope === undefined ? label : partLabel(label, scope);
}

/** The levels of an index, from the top. */
export function levelsOf({ id, tree }: Index, metrics: readonly Metric[]): readonly Level[] {
  const labelOf = (node: Node): Label => {
    const plain = { en: nodeId(node), zh: nodeId(node) };
    const named = isLeaf(node) ? leafLabel(node, metrics.find(metric => metric.id === node.metric)?.label) : node.label;
    return named ?? plain;
  };
  const below = (of: string, nodes: readonly Node[]): readonly Level[] => [
    { of, children: nodes.map(node => ({ node: nodeId(node), label: labelOf(node), weight: node.weight })) },
    ...nodes.flatMap(node => (isLeaf(node) ? [] : below(node.id, node.children))),
  ];
  return below(id, tree);
}

/** The children of a node, by the ids of branches; none of a leaf. */
export function childrenOf({ tree }: Index, of: string): readonly string[] {
  const find = (nodes: readonly Node[]): readonly string[] | undefined => {
    for (const node of nodes) {
      if (isLeaf(node)) continue;
      const found = node.id === of ? node.children.map(nodeId) : find(node.children);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(tree) ?? [];
}

/** New weights, by the level that they belong to and the node. */
export type NewWeights = ReadonlyMap<string, ReadonlyMap<string, Weight>>;

/** The tree with other weights on some of its levels. */
export function withWeights({ id, tree }: Index, weights: NewWeights): readonly Node[] {
  const level = (of: string, nodes: readonly Node[]): readonly Node[] =>
    nodes.map(node => {
      const weight = weights.get(of)?.get(nodeId(node)) ?? node.weight;
      return isLeaf(node) ? { ...node, weight } : { ...node, weight, children: level(node.id, node.children) };
    });
  return level(id, tree);
}

/** The node that a text names, by its id or its label in either language. */
export function findNode(levels: readonly Level[], text: string): { readonly level: Level; readonly node: string } | undefined {
  const wanted = text.trim().toLowerCase();
  for (const level of levels) {
    const found = level.children.find(({ node, label }) =>
      [node, label.en, label.zh].some(name => name.toLowerCase() === wanted),
    );
    if (found !== undefined) return { level, node: found.node };
  }
  return undefined;
}
