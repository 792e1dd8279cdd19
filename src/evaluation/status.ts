import { type Exact, toDouble } from '../facts/exact.js';
import type { Metric } from '../metrics/definition.js';
import { comparedStatus, isSignificantMiss, type LevelStandard } from '../standards/comparison.js';
import type { CalculationVersion } from './calculation.js';
import type { MetricResult, StandardApplied, Status } from './document.js';

/** A figure that is to be judged by a standard. */
export interface Judged {
  readonly metric: Pick<Metric, 'kind' | 'improves'>;
  readonly value: Exact | null;
  /** Facts that the figure is made of; `Infinity` where it was agreed and not counted. */
  readonly judged: number;
  readonly undetermined: number;
  readonly interval: readonly [number, number] | null;
  readonly standard: LevelStandard | undefined;
}

/** What is said of a figure of which one outcome alone can be judged. */
export const oneSidedNote = ({ passed }: Pick<MetricResult['counts'], 'passed'>): 'only_failures' | 'only_passes' =>
  passed === 0 ? 'only_failures' : 'only_passes';

/** What a figure is under a standard. */
export type Verdict = Pick<MetricResult, 'status' | 'significant'>;

/** The verdict by a version of the calculation, and the first version that gives the same. */
export function verdictOf(one: Judged, version: CalculationVersion): Verdict & { readonly since: CalculationVersion } {
  const first = verdict(one, '1');
  if (version === '1') return { ...first, since: '1' };
  const newest = verdict(one, version);
  return { ...newest, since: newest.status === first.status && newest.significant === first.significant ? '1' : '2' };
}

function verdict(one: Judged, version: CalculationVersion): Verdict {
  const { value, interval, standard } = one;
  const status = statusOf(one, version);
  if (value === null || interval === null || standard === undefined) return { status, significant: null };
  return { status, significant: status !== 'met' && isSignificantMiss(interval, levelAsked(one, standard, version), toDouble) };
}

/** The first that holds, in the order of the agreement. */
function statusOf(one: Judged, version: CalculationVersion): Status {
  const { metric, value, standard } = one;
  if (value === null) return 'no_data';
  if (standard === undefined) return 'no_standard';
  return isTooFew(one, standard, version) ? 'insufficient' : comparedStatus(value, standard, metric.improves);
}

/**
 * Fewer judged than the population that was agreed; 1 is what a standard has that names none. Without facts that were judged
 * only a total has a value: its 0 is a result like any other, unless nobody knows whether what there is would have counted.
 */
function isTooFew({ metric, judged, undetermined }: Judged, standard: LevelStandard, version: CalculationVersion): boolean {
  if (metric.kind === 'formula' || judged >= standard.min_population) return false;
  return standard.min_population > 1 || undetermined > 0 || version === '1';
}

/** In the first version the interval had to lie below a level that must be equalled, or above it where lower is better. */
const levelAsked = ({ metric }: Judged, standard: LevelStandard, version: CalculationVersion): LevelStandard =>
  standard.comparator === 'equals' && version === '1'
    ? { ...standard, comparator: metric.improves === 'up' ? 'at_least' : 'at_most' }
    : standard;

/** The standard as documents show it: levels as they were written. */
export function standardApplied({
  comparator,
  level,
  minimum,
  stretch,
  min_population,
  scope,
  from,
  reference,
  contract,
}: LevelStandard): StandardApplied {
  return {
    [comparator]: level.text,
    ...(minimum === undefined ? {} : { minimum: minimum.text }),
    ...(stretch === undefined ? {} : { stretch: stretch.text }),
    ...(min_population > 1 ? { min_population } : {}),
    scope,
    ...(from === undefined ? {} : { from }),
    ...(reference === undefined ? {} : { reference }),
    ...(contract === undefined ? {} : { contract }),
  };
}
