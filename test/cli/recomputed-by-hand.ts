import type { Shown } from '../support/libreoffice.js';

/** A line of a ranking as the sheet Gaps shows it. */
interface Line {
  readonly rank: Shown;
  readonly metric: Shown;
  readonly quadrant: Shown;
  readonly weight: number;
  readonly score: number;
  readonly points: number;
}

/** What a ranking of the sheet Gaps says, and what its own weights and scores and those of the sheet Satisfaction come to by hand. */
export interface ByHand {
  readonly index: string;
  readonly shown: readonly Line[];
  readonly expected: readonly Line[];
}

type Cells = ReadonlyMap<string, Shown>;

const numberAt = (cells: Cells, address: string): number => Number(cells.get(address) ?? 0);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const rounded = (value: number): number => Number(value.toFixed(8));

/** Every ranking of an English workbook, recomputed from nothing but its cells. */
export function recomputedByHand(cells: Cells): readonly ByHand[] {
  const titles = [...cells].flatMap(([address, text]) => {
    const [, row] = /^Gaps!A(\d+)$/.exec(address) ?? [];
    const [, index] = /^(.+): what improving gives back/.exec(String(text)) ?? [];
    return row === undefined || index === undefined ? [] : [{ index, first: Number(row) + 2 }];
  });
  const statuses = statusesOf(cells);
  const most = new Map<string, number>();
  for (const { index } of titles)
    for (const leaf of leavesOf(cells, index)) most.set(leaf.metric, Math.max(most.get(leaf.metric) ?? 0, pointsOf(leaf)));
  return titles.map(({ index, first }) => {
    const shown = linesFrom(cells, first);
    const leaves = leavesOf(cells, index);
    return {
      index,
      shown,
      expected: ranked(
        shown.map(({ metric }) => leafOf(leaves, metric)),
        statuses,
        most,
      ),
    };
  });
}

const order = ['Missed', 'At risk', 'Met'];

/** The place of each metric's status, from the list at the top of the sheet Gaps; what has no standard is not in it. */
function statusesOf(cells: Cells): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (let row = 5; typeof cells.get(`Gaps!A${row}`) === 'number'; row++) {
    const status = String(cells.get(`Gaps!C${row}`));
    places.set(
      String(cells.get(`Gaps!B${row}`)),
      order.findIndex(name => status.includes(name)),
    );
  }
  return places;
}

const pointsOf = ({ weight, score }: Leaf): number => rounded(weight * (10 - score));

function linesFrom(cells: Cells, first: number): readonly Line[] {
  const lines: Line[] = [];
  for (let row = first; typeof cells.get(`Gaps!A${row}`) === 'number'; row++) {
    const at = (column: string): string => `Gaps!${column}${row}`;
    lines.push({
      rank: cells.get(at('A')) ?? null,
      metric: cells.get(at('B')) ?? null,
      quadrant: cells.get(at('C')) ?? null,
      weight: rounded(numberAt(cells, at('D'))),
      score: rounded(numberAt(cells, at('E'))),
      points: rounded(numberAt(cells, at('F'))),
    });
  }
  return lines;
}

interface Leaf {
  readonly metric: string;
  readonly weight: number;
  readonly score: number;
}

/** The lowest nodes of a tree on the sheet Satisfaction, weighed down the tree by their effective weights. */
function leavesOf(cells: Cells, index: string): readonly Leaf[] {
  const at = (column: string, row: number): Shown => cells.get(`Satisfaction!${column}${row}`) ?? null;
  const heads = [...cells].flatMap(([address, text]) =>
    text === index ? (/^Satisfaction!A(\d+)$/.exec(address)?.[1] ?? []) : [],
  );
  const root = Number(heads.at(-1));
  const nodes = new Map<string, { readonly parent: string; readonly row: number }>();
  for (let row = root + 1; typeof at('B', row) === 'string'; row++)
    nodes.set(String(at('B', row)), { parent: String(at('C', row)), row });
  const parents = new Set([...nodes.values()].map(({ parent }) => parent));
  const weightOf = (id: string): number => {
    const node = nodes.get(id);
    return node === undefined ? 1 : weightOf(node.parent) * numberAt(cells, `Satisfaction!E${node.row}`);
  };
  return [...nodes]
    .filter(([id]) => !parents.has(id))
    .map(([id, { row }]) => ({
      metric: String(at('A', row)).trim(),
      weight: weightOf(id),
      score: numberAt(cells, `Satisfaction!F${row}`),
    }));
}

function leafOf(leaves: readonly Leaf[], metric: Shown): Leaf {
  const leaf = leaves.find(one => one.metric === metric);
  if (leaf === undefined) throw new Error(`${String(metric)} is not on the sheet Satisfaction`);
  return leaf;
}

/** Missed, at risk, met, then without a standard; within these what costs any index most. What is below its standard is never good. */
function ranked(
  leaves: readonly Leaf[],
  statuses: ReadonlyMap<string, number>,
  most: ReadonlyMap<string, number>,
): readonly Line[] {
  const [weightAt, scoreAt] = [mean(leaves.map(({ weight }) => weight)), mean(leaves.map(({ score }) => score))];
  const statusOf = ({ metric }: Leaf): number => statuses.get(metric) ?? order.length;
  const costOf = ({ metric }: Leaf): number => most.get(metric) ?? 0;
  return leaves
    .toSorted((a, b) => statusOf(a) - statusOf(b) || costOf(b) - costOf(a))
    .map((leaf, at) => {
      const isImportant = rounded(leaf.weight) >= rounded(weightAt);
      const isGood = statusOf(leaf) >= order.indexOf('Met') && rounded(leaf.score) >= rounded(scoreAt);
      const quadrant = isImportant ? (isGood ? 'Keep up' : 'Concentrate here') : isGood ? 'Possible overkill' : 'Low priority';
      const { metric, weight, score } = leaf;
      return { rank: at + 1, metric, quadrant, weight: rounded(weight), score: rounded(score), points: pointsOf(leaf) };
    });
}
