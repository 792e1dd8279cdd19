import { type Exact, significant } from '../facts/exact.js';
import type { Period } from '../facts/period.js';
import type { Client } from '../facts/place.js';
import { dayText } from '../facts/time.js';
import type { CompiledMetric } from '../metrics/compile.js';
import type { ExchangeRate } from '../metrics/rates.js';
import { wilson } from '../metrics/statistics.js';
import { noCounts, type Tally } from '../metrics/tally.js';
import { metricValue } from '../metrics/value.js';
import { gap, hasLevel, type LevelStandard, shortfall } from '../standards/comparison.js';
import { contractOn, type Measure } from '../standards/contract.js';
import { inForce } from '../standards/in-force.js';
import { type CalculationVersion, newestCalculation } from './calculation.js';
import type { InternalResult, MeasureResult } from './document.js';
import { documentFigure } from './figures.js';
import type { PeriodTallies } from './period-tallies.js';
import type { Plan } from './plan.js';
import type { Rulebook } from './rulebook.js';
import { type Judged, standardApplied, verdictOf } from './status.js';

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
  const levels = rulebook.standards.filter(one => one.metric === metric && one.contract === undefined).filter(hasLevel);
  const standard = inForce(levels, { client: client.code, segment: client.segment }, day);
  if (standard === undefined) return undefined;
  const { status, since } = verdictOf({ ...figure, standard }, calculation);
  const shown = { standard: standardApplied(standard), status, gap: gapOf(figure.value, standard) };
  return { shown, since };
}

const gapOf = (value: Exact | null, standard: LevelStandard): number | null =>
  value === null ? null : significant(gap(value, standard));

/** What the contract in force agrees for a part of the work, by the slices of that part; empty where it agrees nothing such. */
export function measureResults(input: Tallied, rates: readonly ExchangeRate[]): readonly Versioned<MeasureResult>[] {
  const { rulebook, client, period, plan } = input;
  const contract = contractOn(rulebook.contracts, client, dayText(period.lastDay));
  const scoped = (contract?.measures ?? []).flatMap(({ metrics }) =>
    metrics.filter(({ scope }) => Object.keys(scope).length > 0),
  );
  return scoped.flatMap(measure => {
    const compiled = plan.byId.get(measure.metric);
    return compiled === undefined || contract === undefined ? [] : [measureResult(measure, compiled, contract.id, input, rates)];
  });
}

function measureResult(
  measure: Measure,
  compiled: CompiledMetric,
  contract: string,
  input: Tallied,
  rates: readonly ExchangeRate[],
): Versioned<MeasureResult> {
  const { metric } = compiled;
  const tally = sliceOf(measure, input.tallies.get(metric.id)?.by);
  const { counts } = tally ?? { counts: noCounts };
  const judged = metric.kind === 'proportion' ? counts.passed + counts.failed : counts.passed;
  const value = tally === undefined ? undefined : metricValue(compiled, tally, rates);
  const interval = metric.kind === 'proportion' && tally?.oneSided !== true ? wilson(counts.passed, judged) : null;
  const standard = agreedFor(measure, contract, input);
  const judgedFigure = { metric, value: value?.value ?? null, judged, undetermined: counts.undetermined, interval };
  const verdict = verdictOf({ ...judgedFigure, standard }, input.calculation ?? newestCalculation);
  const compared = value === undefined || value.value === null ? undefined : standard;
  return {
    since: verdict.since,
    shown: {
      metric: metric.id,
      label: metric.label,
      unit: metric.unit,
      improves: metric.improves,
      scope: measure.scope,
      counts,
      ...documentFigure(value ?? { numerator: null, denominator: null, value: null }),
      standard: standard === undefined ? null : standardApplied(standard),
      status: verdict.status,
      significant: verdict.significant,
      gap: compared === undefined ? null : gapOf(judgedFigure.value, compared),
      shortfall: compared === undefined || interval === null ? null : shortfall(counts.passed, judged, compared, metric.improves),
    },
  };
}

/** The slice that a measure is about: its scope names one dimension, which config is checked for. */
function sliceOf({ scope }: Measure, by: ReadonlyMap<string, ReadonlyMap<string | null, Tally>> | undefined): Tally | undefined {
  const [[dimension, key] = ['', ''], ...more] = Object.entries(scope);
  return more.length > 0 ? undefined : by?.get(dimension)?.get(key);
}

/** The standard that came of the measure. */
function agreedFor(measure: Measure, contract: string, { rulebook, client }: Asked): LevelStandard | undefined {
  const text = (scope: object): string => JSON.stringify(Object.entries(scope).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return rulebook.standards.filter(hasLevel).find(({ metric, contract: of, scope: { client: code, segment, ...part } }) => {
    const isOwn = (code ?? client.code) === client.code && (segment ?? client.segment) === client.segment;
    return of === contract && metric === measure.metric && isOwn && text(part) === text(measure.scope);
  });
}
