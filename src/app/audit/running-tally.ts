import { add, compare, type Exact } from '../../facts/exact.js';
import type { Values } from '../../facts/fact.js';
import type { CompiledMetric, Part } from '../../metrics/compile.js';
import { type Judged, judge, type Membership, type View } from '../../metrics/membership.js';
import { dimensionsOf, foldSlices, type MetricTally, noCounts, type Slice, type Tally } from '../../metrics/tally.js';

/** What a part adds up to in one slice so far. */
interface Running {
  readonly at: Slice['at'];
  readonly counts: Record<Membership, number>;
  seen: number;
  readonly sums: readonly Map<string, Exact>[];
  /** What each passed fact counted, kept only where percentiles are asked for. */
  readonly samples: Exact[];
}

/** One part of a metric, tallied group by group: memory grows with the slices, not with the facts. */
export class RunningPart {
  readonly part: Part;
  readonly #judge: (members: readonly Values[]) => Judged;
  readonly #dimensions: readonly string[];
  readonly #keepsSamples: boolean;
  readonly #slices = new Map<string, Running>();

  constructor(compiled: CompiledMetric, part: Part, view: View) {
    this.part = part;
    this.#judge = judge(part, view);
    this.#dimensions = dimensionsOf(compiled);
    this.#keepsSamples = compiled.metric.kind === 'mean' && (compiled.metric.percentiles ?? []).length > 0;
  }

  /** Counts a fact, or the members of a group; `touches` says whether any of them has a date in the period. */
  take(members: readonly Values[], touches: boolean): void {
    const judged = this.#judge(members);
    const { membership } = judged;
    const isCounted = touches || (membership !== 'outside' && membership !== 'undated');
    if (!isCounted && !judged.seen) return;
    const running = this.#sliceOf(judged.latest);
    if (isCounted) running.counts[membership]++;
    if (judged.seen) running.seen++;
    if (membership !== 'passed' && membership !== 'failed') return;
    judged.adds.forEach((value, i) => {
      const sums = running.sums[i];
      const term = this.part.terms[i];
      if (value === null || sums === undefined || term === undefined) return;
      const unit = term.measuredIn === undefined ? '' : (textOrNull(judged.latest[term.measuredIn]) ?? '');
      sums.set(unit, add(sums.get(unit) ?? 0, value));
    });
    if (this.#keepsSamples && membership === 'passed' && judged.adds[0] != null) running.samples.push(judged.adds[0]);
  }

  #sliceOf(values: Values): Running {
    let key = '';
    for (const dimension of this.#dimensions) key += `${JSON.stringify(textOrNull(values[dimension]))},`;
    const known = this.#slices.get(key);
    if (known !== undefined) return known;
    const at = Object.fromEntries(this.#dimensions.map(dimension => [dimension, textOrNull(values[dimension])]));
    const sums = this.part.terms.map(() => new Map<string, Exact>());
    const running: Running = { at, counts: { ...noCounts }, seen: 0, sums, samples: [] };
    this.#slices.set(key, running);
    return running;
  }

  slices(index: number): readonly Slice[] {
    return [...this.#slices.values()].map(({ at, counts, seen, sums }) => ({ part: index, at, tally: { counts, seen, sums } }));
  }

  /** What passed facts counted, of those slices that the condition picks. */
  samples(among: (at: Slice['at']) => boolean): readonly Exact[] {
    return [...this.#slices.values()].filter(({ at }) => among(at)).flatMap(({ samples }) => samples);
  }
}

const textOrNull = (value: Values[string] | undefined): string | null => (typeof value === 'string' ? value : null);

/** The tally of a metric from its parts, in their order. */
export function finished(compiled: CompiledMetric, parts: readonly RunningPart[]): MetricTally {
  const tally = foldSlices(
    compiled,
    parts.flatMap((part, index) => part.slices(index)),
  );
  const { metric } = compiled;
  const wanted = metric.kind === 'mean' ? (metric.percentiles ?? []) : [];
  const [part] = parts;
  if (wanted.length === 0 || part === undefined) return tally;
  const ranked = (into: Tally, among: (at: Slice['at']) => boolean): Tally => {
    const percentiles = discrete(wanted, part.samples(among));
    return percentiles === undefined ? into : { ...into, percentiles };
  };
  const by = new Map(
    [...tally.by].map(([dimension, slices]) => {
      const own = [...slices].map(([key, one]) => [key, ranked(one, at => (at[dimension] ?? null) === key)] as const);
      return [dimension, new Map(own)] as const;
    }),
  );
  return { total: ranked(tally.total, () => true), by };
}

/** The discrete percentiles: the first value that at least so many per cent do not exceed. */
function discrete(wanted: readonly number[], samples: readonly Exact[]): ReadonlyMap<number, Exact> | undefined {
  if (samples.length === 0) return undefined;
  const sorted = [...samples].sort(compare);
  // In integers: a product of doubles could step over a rank.
  const rank = (percent: number): number => Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1);
  return new Map(
    wanted.flatMap(percent => {
      const value = sorted[rank(percent)];
      return value === undefined ? [] : [[percent, value] as const];
    }),
  );
}
