import type { IndexResult, MetricResult } from '../evaluation/document.js';
import type { Language } from '../facts/label.js';
import { sliceWithMostFailures } from '../standards/improvement/failing-slices.js';
import { marked, signLegend } from './adjusted.js';
import { appliedLevel, standardFormat, standardText } from './applied.js';
import { unique } from './fact-lists.js';
import { improvementRows } from './improvement-rows.js';
import { leavesOf, type ScorecardInput, satisfactionFirst } from './input.js';
import { figureWidth, valueFormat } from './kpi-columns.js';
import { noFigureOf } from './no-figure.js';
import { type KpiPlan, kpiCell, nameOf } from './kpis.js';
import { linkedCell, liveFormula } from './live-formula.js';
import { distanceFormat, distanceOf, distanceWidth } from './distances.js';
import { scoreFormat } from './number-format.js';
import { tones } from './palette.js';
import { plainText } from './plain-text.js';
import { quadrantChart } from './quadrant-chart.js';
import { pointsLost, worstFirst } from './ranking.js';
import { pointsByMetric } from '../standards/improvement/recoverable.js';
import { type Cell, cell, gap, heading, type Row, type Sheet } from './sheet.js';
import { sliceName } from './slice-name.js';
import { heightFor } from './text-width.js';
import type { PlacedIndex } from './tree.js';
import { percentagePoints } from '../words/percentage-points.js';
import { say } from '../words/say.js';
import { statusText, type Words } from './words.js';

/** Rows kept free for the quadrants. */
const chartRows = 16;

/** The Gaps sheet: every metric with a standard, the worst first, with what it costs and where its failures lie. */
export function gapSheet(input: ScorecardInput, plan: KpiPlan, placed: readonly PlacedIndex[]): Sheet {
  const { words } = plan;
  const indexes = satisfactionFirst(input.evaluation.document.indexes);
  const ranked = worstFirst(input.evaluation.document.metrics, pointsByMetric(input.evaluation.document));
  const heads = gapHeads(input.language, words, indexes);
  const width = heads.length;
  const missing = notCompared(input, words, width);
  const table: readonly Row[] = [
    ...heading(words.sheets.gaps, gapNote(input.language, ranked), width),
    {
      cells: heads.map((head, position) =>
        cell(head, position === 0 ? 'headerCenter' : position > 2 && position < width - 1 ? 'headerRight' : 'header'),
      ),
      height: 46,
    },
    ...ranked.map((metric, position) => ({
      cells: gapCells(input, plan, metric, position),
      height: heightFor(nameOf(input, words, metric), 40, 20),
    })),
    ...missing,
  ];
  const charts = placed.flatMap(({ index }) => quadrantChart(input, index.index)).slice(0, 2);
  const chartRow = table.length + 1;
  const above = [...table, ...(charts.length === 0 ? [] : Array.from({ length: chartRows + 1 }, () => gap(17)))];
  const improvement = improvementRows(input, plan, placed, above.length + 1);
  const figure = figureWidth(ranked, 12);
  const distances = ranked.map(metric => ({ unit: metric.unit, distance: metric.gap }));
  return {
    name: words.sheets.gaps,
    tab: tones.missed.strong,
    widths: [
      5,
      40,
      19,
      figure,
      figure,
      distanceWidth(input.language, distances, figure),
      11,
      13,
      9,
      ...indexes.map(() => 14),
      44,
    ],
    rows: [...above, ...improvement],
    tables: ranked.length === 0 ? [] : [{ name: 'Gaps', row: 4, column: 1, headers: unique(heads), rows: ranked.length }],
    colours:
      ranked.length === 0 ? [] : ['C', 'F'].map(column => ({ range: `${column}5:${column}${4 + ranked.length}`, sign: '$C5' })),
    pictures: charts.map((chart, at) => ({ chart, left: at * 560, row: chartRow })),
    // No chart is cut in two: they begin a page of their own.
    ...(charts.length === 0 ? {} : { breaksAfter: [chartRow] }),
    frozen: { rows: 4, columns: 2 },
    // The heads are those of the first table alone.
    ...(input.improvement === undefined ? { repeated: '4:4' } : {}),
    isLeftOutInPrint: ranked.length + missing.length + charts.length + improvement.length === 0,
    pagesHigh: 0,
  };
}

