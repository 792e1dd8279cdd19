import type { Reader } from '../../expressions/to-function.js';
import { type Exact, multiply } from '../../facts/exact.js';
import type { Value } from '../../facts/fact.js';
import type { CompiledMetric, Part } from '../../metrics/compile.js';
import type { Membership, View } from '../../metrics/membership.js';
import type { Amounts } from '../../metrics/tally.js';
import { cellReader, type Row, type RowColumn } from '../../store/audit/fact-copy.js';
import { type RowSlices, whole } from './row-slices.js';
import { RunningSum } from './running-sum.js';
import { codes, deciding, RunningTerm } from './running-term.js';

/** Counters of a slice: one for each membership, and one for those that were seen only. */
const counters = deciding.length + 1;
const seenAt = deciding.length;

/** What a term adds up to, slice by slice. */
interface TermSums {
  /** How often it counted, where it counts the same each time. */
  readonly times: number[];
  /** By what it is measured in, otherwise. */
  readonly sums: Map<string, RunningSum>[];
  readonly unitOf: ((row: Row) => Value) | undefined;
}

/** One part of a metric, tallied row by row: memory grows with the slices, not with the facts. */
export class RunningPart {
  readonly part: Part;
  readonly #terms: readonly RunningTerm[];
  readonly #sums: readonly TermSums[];
  readonly #slices: RowSlices;
  /** A share needs no sums: its counts say all. */
  readonly #addsUp: boolean;
  readonly #keepsSamples: boolean;
  readonly #counts: number[] = [];
  /** What each passed fact counted by slice, kept only where percentiles are asked for. */
  readonly #samples: Exact[][] = [];
  readonly #judged: number[];

  constructor(
    compiled: CompiledMetric,
    part: Part,
    view: View,
    { reader, slices, columns }: { reader: Reader<Row>; slices: RowSlices; columns: readonly RowColumn[] },
  ) {
    this.part = part;
    this.#terms = part.terms.map(term => new RunningTerm(term, reader, view));
    this.#sums = part.terms.map(({ measuredIn }) => {
      const unit = columns.find(({ name }) => name === measuredIn);
      return { times: [], sums: [], unitOf: unit === undefined ? undefined : cellReader(unit) };
    });
    this.#slices = slices;
    this.#addsUp = compiled.metric.kind !== 'proportion';
    this.#keepsSamples = compiled.metric.kind === 'mean' && (compiled.metric.percentiles ?? []).length > 0;
    this.#judged = part.terms.map(() => codes.outside);
  }

  /** Counts a fact by itself; `touches` says whether it has a date in the period. */
  take(row: Row, touches: boolean): void {
    let membership: number = codes.outside;
    let seen = false;
    for (let i = 0; i < this.#terms.length; i++) {
      const term = this.#terms[i];
      if (term === undefined) continue;
      const code = term.judged(row);
      this.#judged[i] = code;
      if (code < membership) membership = code;
      if (term.seen) seen = true;
    }
    this.#count(row, membership, touches, seen);
  }

  /** Looks at a member of a group; `close` counts the group. */
  join(row: Row): void {
    for (const term of this.#terms) term.join(row);
  }

  close(touches: boolean): void {
    const latest = this.#terms[0]?.latest;
    if (latest === undefined) return;
    let membership: number = codes.outside;
    for (let i = 0; i < this.#terms.length; i++) {
      const code = this.#terms[i]?.ended() ?? codes.outside;
      this.#judged[i] = code;
      if (code < membership) membership = code;
    }
    this.#count(latest, membership, touches, false);
  }

  #count(row: Row, membership: number, touches: boolean, seen: boolean): void {
    const isCounted = touches || membership < codes.undated;
    if (!isCounted && !seen) return;
    const adds = this.#addsUp && (membership === codes.passed || membership === codes.failed);
    const slices = this.#slices.of(row);
    const counts = this.#counts;
    for (let i = 0; i < slices.length; i++) {
      const slice = slices[i] ?? whole;
      const first = slice * counters;
      while (counts.length < first + counters) counts.push(0);
      if (isCounted) counts[first + membership] = (counts[first + membership] ?? 0) + 1;
      if (seen) counts[first + seenAt] = (counts[first + seenAt] ?? 0) + 1;
      if (adds) this.#addAll(row, slice);
    }
  }

  #addAll(row: Row, slice: number): void {
    for (let i = 0; i < this.#terms.length; i++) if (this.#judged[i] === codes.passed) this.#add(i, row, slice);
    if (this.#keepsSamples && this.#judged[0] === codes.passed) this.#sample(slice);
  }

  #add(index: number, row: Row, slice: number): void {
    const [term, into] = [this.#terms[index], this.#sums[index]];
    if (term === undefined || into === undefined) return;
    const { times, sums, unitOf } = into;
    // A group counts once, whatever its members would count.
    if (term.counts !== undefined || this.part.per.length > 0) {
      times[slice] = (times[slice] ?? 0) + 1;
      return;
    }
    const named = unitOf?.(row);
    const unit = typeof named === 'string' ? named : '';
    const own = (sums[slice] ??= new Map<string, RunningSum>());
    let sum = own.get(unit);
    if (sum === undefined) own.set(unit, (sum = new RunningSum()));
    if (term.value !== null) sum.add(term.value);
  }

  #sample(slice: number): void {
    const [term] = this.#terms;
    const value = term?.counts ?? term?.value ?? null;
    if (value !== null) (this.#samples[slice] ??= []).push(value);
  }

  /** The keys of a dimension that something was counted for, with their slices. */
  keys(dimension: string): readonly (readonly [key: string | null, slice: number])[] {
    const isThere = (slice: number): boolean =>
      this.#counts.slice(slice * counters, (slice + 1) * counters).some(count => count > 0);
    return [...this.#slices.keys(dimension)].filter(([, slice]) => isThere(slice));
  }

  /** How many facts, or groups, of a slice came to a membership. */
  count(slice: number, membership: Membership): number {
    return this.#counts[slice * counters + codes[membership]] ?? 0;
  }

  /** How many facts of a slice were dated in the period and surely not in the population. */
  seen(slice: number): number {
    return this.#counts[slice * counters + seenAt] ?? 0;
  }

  /** What each term adds up to in a slice, in their order. */
  sums(slice: number): readonly Amounts[] {
    return this.#terms.map(({ counts }, i) => {
      const [times, sums] = [this.#sums[i]?.times[slice], this.#sums[i]?.sums[slice]];
      if (times !== undefined) return new Map([['', multiply(this.part.per.length > 0 ? 1 : (counts ?? 1), times)]]);
      return new Map([...(sums ?? [])].map(([unit, sum]) => [unit, sum.total()]));
    });
  }

  /** What the passed facts of a slice counted; nothing where no percentile is asked for. */
  samples(slice: number): readonly Exact[] {
    return this.#samples[slice] ?? [];
  }
}
