import type { Evaluation, MetricResult } from '../evaluation/document.js';
import type { Language } from '../facts/label.js';
import { marked, signLegend } from './adjusted.js';
import { appliedLevel, levelsOf, standardFormat } from './applied.js';
import type { LineChart, Series } from './chart.js';
import { satisfactionFirst, type ScorecardInput } from './input.js';
import { heightFor } from './text-width.js';
import { columnWidth, shortUnit, tableFormat } from './kpi-columns.js';
import { kpiCell, type KpiPlan, nameOf } from './kpis.js';
import { linked } from './live.js';
import { digitsOf, gapDigits } from '../digits/digits.js';
import { scoreFormat, shown, signedFormat, suffixOf } from './number-format.js';
import { palette, seriesColours, tones } from './palette.js';
import { plainText } from './plain-text.js';
import { bestFirst, pointsByMetric, worstFirst } from './ranking.js';
import { indexCell } from './satisfaction.js';
import { type Cell, cell, gap, heading, letters, type Row, type Sheet } from './sheet.js';
import type { PlacedIndex } from './tree.js';
import { say } from './words.js';

const mostPeriods = 13;
const mostCharts = 6;
const chartRows = 14;
/** Columns before the periods: metric, ID, unit, standard. */
const leading = 4;

/** The evaluations a trend shows, oldest first, the one reported last. */
const shownEvaluations = (input: ScorecardInput): readonly Evaluation[] =>
  [...input.history, input.evaluation].slice(-mostPeriods);

const inPeriod = (evaluation: Evaluation, id: string): MetricResult | undefined =>
  evaluation.document.metrics.find(metric => metric.metric === id);

/** The Trend sheet: charts of what matters most against its standard, and every value by period. */
export function trendSheet(input: ScorecardInput, plan: KpiPlan, indexes: readonly PlacedIndex[]): Sheet {
  const { words } = plan;
  const evaluations = shownEvaluations(input);
  const charts = trendCharts(input, evaluations);
  const lines = Math.ceil(charts.length / 2);
  const legend = signLegend(
    input.language,
    evaluations.flatMap(({ document }) => document.metrics),
  );
  const note = trendNote(input.language, evaluations.length);
  const first = 4 + lines * chartRows;
  return {
    name: words.sheets.trend,
    tab: palette.accent,
    widths: [
      38,
      27,
      14,
      columnWidth(plan.metrics, 'standard', 13),
      ...evaluations.map(() => columnWidth(plan.metrics, 'value', 12) + (legend === '' ? 2 : 3)),
      13,
      ...Array.from({ length: Math.max(0, 6 - evaluations.length) }, () => 12),
    ],
    rows: [
      ...heading(
        words.sheets.trend,
        legend === '' ? note : say(input.language, `${note}; ${legend}`, `${note}；${legend}`),
        leading + evaluations.length + 1,
      ),
      ...Array.from({ length: lines * chartRows }, () => gap(17)),
      ...periodRows(input, plan, indexes, evaluations, first),
    ],
    tables: [],
    colours: [],
    pictures: charts.map((chart, position) => ({
      chart,
      left: (position % 2) * 560,
      row: 3 + Math.floor(position / 2) * chartRows,
    })),
    frozen: { rows: 3, columns: 1 },
    repeated: `${first}:${first}`,
    pagesHigh: 0,
  };
}

/** Indexes first, then the metrics that matter most; none while there is only one period. */
function trendCharts(input: ScorecardInput, evaluations: readonly Evaluation[]): readonly LineChart[] {
  if (evaluations.length < 2) return [];
  return [...indexTrend(input), ...chartedMetrics(input).map(metric => metricTrend(input, metric, 540, 290))].slice(
    0,
    mostCharts,
  );
}

function trendNote(language: Language, periods: number): string {
  return periods < 2
    ? say(language, 'No earlier period is shown: the trend begins with this one.', '未列示更早期间：趋势自本期开始。')
    : say(
        language,
        `${periods} periods, each against the standard in force then`,
        `共 ${periods} 个期间，各与当期有效的标准比较`,
      );
}

