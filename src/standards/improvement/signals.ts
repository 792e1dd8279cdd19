import type { Label } from '../../facts/label.js';
import { parsePeriod, previousPeriod } from '../../facts/period.js';
import { pChart } from '../../metrics/statistics.js';
import type { Dated } from '../standard.js';
import type { DocumentedMetric, DocumentedPeriod } from './documented.js';

/** A period whose share lies outside its control limits. */
export interface SignalPoint {
  readonly period: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly side: 'better' | 'worse';
}

/** What the periods up to this one say of a metric. */
export interface Signal {
  readonly metric: string;
  readonly label: Label;
  /** p-chart: the share of all periods together, and the periods outside mean ± 3 sigma; null without data or for what is no proportion. */
  readonly centre: number | null;
  readonly out: readonly SignalPoint[];
  /** Consecutive periods up to this one that missed the standard; those without data are passed over. */
  readonly misses: number;
  /** The first of them. */
  readonly since: string | null;
  readonly significant: boolean | null;
}

/** What follows a run of misses, as the contract says. */
export interface Consequence extends Dated {
  readonly metric: string;
  /** How many consecutive misses. */
  readonly after: number;
  readonly label: Label;
  /** What counts as a miss: being below the standard, or below its minimum too. */
  readonly below: 'standard' | 'minimum';
}

/** A consequence whose run is complete. */
export interface ConsequenceDue {
  readonly metric: string;
  readonly after: number;
  readonly label: Label;
  readonly misses: number;
  readonly since: string;
}

const resultOf = (period: DocumentedPeriod, metric: string): DocumentedMetric | undefined =>
  period.metrics.find(one => one.metric === metric);

/** Metrics with something to say over the periods, oldest first, the last one reported: out of limits, or missing their standard. */
export function signals(periods: readonly DocumentedPeriod[]): readonly Signal[] {
  return (periods.at(-1)?.metrics ?? []).flatMap(metric => {
    if (metric.stage === 'trial') return [];
    const { centre, out } = chartOf(periods, metric);
    const { misses, since } = runOfMisses(periods, metric.metric, 'standard');
    if (out.length === 0 && misses === 0) return [];
    return [{ metric: metric.metric, label: metric.label, centre, out, misses, since, significant: metric.significant }];
  });
}

function chartOf(periods: readonly DocumentedPeriod[], { metric, improves }: DocumentedMetric): Pick<Signal, 'centre' | 'out'> {
  const results = periods.map(period => ({ period: period.period, result: resultOf(period, metric) }));
  const months = results.map(({ result }) =>
    result?.kind === 'proportion' && result.value !== null
      ? { passed: result.counts.passed, judged: result.counts.passed + result.counts.failed }
      : { passed: 0, judged: 0 },
  );
  const chart = pChart(months);
  if (chart === null) return { centre: null, out: [] };
  const out = chart.points.flatMap((point, at): readonly SignalPoint[] => {
    if (!point?.isOut) return [];
    const { share, low, high } = point;
    const side = share < low === (improves === 'up') ? 'worse' : 'better';
    return [{ period: results[at]?.period ?? '', share, low, high, side }];
  });
  return { centre: chart.centre, out };
}

/** The misses that a metric has had in a row, up to the last period. What lies before a period that is not given is in no row with it. */
export function runOfMisses(
  periods: readonly DocumentedPeriod[],
  metric: string,
  below: Consequence['below'],
): { readonly misses: number; readonly since: string | null } {
  let misses = 0;
  let since: string | null = null;
  for (const [at, period] of periods.toReversed().entries()) {
    if (at > 0 && !isPreviousOf(period, periods.at(-at))) break;
    const status = resultOf(period, metric)?.status ?? 'no_data';
    if (status === 'no_data' || status === 'insufficient') continue;
    if (status !== 'missed' && (status !== 'at_risk' || below === 'minimum')) break;
    misses++;
    since = period.period;
  }
  return { misses, since };
}

function isPreviousOf({ period }: DocumentedPeriod, later: DocumentedPeriod | undefined): boolean {
  const parsed = later && parsePeriod(later.period, 'UTC');
  return parsed !== undefined && previousPeriod(parsed, 'UTC').id === period;
}

/** The consequences, of those in force, whose run of misses is complete. */
export function consequencesDue(
  periods: readonly DocumentedPeriod[],
  configured: readonly Consequence[],
): readonly ConsequenceDue[] {
  return configured.flatMap(({ metric, after, label, below }) => {
    const { misses, since } = runOfMisses(periods, metric, below);
    return misses >= after && since !== null ? [{ metric, after, label, misses, since }] : [];
  });
}
