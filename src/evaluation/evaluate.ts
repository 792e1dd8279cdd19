import { divide, exact, type Exact, fraction, multiply, significant } from '../facts/exact.js';
import type { Period } from '../facts/period.js';
import type { Client } from '../facts/place.js';
import { dayText, isoInstant } from '../facts/time.js';
import type { CompiledMetric } from '../metrics/compile.js';
import { type ExchangeRate, ratesOn } from '../metrics/rates.js';
import { wilson } from '../metrics/statistics.js';
import { type MetricTally, noCounts, type Tally } from '../metrics/tally.js';
import { type MetricValue, metricValue } from '../metrics/value.js';
import { gap, hasLevel, type LevelStandard, shortfall } from '../standards/comparison.js';
import { contractOn, standardsOn } from '../standards/contract.js';
import { inForce } from '../standards/in-force.js';
import { ofMetric } from '../standards/of-metric.js';
import { writtenOnce } from './canonical.js';
import { type Amendments, type ApprovedOverride, exclusionShown, overrideOf, overrideShown } from './amendments.js';
import { type CalculationVersion, latestOf, newestCalculation } from './calculation.js';
import type { EvaluationDocument, MetricResult, PreviousEvaluation, SliceResult } from './document.js';
import { documentFigure, type Figures, type Tallied, valuesOf } from './figures.js';
import { internalOf, measureResults } from './contract-results.js';
import { type IndexedMetric, indexResults } from './index-results.js';
import { metricScore } from './metric-score.js';
import { type PeriodTallies, showOneSide, withBothSides } from './period-tallies.js';
import type { Plan } from './plan.js';
import type { Rulebook } from './rulebook.js';
import { sharedResults } from './shared-results.js';
import { type SpanFigures, spanFiguresOf, spansShown } from './spans.js';
import { oneSidedNote, standardApplied, verdictOf } from './status.js';

/** Everything an evaluation is made from. */
export interface EvaluationInput extends PeriodTallies {
  readonly client: Client;
  readonly period: Period;
  readonly asOf: number;
  readonly asOfBatch: number;
  readonly rulebook: Rulebook;
  readonly rulebookHash: string;
  /** Approved exclusions, which the plan has compiled, and overrides. */
  readonly amendments: Amendments;
  readonly plan: Plan;
  /** In place of the tallies before: what a client was shown of the period before. */
  readonly previous?: PreviousFigures | undefined;
  /** The version to calculate by: of a document that is there, the one that it names; the newest where it is left out. */
  readonly calculation?: CalculationVersion | undefined;
}

/** The period before as a client was shown it: exact values of what was closed, none where it was not. */
export interface PreviousFigures {
  readonly shown: PreviousEvaluation;
  readonly values: ReadonlyMap<string, Exact | null>;
  /** Before exclusions and overrides. */
  readonly raw: ReadonlyMap<string, Exact | null>;
}

/** A metric's result with the exact figures that indexes and formulas go on from. */
interface ExactResult {
  readonly result: MetricResult;
  readonly value: Exact | null;
  /** Null where the metric counts as missing. */
  readonly score: Exact | null;
  /** The first version of the calculation that gives this result. */
  readonly since: CalculationVersion;
}

/**
 * Evaluates one client's period from its tallies: pure, the same input gives the same document. It names the first version of the
 * calculation that gives its results, so that a later version moves no hash of what it leaves as it was.
 */
