import { add, compare, type Exact } from '../facts/exact.js';
import type { Values } from '../facts/fact.js';
import { groupedBy } from '../facts/grouped.js';
import { defaultDimensions, type FactKind, kindOf, type OwnField } from '../facts/kinds.js';
import type { CompiledMetric, CompiledTerm, Part } from './compile.js';
import { type MembershipResult, judge, type Membership, type View } from './membership.js';

export type MembershipCounts = Readonly<Record<Membership, number>>;

/** Sums by what they are measured in; the key is '' where nothing is named. Different keys are never added. */
export type Amounts = ReadonlyMap<string, Exact>;

/** What one part of a metric adds up to over some facts. */
export interface PartTally {
  readonly counts: MembershipCounts;
  /** Facts dated in the period that surely are not in the population: they show that a total of 0 is one. */
  readonly seen: number;
  /** By term; empty where nothing is added. */
  readonly sums: readonly Amounts[];
}

/** A part's tally over the facts that share one value in every dimension. */
export interface Slice {
  readonly part: number;
  readonly at: Readonly<Record<string, string | null>>;
  readonly tally: PartTally;
}

/** A metric over all its facts. */
export interface Tally {
  readonly counts: MembershipCounts;
  readonly seen: number;
  readonly numerator: Amounts;
  readonly denominator: Amounts;
  /** Discrete percentiles by their number: 50 → …; in milliseconds for durations. */
  readonly percentiles?: ReadonlyMap<number, Exact>;
  /** Only one outcome could be shown of what was judged of the metric, so it gives no figure. */
  readonly oneSided?: boolean;
  /** The same of a part of the work by its own facts, whatever could be shown of the others: of parts that were agreed. */
  readonly oneSidedPart?: boolean;
}

export interface MetricTally {
  readonly total: Tally;
  readonly by: ReadonlyMap<string, ReadonlyMap<string | null, Tally>>;
}

export const noCounts: MembershipCounts = { passed: 0, failed: 0, excluded: 0, undetermined: 0, undated: 0, outside: 0 };

/** What of a metric says what it is broken down by. */
interface BrokenDown {
  readonly metric: Pick<CompiledMetric['metric'], 'by'>;
  readonly parts: readonly Pick<Part, 'of'>[];
}

const dimensionsBefore = new WeakMap<BrokenDown, readonly string[]>();

/** The dimensions a metric is broken down by: those that every kind in it has. */
export function dimensionsOf(broken: BrokenDown): readonly string[] {
  const known = dimensionsBefore.get(broken) ?? dimensionsAnew(broken);
  dimensionsBefore.set(broken, known);
  return known;
}

function dimensionsAnew({ metric, parts }: BrokenDown): readonly string[] {
  const has = (kind: FactKind, name: string): boolean => kind.fields.some(field => field.name === name);
  const wanted = metric.by ?? defaultDimensions;
  return parts.length === 0 ? [] : wanted.filter(dimension => parts.every(part => has(kindOf(part.of), dimension)));
}

/** Adds the finest slices up to the metric and its breakdowns: counts and sums add, so nothing is counted twice. */
export function foldSlices(compiled: CompiledMetric, slices: Iterable<Slice>): MetricTally {
  const sum = new MetricSum(compiled);
  for (const { part, at, tally } of slices) sum.add(part, at, tally);
  return sum.tally();
}

/** A metric's tally and its breakdowns while slices are still being added. */
export class MetricSum {
  readonly #compiled: CompiledMetric;
  readonly #total = new Sum();
  readonly #by: ReadonlyMap<string, Map<string | null, Sum>>;

  constructor(compiled: CompiledMetric) {
    this.#compiled = compiled;
    this.#by = new Map(dimensionsOf(compiled).map(dimension => [dimension, new Map()]));
  }

