import { add, compare, divide, type Exact, multiply, sum } from '../facts/exact.js';
import { formulaValue } from '../metrics/formula.js';
import { type Index, isLeaf, leafId, type Node } from './tree.js';

/** What an index needs to know of a metric: its exact score, or null where it is missing. */
export interface LeafScore {
  readonly score: Exact | null;
  /** Shown, not scored: it leaves the tree, and its siblings share its weight. */
  readonly onTrial: boolean;
}

/** A node with its exact score and weights. */
export interface ScoredNode {
  readonly node: Node;
  readonly score: Exact | null;
  /** The declared weight after amplifying, not yet shared out. */
  readonly amplified: Exact;
  /** Its share among its siblings; 0 for a missing one. */
  readonly effective: Exact;
  /** Share of this node's leaves, by weight, that had data. */
  readonly coverage: Exact;
  readonly children: readonly ScoredNode[];
}

export interface IndexScore {
  /** Null below the coverage asked for. */
  readonly score: Exact | null;
  readonly coverage: Exact;
  readonly nodes: readonly ScoredNode[];
}

/** Folds a weighted tree: weighted means of the scores of its leaves by their names, missing children handled as the index declares. */
export function indexScore(
  index: Index,
  leafOf: (leaf: string) => LeafScore,
  valueOf: (metric: string) => Exact | null,
): IndexScore {
  const factors = new Map(index.amplify.map(({ metric, factor, at_most }) => [metric, factorOf(factor, at_most.value, valueOf)]));
  const fold = new Fold(index, leafOf, metric => factors.get(metric) ?? 1);
  const nodes = fold.level(index.tree);
  const coverage = coverageOf(nodes);
  const whole = levelScore(nodes);
  return { score: compare(coverage, index.min_coverage.value) < 0 ? null : whole, coverage, nodes };
}

/** At least 1 and at most the cap; without data nothing is amplified. */
function factorOf(factor: string, most: Exact, valueOf: (metric: string) => Exact | null): Exact {
  const value = formulaValue(factor, { current: valueOf, previous: () => null });
  if (value === null || compare(value, 1) < 0) return 1;
  return compare(value, most) > 0 ? most : value;
}

class Fold {
  readonly #index: Index;
  readonly #leafOf: (leaf: string) => LeafScore;
  readonly #factorOf: (leaf: string) => Exact;

  constructor(index: Index, leafOf: (leaf: string) => LeafScore, factorOf: (leaf: string) => Exact) {
    this.#index = index;
    this.#leafOf = leafOf;
    this.#factorOf = factorOf;
  }

  level(nodes: readonly Node[]): readonly ScoredNode[] {
    const scored = nodes.map(node => this.#node(node));
    const present = scored.filter(one => one.score !== null);
    const isWhole =
      this.#index.on_missing === 'renormalise' || scored.every(one => one.score !== null || compare(one.amplified, 0) === 0);
    const total = sum(present.map(one => one.amplified));
    const shares = isWhole && compare(total, 0) > 0;
    return scored.map(one => ({ ...one, effective: shares && one.score !== null ? divide(one.amplified, total) : 0 }));
  }

  #node(node: Node): ScoredNode {
    if (!isLeaf(node)) {
      const children = this.level(node.children);
      const isTrial = children.every(child => compare(child.amplified, 0) === 0);
      return {
        node,
        score: levelScore(children),
        amplified: isTrial ? 0 : node.weight.value,
        effective: 0,
        coverage: coverageOf(children),
        children,
      };
    }
    const leaf = leafId(node);
    const { score, onTrial } = this.#leafOf(leaf);
    const amplified = onTrial ? 0 : multiply(node.weight.value, this.#factorOf(leaf));
    return { node, score: onTrial ? null : score, amplified, effective: 0, coverage: score === null ? 0 : 1, children: [] };
  }
}

function levelScore(nodes: readonly ScoredNode[]): Exact | null {
  const weighted = nodes.flatMap(({ score, effective }) =>
    score === null || compare(effective, 0) === 0 ? [] : [multiply(score, effective)],
  );
  return weighted.length === 0 ? null : sum(weighted);
}

function coverageOf(nodes: readonly ScoredNode[]): Exact {
  // Leaves on trial are no part of the tree, so the weights that remain are what the coverage is a share of.
  const weights = nodes.map(one => (compare(one.amplified, 0) === 0 ? 0 : one.node.weight.value));
  const total = sum(weights);
  const covered = nodes.reduce<Exact>((covered, one, i) => add(covered, multiply(one.coverage, weights[i] ?? 0)), 0);
  return compare(total, 0) === 0 ? 0 : divide(covered, total);
}
