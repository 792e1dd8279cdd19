import { multiply, type Exact } from '../facts/exact.js';
import type { CompiledMetric, Part } from '../metrics/compile.js';
import type { Value } from '../facts/fact.js';
import type { Membership, View } from '../metrics/membership.js';
import { type Amounts, amountOf } from '../metrics/tally.js';
import { type Column, type NumberColumn, pageRows, valueAt } from './column.js';
import type { ColumnReader } from './column-reader.js';
import { type KeyedSlice, type RowSlices, whole } from './row-slices.js';
import { RunningSamples } from './running-samples.js';
import { RunningSums } from './running-sum.js';
import { RunningTerm } from './running-term.js';
import { codes, countedAs, membershipOf, none, seen, verdicts } from './verdict.js';
import { VerdictCounts } from './verdict-counts.js';

/** What a term adds up to, slice by slice. */
interface TermSums {
  /** How often it counted in each slice, where it counts the same each time and not whenever the part passes. */
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

/** The rows of a page that a term adds up; each term overwrites it. */
const adding = new Uint16Array(pageRows);

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
  readonly #counts: VerdictCounts;
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
    this.#counts = new VerdictCounts(slices);
    this.#latest = new Int32Array(slices.at.length);
    this.#addsUp = compiled.metric.kind !== 'proportion';
    const isRanked = compiled.metric.kind === 'mean' && (compiled.metric.percentiles ?? []).length > 0;
    this.#samples = isRanked ? new RunningSamples(this.#terms[0]?.value, this.#terms[0]?.counts ?? 1) : undefined;
  }

  /** Forgets what was counted; the columns stay those that they were. */
  begin(): void {
    this.#counts.begin();
    for (const { times, sums } of this.#sums) {
      times.length = 0;
      sums.clear();
    }
    this.#samples?.begin();
  }

  /** Judges a page's rows, each by itself. */
  judge(rows: number): void {
    this.#terms.forEach((term, i) => term.judge(rows, this.#verdicts[i] ?? this.#together));
    if (this.#verdicts.length > 1) combine(rows, this.#verdicts, this.#together);
  }

  /** Counts the judged rows, each by itself, as their marks say. */
  count(rows: number, marks: Uint8Array): void {
    const together = this.#together;
    const counted = this.part.per.length > 0 ? countedAs.groups : countedAs.facts;
    for (let row = 0; row < rows; row++) together[row] = counted[(marks[row] ?? 0) * verdicts + (together[row] ?? none)] ?? none;
    this.#counts.addPage(rows, together);
    if (this.#addsUp) for (let i = 0; i < this.#terms.length; i++) this.#addUp(i, rows);
  }

  /** Adds what a term counts of the page's rows. */
  #addUp(index: number, rows: number): void {
    const value = this.#terms[index]?.value;
    // A group counts once, whatever its members would count.
    const isCounted = value === undefined || this.part.per.length > 0;
    if (isCounted && this.#countsAll && (index > 0 || this.#samples === undefined)) return;
    const length = this.#listAdding(index, rows);
    if (length === 0) return;
    if (!isCounted) this.#addValues(index, value, length);
    else if (!this.#countsAll) this.#addTimes(index, length);
    if (index === 0) for (const slices of this.#slices.at) this.#samples?.addRows(adding, length, slices);
  }

  /** Whether the only term counts whenever the part passes, so that how often it does need not be counted again. */
  get #countsAll(): boolean {
    return this.#terms.length === 1;
  }

  /** Lists the rows that a term passes and that count; how many there are. */
  #listAdding(index: number, rows: number): number {
    const [own, together] = [this.#verdicts[index] ?? this.#together, this.#together];
    let length = 0;
    for (let row = 0; row < rows; row++) {
      const membership = (together[row] ?? none) & membershipOf;
      adding[length] = row;
      if (((own[row] ?? none) & membershipOf) === codes.passed && (membership === codes.passed || membership === codes.failed))
        length++;
    }
    return length;
  }

  #addTimes(index: number, length: number): void {
    const times = this.#sums[index]?.times ?? [];
    for (const slices of this.#slices.at)
      for (let i = 0; i < length; i++) {
        const slice = slices[adding[i] ?? 0] ?? whole;
        times[slice] = (times[slice] ?? 0) + 1;
      }
  }

  #addValues(index: number, value: NumberColumn, length: number): void {
    const { sums, unit } = this.#sums[index] ?? { sums: new Map<string, RunningSums>(), unit: undefined };
    const sumOf = (named: Value): RunningSums => {
      const key = typeof named === 'string' ? named : '';
      const sum = sums.get(key) ?? new RunningSums(value);
      sums.set(key, sum);
      return sum;
    };
    const all = unit === undefined ? sumOf(null) : undefined;
    if (all !== undefined) for (const slices of this.#slices.at) all.addRows(adding, length, slices, this.#slices.count);
    else if (unit !== undefined)
      for (let i = 0; i < length; i++) {
        const row = adding.subarray(i, i + 1);
        const sum = sumOf(valueAt(unit, row[0] ?? 0));
        for (const slices of this.#slices.at) sum.addRows(row, 1, slices, this.#slices.count);
      }
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
    const adds = this.#addsUp && !this.#countsAll && (membership === codes.passed || membership === codes.failed);
    for (const slice of this.#latest) {
      this.#counts.addOne(slice, membership);
      if (!adds) continue;
      ended.forEach((code, i) => {
        const times = this.#sums[i]?.times;
        if (code === codes.passed && times !== undefined) times[slice] = (times[slice] ?? 0) + 1;
      });
    }
  }

  /** The slices of a dimension, in the order of their keys. */
  slicesBy(dimension: string): readonly KeyedSlice[] {
    return this.#slices.by(dimension);
  }

  /** Whether something was counted in a slice. */
  isThere(slice: number): boolean {
    return this.#counts.hasAny(slice);
  }

  /** How many facts, or groups, of a slice came to a membership. */
  tallied(slice: number, membership: Membership): number {
    const code = codes[membership];
    return this.#counts.of(slice, code) + this.#counts.of(slice, code + seen);
  }

  /** How many facts of a slice were dated in the period and surely not in the population. */
  seen(slice: number): number {
    let sum = 0;
    for (let verdict = seen; verdict < verdicts; verdict++) sum += this.#counts.of(slice, verdict);
    return sum;
  }

  /** What each term adds up to in a slice, in their order. */
  sums(slice: number): readonly Amounts[] {
    const isGrouped = this.part.per.length > 0;
    // What passed by another term was counted for each of them, though never for this one: that is 0, and not nothing.
    const passed = this.tallied(slice, 'passed');
    const leastTimes = passed === 0 ? undefined : this.#countsAll ? passed : 0;
    return this.#terms.map(({ counts }, i) => {
      const isCounted = isGrouped || counts !== undefined;
      const times = this.#sums[i]?.times[slice] ?? (isCounted && this.#addsUp ? leastTimes : undefined);
      if (times !== undefined) return isGrouped || counts === 1 ? amountOf(times) : new Map([['', multiply(counts ?? 1, times)]]);
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
