import type { IndexResult, NodeResult } from '../evaluation/document.js';
import { partId } from '../standards/part.js';
import { partResult } from './agreed-parts.js';
import { appliedLevel, standardFormat } from './applied.js';
import type { BarChart } from './chart.js';
import type { ScorecardInput } from './input.js';
import { figureWidth, valueFormat } from './kpi-columns.js';
import { kpiCell, kpiRow, type KpiPlan } from './kpis.js';
import { linkedCell, liveFormula, type FormulaResult } from './live-formula.js';
import { levelDigits } from '../digits/digits.js';
import { scoreFormat, numberText } from './number-format.js';
import { palette } from './palette.js';
import { plainText } from './plain-text.js';
import { type Cell, cell, gap, heading, reference, type Row, type Sheet } from './sheet.js';
import { lastRowOf, type PlacedIndex, type PlacedNode, placedIndexes } from './tree.js';
import { heightFor } from './text-width.js';
import { waveRows } from './wave-rows.js';
import { say } from '../words/say.js';
import { statusText } from './words.js';

/** Rows kept free for the profiles above the trees. */
const chartRows = 14;

/** Where the indexes begin on the sheet. */
export const placedOnSheet = (input: ScorecardInput): readonly PlacedIndex[] =>
  placedIndexes(input, 4 + (hasProfile(input.evaluation.document.indexes) ? chartRows : 0));

/** A profile is drawn where a dimension has a score: an empty one would say nothing. */
const hasProfile = (indexes: readonly IndexResult[]): boolean =>
  indexes.some(({ nodes }) => nodes.some(({ score }) => score !== null));

/** The cell of an index's score. */
export const indexCell = (plan: KpiPlan, placed: PlacedIndex): string =>
  reference(plan.words.sheets.satisfaction, `F${placed.rootRow}`);

/** A share as few decimals as it needs, at most two. */
export const shareFormat = (share: number): string =>
  ['0 %', '0.0 %', '0.00 %'][Math.min(2, levelDigits('%', share))] ?? '0.00 %';

/** The Satisfaction sheet: every index as a tree whose scores are computed on the sheet from the leaves up. */
export function satisfactionSheet(input: ScorecardInput, plan: KpiPlan, indexes: readonly PlacedIndex[]): Sheet {
  const { words } = plan;
  const first = indexes[0]?.index;
  const all = indexes.map(({ index }) => index);
  const charts = hasProfile(all) ? indexes.slice(0, 2).map(placed => profile(input, placed, 540, 300)) : [];
  const note = first === undefined ? nothingWeighed(input) : sentence(input, first);
  const rows: Row[] = [...heading(words.sheets.satisfaction, note, 11)];
  rows.push(...Array.from({ length: charts.length === 0 ? 0 : chartRows }, () => gap(17)));
  for (const placed of indexes) {
    rows.push(...indexRows(input, plan, placed), gap());
  }
  const waves = waveRows(input);
  rows.push(...waves);
  return {
    name: words.sheets.satisfaction,
    tab: palette.accent,
    widths: [42, 24, 20, 10, 11, 9, 13, 11, figureWidth(plan.metrics, 13), figureWidth(plan.metrics, 13), 14],
    rows,
    tables: [],
    colours: indexes.map(placed => ({
      range: `K${placed.rootRow + 1}:K${Math.max(lastRowOf(placed), placed.rootRow + 1)}`,
      sign: `$K${placed.rootRow + 1}`,
    })),
    pictures: charts.map((chart, position) => ({ chart, left: position * 620, row: 3 })),
    frozen: { rows: 3, columns: 1 },
    // The heads of the first tree; the others have the same.
    ...(indexes[0] === undefined ? {} : { repeated: `${indexes[0].row + 1}:${indexes[0].row + 1}` }),
    isLeftOutInPrint: indexes.length + waves.length === 0,
    pagesHigh: 0,
  };
}

const nothingWeighed = ({ language }: ScorecardInput): string =>
  say(
    language,
    'There is no overall score: no weights were agreed for what is shown here.',
    '没有综合得分：所列指标未约定权重。',
  );

