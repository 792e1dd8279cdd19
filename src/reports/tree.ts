import type { IndexResult, NodeResult } from '../evaluation/document.js';
import type { Client } from '../facts/place.js';
import type { ScorecardInput } from './input.js';
import { leavesOf, satisfactionFirst } from './input.js';

/** A node of an index with its row on the Satisfaction sheet. */
export interface PlacedNode {
  readonly node: NodeResult;
  readonly row: number;
  /** 1 for a dimension. */
  readonly level: number;
  readonly parent: string;
  readonly parentRow: number;
  /** Share of the whole index. */
  readonly weight: number;
  /** The last row of its branch; its own where nothing below it is shown. */
  readonly lastRow: number;
  /** What the client's depth leaves out below it. */
  readonly cut: readonly { readonly node: NodeResult; readonly weight: number }[];
}

/** An index with the rows it takes: its root's, then one for each node shown. */
export interface PlacedIndex {
  readonly index: IndexResult;
  /** The section's title; column heads and root follow. */
  readonly row: number;
  readonly rootRow: number;
  readonly nodes: readonly PlacedNode[];
}

type Depth = Client['depth'];

/** The indexes of a document one below the other, satisfaction first, each cut where this reader's scorecard ends. */
export function placedIndexes(input: ScorecardInput, firstRow: number): readonly PlacedIndex[] {
  const indexes = satisfactionFirst(input.evaluation.document.indexes);
  const placed: PlacedIndex[] = [];
  for (const index of indexes) {
    const before = placed.at(-1);
    const row = before === undefined ? firstRow : lastRowOf(before) + 2;
    const depth = input.view === 'client' ? depthOf(index, input.client) : 'all';
    const nodes = placedNodes(index.nodes, {
      row: row + 3,
      level: 1,
      parent: index.index,
      parentRow: row + 2,
      weight: 1,
      depth,
      limit: ownLimit(depth),
    });
    placed.push({ index, row, rootRow: row + 2, nodes });
  }
  return placed;
}

/** How deep a client looks into an index: its depth is about its satisfaction, the others are shown whole. */
const depthOf = ({ index }: IndexResult, { depth }: Pick<Client, 'depth'>): Depth => (index === 'satisfaction' ? depth : 'all');

/** Whether a node has something below it that a reader of this depth does not see. */
const endsAt = (node: NodeResult, level: number, limit: number): boolean => node.children.length > 0 && level >= limit;

/** The indexes as a client's own scorecard shows them: nothing below its depth. */
export const indexesFor = (client: Pick<Client, 'depth'>, indexes: readonly IndexResult[]): readonly IndexResult[] =>
  indexes.map(index => {
    const depth = depthOf(index, client);
    return { ...index, nodes: nodesTo(depth, index.nodes, 1, ownLimit(depth)) };
  });

function nodesTo(depth: Depth, nodes: readonly NodeResult[], level: number, above: number): readonly NodeResult[] {
  return nodes.map(node => {
    const limit = limitBelow(depth, node.id, above);
    return { ...node, children: endsAt(node, level, limit) ? [] : nodesTo(depth, node.children, level + 1, limit) };
  });
}

/** The last row an index takes. */
export const lastRowOf = ({ nodes, rootRow }: PlacedIndex): number => nodes.at(-1)?.row ?? rootRow;

interface Spot {
  readonly row: number;
  readonly level: number;
  readonly parent: string;
  readonly parentRow: number;
  readonly weight: number;
  readonly depth: Depth;
  readonly limit: number;
}

const ownLimit = (depth: Depth): number => (typeof depth === 'number' ? depth : Number.POSITIVE_INFINITY);

function limitBelow(depth: Depth, id: string, limit: number): number {
  const named = typeof depth === 'object' ? depth[id] : undefined;
  return named === undefined ? limit : ownLimit(named);
}

function placedNodes(nodes: readonly NodeResult[], spot: Spot): readonly PlacedNode[] {
  const whole = nodes.reduce((sum, node) => sum + node.effective_weight, 0);
  const placed: PlacedNode[] = [];
  let row = spot.row;
  for (const node of nodes) {
    const weight = whole === 0 ? 0 : (spot.weight * node.effective_weight) / whole;
    const limit = limitBelow(spot.depth, node.id, spot.limit);
    const isCut = endsAt(node, spot.level, limit);
    const below = isCut
      ? []
      : placedNodes(node.children, {
          row: row + 1,
          level: spot.level + 1,
          parent: node.id,
          parentRow: row,
          weight,
          depth: spot.depth,
          limit,
        });
    const lastRow = below.at(-1)?.row ?? row;
    placed.push(
      {
        node,
        row,
        level: spot.level,
        parent: spot.parent,
        parentRow: spot.parentRow,
        weight,
        lastRow,
        cut: isCut ? leavesOf(node.children) : [],
      },
      ...below,
    );
    row = lastRow + 1;
  }
  return placed;
}
