import type { CompiledMetric } from '../metrics/compile.js';
import type { LevelStandard } from '../standards/comparison.js';
import { writtenOnce } from './canonical.js';
import type { Counts, Figure, MetricResult, SliceResult } from './document.js';
import type { Plan } from './plan.js';

/** So many slices are kept of a plan: with their texts some 10 MB. */
const mostSlices = 20_000;

/**
 * What says nothing about a client, and so is one and the same object in the documents of many: slices without a value, and metrics of
 * which nothing was counted. Most of a document is made of these, and each is written once.
 */
class SharedResults {
  readonly #slices = new Map<string, SliceResult>();
  readonly #metrics = new WeakMap<CompiledMetric, Map<LevelStandard | undefined, Map<string, MetricResult>>>();

  /** A slice without a value. */
  slice(key: string | null, counts: Counts, { numerator, denominator }: Figure): SliceResult {
    const { passed, failed, excluded, undetermined, undated, outside } = counts;
    const counted = `${passed},${failed},${excluded},${undetermined},${undated},${outside}`;
    const name = `${counted},${numerator},${denominator}${key === null ? '' : `,${key}`}`;
    const known = this.#slices.get(name);
    if (known !== undefined) return known;
    const slice = writtenOnce({ counts: { ...counts }, denominator, key, numerator, value: null });
    if (this.#slices.size >= mostSlices) this.#slices.clear();
    this.#slices.set(name, slice);
    return slice;
  }

  /**
   * The result of a metric without anything that only one client has, be it a contract's or agreed. Where nothing was counted it follows
   * from the metric, the standard that applies, and what is shown in place of figures.
   */
  metric(compiled: CompiledMetric, applied: LevelStandard | undefined, result: MetricResult): MetricResult {
    if (!isUncounted(result)) return result;
    const byStandard = this.#metrics.get(compiled) ?? new Map<LevelStandard | undefined, Map<string, MetricResult>>();
    this.#metrics.set(compiled, byStandard);
    const byFigures = byStandard.get(applied) ?? new Map<string, MetricResult>();
    byStandard.set(applied, byFigures);
    const { numerator, denominator, raw, by } = result;
    const name = [numerator, denominator, raw.numerator, raw.denominator, ...Object.keys(by)].map(String).join();
    const shared = byFigures.get(name) ?? writtenOnce(result);
    byFigures.set(name, shared);
    return shared;
  }
}

const isUncounted = ({ counts, value, raw, percentiles, note, by }: MetricResult): boolean =>
  value === null &&
  raw.value === null &&
  percentiles === undefined &&
  note === undefined &&
  Object.values(counts).every(count => count === 0) &&
  Object.values(by).every(slices => slices.length === 0);

const before = new WeakMap<Plan, SharedResults>();

/** What the documents of a plan share. */
export function sharedResults(plan: Plan): SharedResults {
  const known = before.get(plan) ?? new SharedResults();
  before.set(plan, known);
  return known;
}
