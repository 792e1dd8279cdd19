import type { Evaluation, MetricResult } from '../evaluation/document.js';
import type { Language } from '../facts/label.js';
import { marked, signLegend } from './adjusted.js';
import { appliedLevel, standardFormat } from './applied.js';
import { unique } from './fact-lists.js';
import type { ScorecardInput } from './input.js';
import { heightFor, widthOf } from './text-width.js';
import { columnWidth, shortUnit, tableFormat } from './kpi-columns.js';
import { kpiCell, type KpiPlan, nameOf } from './kpis.js';
import { linkedCell, liveFormula } from './live-formula.js';
import { distanceFormat, distanceFormula, distanceOf, distanceSuffix } from './distances.js';
import { scoreFormat } from './number-format.js';
import { palette, tones } from './palette.js';
import { plainText } from './plain-text.js';
import { indexCell } from './satisfaction.js';
import { type Cell, cell, gap, heading, letters, type Row, type Sheet } from './sheet.js';
import type { PlacedIndex } from './tree.js';
import { inPeriod, shownEvaluations, trendCharts } from './trend-charts.js';
import { say } from '../words/say.js';

const chartRows = 14;
/** Columns before the periods: metric, ID, unit, standard. */
const leading = 4;

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
  const table = periodRows(input, plan, indexes, evaluations, first);
  const [head] = table;
  const headers = (head?.cells ?? []).map(one => (typeof one?.value === 'string' ? one.value : ''));
  return {
    name: words.sheets.trend,
    tab: palette.accent,
    widths: [
      38,
      27,
      14,
      columnWidth(plan.metrics, 'standard', 13),
      ...evaluations.map(() => columnWidth(plan.metrics, 'value', 12) + (legend === '' ? 2 : 3)),
      // As wide as a change of a share needs.
      12 + Math.ceil(widthOf(distanceSuffix(input.language))),
      ...Array.from({ length: Math.max(0, 6 - evaluations.length) }, () => 12),
    ],
    rows: [
      ...heading(
        words.sheets.trend,
        legend === '' ? note : say(input.language, `${note}; ${legend}`, `${note}；${legend}`),
        leading + evaluations.length + 1,
      ),
      ...Array.from({ length: lines * chartRows }, () => gap(17)),
      ...table,
    ],
    tables: table.length < 2 ? [] : [{ name: 'Trend', row: first, column: 1, headers: unique(headers), rows: table.length - 1 }],
    colours: [],
    pictures: charts.map((chart, position) => ({
      chart,
      left: (position % 2) * 560,
      row: 3 + Math.floor(position / 2) * chartRows,
    })),
    frozen: { rows: 3, columns: 1 },
    repeated: `${first}:${first}`,
    isLeftOutInPrint: charts.length === 0 && table.length <= 1,
    pagesHigh: 0,
  };
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

/** The figures of the last two columns, and how their difference is shown. */
interface Change {
  readonly unit: string;
  readonly now: number | null;
  readonly before: number | null;
  readonly format: (change: number) => string;
}

/** The difference of the last two columns, where both have a figure. */
function changeCell(row: number, last: number, { unit, now, before, format }: Change): Cell {
  if (now === null || before === null) return cell(null, 'number');
  const change = now - before;
  const way = { formula: `${letters(last)}${row}-${letters(last - 1)}${row}`, result: change };
  return cell(liveFormula(distanceOf(unit, change), [distanceFormula(unit, way)]), 'number', { format: format(change) });
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
        return linkedCell(indexCell(plan, placed), score, 'branchNumber', format, plan.words.noScore);
      return cell(score, 'branchNumber', format);
    }),
    changeCell(row, last, {
      unit: '',
      now: scores.at(-1) ?? null,
      before: scores.at(-2) ?? null,
      format: () => '+0.00;-0.00;0.00',
    }),
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
    applied ? cell(applied.level, 'number', { format: standardFormat(shortUnit(metric), applied) }) : cell(null, 'number'),
    ...values.map((value, position) => {
      const then = evaluations[position];
      const result = (then && inPeriod(then, metric.metric)) ?? metric;
      const more = {
        format: marked(tableFormat(result, value, `${tones[result.status].sign} `), result),
        ...(value === null ? {} : { tone: result.status }),
      };
      if (position === values.length - 1)
        return linkedCell(kpiCell(plan, metric.metric, 'value'), value, 'number', more, plan.words.noData);
      return cell(value ?? '·', 'number', value === null ? {} : more);
    }),
    changeCell(row, last, {
      unit: metric.unit,
      now: values.at(-1) ?? null,
      before: values.at(-2) ?? null,
      format: change => distanceFormat(input.language, shortUnit(metric), change),
    }),
  ];
}
