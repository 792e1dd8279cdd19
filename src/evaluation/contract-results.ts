import { type Exact, significant } from '../facts/exact.js';
import type { Period } from '../facts/period.js';
import type { Client } from '../facts/place.js';
import { dayText } from '../facts/time.js';
import type { CompiledMetric } from '../metrics/compile.js';
import type { ExchangeRate } from '../metrics/rates.js';
import { wilson } from '../metrics/statistics.js';
import { noCounts } from '../metrics/tally.js';
import { metricValue } from '../metrics/value.js';
import { gap, hasLevel, type LevelStandard, shortfall } from '../standards/comparison.js';
import { contractOn, type Measure } from '../standards/contract.js';
import { inForce } from '../standards/in-force.js';
import { ofMetric } from '../standards/of-metric.js';
import { type Part, partId } from '../standards/part.js';
import { type CalculationVersion, isSince, latestOf, newestCalculation } from './calculation.js';
import type { InternalResult, MeasureResult } from './document.js';
import { documentFigure, noValue } from './figures.js';
import { type IndexedMetric, indexesInForce, leavesWeighed } from './index-results.js';
import { metricScore } from './metric-score.js';
import { judgedByItself, partLabel, partsAgreed, partTally } from './parts.js';
import type { SpanFigures } from './spans.js';
import type { PeriodTallies } from './period-tallies.js';
import type { Plan } from './plan.js';
import type { Rulebook } from './rulebook.js';
import { type Judged, oneSidedNote, standardApplied, verdictOf } from './status.js';

/** Something that only documents under a contract hold, with the first version of the calculation that gives it. */
interface Versioned<T> {
  readonly shown: T;
  readonly since: CalculationVersion;
}

/** What of the input of an evaluation it takes. */
interface Asked {
  readonly client: Client;
  readonly period: Period;
  readonly rulebook: Rulebook;
  readonly calculation?: CalculationVersion | undefined;
}

interface Tallied extends Asked, Pick<PeriodTallies, 'tallies'> {
  readonly plan: Plan;
}

/** A figure by what the firm holds itself to besides the contract in force; undefined where there is none, or nothing is compared. */
export function internalOf(
  figure: Omit<Judged, 'standard'>,
  metric: string,
  { rulebook, client, period, calculation = newestCalculation }: Asked,
): Versioned<InternalResult> | undefined {
  const day = dayText(period.lastDay);
  if (contractOn(rulebook.contracts, client, day) === undefined) return undefined;
  const levels = ofMetric(rulebook.standards, metric)
    .filter(one => one.contract === undefined)
    .filter(hasLevel);
  const standard = inForce(levels, { client: client.code, segment: client.segment }, day);
  if (standard === undefined) return undefined;
  const { status, since } = verdictOf({ ...figure, standard }, calculation);
  const shown = { standard: standardApplied(standard), status, gap: gapOf(figure.value, standard) };
  return { shown, since };
}

const gapOf = (value: Exact | null, standard: LevelStandard): number | null =>
  value === null ? null : significant(gap(value, standard));

/** What a measure of a part comes to, and what an index that weighs it goes on from. */
interface EvaluatedPart extends Versioned<MeasureResult> {
  /** Of the part, as leaves of indexes are named. */
  readonly name: string;
  readonly indexed: IndexedMetric;
}

/** What the figures of parts are computed by besides the tallies. */
interface Computing {
  readonly rates: readonly ExchangeRate[];
  readonly spans: SpanFigures;
}

/** What the contract in force agrees for a part of the work, by the slices of that part; empty where it agrees nothing such. */
export function measureResults(input: Tallied, computing: Computing): readonly EvaluatedPart[] {
  const agreed = partsAgreed(input);
  if (agreed === undefined || agreed.measures.length === 0) return [];
  const { rulebook, client, period, plan } = input;
  const subject = { client: client.code, segment: client.segment };
  const weighed = leavesWeighed(indexesInForce(rulebook.indexes, subject, dayText(period.lastDay)));
  return agreed.measures.flatMap(measure => {
    const compiled = plan.byId.get(measure.metric);
    if (compiled === undefined) return [];
    const isWeighed = weighed.has(partId(measure.metric, measure.scope));
    return [measureResult({ measure, compiled, contract: agreed.contract.id, isWeighed }, input, computing)];
  });
}

