import type { Evaluation, EvaluationDocument, MetricResult } from '../evaluation/document.js';
import { appliedLevel, levelsOf } from './applied.js';
import type { LineChart, Series } from './chart.js';
import { satisfactionFirst, type ScorecardInput } from './input.js';
import { digitsOf } from '../digits/digits.js';
import { numberText, suffixOf } from './number-format.js';
import { palette, seriesColours } from './palette.js';
import { plainText } from './plain-text.js';
import { bestFirst, worstFirst } from './ranking.js';
import { pointsByMetric } from '../standards/improvement/recoverable.js';
import { namesOf } from '../words/names.js';
import { say } from '../words/say.js';

const maxPeriods = 13;
const maxCharts = 6;

/** The evaluations a trend shows, oldest first, the one reported last. */
export const shownEvaluations = (input: ScorecardInput): readonly Evaluation[] =>
  [...input.history, input.evaluation].slice(-maxPeriods);

/** The result of a metric in a period that a trend shows. */
export const inPeriod = (evaluation: Evaluation, id: string): MetricResult | undefined =>
  evaluation.document.metrics.find(metric => metric.metric === id);

/**
 * The level of a result in an earlier period. Before a contract was in force nothing was agreed, whatever the firm held itself to: a
 * scorecard under one shows no level of that time.
 */
export function levelThen(
  { evaluation }: Pick<ScorecardInput, 'evaluation'>,
  { contract }: Pick<EvaluationDocument, 'contract'>,
  result: Pick<MetricResult, 'standard'> | undefined,
): number | null {
  if (contract === undefined && evaluation.document.contract !== undefined) return null;
  return appliedLevel(result?.standard ?? null)?.level ?? null;
}

/** The charts of the Trend sheet: the indexes, then the metrics that matter most; none where there is only one period. */
export function trendCharts(input: ScorecardInput, evaluations: readonly Evaluation[]): readonly LineChart[] {
  if (evaluations.length < 2) return [];
  return [...indexTrend(input), ...chartedMetrics(input).map(metric => metricTrend(input, metric, 540, 290))].slice(0, maxCharts);
}

/** The metrics worth a chart: with a standard, the worst first, then those that met it. */
export function chartedMetrics(input: ScorecardInput): readonly MetricResult[] {
  const { document } = input.evaluation;
  const { metrics } = document;
  const worst = worstFirst(metrics, pointsByMetric(document)).filter(
    ({ status, stage }) => status !== 'met' && stage === 'fixed',
  );
  return [...worst, ...bestFirst(metrics).filter(metric => !worst.includes(metric))];
}

/** One metric over the periods, with its standard and, for a rate, the 95 % interval. */
export function metricTrend(input: ScorecardInput, metric: MetricResult, width: number, height: number): LineChart {
  const { language } = input;
  const evaluations = shownEvaluations(input);
  const results = evaluations.map(evaluation => inPeriod(evaluation, metric.metric));
  const levels = evaluations.map(({ document }, at) => levelThen(input, document, results[at]));
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
  const now = numberText(metric.unit, value, digitsOf(metric.unit, value, levelsOf(metric)));
  const previous = before?.value ?? null;
  const change = previous === null ? 0 : metric.improves === 'up' ? value - previous : previous - value;
  const standing = namesOf(language).statuses[metric.status].toLowerCase();
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
