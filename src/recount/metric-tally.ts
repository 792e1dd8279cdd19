import { add, type Exact } from '../facts/exact.js';
import type { CompiledMetric } from '../metrics/compile.js';
import { type Amounts, amountOf, dimensionsOf, type MetricTally, noCounts, type Tally } from '../metrics/tally.js';
import { byText, whole } from './row-slices.js';
import type { RunningPart } from './running-tally.js';

/** The tally of a metric from its parts, in their order: each as it was counted, once or more. */
export function metricTally(compiled: CompiledMetric, parts: readonly (readonly RunningPart[])[]): MetricTally {
  const total = new SliceSum(compiled);
  parts.forEach((counted, index) => {
    for (const part of counted) total.add(index, part, whole);
  });
  const isOneReading = parts.reduce((sum, counted) => sum + counted.length, 0) === 1;
  const by = new Map(
    dimensionsOf(compiled).map(dimension => {
      const sums = slicesAdded(compiled, parts, dimension);
      return [
        dimension,
        new Map((isOneReading ? sums : sums.sort(([a], [b]) => byText(a, b))).map(([key, sum]) => [key, sum.tally()])),
      ];
    }),
  );
  return { total: total.tally(), by };
}

type Keyed = [key: string | null, sum: SliceSum];

/** What the slices of a dimension come to; of a single reading in the order of their keys. */
function slicesAdded(compiled: CompiledMetric, parts: readonly (readonly RunningPart[])[], dimension: string): Keyed[] {
  const sums = new Map<string | null, SliceSum>();
  parts.forEach((counted, index) => {
    for (const part of counted)
      for (const { key, slice } of part.slicesBy(dimension)) {
        if (!part.isThere(slice)) continue;
        let sum = sums.get(key);
        if (sum === undefined) sums.set(key, (sum = new SliceSum(compiled)));
        sum.add(index, part, slice);
      }
  });
  return [...sums];
}

/** What a metric comes to in one slice, while its parts are added. */
class SliceSum {
  readonly #compiled: CompiledMetric;
  readonly #counts = { ...noCounts };
  #seen = 0;
  #numerator: Map<string, Exact> | undefined;
  #denominator: Map<string, Exact> | undefined;
  #last: { readonly part: RunningPart; readonly slice: number } | undefined;

  constructor(compiled: CompiledMetric) {
    this.#compiled = compiled;
  }

  add(index: number, part: RunningPart, slice: number): void {
    const counts = this.#counts;
    // Written out, as there are as many slices as parts of metrics times places.
    counts.passed += part.tallied(slice, 'passed');
    counts.failed += part.tallied(slice, 'failed');
    counts.excluded += part.tallied(slice, 'excluded');
    counts.undetermined += part.tallied(slice, 'undetermined');
    counts.undated += part.tallied(slice, 'undated');
    counts.outside += part.tallied(slice, 'outside');
    this.#seen += part.seen(slice);
    if (this.#compiled.metric.kind === 'proportion') return;
    this.#last = { part, slice };
    part.sums(slice).forEach((amounts, i) => this.#addAmounts(index, i, amounts));
  }

  #addAmounts(index: number, term: number, amounts: Amounts): void {
    if (amounts.size === 0) return;
    const isUnder = this.#compiled.parts[index]?.terms[term]?.side === 'denominator';
    const into = isUnder ? (this.#denominator ??= new Map()) : (this.#numerator ??= new Map());
    for (const [unit, amount] of amounts) into.set(unit, add(into.get(unit) ?? 0, amount));
  }

  tally(): Tally {
    const { metric } = this.#compiled;
    const [counts, seen] = [this.#counts, this.#seen];
    if (metric.kind === 'proportion')
      return { counts, seen, numerator: amountOf(counts.passed), denominator: amountOf(counts.passed + counts.failed) };
    const numerator = this.#numerator ?? nothing;
    if (metric.kind === 'ratio') return { counts, seen, numerator, denominator: this.#denominator ?? nothing };
    // A mean has no groups, so its one part was counted once.
    const percentiles =
      metric.kind === 'mean' ? this.#last?.part.percentiles(this.#last.slice, metric.percentiles ?? []) : undefined;
    const tally = { counts, seen, numerator, denominator: amountOf(metric.kind === 'mean' ? counts.passed : 1) };
    return percentiles === undefined ? tally : { ...tally, percentiles };
  }
}

const nothing: Amounts = new Map();
