import type { Label } from '../facts/label.js';
import { type Part, partId } from '../standards/part.js';
import type { Level, Scope } from '../standards/standard.js';

/** A weighted tree of metrics, dated; of one client or segment where its scope says so. */
export interface Index {
  readonly id: string;
  readonly label: Label;
  readonly from?: string;
  readonly until?: string;
  /** Left out where it holds for everybody. */
  readonly scope?: Pick<Scope, 'client' | 'segment'>;
  /** Where derived weights come from: method, wave, matrix …; said by who reviews them, and decides nothing. */
  readonly provenance?: Readonly<Record<string, string>>;
  /** What a missing child does: its weight goes to its siblings, or its parent is missing too. */
  readonly on_missing: 'renormalise' | 'propagate';
  readonly min_coverage: Level;
  readonly tree: readonly Node[];
  readonly amplify: readonly Amplifier[];
}

export type Node = Branch | Leaf;

export interface Branch {
  readonly id: string;
  readonly label?: Label;
  readonly weight: Level;
  readonly children: readonly Node[];
}

export interface Leaf {
  readonly metric: string;
  /** The part of the work that is weighed; left out for the metric as a whole. */
  readonly scope?: Part;
  readonly weight: Level;
}

/** Raises a leaf's weight by a factor computed from the period's metrics. */
export interface Amplifier {
  readonly metric: string;
  readonly factor: string;
  readonly at_most: Level;
}

/** Whether a node of the tree is a metric. */
export const isLeaf = (node: Node): node is Leaf => 'metric' in node;

/** The name of a leaf among all of a tree: that of its metric, with the part of the work that it is about. */
export const leafId = ({ metric, scope }: Leaf): string => partId(metric, scope);
