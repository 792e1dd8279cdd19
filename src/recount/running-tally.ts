import { multiply, type Exact } from '../facts/exact.js';
import type { CompiledMetric, Part } from '../metrics/compile.js';
import type { Membership, View } from '../metrics/membership.js';
import type { Amounts } from '../metrics/tally.js';
import { type Column, pageRows, valueAt, yes } from './column.js';
import type { ColumnReader } from './column-reader.js';
import { type RowSlices, whole } from './row-slices.js';
import { RunningSamples } from './running-samples.js';
import { RunningSums } from './running-sum.js';
import { codes, deciding, RunningTerm, seen } from './running-term.js';

/** Counters of a slice: one for each membership, and one for those that were seen only. */
const countersPerSlice = deciding.length + 1;
const seenAt = deciding.length;

/** The bits of a verdict that are its membership, and all of them. */
const membershipOf = seen - 1;
const everything = 2 * seen - 1;

/** In place of a verdict: what is not counted, or counted as seen only. */
const none = 7;
const seenOnly = seen + none;

/** What a term adds up to, slice by slice. */
interface TermSums {
  /** How often it counted, where it counts the same each time. */
  readonly times: number[];
  /** By what it is measured in, otherwise. */
  readonly sums: Map<string, RunningSums>;
  readonly unit: Column | undefined;
}

/** What parts share. */
export interface Shared {
  readonly reader: ColumnReader;
  readonly slices: RowSlices;
  readonly column: (name: string) => Column | undefined;
}

/** One part of a metric, tallied by the rows of pages: memory grows with the slices, not with the facts. */
export class RunningPart {
  readonly part: Part;
  readonly #terms: readonly RunningTerm[];
  readonly #verdicts: readonly Uint8Array[];
  /** What the terms come to together. */
  readonly #together: Uint8Array;
  readonly #sums: readonly TermSums[];
  readonly #slices: RowSlices;
  /** A share needs no sums: its counts say all. */
  readonly #addsUp: boolean;
  /** Kept only where percentiles are asked for. */
  readonly #samples: RunningSamples | undefined;
  #counts = new Float64Array(countersPerSlice);
  /** The slices of the fact that dates the open group. */
  readonly #latest: Int32Array;