  /** Adds what a part of the metric comes to over the facts of a slice. */
  add(part: number, at: Slice['at'], tally: PartTally): void {
    this.addToTotal(part, tally);
    for (const dimension of this.#by.keys()) this.addTo(dimension, at[dimension] ?? null, part, tally);
  }

  /** Adds what a part of the metric comes to over facts of any slices, to the whole alone. */
  addToTotal(part: number, tally: PartTally): void {
    if (!isNothing(tally)) this.#total.add(tally, this.#compiled.parts[part]?.terms ?? []);
  }

  /** Adds what a part of the metric comes to over facts that share a key, to the breakdown by that dimension alone, if it has one. */
  addTo(dimension: string, key: string | null, part: number, tally: PartTally): void {
    const slices = this.#by.get(dimension);
    // A wide scan also reads facts that are nothing to this metric: a place known from these alone is no part of it.
    if (slices === undefined || isNothing(tally)) return;
    let sum = slices.get(key);
    if (sum === undefined) slices.set(key, (sum = new Sum()));
    sum.add(tally, this.#compiled.parts[part]?.terms ?? []);
  }

  tally(): MetricTally {
    const { kind } = this.#compiled.metric;
    const by = new Map<string, Map<string | null, Tally>>();
    for (const [dimension, slices] of this.#by) {
      const tallies = new Map<string | null, Tally>();
      for (const [key, sum] of inOrder(slices)) tallies.set(key, sum.tally(kind));
      by.set(dimension, tallies);
    }
    return { total: this.#total.tally(kind), by };
  }
}

/** What is kept by the keys of a dimension, in their order; what has none comes last. */
export function inOrder<T>(slices: ReadonlyMap<string | null, T>): ReadonlyMap<string | null, T> {
  const isBefore = (a: string | null, b: string | null): boolean => a !== null && (b === null || a < b);
  let before: string | null | undefined;
  for (const key of slices.keys()) {
    // Most are in order already: the database is read so.
    if (before !== undefined && !isBefore(before, key)) return new Map([...slices].sort(([a], [b]) => (isBefore(a, b) ? -1 : 1)));
    before = key;
  }
  return slices;
}

/** Whether facts are nothing at all to a metric. */
export function isNothing({ seen, counts }: Pick<PartTally, 'seen' | 'counts'>): boolean {
  const { passed, failed, excluded, undetermined, undated, outside } = counts;
  return seen + passed + failed + excluded + undetermined + undated + outside === 0;
}

class Sum {
  readonly #counts = { ...noCounts };
  #numerator: Map<string, Exact> | undefined;
  #denominator: Map<string, Exact> | undefined;
  #seen = 0;

  add({ counts, seen, sums }: PartTally, terms: readonly CompiledTerm[]): void {
    // Written out, as this is done for each slice of each breakdown of each metric.
    const own = this.#counts;
    own.passed += counts.passed;
    own.failed += counts.failed;
    own.excluded += counts.excluded;
    own.undetermined += counts.undetermined;
    own.undated += counts.undated;
    own.outside += counts.outside;
    this.#seen += seen;
    if (sums.length > 0) this.#addAmounts(sums, terms);
  }

  #addAmounts(sums: PartTally['sums'], terms: readonly CompiledTerm[]): void {
    for (const [i, amounts] of sums.entries()) {
      if (amounts.size === 0) continue;
      const into = terms[i]?.side === 'denominator' ? (this.#denominator ??= new Map()) : (this.#numerator ??= new Map());
      for (const [unit, amount] of amounts) into.set(unit, add(into.get(unit) ?? 0, amount));
    }
  }

  tally(kind: CompiledMetric['metric']['kind']): Tally {
    const [counts, seen] = [this.#counts, this.#seen];
    return tallyOfSums(kind, { counts, seen, numerator: this.#numerator ?? nothing, denominator: this.#denominator ?? nothing });
  }
}

/** What a tally is made of: counts, and the amounts of either side. */
export type TallySums = Pick<Tally, 'counts' | 'seen' | 'numerator' | 'denominator'>;

/** A metric's tally from what it is made of; sides that are counts follow from these, whatever is said of them. */
export function tallyOfSums(kind: CompiledMetric['metric']['kind'], { counts, seen, numerator, denominator }: TallySums): Tally {
  if (kind === 'ratio') return { counts, seen, numerator, denominator };
  if (kind === 'proportion')
    return { counts, seen, numerator: amountOf(counts.passed), denominator: amountOf(counts.passed + counts.failed) };
  return { counts, seen, numerator, denominator: amountOf(kind === 'mean' ? counts.passed : 1) };
}

const nothing: Amounts = new Map();

// Each slice of each breakdown has such sums, most of them small counts: they are made once.
const smallCounts: Amounts[] = [];
const mostKept = 10_000;

/** A count as the one amount that there is. */
export function amountOf(count: number): Amounts {
  if (count >= mostKept) return new Map([['', count]]);
  return (smallCounts[count] ??= new Map([['', count]]));
}

/** Earliest and latest of a fact's instants, built-in and own; undefined where it has none. */
export function spanOf(values: Values, instants: readonly string[]): readonly [first: number, last: number] | undefined {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const name of instants) {
    const at = values[name];
    if (typeof at !== 'number') continue;
    if (at < first) first = at;
    if (at > last) last = at;
  }
  return first > last ? undefined : [first, last];
}

/** The names of a kind's instants, own fields included. */
export function instantsOf(kind: FactKind, own: readonly OwnField[]): readonly string[] {
  const fields = kind.fields.filter(field => field.type === 'instant').map(field => field.name);
  return [...fields, ...own.filter(field => field.fact === kind.name && field.type === 'instant').map(field => field.id)];
}

/**
 * Tallies a metric fact by fact, without the database: the independent way to the same figures.
 * `factsOf` gives a kind's facts in the order of their keys, all members of every group among them.
 */
export function tallyFacts(
  compiled: CompiledMetric,
  view: View,
  own: readonly OwnField[],
  factsOf: (of: FactKind) => Iterable<Values>,
): MetricTally {
  const slices: Slice[] = [];
  const samples: { readonly at: Slice['at']; readonly value: Exact }[] = [];
  const dimensions = dimensionsOf(compiled);
  compiled.parts.forEach((part, index) => {
    const kind = kindOf(part.of);
    const judged = judge(part, view);
    const instants = instantsOf(kind, own);
    for (const members of groupsOf(part, kind, factsOf(kind))) {
      const result = judged(members);
      const touches = members.some(values => {
        const span = spanOf(values, instants);
        return span !== undefined && span[0] < view.to && span[1] >= view.from;
      });
      const isCounted = touches || (result.membership !== 'outside' && result.membership !== 'undated');
      const at = Object.fromEntries(dimensions.map(dimension => [dimension, textOrNull(result.latest[dimension])]));
      slices.push({ part: index, at, tally: tallyOf(part, result, isCounted) });
      if (result.membership === 'passed' && result.adds[0] != null) samples.push({ at, value: result.adds[0] });
    }
  });
  return withPercentiles(compiled, foldSlices(compiled, slices), samples);
}

const textOrNull = (value: Values[string] | undefined): string | null => (typeof value === 'string' ? value : null);

/** Facts one by one, or together by the fields that make a group; a fact that lacks one of these is a group of its own. */
export function groupsOf(part: Part, kind: FactKind, facts: Iterable<Values>): Iterable<readonly Values[]> {
  if (part.per.length === 0) return [...facts].map(values => [values]);
  const keyOf = (values: Values): string => {
    const named = part.per.every(name => values[name] != null);
    return JSON.stringify((named ? part.per : kind.key).map(name => values[name] ?? null).concat(named ? [] : ['alone']));
  };
  return groupedBy(facts, keyOf).values();
}

function tallyOf(part: Part, judged: MembershipResult, isCounted: boolean): PartTally {
  const sums = part.terms.map((term, i) => {
    const value = judged.adds[i];
    const unit = term.measuredIn === undefined ? '' : (textOrNull(judged.latest[term.measuredIn]) ?? '');
    return value == null ? new Map<string, Exact>() : new Map([[unit, value]]);
  });
  const counts = isCounted ? { ...noCounts, [judged.membership]: 1 } : noCounts;
  return { counts, seen: judged.seen ? 1 : 0, sums };
}

function withPercentiles(
  compiled: CompiledMetric,
  tally: MetricTally,
  samples: readonly { readonly at: Slice['at']; readonly value: Exact }[],
): MetricTally {
  const wanted = compiled.metric.kind === 'mean' ? (compiled.metric.percentiles ?? []) : [];
  if (wanted.length === 0) return tally;
  const ranked = (among: typeof samples, into: Tally): Tally => {
    const values = among.map(sample => sample.value);
    return values.length === 0 ? into : { ...into, percentiles: discrete(wanted, values) };
  };
  const by = new Map(
    [...tally.by].map(([dimension, slices]) => {
      const ofSlice = (key: string | null): typeof samples => samples.filter(sample => (sample.at[dimension] ?? null) === key);
      return [dimension, new Map([...slices].map(([key, slice]) => [key, ranked(ofSlice(key), slice)]))] as const;
    }),
  );
  return { total: ranked(samples, tally.total), by };
}

/** The discrete percentiles: the first value that at least so many per cent do not exceed. */
function discrete(wanted: readonly number[], values: readonly Exact[]): ReadonlyMap<number, Exact> {
  const sorted = [...values].sort(compare);
  const pairs = wanted.flatMap(percent => {
    const value = sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)];
    return value === undefined ? [] : [[percent, value] as const];
  });
  return new Map(pairs);
}
