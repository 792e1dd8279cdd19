import type { Read } from '../../expressions/operations.js';
import { type Reader, toFunction } from '../../expressions/to-function.js';
import type { Expression } from '../../expressions/expression.js';
import type { Exact } from '../../facts/exact.js';
import type { CompiledTerm } from '../../metrics/compile.js';
import type { Membership, View } from '../../metrics/membership.js';
import type { Row } from '../../store/audit/fact-copy.js';

/** Memberships in the order in which one of several terms decides for all: the smallest number does. */
export const deciding = ['excluded', 'undetermined', 'failed', 'passed', 'undated', 'outside'] as const satisfies Membership[];

/** The numbers of memberships in that order. */
export const codes = { excluded: 0, undetermined: 1, failed: 2, passed: 3, undated: 4, outside: 5 } as const;

/** How sure a member of a group is to be in the population; only the surest members make the group. */
const sureness = (population: unknown): number => (population === true ? 2 : population === null ? 1 : 0);

/** One term of a part, judged row by row or over the members of a group as they come by; it keeps nothing but its last verdict. */
export class RunningTerm {
  readonly #from: number;
  readonly #to: number;
  readonly #dated: Read<Row>;
  readonly #when: Read<Row>;
  readonly #passes: Read<Row> | undefined;
  readonly #excluded: Read<Row> | undefined;
  readonly #value: Read<Row> | undefined;

  /** What each passed fact counts, where that is the same for all. */
  readonly counts: Exact | undefined;
  /** What the last row judged by itself counts. */
  value: Exact | null = null;
  /** Whether that row is dated in the period and surely not in the population. */
  seen = false;

  #sureness = -1;
  #latestAt: number | null = null;
  #latest: Row | undefined;
  #isKept = false;
  #hasFailed = false;
  #isUnknown = false;

  constructor(term: CompiledTerm, reader: Reader<Row>, { from, to }: View) {
    const read = (expression: Expression | undefined): Read<Row> | undefined =>
      expression === undefined ? undefined : toFunction(expression, reader);
    this.#from = from;
    this.#to = to;
    this.#dated = toFunction(term.dated, reader);
    this.#when = toFunction(term.when, reader);
    this.#passes = read(term.passes);
    this.#excluded = read(term.excluded);
    const constant = term.value === undefined ? 1 : term.value.node === 'literal' ? term.value.value : undefined;
    this.counts = typeof constant === 'number' ? constant : undefined;
    this.#value = this.counts === undefined ? read(term.value) : undefined;
  }

  /** The membership of a row by itself. */
  judged(row: Row): number {
    this.seen = false;
    const at = this.#dated(row);
    if (at === null) return this.#when(row) === false ? codes.outside : codes.undated;
    if (!this.#isInside(at)) return codes.outside;
    const population = this.#when(row);
    if (population === false) {
      this.seen = true;
      return codes.outside;
    }
    if (this.#excluded?.(row) === true) return codes.excluded;
    const passes = this.#passesOf(row);
    if (population === null || passes === null) return codes.undetermined;
    return passes === true ? codes.passed : codes.failed;
  }

  // A date is a number: the checker has made sure of its type.
  #isInside(at: unknown): boolean {
    return typeof at === 'number' && at >= this.#from && at < this.#to;
  }

  /** Whether a row passes; unknown where what it counts is. */
  #passesOf(row: Row): unknown {
    if (this.#value !== undefined) {
      // The checker has made sure that a term counts numbers or durations.
      this.value = this.#value(row) as Exact | null;
      if (this.value === null) return null;
    }
    return this.#passes === undefined ? true : this.#passes(row);
  }

  /** Looks at the next member of a group; members come in the order of their keys. */
  join(row: Row): void {
    const population = this.#when(row);
    const sure = sureness(population);
    if (sure < this.#sureness) return;
    if (sure > this.#sureness) this.#begin(sure, row);
    const at = this.#dated(row);
    if (typeof at === 'number' && at >= (this.#latestAt ?? at)) {
      this.#latestAt = at;
      this.#latest = row;
    } else if (this.#latestAt === null) this.#latest = row;
    if (sure === 0 || this.#excluded?.(row) === true) return;
    this.#isKept = true;
    if (this.#hasFailed) return;
    const passes = this.#passesOf(row);
    if (population === null || passes === null) this.#isUnknown = true;
    else if (passes === false) this.#hasFailed = true;
  }

  #begin(sure: number, row: Row): void {
    this.#sureness = sure;
    this.#latestAt = null;
    this.#latest = row;
    this.#isKept = false;
    this.#hasFailed = false;
    this.#isUnknown = false;
  }

  /** The member that dates the group: of equal dates the last one. */
  get latest(): Row | undefined {
    return this.#latest;
  }

  /** The membership of the group whose members have come by; the next member begins another group. */
  ended(): number {
    const [sure, at] = [this.#sureness, this.#latestAt];
    this.#sureness = -1;
    if (sure === 0) return codes.outside;
    if (at === null) return codes.undated;
    if (!this.#isInside(at)) return codes.outside;
    if (!this.#isKept) return codes.excluded;
    return this.#hasFailed ? codes.failed : this.#isUnknown ? codes.undetermined : codes.passed;
  }
}
