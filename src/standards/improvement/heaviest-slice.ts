import type { Label } from '../../facts/label.js';
import type { Judged } from './judged.js';

/** The slice that holds most of a metric's failures, and whether that is more than its share of the volume. */
export interface HeaviestSlice {
  readonly metric: string;
  readonly label: Label;
  readonly dimension: string;
  readonly key: string;
  readonly failed: number;
  readonly judged: number;
  /** Of all failures, and of all that was judged. */
  readonly share_of_failures: number;
  readonly share_of_volume: number;
  /** How many slices of the dimension were compared. */
  readonly slices: number;
  /** The chance of at least so many failures in it if they fell evenly; null where the dimension is only known of failures. */
  readonly p: number | null;
  /** p, times the number of slices looked at, is below 5 %. */
  readonly is_more: boolean | null;
  readonly test: string;
}

/** The test's name and source. */
export const sliceTest =
  'hypergeometric upper tail (R. A. Fisher, exact test, 1935), times the number of slices (Bonferroni), below 0.05';

/** The slice with most failures over all dimensions, the one with the smaller share of the volume where two have as many. */
export function heaviestSlice(metric: Judged): HeaviestSlice | undefined {
  const { failed: failures, passed } = metric.counts;
  const all = failures + passed;
  const found = Object.entries(metric.by).flatMap(([dimension, list]) => {
    const known = list.filter(({ key, counts }) => key !== null && counts.failed + counts.passed > 0);
    if (known.length < 2) return [];
    const isOfFailuresOnly = known.every(({ counts }) => counts.passed === 0);
    return known
      .filter(({ counts }) => counts.failed > 0)
      .map(({ key, counts }) => ({ dimension, key: key ?? '', counts, slices: known.length, isOfFailuresOnly }));
  });
  const judged = (one: (typeof found)[number]): number => one.counts.failed + one.counts.passed;
  const [first] = found.toSorted((a, b) => b.counts.failed - a.counts.failed || judged(a) - judged(b));
  if (first === undefined || failures === 0) return undefined;
  const { dimension, key, counts, slices, isOfFailuresOnly } = first;
  const p = isOfFailuresOnly ? null : atLeast(counts.failed, judged(first), failures, all);
  return {
    metric: metric.metric,
    label: metric.label,
    dimension,
    key,
    failed: counts.failed,
    judged: judged(first),
    share_of_failures: Number((counts.failed / failures).toPrecision(12)),
    share_of_volume: Number((judged(first) / all).toPrecision(12)),
    slices,
    p: p === null ? null : Number(p.toPrecision(6)),
    is_more: p === null ? null : p * slices < 0.05,
    test: sliceTest,
  };
}

/** The chance of at least `k` failures among `n` drawn from `all`, of which `failures` failed. */
export function atLeast(k: number, n: number, failures: number, all: number): number {
  const most = Math.min(n, failures);
  const least = Math.max(0, n + failures - all);
  if (k <= least) return 1;
  const whole = logChoose(all, n);
  let chance = 0;
  for (let x = k; x <= most; x++) chance += Math.exp(logChoose(failures, x) + logChoose(all - failures, n - x) - whole);
  return Math.min(1, chance);
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
