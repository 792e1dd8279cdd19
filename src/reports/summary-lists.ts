import type { MetricResult } from '../evaluation/document.js';
import { adjustmentCount, adjustment, marked, signLegend, signOf } from './adjusted.js';
import { appliedLevel, levelsOf, standardFormat } from './applied.js';
import type { ScorecardInput } from './input.js';
import { valueFormat } from './kpi-columns.js';
import { kpiCell, type KpiPlan } from './kpis.js';
import { linkedCell } from './live-formula.js';
import { digitsOf } from '../digits/digits.js';
import { distanceFormat, distanceOf } from './distances.js';
import { formatOf, numberText } from './number-format.js';
import { plainText } from './plain-text.js';
import { bestFirst, worstFirst } from './ranking.js';
import { pointsByMetric } from '../standards/improvement/recoverable.js';
import { type Cell, cell, type Row } from './sheet.js';
import { fitted } from './text-width.js';
import { say } from '../words/say.js';
import { statusText } from './words.js';

/** Most metrics that each of the two lists names. */
export const listed = 5;

const blanks = (count: number): readonly undefined[] => Array.from({ length: count }, () => undefined);

interface Headline {
  readonly below: readonly MetricResult[];
  readonly left: readonly MetricResult[];
  readonly right: readonly MetricResult[];
}

/** The metrics that the summary names: the worst, or else those closest to their standard, and the best. */
function headline({ evaluation }: ScorecardInput): Headline {
  const metrics = evaluation.document.metrics.filter(({ stage }) => stage === 'fixed');
  const ranked = worstFirst(metrics, pointsByMetric(evaluation.document));
  const below = ranked.filter(({ status }) => status === 'missed' || status === 'at_risk');
  const left = below.length > 0 ? below : [...ranked].sort((a, b) => Math.abs(a.gap ?? 0) - Math.abs(b.gap ?? 0));
  return { below, left: left.slice(0, listed), right: bestFirst(metrics).slice(0, listed) };
}

/** That values are adjusted, and the raw ones of those that the summary names; empty where all are raw. */
export function adjustmentLine(input: ScorecardInput, { words }: KpiPlan): string {
  const { language, evaluation } = input;
  const count = adjustmentCount(language, evaluation.document);
  const { left, right } = headline(input);
  const touched = [...new Set([...left, ...right])].filter(metric => adjustment(metric) !== undefined);
  if (count === '' && touched.length === 0) return '';
  const changed = touched.filter(({ value, raw }) => value !== raw.value);
  const raw = changed.map(metric => {
    const { value } = metric.raw;
    const text = value === null ? words.noData : numberText(metric.unit, value, digitsOf(metric.unit, value, levelsOf(metric)));
    return `${fitted(plainText(metric.label[language], 200), 30)}${signOf(metric)} ${text}`;
  });
  const sheet = words.sheets.exclusions;
  const signs = signLegend(language, touched);
  const parts = [
    say(language, `${count}: raw values on sheet ${sheet}.`, `${count}：原始值见“${sheet}”表。`),
    ...(raw.length === 0 ? [] : [say(language, ` Raw: ${raw.join(', ')}.`, `原始值：${raw.join('，')}。`)]),
    ...(signs === '' ? [] : [say(language, ` ${signs}.`, `${signs}。`)]),
  ];
  return parts.join('');
}

/** What is worst and what is best, side by side: two lists of 17 columns with one between. */
export function listRows(input: ScorecardInput, plan: KpiPlan): readonly Row[] {
  const { language } = input;
  const { words } = plan;
  const { below, left, right } = headline(input);
  const leftTitle =
    below.length > 0
      ? say(
          language,
          `Below standard: ${below.length > listed ? `the worst ${listed} of ${below.length}` : `${below.length}`}`,
          `低于标准：${below.length > listed ? `${below.length} 项中最差的 ${listed} 项` : `${below.length} 项`}`,
        )
      : say(language, 'Nothing below standard; closest to it', '没有低于标准的指标；最接近标准的');
  const rightTitle = say(language, 'Strongest', '表现最好');
  const heads = [
    cell(words.columns.metric, 'column', { span: 7 }),
    ...blanks(6),
    cell(words.columns.value, 'columnRight', { span: 3 }),
    ...blanks(2),
    cell(words.columns.standard, 'columnRight', { span: 3 }),
    ...blanks(2),
    cell(words.columns.gap, 'columnRight', { span: 4 }),
    ...blanks(3),
  ];
  const height = Math.max(left.length, right.length);
  if (height === 0) return [];
  return [
    { cells: [cell(leftTitle, 'section', { span: 17 }), ...blanks(17), cell(rightTitle, 'section', { span: 17 })], height: 24 },
    { cells: [...heads, undefined, ...heads], height: 18 },
    ...Array.from({ length: height }, (_, position) => ({
      cells: [...listCells(input, plan, left[position]), undefined, ...listCells(input, plan, right[position])],
      height: 20,
    })),
  ];
}

function listCells(input: ScorecardInput, plan: KpiPlan, metric: MetricResult | undefined): readonly (Cell | undefined)[] {
  if (metric === undefined) return blanks(17);
  const at = (column: Parameters<typeof kpiCell>[2]) => kpiCell(plan, metric.metric, column);
  const applied = appliedLevel(metric.standard);
  const sign = statusText(plan.words, metric.status).slice(0, 1);
  const distance = distanceFormat(input.language, metric.unit, metric.gap ?? 0, { before: `${sign} ` });
  return [
    cell(fitted(plainText(metric.label[input.language], 200), 30), 'text', { span: 7 }),
    ...blanks(6),
    linkedCell(
      at('value'),
      metric.value,
      'bold',
      { span: 3, format: marked(brief(metric, metric.value, valueFormat(metric)), metric) },
      plan.words.noData,
    ),
    ...blanks(2),
    applied
      ? linkedCell(
          at('standard'),
          applied.level,
          'number',
          { span: 3, format: brief(metric, applied.level, standardFormat(metric.unit, applied)) },
          '',
        )
      : cell(null, 'number', { span: 3 }),
    ...blanks(2),
    linkedCell(
      at('gap'),
      metric.gap === null ? null : distanceOf(metric.unit, metric.gap),
      'bold',
      { span: 4, tone: metric.status, format: brief(metric, metric.gap, distance) },
      '',
    ),
    ...blanks(3),
  ];
}

/** A format that fits the summary's narrow columns: a long figure goes without its unit and decimals, which the KPIs show. */
function brief(metric: MetricResult, value: number | null, format: string): string {
  if (value === null || numberText(metric.unit, value, digitsOf(metric.unit, value, levelsOf(metric))).length <= 10)
    return format;
  return Math.abs(value) >= 100 ? '#,##0' : formatOf('', digitsOf(metric.unit, value, levelsOf(metric)));
}