/** The table's head in row `first` (1-based), then the indexes, then every metric that has a value in some period. */
function periodRows(
  input: ScorecardInput,
  plan: KpiPlan,
  indexes: readonly PlacedIndex[],
  evaluations: readonly Evaluation[],
  first: number,
): readonly Row[] {
  const periods = evaluations.map(({ document }) => document.period);
  return [
    { cells: headCells(input, plan, periods), height: 30 },
    ...indexes.map((placed, position) => ({
      cells: indexCells(input, plan, placed, evaluations, first + 1 + position),
      height: 20,
    })),
    ...plan.metrics
      .filter(metric => evaluations.some(evaluation => (inPeriod(evaluation, metric.metric)?.value ?? null) !== null))
      .map((metric, position) => ({
        cells: valueCells(input, plan, metric, evaluations, first + 1 + indexes.length + position),
        height: heightFor(nameOf(input, plan.words, metric), 38, 18),
      })),
  ];
}

function headCells(input: ScorecardInput, { words }: KpiPlan, periods: readonly string[]): readonly Cell[] {
  const change = say(input.language, 'Change', '较上期');
  return [
    cell(words.columns.metric, 'header'),
    cell(words.columns.id, 'header'),
    cell(words.columns.unit, 'header'),
    cell(words.columns.standard, 'headerRight'),
    ...periods.map(period => cell(plainText(period), 'headerRight')),
    cell(change, 'headerRight'),
  ];
}

/** The difference of the last two columns, where both have a figure. */
function changeCell(
  row: number,
  last: number,
  now: number | null,
  before: number | null,
  format: (change: number) => string,
): Cell {
  if (now === null || before === null) return cell(null, 'number');
  const change = now - before;
  return cell({ formula: `${letters(last)}${row}-${letters(last - 1)}${row}`, result: change }, 'number', {
    format: format(change),
  });
}

function indexCells(
  input: ScorecardInput,
  plan: KpiPlan,
  placed: PlacedIndex,
  evaluations: readonly Evaluation[],
  row: number,
): readonly Cell[] {
  const scores = evaluations.map(
    ({ document }) => document.indexes.find(({ index }) => index === placed.index.index)?.score ?? null,
  );
  const last = leading + scores.length;
  return [
    cell(plainText(placed.index.label[input.language]), 'branch'),
    cell(placed.index.index, 'branch'),
    cell(null, 'branch'),
    cell(null, 'branch'),
    ...scores.map((score, position) => {
      const format = score === null ? {} : { format: scoreFormat(score) };
      if (position === scores.length - 1)
        return linked(indexCell(plan, placed), score, 'branchNumber', format, plan.words.noScore);
      return cell(score, 'branchNumber', format);
    }),
    changeCell(row, last, scores.at(-1) ?? null, scores.at(-2) ?? null, () => '+0.00;-0.00;0.00'),
  ];
}

function valueCells(
  input: ScorecardInput,
  plan: KpiPlan,
  metric: MetricResult,
  evaluations: readonly Evaluation[],
  row: number,
): readonly Cell[] {
  const values = evaluations.map(evaluation => inPeriod(evaluation, metric.metric)?.value ?? null);
  const applied = appliedLevel(metric.standard);
  const last = leading + values.length;
  return [
    cell(nameOf(input, plan.words, metric), 'fit'),
    cell(plainText(metric.metric), 'code'),
    cell(plan.words.units[metric.unit] ?? plainText(metric.unit), 'code'),
    applied
      ? cell(applied.level, 'number', { format: standardFormat(plan.words, shortUnit(metric), applied) })
      : cell(null, 'number'),
    ...values.map((value, position) => {
      const then = evaluations[position];
      const result = (then && inPeriod(then, metric.metric)) ?? metric;
      const more = {
        format: marked(tableFormat(result, value, `${tones[result.status].sign} `), result),
        ...(value === null ? {} : { tone: result.status }),
      };
      if (position === values.length - 1)
        return linked(kpiCell(plan, metric.metric, 'value'), value, 'number', more, plan.words.noData);
      return cell(value ?? '·', 'number', value === null ? {} : more);
    }),
    changeCell(row, last, values.at(-1) ?? null, values.at(-2) ?? null, change =>
      signedFormat(shortUnit(metric), gapDigits(metric.unit, change)),
    ),
  ];
}

/** The metrics worth a chart: with a standard, the worst first, then those that met it. */
export function chartedMetrics(input: ScorecardInput): readonly MetricResult[] {
  const { metrics, indexes } = input.evaluation.document;
  const worst = worstFirst(metrics, pointsByMetric(indexes)).filter(({ status, stage }) => status !== 'met' && stage === 'fixed');
  return [...worst, ...bestFirst(metrics).filter(metric => !worst.includes(metric))];
}