/** How many are below standard, and what the signs behind values mean. */
function gapNote(language: Language, ranked: readonly MetricResult[]): string {
  const below = ranked.filter(({ status }) => status === 'missed' || status === 'at_risk').length;
  const note =
    ranked.length === 0
      ? say(language, 'No metric could be compared with a standard in this period.', '本期没有可与标准比较的指标。')
      : say(
          language,
          `${below} of ${ranked.length} below standard, the worst first; a negative gap is worse than the standard, and of a share it is in percentage points (${percentagePoints.en})`,
          `${ranked.length} 项中有 ${below} 项低于标准，差者在前；差距为负表示劣于标准；比率的差距以百分点计`,
        );
  const legend = signLegend(language, ranked);
  return legend === '' ? note : say(language, `${note}; ${legend}`, `${note}；${legend}`);
}

function gapHeads(language: Language, { columns }: Words, indexes: readonly IndexResult[]): readonly string[] {
  return [
    '#',
    columns.metric,
    columns.status,
    columns.value,
    columns.standard,
    columns.gap,
    columns.shortfall,
    columns.significant,
    columns.score,
    ...indexes.map(({ label }) => plainText(say(language, `Points lost: ${label.en}`, `失分：${label.zh}`), 80)),
    say(language, 'Most failures in', '不合格集中于'),
  ];
}

function gapCells(input: ScorecardInput, plan: KpiPlan, metric: MetricResult, position: number): readonly Cell[] {
  const { words } = plan;
  const at = (column: Parameters<typeof kpiCell>[2]) => kpiCell(plan, metric.metric, column);
  const applied = appliedLevel(metric.standard);
  return [
    cell(position + 1, 'center', { indent: 0 }),
    cell(nameOf(input, words, metric), 'fit'),
    cell(statusText(words, metric.status), 'status'),
    linkedCell(at('value'), metric.value, 'bold', { format: marked(valueFormat(metric), metric) }, words.noData),
    applied
      ? linkedCell(at('standard'), applied.level, 'number', { format: standardFormat(metric.unit, applied) }, '')
      : cell(null, 'number'),
    linkedCell(
      at('gap'),
      metric.gap === null ? null : distanceOf(metric.unit, metric.gap),
      'number',
      { format: distanceFormat(input.language, metric.unit, metric.gap ?? 0) },
      '',
    ),
    linkedCell(at('shortfall'), metric.shortfall, 'number', { format: '#,##0' }, ''),
    cell(metric.significant === null ? '' : metric.significant ? words.yes : words.no, 'number'),
    linkedCell(at('score'), metric.score, 'number', { format: metric.score === null ? '0.0' : scoreFormat(metric.score) }, ''),
    ...satisfactionFirst(input.evaluation.document.indexes).map(index => {
      const leaf = leavesOf(index.nodes).find(({ node }) => node.id === metric.metric);
      const points = leaf === undefined ? null : pointsLost(leaf);
      return cell(
        liveFormula(points, leaf && points !== null ? [{ formula: `${leaf.weight}*(10-${at('score')})`, result: points }] : []),
        'number',
        { format: '0.00' },
      );
    }),
    cell(sliceText(input, metric), 'code'),
  ];
}

/** Where most of the failures lie: "carrier FastTrans: 12 of 15". */
function sliceText(input: ScorecardInput, metric: MetricResult): string {
  const heaviest = sliceWithMostFailures(metric);
  if (heaviest === undefined) return '';
  const { dimension, key, failed } = heaviest;
  const name = sliceName(input.language, dimension, key);
  return say(input.language, `${name}: ${failed} of ${metric.counts.failed}`, `${name}：${metric.counts.failed} 中的 ${failed}`);
}

/** Standards that could not be judged: they are named, never taken as met. */
function notCompared(input: ScorecardInput, words: Words, width: number): readonly Row[] {
  const rest = input.evaluation.document.metrics.filter(
    metric => appliedLevel(metric.standard) !== undefined && (metric.status === 'no_data' || metric.status === 'insufficient'),
  );
  if (rest.length === 0) return [];
  const title = say(input.language, 'Standards that could not be judged', '无法判定的标准');
  return [
    gap(),
    { cells: [cell(title, 'section', { span: width })], height: 26 },
    ...rest.map(metric => {
      const why = plainText(noFigureOf(input, metric), 600);
      return {
        cells: [
          cell(null, 'code'),
          cell(plainText(metric.label[input.language]), 'fit'),
          cell(statusText(words, metric.status), 'status', { tone: metric.status }),
          cell(null, 'number'),
          cell(standardText(words, metric), 'number'),
          cell(why, 'small', { span: width - 5 }),
        ],
        height: Math.max(heightFor(metric.label[input.language], 40, 18), heightFor(why, 12 * (width - 5), 18)),
      };
    }),
  ];
}
