import { wilson } from '../../metrics/statistics.js';
import type { DocumentedMetric, DocumentedPeriod } from './documented.js';

/** What an action's effect is looked for in. */
export interface EffectTarget {
  readonly metric: string;
  readonly slice?: { readonly dimension: string; readonly key: string };
  /** The instant at which it began, UTC milliseconds. */
  readonly start: number;
  /** The first instant after it was done; left out while it goes on. */
  readonly end?: number;
}

export type Verdict = 'effective' | 'not_effective' | 'too_early';

/** The periods on one side of an action. */
export interface Side {
  readonly periods: readonly string[];
  readonly passed: number;
  readonly judged: number;
  /** The share of all the periods together; for what is no proportion, the last period's value. */
  readonly value: number | null;
  /** Wilson 95 % of a proportion; else the least and the greatest period. */
  readonly interval: readonly [number, number] | null;
  /** Mean score of the client's satisfaction over these periods, where it has one. */
  readonly satisfaction: number | null;
}

/** The effect of an action: what the periods before it and after it say, never anyone's word. */
export interface Effect {
  readonly verdict: Verdict;
  readonly because:
    | 'not_done'
    | 'no_period_after'
    | 'no_period_before'
    | 'too_few'
    | 'better'
    | 'worse'
    | 'no_difference'
    | 'satisfaction_fell';
  readonly before: Side;
  readonly after: Side;
  /** The 95 % interval of the difference, after less before, in the direction in which more is better (Newcombe 1998, method 10). */
  readonly difference: readonly [number, number] | null;
}

const maxPeriods = 3;
/** Fewer judged facts on a side than this decide nothing, unless the difference is plain already. */
const minJudged = 30;

/**
 * The effect of an action on its metric, or on the slice of it. As many whole periods before the start as there are after the end,
 * at most three each; a period in which it was going on is neither. Effective where the whole interval of the difference is on the
 * better side and the client's satisfaction has not fallen. Source: R. G. Newcombe, Interval estimation for the difference between
 * independent proportions (1998), which sets one Wilson interval against the other.
 */
export function effectOf(watched: EffectTarget, periods: readonly DocumentedPeriod[]): Effect {
  const { start, end } = watched;
  const known = periods
    .filter(period => hasFigure(figureOf(period, watched)))
    .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
  const following = end === undefined ? [] : known.filter(({ from }) => Date.parse(from) >= end).slice(0, maxPeriods);
  const preceding = known.filter(({ to }) => Date.parse(to) <= start).slice(-Math.max(1, following.length));
  const [before, after] = [sideOf(preceding, watched), sideOf(following, watched)];
  const judgement = (verdict: Verdict, because: Effect['because'], difference: Effect['difference'] = null): Effect => ({
    verdict,
    because,
    before,
    after,
    difference,
  });
  if (end === undefined) return judgement('too_early', 'not_done');
  if (following.length === 0) return judgement('too_early', 'no_period_after');
  if (preceding.length === 0) return judgement('too_early', 'no_period_before');
  const metric = metricOf(following[0], watched.metric);
  const difference = metric?.kind === 'proportion' ? differenceOf(before, after, metric.improves) : null;
  const found = difference === null ? compared(before, after, metric) : sign(difference);
  if (found === 'better')
    return hasFallen(before, after)
      ? judgement('not_effective', 'satisfaction_fell', difference)
      : judgement('effective', 'better', difference);
  if (found === 'worse') return judgement('not_effective', 'worse', difference);
  const isFew =
    difference === null
      ? following.length < maxPeriods || preceding.length < maxPeriods
      : Math.min(before.judged, after.judged) < minJudged;
  return isFew ? judgement('too_early', 'too_few', difference) : judgement('not_effective', 'no_difference', difference);
}

const metricOf = (period: DocumentedPeriod | undefined, id: string): DocumentedMetric | undefined =>
  period?.metrics.find(({ metric }) => metric === id);