function sentence(input: ScorecardInput, index: IndexResult): string {
  const coverage = numberText('%', index.coverage, 0);
  const needed = numberText('%', index.min_coverage, 0);
  const name = index.label[input.language];
  if (index.score === null)
    return say(
      input.language,
      `${name}: no score, coverage ${coverage} where ${needed} is needed`,
      `${name}：无得分，数据覆盖 ${coverage}，需要 ${needed}`,
    );
  const score = numberText('', index.score, 1);
  return say(
    input.language,
    `${name}: ${score} of 10, coverage ${coverage} (at least ${needed})`,
    `${name}：${score} 分（满分 10），数据覆盖 ${coverage}（至少 ${needed}）`,
  );
}

function indexRows(input: ScorecardInput, plan: KpiPlan, placed: PlacedIndex): readonly Row[] {
  const { language } = input;
  const heads = say(
    language,
    'Indicator|ID|Part of|Weight|Effective weight|Score|Weight in index|Points lost|Value|Standard|Status',
    '指标|编号|上级|权重|有效权重|得分|在指数中的权重|失分|指标值|标准|状态',
  ).split('|');
  return [
    { cells: [cell(plainText(placed.index.label[language]), 'section', { span: 11 })], height: 26 },
    { cells: heads.map((head, position) => cell(head, position >= 3 && position <= 9 ? 'headerRight' : 'header')), height: 32 },
    { cells: rootCells(input, placed), height: 22 },
    ...placed.nodes.map(node => ({
      cells: nodeCells(input, plan, node),
      height: heightFor(node.node.label[input.language], 42 - 2 * node.level, 18),
    })),
  ];
}

/** A weighted mean over the children's rows: those that name this row's node as their parent. */
function meanOfChildren(row: number, lastRow: number, children: readonly NodeResult[]): FormulaResult | undefined {
  if (children.length === 0) return undefined;
  const range = (column: string) => `$${column}$${row + 1}:$${column}$${lastRow}`;
  const own = `--(${range('C')}=$B$${row})`;
  const weights = children.reduce((sum, node) => sum + node.effective_weight, 0);
  const scores = children.reduce((sum, node) => sum + node.effective_weight * (node.score ?? 0), 0);
  return { formula: `SUMPRODUCT(${own},${range('E')},${range('F')})/SUMPRODUCT(${own},${range('E')})`, result: scores / weights };
}

function rootCells(input: ScorecardInput, { index, rootRow, nodes }: PlacedIndex): readonly Cell[] {
  const score = liveFormula(index.score, [meanOfChildren(rootRow, nodes.at(-1)?.row ?? rootRow, index.nodes)]);
  const coverage = numberText('%', index.coverage, 0);
  return [
    cell(plainText(index.label[input.language]), 'root'),
    cell(index.index, 'root'),
    cell(null, 'root'),
    cell(null, 'root'),
    cell(null, 'root'),
    index.score === null
      ? cell(say(input.language, 'no score', '无得分'), 'rootNumber')
      : cell(score, 'rootNumber', { format: scoreFormat(index.score) }),
    cell(null, 'root'),
    cell(null, 'root'),
    cell(say(input.language, `coverage ${coverage}`, `数据覆盖 ${coverage}`), 'root', { span: 3 }),
  ];
}

function nodeCells(input: ScorecardInput, plan: KpiPlan, placed: PlacedNode): readonly Cell[] {
  const { node, row, level, parent } = placed;
  // Where the client's view ends, a branch is read like a leaf.
  const isBranch = node.children.length > 0 && (level === 1 || placed.cut.length === 0);
  const [text, number] = isBranch ? (['branch', 'branchNumber'] as const) : (['text', 'number'] as const);
  return [
    cell(plainText(node.label[input.language]), isBranch ? 'branch' : 'fit', { indent: level }),
    cell(plainText(node.id), isBranch ? 'branch' : 'code'),
    cell(plainText(parent), isBranch ? 'branch' : 'code'),
    cell(node.weight, number, { format: shareFormat(node.weight) }),
    cell(node.effective_weight, number, { format: shareFormat(node.effective_weight) }),
    cell(
      liveFormula(node.score, scoreFormulas(plan, placed)),
      number,
      node.score === null ? {} : { format: scoreFormat(node.score) },
    ),
    ...lossCells(placed, row, number),
    ...(isBranch ? [cell(null, text), cell(null, text), cell(null, text)] : metricCells(input, plan, placed)),
  ];
}

