import type { Label } from '../../facts/label.js';
import type { DocumentedMetric } from './documented.js';

/** A slice worth naming: the one that holds most of a metric's failures, or one with more of them than its share of the volume. */
export interface FailingSlice {
  readonly metric: string;
  readonly label: Label;
  readonly dimension: string;
  readonly key: string;
  readonly failed: number;
  readonly judged: number;
  /** Of all failures, and of all that was judged. */
  readonly share_of_failures: number;
  readonly share_of_volume: number;
  /** Whether no other slice, of whatever dimension, holds more failures. */
  readonly is_most: boolean;
  /** How many slices of the metric were tested, over all its dimensions. */
  readonly slices: number;
  /** The chance of at least so many failures in it if they fell evenly; null where the dimension is only known of failures. */
  readonly p: number | null;
  /** p as it counts among so many slices (Holm). */
  readonly p_adjusted: number | null;
  /** The adjusted p is below 5 %. */
  readonly is_more: boolean | null;
  readonly test: string;
}

/** The test's name and source. */
export const sliceTest =
  'hypergeometric upper tail (R. A. Fisher, exact test, 1935), adjusted over all slices of the metric (S. Holm, 1979), below 0.05';

interface Found {
  readonly dimension: string;
  readonly key: string;
  readonly failed: number;
  readonly judged: number;
  /** Whether the dimension is known of facts that passed, too. */
  readonly isTested: boolean;
}

/** The slices worth naming: the one with most failures first, then what else holds significantly more than its share, the most failures first. */
export function failingSlices(metric: DocumentedMetric): readonly FailingSlice[] {
  const all = slicesOf(metric);
  const { failed: failures, passed } = metric.counts;
  const most = mostFailures(all);
  if (most === undefined) return [];
  const tested = all.filter(({ isTested }) => isTested);
  const chances = tested.map(({ failed, judged }) => atLeast(failed, judged, failures, failures + passed));
  const adjusted = holm(chances);
  const found = tested.map((slice, at) => ({ slice, p: chances[at] ?? 1, adjusted: adjusted[at] ?? 1 }));
  const over = found.filter(one => one.slice !== most && one.adjusted < 0.05).toSorted((a, b) => byFailures(a.slice, b.slice));
  const named = [found.find(({ slice }) => slice === most) ?? { slice: most, p: null, adjusted: null }, ...over];
  return named.map(({ slice: { dimension, key, failed, judged }, p, adjusted: among }) => ({
    metric: metric.metric,
    label: metric.label,
    dimension,
    key,
    failed,
    judged,
    share_of_failures: Number((failed / failures).toPrecision(12)),
    share_of_volume: Number((judged / (failures + passed)).toPrecision(12)),
    is_most: dimension === most.dimension && key === most.key,
    slices: tested.length,
    p: p === null ? null : Number(p.toPrecision(6)),
    p_adjusted: among === null ? null : Number(among.toPrecision(6)),
    is_more: among === null ? null : among < 0.05,
    test: sliceTest,
  }));
}

/** The slice with most failures over all dimensions, the one with the smaller share of the volume where two have as many. */
export const sliceWithMostFailures = (metric: DocumentedMetric): Pick<Found, 'dimension' | 'key' | 'failed'> | undefined =>
  mostFailures(slicesOf(metric));

const byFailures = (a: Found, b: Found): number => b.failed - a.failed || a.judged - b.judged;

const mostFailures = (slices: readonly Found[]): Found | undefined =>
  slices.filter(({ failed }) => failed > 0).toSorted(byFailures)[0];

/** All slices with something judged, of dimensions that have two or more. */
const slicesOf = (metric: DocumentedMetric): readonly Found[] =>
  Object.entries(metric.by).flatMap(([dimension, list]) => {
    const known = list.filter(({ key, counts }) => key !== null && counts.failed + counts.passed > 0);
    if (known.length < 2) return [];
    const isTested = known.some(({ counts }) => counts.passed > 0);
    return known.map(({ key, counts: { failed, passed } }) => ({
      dimension,
      key: key ?? '',
      failed,
      judged: failed + passed,
      isTested,
    }));
  });

/**
 * Chances as they count when so many are looked at, in the order given: the smallest times their number, the next times one less,
 * and none below the one before it. It holds however the slices depend on one another. Source: S. Holm, A simple sequentially
 * rejective multiple test procedure (1979).
 */
export function holm(chances: readonly number[]): readonly number[] {
  const rising = chances.map((p, at) => ({ p, at })).toSorted((a, b) => a.p - b.p);
  const adjusted = chances.map(() => 1);
  let before = 0;
  for (const [rank, { p, at }] of rising.entries()) {
    before = Math.min(1, Math.max(before, p * (chances.length - rank)));
    adjusted[at] = before;
  }
  return adjusted;
}

/** The chance of at least `k` failures among `n` drawn from `all`, of which `failures` failed. */
export function atLeast(k: number, n: number, failures: number, all: number): number {
  if (k <= Math.max(0, n + failures - all)) return 1;
  const most = Math.min(n, failures);
  if (k > most) return 0;
  const chanceOf = (x: number): number => Math.exp(logChoose(failures, x) + logChoose(all - failures, n - x) - logChoose(all, n));
  // From k the terms are summed on the side on which they only become smaller, so that a first one too small for a double is nothing.
  if (k > (n * failures) / all) {
    let [term, sum] = [chanceOf(k), 0];
    for (let x = k; x <= most && term > sum * Number.EPSILON; x++) {
      sum += term;
      term *= ((failures - x) * (n - x)) / ((x + 1) * (all - failures - n + x + 1));
    }
    return Math.min(1, sum);
  }
  let [term, sum] = [chanceOf(k - 1), 0];
  for (let x = k - 1; x >= 0 && term > sum * Number.EPSILON; x--) {
    sum += term;
    term *= (x * (all - failures - n + x)) / ((failures - x + 1) * (n - x + 1));
  }
  return Math.max(0, 1 - sum);
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** ln n! by Stirling's series, which is exact to a double from 20 on. */
function logFactorial(n: number): number {
  if (n < 20) {
    let product = 1;
    for (let i = 2; i <= n; i++) product *= i;
    return Math.log(product);
  }
  const x = n + 1;
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5) - 1 / (1680 * x ** 7);
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