interface PeriodFigure {
  readonly passed: number;
  readonly judged: number;
  readonly value: number | null;
}

const hasFigure = (figure: PeriodFigure | undefined): boolean => figure !== undefined && figure.value !== null;

function figureOf(period: DocumentedPeriod, { metric: id, slice }: EffectTarget): PeriodFigure | undefined {
  const metric = metricOf(period, id);
  if (metric === undefined) return undefined;
  const part = slice === undefined ? metric : metric.by[slice.dimension]?.find(({ key }) => key === slice.key);
  if (part === undefined) return undefined;
  const { passed, failed } = part.counts;
  const judged = passed + failed;
  if (metric.kind === 'proportion') return { passed, judged, value: judged === 0 ? null : passed / judged };
  // A slice of anything else has its own figure in the document.
  const value = 'value' in part && (typeof part.value === 'number' || part.value === null) ? part.value : null;
  return { passed, judged, value };
}

function sideOf(periods: readonly DocumentedPeriod[], watched: EffectTarget): Side {
  const figures = periods.flatMap(period => figureOf(period, watched) ?? []);
  // A ratio of sums: periods of different size must not weigh the same.
  const passed = figures.reduce((sum, one) => sum + one.passed, 0);
  const judged = figures.reduce((sum, one) => sum + one.judged, 0);
  const values = figures.flatMap(({ value }) => value ?? []);
  const isProportion = metricOf(periods[0], watched.metric)?.kind === 'proportion';
  const range = values.length === 0 ? null : ([Math.min(...values), Math.max(...values)] as const);
  const scores = periods.flatMap(({ indexes }) => indexes.find(({ index }) => index === 'satisfaction')?.score ?? []);
  return {
    periods: periods.map(({ period }) => period),
    passed,
    judged,
    value: isProportion ? (judged === 0 ? null : rounded(passed / judged)) : (values.at(-1) ?? null),
    interval: isProportion ? roundedPair(wilson(passed, judged)) : range,
    satisfaction: scores.length === 0 ? null : rounded(scores.reduce((sum, score) => sum + score, 0) / scores.length),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(12));
const roundedPair = (pair: readonly [number, number] | null): readonly [number, number] | null =>
  pair === null ? null : [rounded(pair[0]), rounded(pair[1])];

/** Newcombe's hybrid of two Wilson intervals, signed so that more is better. */
function differenceOf(before: Side, after: Side, improves: 'up' | 'down'): readonly [number, number] | null {
  if (before.judged === 0 || after.judged === 0) return null;
  const [p, q] = [after.passed / after.judged, before.passed / before.judged];
  const [lowP, highP] = wilson(after.passed, after.judged) ?? [0, 1];
  const [lowQ, highQ] = wilson(before.passed, before.judged) ?? [0, 1];
  const low = p - q - Math.hypot(p - lowP, highQ - q);
  const high = p - q + Math.hypot(highP - p, q - lowQ);
  return improves === 'up' ? [rounded(low), rounded(high)] : [rounded(-high), rounded(-low)];
}

const sign = ([low, high]: readonly [number, number]): 'better' | 'worse' | 'same' =>
  low > 0 ? 'better' : high < 0 ? 'worse' : 'same';

/** What is no proportion has no interval: three periods must all lie beyond three others, which chance does once in twenty times. */
function compared(
  { interval: before, periods }: Side,
  { interval: after, periods: later }: Side,
  metric: DocumentedMetric | undefined,
) {
  if (before === null || after === null || metric === undefined) return 'same';
  if (periods.length < maxPeriods || later.length < maxPeriods) return 'same';
  const isAbove = after[0] > before[1];
  const isBelow = after[1] < before[0];
  if (!isAbove && !isBelow) return 'same';
  return isAbove === (metric.improves === 'up') ? 'better' : 'worse';
}

const hasFallen = (before: Side, after: Side): boolean =>
  before.satisfaction !== null && after.satisfaction !== null && after.satisfaction < before.satisfaction;
