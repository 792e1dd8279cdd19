import type { Expression } from '../expressions/expression.js';
import { asksForGroup } from '../expressions/group-operations.js';
import { type Exact, toDouble } from '../facts/exact.js';
import type { CompiledTerm } from '../metrics/compile.js';
import type { View } from '../metrics/membership.js';
import { type Column, type FlagColumn, hasNumber, no, type NumberColumn, pageRows, unknown, yes } from './column.js';
import type { ColumnReader } from './column-reader.js';
import { RunningCondition } from './running-condition.js';
import { codes, judgedBy } from './verdict.js';

// The checker has made sure of the types.
function numbers(column: Column): NumberColumn {
  if (column.holds !== 'numbers') throw new TypeError('not a column of numbers');
  return column;
}

function flags(column: Column): FlagColumn['at'] {
  if (column.holds !== 'flags') throw new TypeError('not a column of booleans');
  return column.at;
}

/** How sure a member of a group is to be in the population; only the surest members make the group. */
const certainty = (population: number | undefined): number => (population === yes ? 2 : population === unknown ? 1 : 0);

const allNo = new Uint8Array(pageRows).fill(no);
const allYes = new Uint8Array(pageRows).fill(yes);

/** One term of a part, judged row by row or over the members of a group as they come by. */
export class RunningTerm {
  readonly #from: number;
  readonly #to: number;
  readonly #dated: NumberColumn;
  readonly #when: FlagColumn['at'];
  readonly #passes: FlagColumn['at'] | undefined;
  readonly #excluded: FlagColumn['at'] | undefined;
  /** All that rows are judged by. */
  readonly #read: Column[] = [];
  /** The condition, where it takes the facts of a group together. */
  readonly #ofGroup: RunningCondition | undefined;

  /** What each passed fact counts, where that is the same for all. */
  readonly counts: Exact | undefined;
  /** What each row counts, where it is not. */
  readonly value: NumberColumn | undefined;

  #sureness = -1;
  #latestAt = Number.NaN;
  #isKept = false;
  #hasFailed = false;
  #isUnknown = false;

  constructor(term: CompiledTerm, reader: ColumnReader, { from, to }: View) {
    const columnOf = (expression: Expression): Column => {
      const column = reader.column(expression);
      this.#read.push(column);
      return column;
    };
    const flagsOf = (expression: Expression | undefined): FlagColumn['at'] | undefined =>
      expression === undefined ? undefined : flags(columnOf(expression));
    this.#from = from;
    this.#to = to;
    this.#dated = numbers(columnOf(term.dated));
    this.#when = flags(columnOf(term.when));
    this.#passes = flagsOf(term.passes);
    this.#excluded = flagsOf(term.excluded);
    this.#ofGroup =
      term.passes !== undefined && asksForGroup(term.passes) ? new RunningCondition(term.passes, reader) : undefined;
    const constant = term.value === undefined ? 1 : term.value.node === 'literal' ? term.value.value : undefined;
    this.counts = typeof constant === 'number' ? constant : undefined;
    this.value = this.counts === undefined && term.value !== undefined ? numbers(columnOf(term.value)) : undefined;
  }

  /** The verdicts of a page's rows, each by itself. */
  judge(rows: number, into: Uint8Array): void {
    const isAlike = this.#read.every(column => column.isAlike);
    this.#judge(isAlike ? 1 : rows, into);
    if (isAlike) into.fill(into[0] ?? codes.undetermined, 1, rows);
  }

  #judge(rows: number, into: Uint8Array): void {
    const [when, excluded, passes] = [this.#when, this.#excluded ?? allNo, this.#passes ?? allYes];
    const [from, to, dates] = [this.#from, this.#to, this.#dated.at];
    const hasOdd = this.#dated.odd.size > 0;
    for (let row = 0; row < rows; row++) {
      const at = hasOdd ? this.#dateOf(row) : (dates[row] ?? Number.NaN);
      const population = when[row] ?? unknown;
      if (at >= from && at < to)
        into[row] = judgedBy[population + (excluded[row] ?? unknown) * 4 + (passes[row] ?? unknown) * 16] ?? codes.undetermined;
      else into[row] = population === no || !Number.isNaN(at) ? codes.outside : codes.undated;
    }
    if (this.value !== undefined) this.#missValues(rows, this.value, into);
  }

  /** Of what counts something unknown it is unknown whether it passes. */
  #missValues(rows: number, value: NumberColumn, into: Uint8Array): void {
    for (let row = 0; row < rows; row++)
      if ((into[row] === codes.passed || into[row] === codes.failed) && !hasNumber(value, row)) into[row] = codes.undetermined;
  }

  /** NaN where there is none; a date beyond the safe integers is far outside any period. */
  #dateOf(row: number): number {
    const at = this.#dated.at[row] ?? Number.NaN;
    return this.#dated.odd.size > 0 && Number.isNaN(at) ? toDouble(this.#dated.odd.get(row) ?? Number.NaN) : at;
  }

  /** Whether a row passes; unknown where what it counts is. */
  #passesAt(row: number): number | undefined {
    if (this.value !== undefined && !hasNumber(this.value, row)) return unknown;
    return this.#passes === undefined ? yes : this.#passes[row];
  }

  /** Looks at the next member of a group, in the order of their keys; true where it dates the group so far. */
  join(row: number): boolean {
    const population = this.#when[row];
    const sure = certainty(population);
    if (sure < this.#sureness) return false;
    const isNoneMade = sure > this.#sureness;
    if (isNoneMade) this.#begin(sure);
    const at = this.#dateOf(row);
    const hasDate = !Number.isNaN(at);
    const isLatest = hasDate ? !(at < this.#latestAt) : Number.isNaN(this.#latestAt);
    if (isLatest) this.#latestAt = at;
    if (population === yes) this.#ofGroup?.join(row);
    if (sure > 0 && this.#excluded?.[row] !== yes) this.#keep(row, population);
    return isNoneMade || isLatest;
  }

  #keep(row: number, population: number | undefined): void {
    this.#isKept = true;
    if (this.#hasFailed) return;
    if (this.#ofGroup !== undefined && population === yes) {
      this.#ofGroup.ask(row);
      return;
    }
    const passes = this.#passesAt(row);
    if (population === unknown || passes === unknown) this.#isUnknown = true;
    else if (passes === no) this.#hasFailed = true;
  }

  #begin(sure: number): void {
    this.#sureness = sure;
    this.#latestAt = Number.NaN;
    this.#isKept = false;
    this.#hasFailed = false;
    this.#isUnknown = false;
    this.#ofGroup?.begin();
  }

  /** The membership of the group whose members have come by; the next member begins another group. */
  ended(): number {
    const [sure, at] = [this.#sureness, this.#latestAt];
    this.#sureness = -1;
    if (sure === 0) return codes.outside;
    if (Number.isNaN(at)) return codes.undated;
    if (at < this.#from || at >= this.#to) return codes.outside;
    if (!this.#isKept) return codes.excluded;
    const whole = this.#ofGroup?.ended();
    if (whole === no) return codes.failed;
    if (whole === unknown) return codes.undetermined;
    return this.#hasFailed ? codes.failed : this.#isUnknown ? codes.undetermined : codes.passed;
  }
}