/** A measure of a part, as it is agreed. */
interface AgreedPart {
  readonly measure: Measure;
  readonly compiled: CompiledMetric;
  readonly contract: string;
  /** Some index weighs it, so that it is scored. */
  readonly isWeighed: boolean;
}

function measureResult(agreed: AgreedPart, input: Tallied, { rates, spans }: Computing): EvaluatedPart {
  const { measure, compiled, contract, isWeighed } = agreed;
  const { metric } = compiled;
  const { scope } = measure;
  const calculation = input.calculation ?? newestCalculation;
  const slice = partTally(scope, input.tallies.get(metric.id));
  const isByItself = isSince(calculation, '3');
  const tally = isByItself && slice !== undefined ? judgedByItself(slice) : slice;
  const isOneSided = tally?.oneSided === true;
  const { counts } = tally ?? { counts: noCounts };
  const judged = metric.kind === 'proportion' ? counts.passed + counts.failed : counts.passed;
  const value = tally === undefined ? noValue : metricValue(compiled, tally, rates);
  const interval = metric.kind === 'proportion' && !isOneSided ? wilson(counts.passed, judged) : null;
  const standard = agreedFor(measure, contract, input);
  const judgedFigure = { metric, value: value.value, judged, undetermined: counts.undetermined, interval };
  const verdict = verdictOf({ ...judgedFigure, standard }, calculation);
  const compared = value.value === null ? undefined : standard;
  const score = metricScore(value.value, verdict.status, metric, input);
  const ofSpans = isByItself ? spans(metric.id, scope) : {};
  const shown: MeasureResult = {
    metric: metric.id,
    label: metric.label,
    unit: metric.unit,
    improves: metric.improves,
    scope,
    counts,
    ...documentFigure(value),
    ...(isWeighed ? { score: score === null ? null : significant(score) } : {}),
    standard: standard === undefined ? null : standardApplied(standard),
    status: verdict.status,
    significant: verdict.significant,
    gap: compared === undefined ? null : gapOf(judgedFigure.value, compared),
    shortfall: compared === undefined || interval === null ? null : shortfall(counts.passed, judged, compared, metric.improves),
    ...ofSpans,
    ...(isByItself && isOneSided ? { note: oneSidedNote(counts) } : {}),
  };
  // By the version before, a part was marked where the metric as a whole was, and had no note.
  const isMarked = slice?.oneSided === true || isOneSided;
  return {
    shown,
    since: latestOf([verdict.since, (isByItself && isMarked) || Object.keys(ofSpans).length > 0 ? '3' : '1']),
    name: partId(metric.id, scope),
    indexed: {
      result: { label: partLabel(metric.label, scope), stage: metric.stage, status: verdict.status },
      value: value.value,
      score,
    },
  };
}

/** The level agreed for a part of the work in the contract in force; undefined where none was agreed. */
export function standardOfPart(metric: string, scope: Part, asked: Asked): LevelStandard | undefined {
  const agreed = partsAgreed(asked);
  return agreed === undefined ? undefined : agreedFor({ metric, scope }, agreed.contract.id, asked);
}

/** The standard that came of the measure. */
function agreedFor(
  measure: Pick<Measure, 'metric' | 'scope'>,
  contract: string,
  { rulebook, client }: Asked,
): LevelStandard | undefined {
  const name = partId(measure.metric, measure.scope);
  return rulebook.standards.filter(hasLevel).find(({ metric, contract: of, scope: { client: code, segment, ...part } }) => {
    const isOwn = (code ?? client.code) === client.code && (segment ?? client.segment) === client.segment;
    return of === contract && isOwn && partId(metric, part) === name;
  });
}
