import type { IndexResult, MetricResult, Status } from '../evaluation/document.js';
import { dayText } from '../facts/time.js';
import { periodOf, type ScorecardInput } from './input.js';
import { kpiLetter } from './kpi-columns.js';
import { type KpiPlan } from './kpis.js';
import { linkedCell } from './live-formula.js';
import { scoreFormat, numberText } from './number-format.js';
import { openOverdueText } from './open-overdue.js';
import { palette } from './palette.js';
import { plainText } from './plain-text.js';
import { bestFirst } from './ranking.js';
import { indexCell, profile } from './satisfaction.js';
import { type Cell, cell, gap, type Picture, reference, type Row, type Sheet } from './sheet.js';
import type { PlacedIndex } from './tree.js';
import { chartedMetrics, indexTrend, metricTrend } from './trend-charts.js';
import { adjustmentLine, listed, listRows } from './summary-lists.js';
import { heightFor, widthOf } from './text-width.js';
import { say } from '../words/say.js';
import { statusText } from './words.js';

// 35 narrow columns: two tables of 17 with one between.
const columnsWide = 35;
const chartRows = 14;

/** The Summary sheet: one page that says how the service was, by the same verdict as the Scorecard, what is worst, what is best. */
export function summarySheet(input: ScorecardInput, plan: KpiPlan, indexes: readonly PlacedIndex[], verdict: string): Sheet {
  const { words } = plan;
  const adjusted = adjustmentLine(input, plan);
  const pictures = summaryPictures(input, indexes, 576, adjustedRows(adjusted).length);
  const rows: readonly Row[] = [
    ...titleRows(input, plan),
    { cells: [cell(verdict, 'finding', { span: columnsWide, indent: 1 })], height: 32 },
    gap(8),
    ...adjustedRows(adjusted),
    ...tileRows(input, plan, indexes),
    gap(8),
    ...listRows(input, plan),
    gap(10),
    ...Array.from({ length: pictures.length === 0 ? 0 : chartRows }, () => gap(17)),
    footRow(input),
  ];
  return {
    name: words.sheets.summary,
    tab: palette.ink,
    widths: Array.from({ length: columnsWide }, () => 3.9),
    rows,
    tables: [],
    colours: [],
    pictures,
    frozen: { rows: 0, columns: 0 },
    pagesHigh: 1,
  };
}

/** The line about adjusted values, where there is one, and a gap. */
const adjustedRows = (line: string): readonly Row[] =>
  line === ''
    ? []
    : [{ cells: [cell(line, 'small', { span: columnsWide })], height: heightFor(line, columnsWide * 4.2, 16) }, gap(6)];

function titleRows(input: ScorecardInput, { words }: KpiPlan): readonly Row[] {
  const { language, evaluation } = input;
  const period = periodOf(evaluation);
  const { document, state, revision } = evaluation;
  const days = period === undefined ? '' : ` · ${dayText(period.firstDay)} – ${dayText(period.lastDay)}`;
  const standing = say(language, `${words.states[state]}, revision ${revision}`, `${words.states[state]}，第 ${revision} 版`);
  const organisation = plainText(input.organisation[language], 80);
  const client = plainText(input.client.name[language], 180);
  return [
    {
      cells: [
        cell(`${organisation} · ${words.scorecard}`, 'over', { span: 20 }),
        ...blanks(19),
        cell(standing, 'overRight', { span: 15 }),
      ],
      height: 18,
    },
    { cells: [cell(client, widthOf(client) > 55 ? 'clientLong' : 'client', { span: columnsWide })], height: 40 },
    { cells: [cell(plainText(`${document.period}${days} · ${document.time_zone}`), 'note', { span: columnsWide })], height: 18 },
    gap(6),
  ];
}

const blanks = (count: number): readonly undefined[] => Array.from({ length: count }, () => undefined);

const judgedStatuses: readonly Status[] = ['met', 'at_risk', 'missed'];

const fixed = (metrics: readonly MetricResult[]): readonly MetricResult[] => metrics.filter(({ stage }) => stage === 'fixed');

/** How wide each of the tiles that count is, beside so many tiles of indexes of 7 columns each: all fill the columns, with one between. */
const countTileWide = [8, 6, 4] as const;

function tileRows(input: ScorecardInput, plan: KpiPlan, indexes: readonly PlacedIndex[]): readonly Row[] {
  const { language } = input;
  const second = indexes.find(({ index }) => index.index === 'kpi' && index !== indexes[0]?.index) ?? indexes[1];
  // Where nothing has a weight there is no index, and no tile for it.
  const heroes = [indexes[0], second].filter(placed => placed !== undefined);
  const wide = countTileWide[heroes.length] ?? 4;
  const metrics = fixed(input.evaluation.document.metrics);
  const count = (...statuses: Status[]) => metrics.filter(({ status }) => statuses.includes(status)).length;
  const notes: Readonly<Record<string, string>> = {
    met: say(language, `of ${count('met', 'at_risk', 'missed')} judged`, `共判定 ${count('met', 'at_risk', 'missed')} 项`),
    at_risk: say(language, 'above the minimum', '未破底线'),
    missed: say(language, 'below standard', '低于标准'),
    no_data: say(language, 'not taken as 0', '不按 0 计'),
  };
  const tiles = ['met', 'at_risk', 'missed', 'no_data'] as const;
  const line = (hero: (placed: PlacedIndex) => Cell, tile: (status: (typeof tiles)[number]) => Cell) => [
    ...heroes.flatMap(placed => [{ ...hero(placed), span: 7 }, ...blanks(7)]),
    ...tiles.flatMap(status => [{ ...tile(status), span: wide }, ...blanks(wide)]),
  ];
  return [
    {
      cells: line(
        ({ index }) => cell(plainText(index.label[language], 60), 'heroLabel'),
        status => cell(statusText(plan.words, status), 'tileLabel', { tone: status }),
      ),
      height: 22,
    },
    {
      cells: line(
        placed => heroNumber(plan, placed),
        status => countCell(plan, status, count(status)),
      ),
      height: 42,
    },
    {
      cells: line(
        ({ index }) => cell(heroNote(input, index), 'heroNote'),
        status => cell(notes[status] ?? '', 'tileNote', { tone: status }),
      ),
      height: 20,
    },
  ];
}