function scoreFormulas(plan: KpiPlan, { node, row, lastRow, cut }: PlacedNode): readonly (FormulaResult | undefined)[] {
  if (node.children.length === 0) {
    const known = kpiRow(plan, node.id) !== undefined && node.score !== null;
    return [known ? { formula: kpiCell(plan, node.id, 'score'), result: node.score ?? 0 } : undefined];
  }
  if (cut.length === 0) return [meanOfChildren(row, lastRow, node.children)];
  // Below a client's depth the leaves are not shown; the branch is computed from their scores among the KPIs.
  const leaves = cut.filter(leaf => leaf.weight > 0 && leaf.node.score !== null);
  if (leaves.length === 0 || leaves.some(leaf => kpiRow(plan, leaf.node.id) === undefined)) return [];
  const formula = leaves.map(leaf => `${leaf.weight}*${kpiCell(plan, leaf.node.id, 'score')}`).join('+');
  return [{ formula: `(${formula})`, result: leaves.reduce((sum, leaf) => sum + leaf.weight * (leaf.node.score ?? 0), 0) }];
}

/** Weight in the whole index, and the points that the index loses here. */
function lossCells(
  { node, weight, parentRow, level }: PlacedNode,
  row: number,
  style: 'number' | 'branchNumber',
): readonly Cell[] {
  const share = { formula: level === 1 ? `E${row}` : `G${parentRow}*E${row}`, result: weight };
  const points = node.score === null ? null : weight * (10 - node.score);
  return [
    cell(liveFormula(weight, [share]), style, { format: '0.0 %' }),
    cell(liveFormula(points, points === null ? [] : [{ formula: `G${row}*(10-F${row})`, result: points }]), style, {
      format: '0.00',
    }),
  ];
}

function metricCells(input: ScorecardInput, plan: KpiPlan, { node }: PlacedNode): readonly Cell[] {
  const metric = plan.metrics.find(each => each.metric === node.id);
  if (metric === undefined) return partCells(input, plan, node);
  const applied = appliedLevel(metric.standard);
  return [
    linkedCell(kpiCell(plan, node.id, 'value'), metric.value, 'number', { format: valueFormat(metric) }, plan.words.noData),
    applied
      ? linkedCell(
          kpiCell(plan, node.id, 'standard'),
          applied.level,
          'number',
          { format: standardFormat(metric.unit, applied) },
          '',
        )
      : cell(null, 'number'),
    cell(statusText(plan.words, metric.status), 'status'),
  ];
}

/** A part of the work that is weighed: it has no row among the KPIs to link to. */
function partCells({ evaluation }: ScorecardInput, { metrics, words }: KpiPlan, { id }: PlacedNode['node']): readonly Cell[] {
  const part = (evaluation.document.measures ?? []).find(({ metric, scope }) => partId(metric, scope) === id);
  const whole = metrics.find(({ metric }) => metric === part?.metric);
  if (part === undefined || whole === undefined) return [cell(null, 'number'), cell(null, 'number'), cell(null, 'text')];
  const result = partResult(whole, part);
  const applied = appliedLevel(result.standard);
  return [
    result.value === null ? cell(words.noData, 'number') : cell(result.value, 'number', { format: valueFormat(result) }),
    applied ? cell(applied.level, 'number', { format: standardFormat(result.unit, applied) }) : cell(null, 'number'),
    cell(statusText(words, result.status), 'status'),
  ];
}

/** The profile of an index: one bar for each of its dimensions. */
export function profile(input: ScorecardInput, { index }: PlacedIndex, width: number, height: number): BarChart {
  const { language } = input;
  const scored = index.nodes.filter(node => node.score !== null);
  const lowest = [...scored].sort((a, b) => (a.score ?? 0) - (b.score ?? 0))[0];
  const name = plainText(index.label[language], 60);
  const label = lowest && plainText(lowest.label[language], 40);
  const title = scored.length > 1 && lowest ? say(language, `${label} holds the index back`, `${label}得分最低`) : name;
  return {
    kind: 'bar',
    title,
    subtitle: say(language, `${name}, score 1-10 by dimension`, `${name}，各维度得分（1-10）`),
    labels: index.nodes.map(node => plainText(node.label[language], 60)),
    values: index.nodes.map(node => node.score),
    colours: index.nodes.map(node => (node === lowest && scored.length > 1 ? palette.second : palette.accent)),
    bounds: [0, 10],
    missing: say(language, 'no data', '无数据'),
    numbers: { percent: false, digits: 1, suffix: '' },
    width,
    height,
  };
}