/** One metric over the periods, with its standard and, for a rate, the 95 % interval. */
export function metricTrend(input: ScorecardInput, metric: MetricResult, width: number, height: number): LineChart {
  const { language } = input;
  const evaluations = shownEvaluations(input);
  const results = evaluations.map(evaluation => inPeriod(evaluation, metric.metric));
  const levels = results.map(result => appliedLevel(result?.standard ?? null)?.level ?? null);
  const bands = results.map(result => result?.interval ?? null);
  const standard: Series = { label: say(language, 'Standard', '标准'), points: levels, colour: palette.quiet, dashed: true };
  const values: Series = {
    label: plainText(metric.label[language], 60),
    points: results.map(result => result?.value ?? null),
    colour: palette.accent,
    ...(bands.some(band => band !== null) ? { band: bands, bandLabel: say(language, '95 % interval', '95 % 置信区间') } : {}),
  };
  return {
    kind: 'line',
    title: trendTitle(input, metric, results.at(-2)),
    subtitle: plainText(metric.label[language], 80),
    labels: evaluations.map(({ document }) => plainText(document.period, 24)),
    series: [values, ...(levels.some(level => level !== null) ? [standard] : [])],
    numbers: { percent: metric.unit === '%', digits: 1, suffix: metric.unit === '%' ? '' : suffixOf(metric.unit) },
    ...(metric.unit === '%' ? { bounds: [0, 1] as const } : {}),
    width,
    height,
  };
}

/** The finding: where the metric stands against its standard, and where it comes from. */
function trendTitle({ language }: ScorecardInput, metric: MetricResult, before: MetricResult | undefined): string {
  const { value } = metric;
  const name = plainText(metric.label[language], 48);
  if (value === null) return name;
  const now = shown(metric.unit, value, digitsOf(metric.unit, value, levelsOf(metric)));
  const previous = before?.value ?? null;
  const change = previous === null ? 0 : metric.improves === 'up' ? value - previous : previous - value;
  const standing =
    metric.status === 'met'
      ? say(language, 'met', '达标')
      : metric.status === 'at_risk'
        ? say(language, 'at risk', '预警')
        : say(language, 'missed', '未达标');
  const direction =
    change > 0
      ? say(language, ', better than before', '，较上期改善')
      : change < 0
        ? say(language, ', worse than before', '，较上期变差')
        : '';
  return say(language, `${now}: ${standing}${direction}`, `${now}：${standing}${direction}`);
}

/** The indexes over the periods, in one chart. */
export function indexTrend(input: ScorecardInput, width = 540, height = 290): readonly LineChart[] {
  const evaluations = shownEvaluations(input);
  const indexes = satisfactionFirst(input.evaluation.document.indexes);
  if (evaluations.length < 2 || indexes.every(({ score }) => score === null)) return [];
  const series = indexes.map(
    ({ index, label }, position): Series => ({
      label: plainText(label[input.language], 40),
      points: evaluations.map(({ document }) => document.indexes.find(each => each.index === index)?.score ?? null),
      colour: seriesColours[position % seriesColours.length] ?? palette.accent,
    }),
  );
  const main = series.find(({ points }) => points.at(-1) !== null) ?? series[0];
  const [before, now] = [main?.points.at(-2) ?? null, main?.points.at(-1) ?? null];
  const change = before === null || now === null ? 0 : now - before;
  const moved = Math.abs(change).toFixed(1);
  const name = main?.label ?? '';
  const title =
    Number(moved) === 0
      ? say(input.language, `${name} is stable`, `${name}保持平稳`)
      : say(
          input.language,
          `${name} ${change > 0 ? 'rose' : 'fell'} by ${moved}`,
          `${name}${change > 0 ? '上升' : '下降'} ${moved} 分`,
        );
  return [
    {
      kind: 'line',
      title,
      subtitle: say(input.language, 'Index scores, 1-10', '指数得分（1-10）'),
      labels: evaluations.map(({ document }) => plainText(document.period, 24)),
      series,
      bounds: [1, 10],
      numbers: { percent: false, digits: 1, suffix: '' },
      leastRange: 2,
      width,
      height,
    },
  ];
}