  constructor(compiled: CompiledMetric, part: Part, view: View, { reader, slices, column }: Shared) {
    this.part = part;
    this.#terms = part.terms.map(term => new RunningTerm(term, reader, view));
    this.#verdicts = this.#terms.map(() => new Uint8Array(pageRows));
    this.#together = this.#verdicts.length === 1 && this.#verdicts[0] ? this.#verdicts[0] : new Uint8Array(pageRows);
    this.#sums = part.terms.map(({ measuredIn }) => {
      const unit = measuredIn === undefined ? undefined : column(measuredIn);
      return { times: [], sums: new Map(), unit };
    });
    this.#slices = slices;
    this.#latest = new Int32Array(slices.at.length);
    this.#addsUp = compiled.metric.kind !== 'proportion';
    const isRanked = compiled.metric.kind === 'mean' && (compiled.metric.percentiles ?? []).length > 0;
    this.#samples = isRanked ? new RunningSamples(this.#terms[0]?.value, this.#terms[0]?.counts ?? 1) : undefined;
  }

  /** Forgets what was counted; the columns stay those that they were. */
  begin(): void {
    this.#counts.fill(0);
    for (const { times, sums } of this.#sums) {
      times.length = 0;
      sums.clear();
    }
    this.#samples?.begin();
  }

  /** Judges a page's rows, each by itself. */
  judge(rows: number): void {
    while (this.#counts.length < this.#slices.count * countersPerSlice) this.#grow();
    this.#terms.forEach((term, i) => term.judge(rows, this.#verdicts[i] ?? this.#together));
    if (this.#verdicts.length > 1) combine(rows, this.#verdicts, this.#together);
  }

  #grow(): void {
    const counts = new Float64Array(this.#counts.length * 2);
    counts.set(this.#counts);
    this.#counts = counts;
  }

  /** Counts the judged rows, each by itself, but for those in groups of several. `touches` says which have a date in the period. */
  count(rows: number, touches: Uint8Array, isOfSeveral: Uint8Array | undefined): void {
    const verdicts = this.#together;
    // A group is judged by its members in the population, so nothing is seen of others.
    const kept = this.part.per.length > 0 ? membershipOf : everything;
    for (let row = 0; row < rows; row++) {
      const verdict = (verdicts[row] ?? none) & kept;
      if (isOfSeveral !== undefined && isOfSeveral[row] === yes) verdicts[row] = none;
      else if (touches[row] === 1 || (verdict & membershipOf) < codes.undated) verdicts[row] = verdict;
      else verdicts[row] = verdict >= seen ? seenOnly : none;
    }
    for (const slices of this.#slices.at) addTo(this.#counts, slices, verdicts, rows);
    if (!this.#addsUp) return;
    for (let row = 0; row < rows; row++) {
      const membership = (verdicts[row] ?? none) & membershipOf;
      if (membership === codes.passed || membership === codes.failed) this.#addRow(row);
    }
  }

  /** What the terms of a row that counts add up to. */
  #addRow(row: number): void {
    for (let i = 0; i < this.#terms.length; i++) {
      if ((((this.#verdicts[i] ?? this.#together)[row] ?? none) & membershipOf) !== codes.passed) continue;
      this.#addTerm(i, row);
      if (i === 0) for (const slices of this.#slices.at) this.#samples?.add(slices[row] ?? whole, row);
    }
  }

  #addTerm(index: number, row: number): void {
    const [value, into] = [this.#terms[index]?.value, this.#sums[index]];
    if (into === undefined) return;
    // A group counts once, whatever its members would count.
    if (value === undefined || this.part.per.length > 0) {
      for (const slices of this.#slices.at) {
        const slice = slices[row] ?? whole;
        into.times[slice] = (into.times[slice] ?? 0) + 1;
      }
      return;
    }
    const named = into.unit === undefined ? null : valueAt(into.unit, row);
    const unit = typeof named === 'string' ? named : '';
    const sums = into.sums.get(unit) ?? new RunningSums(value);
    into.sums.set(unit, sums);
    for (const slices of this.#slices.at) sums.add(slices[row] ?? whole, row);
  }

  /** Looks at a member of a group of several; `close` counts the group. */
  join(row: number): void {
    for (let i = 0; i < this.#terms.length; i++) {
      const isLatest = this.#terms[i]?.join(row) === true;
      if (i > 0 || !isLatest) continue;
      for (let d = 0; d < this.#latest.length; d++) this.#latest[d] = this.#slices.at[d]?.[row] ?? whole;
    }
  }

  close(touches: boolean): void {
    const ended = this.#terms.map(term => term.ended());
    const membership = Math.min(...ended);
    if (!touches && membership >= codes.undated) return;
    const adds = this.#addsUp && (membership === codes.passed || membership === codes.failed);
    for (const slice of this.#latest) {
      const at = slice * countersPerSlice + membership;
      this.#counts[at] = (this.#counts[at] ?? 0) + 1;
      if (!adds) continue;
      ended.forEach((code, i) => {
        const times = this.#sums[i]?.times;
        if (code === codes.passed && times !== undefined) times[slice] = (times[slice] ?? 0) + 1;
      });
    }
  }

  /** The keys of a dimension that something was counted for, with their slices. */
  keys(dimension: string): readonly (readonly [key: string | null, slice: number])[] {
    return [...this.#slices.keys(dimension)].filter(([, slice]) => this.#isThere(slice));
  }

  #isThere(slice: number): boolean {
    const first = slice * countersPerSlice;
    for (let i = first; i < first + countersPerSlice; i++) if ((this.#counts[i] ?? 0) > 0) return true;
    return false;
  }

  /** How many facts, or groups, of a slice came to a membership. */
  tallied(slice: number, membership: Membership): number {
    return this.#counts[slice * countersPerSlice + codes[membership]] ?? 0;
  }

  /** How many facts of a slice were dated in the period and surely not in the population. */
  seen(slice: number): number {
    return this.#counts[slice * countersPerSlice + seenAt] ?? 0;
  }

  /** What each term adds up to in a slice, in their order. */
  sums(slice: number): readonly Amounts[] {
    const isGrouped = this.part.per.length > 0;
    // What passed by another term was counted for each of them, though never for this one: that is 0, and not nothing.
    const leastTimes = this.tallied(slice, 'passed') > 0 ? 0 : undefined;
    return this.#terms.map(({ counts }, i) => {
      const isCounted = isGrouped || counts !== undefined;
      const times = this.#sums[i]?.times[slice] ?? (isCounted && this.#addsUp ? leastTimes : undefined);
      if (times !== undefined) return new Map([['', multiply(isGrouped ? 1 : (counts ?? 1), times)]]);
      const sums = [...(this.#sums[i]?.sums ?? [])].map(([unit, one]) => [unit, one.total(slice)] as const);
      return new Map(sums.filter((sum): sum is [string, Exact] => sum[1] !== undefined));
    });
  }

  /** The discrete percentiles of what the passed facts of a slice counted: the first value that at least so many per cent do not exceed. */
  percentiles(slice: number, wanted: readonly number[]): ReadonlyMap<number, Exact> | undefined {
    return this.#samples?.percentiles(slice, wanted);
  }
}

/** The verdict of several terms: the first membership that decides, and seen where any term saw it. */
function combine(rows: number, verdicts: readonly Uint8Array[], into: Uint8Array): void {
  into.set(verdicts[0] ?? into);
  for (const verdict of verdicts.slice(1))
    for (let row = 0; row < rows; row++) {
      const a = into[row] ?? none;
      const b = verdict[row] ?? none;
      into[row] = Math.min(a & membershipOf, b & membershipOf) | ((a | b) & seen);
    }
}

function addTo(counts: Float64Array, slices: Int32Array, verdicts: Uint8Array, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const verdict = verdicts[row] ?? none;
    if (verdict === none) continue;
    const first = (slices[row] ?? whole) * countersPerSlice;
    if (verdict !== seenOnly) {
      const at = first + (verdict & membershipOf);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    if (verdict >= seen) counts[first + seenAt] = (counts[first + seenAt] ?? 0) + 1;
  }
}