export function evaluatePeriod(given: EvaluationInput): EvaluationDocument {
  const input = given.calculation === '1' ? withBothSides(given) : given;
  const { client, period, plan, rulebook, amendments } = input;
  const rates = ratesOn(rulebook.rates, dayText(period.lastDay));
  const { previous } = input;
  const figures = valuesOf(input, rates, previous?.values);
  // What was excluded of the period before is raw too, where it comes from a document of its own.
  const isRawTheSame = plan.raw.length === 0 && previous === undefined;
  const raw = isRawTheSame ? figures : valuesOf(withoutExclusions(input), rates, previous?.raw);
  const spans = spanFiguresOf(input);
  const results = new Map(
    plan.metrics.map(compiled => [compiled.metric.id, metricResult(compiled, { figures, raw, spans }, input, rates)]),
  );
  const measures = measureResults(input, { rates, spans });
  const weighed = new Map<string, IndexedMetric>([...results, ...measures.map(one => [one.name, one.indexed] as const)]);
  return {
    client: client.code,
    period: period.id,
    from: isoInstant(period.from),
    to: isoInstant(period.to),
    time_zone: client.time_zone,
    as_of: isoInstant(input.asOf),
    as_of_batch: input.asOfBatch,
    rulebook: input.rulebookHash,
    calculation: latestOf([...results.values(), ...measures].map(({ since }) => since).concat(showOneSide(input) ? ['2'] : [])),
    ...(previous === undefined ? {} : { previous: previous.shown }),
    ...contractShown(input),
    ...spansShown(input),
    ...(amendments.exclusions.length === 0 ? {} : { exclusions: amendments.exclusions.map(exclusionShown) }),
    metrics: [...results.values()].map(one => one.result),
    ...(measures.length === 0 ? {} : { measures: measures.map(one => one.shown) }),
    indexes: indexResults(rulebook, { client: client.code, segment: client.segment }, dayText(period.lastDay), weighed),
  };
}

/** The contract in force on the period's last day; nothing where there is none. */
function contractShown({ rulebook, client, period }: EvaluationInput): Pick<EvaluationDocument, 'contract'> {
  const contract = contractOn(rulebook.contracts, client, dayText(period.lastDay));
  if (contract === undefined) return {};
  const { id, reference } = contract;
  return { contract: { id, ...(reference === undefined ? {} : { reference }) } };
}

/** What the figures come from where nothing is excluded. */
function withoutExclusions({ plan, tallies, talliesBefore, rawTallies, rawTalliesBefore }: EvaluationInput): Tallied {
  const byId = new Map([...plan.byId, ...plan.raw.map(compiled => [compiled.metric.id, compiled] as const)]);
  return {
    plan: { byId },
    tallies: new Map([...tallies, ...rawTallies]),
    talliesBefore: new Map([...talliesBefore, ...rawTalliesBefore]),
  };
}

function metricResult(
  compiled: CompiledMetric,
  { figures, raw, spans }: { readonly figures: Figures; readonly raw: Figures; readonly spans: SpanFigures },
  input: EvaluationInput,
  rates: readonly ExchangeRate[],
): ExactResult {
  const { metric } = compiled;
  const shared = sharedResults(input.plan);
  const calculated = figures(metric.id);
  const override = overrideOf(input.amendments.overrides, metric.id);
  const figure = override === undefined ? calculated : agreed(override, compiled);
  const tally = input.tallies.get(metric.id);
  const { counts, judged } = judgedOf(compiled, tally?.total);
  const applied = standardFor(metric.id, input);
  const isOneSided = tally?.total.oneSided === true;
  // An agreed value is no observation: it has neither an interval nor a number of facts to it.
  const isObserved = metric.kind === 'proportion' && override === undefined && !isOneSided;
  const interval = isObserved ? wilson(counts.passed, judged) : null;
  const judgedFigure = {
    metric,
    value: figure.value,
    judged: override === undefined ? judged : Number.POSITIVE_INFINITY,
    undetermined: counts.undetermined,
    interval,
  };
  const { status, ...verdict } = verdictOf({ ...judgedFigure, standard: applied }, input.calculation ?? newestCalculation);
  const internal = internalOf(judgedFigure, metric.id, input);
  const exactScore = metricScore(figure.value, status, metric, input);
  const compared = applied !== undefined && figure.value !== null ? applied : undefined;
  const result: MetricResult = {
    metric: metric.id,
    label: writtenOnce(metric.label),
    kind: metric.kind,
    unit: metric.unit,
    improves: metric.improves,
    stage: metric.stage,
    counts,
    ...documentFigure(figure),
    raw: documentFigure(raw(metric.id)),
    ...(override === undefined ? {} : { override: overrideShown(override), calculated: documentFigure(calculated) }),
    interval: interval === null ? null : [rounded(interval[0]), rounded(interval[1])],
    ...percentilesOf(compiled, tally?.total),
    score: exactScore === null ? null : significant(exactScore),
    standard: applied === undefined ? null : standardApplied(applied),
    status,
    significant: verdict.significant,
    gap: compared === undefined || figure.value === null ? null : significant(gap(figure.value, compared)),
    shortfall: compared === undefined || !isObserved ? null : shortfall(counts.passed, judged, compared, metric.improves),
    ...spans(metric.id),
    ...(figure.mixed === undefined ? {} : { note: mixedNote(figure.mixed) }),
    ...(isOneSided ? { note: oneSidedNote(counts) } : {}),
    ...(internal === undefined ? {} : { internal: internal.shown }),
    by: slicesOf(compiled, tally, rates, shared),
  };
  const since = latestOf([verdict.since, ...(internal === undefined ? [] : [internal.since])]);
  const isOwn = override !== undefined || internal !== undefined || input.spans !== undefined;
  return { result: isOwn ? result : shared.metric(compiled, applied, result), value: figure.value, score: exactScore, since };
}

