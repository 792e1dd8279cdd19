import type { Trend, TrendPoint } from '../../contract/figures.js';
import type { MetricResult } from '../../evaluation/document.js';
import { parsePeriod, previousPeriod } from '../../facts/period.js';
import { fault } from '../../faults/make.js';
import { readFaults } from '../../faults/reads.js';
import { Stop } from '../../faults/stop.js';
import { pChart } from '../../metrics/statistics.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/read-period.js';
import { figuresOf, periodHistoryOf } from '../visible/documents.js';
import { isMonth, newestOf, type PeriodHistory, visibleEvaluationOf } from '../visible/period-history.js';
import { checkClient, type Visibility } from '../visible/visibility.js';

/** Which metric, over which months; the newest ones that are shown when none are named. */
export interface TrendRequest {
  readonly client: string;
  readonly metric: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const mostMonths = 120;
const usualMonths = 12;

/** A metric over months, from the evaluations that the caller is shown. */
export async function trend(deps: Deps, visibility: Visibility, request: TrendRequest): Promise<Trend> {
  await checkClient(deps, visibility, request.client);
  const periodHistory = await periodHistoryOf(deps.database, request.client);
  const months = monthsOf(request, newestMonth(periodHistory, visibility));
  const shown = months.map(month => {
    const periodEvaluations = periodHistory.find(({ period }) => period === month);
    return periodEvaluations === undefined ? undefined : visibleEvaluationOf(periodEvaluations, visibility);
  });
  const there = shown.filter(one => one !== undefined);
  const figures = await figuresOf(deps.database, there);
  const results = shown.map(one => (one === undefined ? undefined : figures[there.indexOf(one)]?.metrics.get(request.metric)));
  const points = months.map((period, i) => pointOf(period, shown[i]?.state ?? null, results[i]));
  const limits = limitsOf(results);
  return {
    ...named(deps, request.metric, results),
    points: points.map((point, i) => ({ ...point, limits: limits[i] ?? null })),
  };
}

const newestMonth = (periodHistory: PeriodHistory, visibility: Visibility): string | undefined =>
  newestOf(
    periodHistory.filter(({ period }) => isMonth(period)),
    visibility,
  )?.period;

function monthsOf({ from, to }: TrendRequest, newest: string | undefined): readonly string[] {
  for (const given of [from, to]) if (given !== undefined) readPeriod(given, 'UTC');
  const last = parsePeriod(to ?? newest ?? from ?? '', 'UTC');
  if (last === undefined) return [];
  const first = from === undefined ? undefined : parsePeriod(from, 'UTC');
  const isWrong = last.grain !== 'month' || (first !== undefined && (first.grain !== 'month' || first.from > last.from));
  const refused = (): Stop =>
    new Stop(2, [fault(readFaults, 'months_wrong', { from: from ?? '', to: to ?? last.id, most: mostMonths })]);
  if (isWrong) throw refused();
  const months: string[] = [];
  for (let month = last; ; month = previousPeriod(month, 'UTC')) {
    months.unshift(month.id);
    if (first === undefined ? months.length === usualMonths : month.id === first.id) return months;
    if (months.length === mostMonths) throw refused();
  }
}

type Result = Omit<MetricResult, 'by'> | undefined;

function named(deps: Deps, metric: string, results: readonly Result[]): Omit<Trend, 'points'> {
  const known = deps.workspace.rulebook.metrics;
  const found = results.findLast(one => one !== undefined) ?? known.find(({ id }) => id === metric);
  if (found === undefined)
    throw new Stop(2, [fault(readFaults, 'metric_not_known', { metric, known: known.map(({ id }) => id) })]);
  const { label, unit, improves } = found;
  return { metric, label, unit, improves };
}

function pointOf(period: string, state: TrendPoint['state'], result: Result): Omit<TrendPoint, 'limits'> {
  const none = { value: null, numerator: null, denominator: null, interval: null, n: 0, standard: null, score: null };
  if (result === undefined) return { period, state, ...none, status: 'not_evaluated' };
  const { value, numerator, denominator, interval, counts, status, standard, score } = result;
  const n = counts.passed + counts.failed;
  return { period, state, value, numerator, denominator, interval, n, status, standard, score };
}

/** Each month's limits by its own size, around the share of all of them together. */
function limitsOf(results: readonly Result[]): readonly TrendPoint['limits'][] {
  const judged = results.map(result =>
    result?.kind === 'proportion' && result.value !== null
      ? { passed: result.counts.passed, judged: result.counts.passed + result.counts.failed }
      : undefined,
  );
  const months = judged.filter(one => one !== undefined);
  const chart = pChart(months);
  return judged.map(one => {
    const point = one === undefined ? undefined : chart?.points[months.indexOf(one)];
    return point === undefined || point === null || chart === null
      ? null
      : { center: chart.centre, lower: point.low, upper: point.high };
  });
}