function heroNumber(plan: KpiPlan, placed: PlacedIndex): Cell {
  const { score } = placed.index;
  if (score === null) return cell(plan.words.noScore, 'heroWords');
  return linkedCell(indexCell(plan, placed), score, 'heroNumber', { format: scoreFormat(score) }, plan.words.noScore);
}

function heroNote({ language }: ScorecardInput, index: IndexResult): string {
  const coverage = numberText('%', index.coverage, 0);
  if (index.score === null)
    return say(
      language,
      `coverage ${coverage}, ${numberText('%', index.min_coverage, 0)} needed`,
      `数据覆盖 ${coverage}，需 ${numberText('%', index.min_coverage, 0)}`,
    );
  return say(language, `of 10 · coverage ${coverage}`, `满分 10 · 数据覆盖 ${coverage}`);
}

function countCell(plan: KpiPlan, status: Status, result: number): Cell {
  const range = (letter: string) => reference(plan.words.sheets.kpis, `$${letter}$2:$${letter}$${plan.metrics.length + 1}`);
  const formula = `COUNTIFS(${range('H')},"${statusText(plan.words, status)}",${range(kpiLetter('stage'))},"${plan.words.stages.fixed}")`;
  return cell({ formula, result }, 'tileNumber', { tone: status, format: '0' });
}

/** Two charts: the profile of the first index with a score, and how it came about. */
function summaryPictures(
  input: ScorecardInput,
  indexes: readonly PlacedIndex[],
  otherLeft: number,
  rowsBefore: number,
): readonly Picture[] {
  const [width, height] = [552, 308];
  const scored = indexes.filter(({ index }) => index.score !== null || index.nodes.some(node => node.score !== null));
  const profiles = scored.map(placed => profile(input, placed, width, height));
  const worst = input.history.length > 0 ? chartedMetrics(input).slice(0, 1) : [];
  const trends = [...indexTrend(input, width, height), ...worst.map(metric => metricTrend(input, metric, width, height))];
  const charts = [...profiles.slice(0, 1), ...trends.slice(0, 1), ...profiles.slice(1)].slice(0, 2);
  const row = firstChartRow(input) + rowsBefore;
  return charts.map((chart, position) => ({ chart, left: position * otherLeft, row }));
}

/** Title 4 rows, finding 2, tiles 4; then the lists with their two heads, and a gap. */
function firstChartRow(input: ScorecardInput): number {
  const metrics = fixed(input.evaluation.document.metrics);
  const ranked = metrics.filter(({ gap, status }) => gap !== null && judgedStatuses.includes(status));
  const below = ranked.filter(({ status }) => status === 'missed' || status === 'at_risk').length;
  const lists = Math.max(Math.min(listed, below > 0 ? below : ranked.length), Math.min(listed, bestFirst(metrics).length));
  return 10 + (lists === 0 ? 0 : lists + 2) + 1;
}

function footRow(input: ScorecardInput): Row {
  const text = [openOverdueText(input), footnote(input)].filter(part => part !== '').join(say(input.language, ' ', ''));
  return { cells: [cell(text, 'small', { span: columnsWide })], height: heightFor(text, columnsWide * 4.2, 42) };
}

function footnote({ language, evaluation }: ScorecardInput): string {
  const { metrics } = evaluation.document;
  const sum = (pick: (metric: MetricResult) => number) =>
    metrics.reduce((total, metric) => total + pick(metric), 0).toLocaleString('en-US');
  const trial = metrics.filter(({ stage }) => stage === 'trial').length;
  const facts = say(
    language,
    `Over all metrics ${sum(({ counts }) => counts.undetermined)} facts are undetermined and ${sum(({ counts }) => counts.undated)} undated: shown beside each value, counted in none.`,
    `全部指标中无法判定 ${sum(({ counts }) => counts.undetermined)} 条、无日期 ${sum(({ counts }) => counts.undated)} 条：列在各指标值旁，不计入任何指标值。`,
  );
  const trials =
    trial === 0
      ? ''
      : say(
          language,
          trial === 1 ? ' One metric on trial is shown but not scored.' : ` ${trial} metrics on trial are shown but not scored.`,
          ` 试行指标 ${trial} 项，仅展示不计分。`,
        );
  const count = (status: Status) => metrics.filter(metric => metric.status === status).length;
  const others = [
    count('no_standard') === 0
      ? ''
      : say(language, ` Without a standard: ${count('no_standard')} metrics.`, ` 无标准的指标 ${count('no_standard')} 项。`),
    count('insufficient') === 0
      ? ''
      : say(
          language,
          ` Too few facts to judge: ${count('insufficient')} metrics.`,
          ` 样本不足的指标 ${count('insufficient')} 项。`,
        ),
  ].join('');
  return `${facts}${others}${trials} ${say(language, 'No data is never counted as 0. Every number is a live formula or comes from the evaluation named on the Audit sheet.', '无数据绝不按 0 计。所有数字均为实时公式，或取自“审计”表所列的评价。')}`;
}