/** An agreed value as a figure: as if it had been counted, over one. */
function agreed({ value: text }: ApprovedOverride, { divisor }: CompiledMetric): MetricValue {
  const value = exact(text);
  return { numerator: multiply(value, divisor), denominator: fraction(1n, 1n), value };
}

const rounded = (double: number): number => Number(double.toPrecision(12));

/** Sums in several currencies or units are not added; the groups are named. */
const mixedNote = (mixed: readonly string[]): string => `mixed: ${mixed.map(unit => (unit === '' ? '(none)' : unit)).join(', ')}`;

function judgedOf(
  { metric }: CompiledMetric,
  tally: Tally | undefined,
): { readonly counts: MetricResult['counts']; readonly judged: number } {
  const counts = tally?.counts ?? noCounts;
  return { counts, judged: metric.kind === 'proportion' ? counts.passed + counts.failed : counts.passed };
}

/** The standard with a level that holds for a client's metric on a period's last day. */
export function standardFor(
  metric: string,
  { rulebook, client, period }: Pick<EvaluationInput, 'rulebook' | 'client' | 'period'>,
): LevelStandard | undefined {
  const day = dayText(period.lastDay);
  const own = ofMetric(rulebook.standards, metric);
  if (own.length === 0) return undefined;
  const levels = standardsOn(own, rulebook.contracts, client, day);
  return inForce(levels.filter(hasLevel), { client: client.code, segment: client.segment }, day);
}

/** The percentiles of one currency or unit: amounts of several cannot be put in one order, even where their sums are converted. */
function percentilesOf({ divisor }: CompiledMetric, tally: Tally | undefined): Pick<MetricResult, 'percentiles'> {
  if (tally?.percentiles === undefined || tally.numerator.size > 1) return {};
  const inUnit = (value: Exact): number => significant(divide(value, divisor));
  return { percentiles: Object.fromEntries([...tally.percentiles].map(([percent, value]) => [String(percent), inUnit(value)])) };
}

function slicesOf(
  compiled: CompiledMetric,
  tally: MetricTally | undefined,
  rates: readonly ExchangeRate[],
  shared: ReturnType<typeof sharedResults>,
): MetricResult['by'] {
  const slice = (key: string | null, one: Tally): SliceResult => {
    const figure = documentFigure(metricValue(compiled, one, rates));
    const { numerator, denominator, value } = figure;
    if (value === null && one.percentiles === undefined) return shared.slice(key, one.counts, figure);
    // In the order in which they are written.
    return { counts: one.counts, denominator, key, numerator, ...percentilesOf(compiled, one), value };
  };
  const dimensions = [...(tally?.by ?? [])];
  return Object.fromEntries(
    dimensions.map(([dimension, slices]) => [dimension, [...slices].map(([key, one]) => slice(key, one))]),
  );
}
