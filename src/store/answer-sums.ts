import { add, exact, type Exact } from '../facts/exact.js';
import { groupedBy } from '../facts/grouped.js';
import type { CompiledMetric } from '../metrics/compile.js';
import type { Request } from '../metrics/scan-sql.js';
import { inOrder, MetricSum, type MetricTally, type PartTally } from '../metrics/tally.js';

/** A row of a scan's answer. */
export type Row = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;

/** A part of a metric, and where its tally goes. */
export interface PartScan extends Request {
  readonly compiled: CompiledMetric;
  readonly index: number;
}

/** The cells of a row, in the order of the answer's columns. */
export type Cells = readonly Row[string][];

/** What a scan answers: hundreds of columns, most of them empty in most rows, which are found by their places. */
export interface Answer {
  readonly rows: readonly Cells[];
  readonly places: ReadonlyMap<string, number>;
}

/** What scans have found so far, by client and metric. */
export class SumsOfClients {
  readonly #sums = new Map<string, ReadonlyMap<CompiledMetric, MetricSum>>();

  constructor(metrics: readonly CompiledMetric[], clients: readonly string[]) {
    for (const client of clients) this.#sums.set(client, new Map(metrics.map(compiled => [compiled, new MetricSum(compiled)])));
  }

  /** Adds rows of an answer, each to whom it is of; `at` is what a row says of its slice, in the order of the dimensions. */
  add(
    requests: readonly PartScan[],
    dimensions: readonly string[],
    { rows, places }: Answer,
    at: (row: Cells) => readonly (string | null)[],
  ): void {
    const owner = places.get('owner') ?? -1;
    const columns = new AnswerColumns(requests, dimensions, places);
    for (const [client, own] of groupedBy(rows, row => String(row[owner]))) {
      const answer = new AnswerSums(columns);
      for (const row of own) answer.add(row, at(row));
      answer.addTo(this.#sums.get(client) ?? new Map());
    }
  }

  tallies(client: string): Map<string, MetricTally> {
    return new Map([...(this.#sums.get(client) ?? [])].map(([compiled, sum]) => [compiled.metric.id, sum.tally()]));
  }
}

// In the order of memberships, with what is seen besides; the first says whether anything is added.
const countNames = ['pas', 'fai', 'exc', 'und', 'und_', 'out', 'z'] as const;
const countsOfOne = countNames.length;

/** A column of amounts: where it stands, of which term, and by which of the dimensions the amounts are kept apart. */
interface AmountColumn {
  readonly place: number;
  readonly term: number;
  readonly measuredIn: number | undefined;
  /** Where it stands whether the request counts anything that amounts are added of. */
  readonly passed: number;
}

/** Where the columns of an answer stand, by what they are. */
class AnswerColumns {
  /** Where the counts that the answer has stand in a row, and beside it their places among all counts. */
  readonly counts: Int32Array;
  readonly countsAt: Int32Array;
  readonly amounts: readonly AmountColumn[];
  /** The amounts of each request. */
  readonly amountsOf: readonly (readonly AmountColumn[])[];

  constructor(
    readonly requests: readonly PartScan[],
    readonly dimensions: readonly string[],
    places: Answer['places'],
  ) {
    const names = requests.flatMap(({ id }) => countNames.map(name => `${name}${id}`));
    const there = names.flatMap((name, at) => {
      const place = places.get(name);
      return place === undefined ? [] : [[place, at] as const];
    });
    this.counts = Int32Array.from(there, ([place]) => place);
    this.countsAt = Int32Array.from(there, ([, at]) => at);
    this.amountsOf = requests.map(({ id, part }) =>
      part.terms.flatMap(({ value, measuredIn }, term): readonly AmountColumn[] => {
        const [place, passed] = [places.get(`s${id}_${term}`), places.get(`pas${id}`)];
        if (value === undefined || place === undefined || passed === undefined) return [];
        return [{ place, term, passed, measuredIn: measuredIn === undefined ? undefined : dimensions.indexOf(measuredIn) }];
      }),
    );
    this.amounts = this.amountsOf.flat();
  }
}

/** Rows that share something, added up. */
interface Cell {
  readonly counts: Float64Array;
  readonly amounts: Map<AmountColumn, Map<string, Exact>>;
}

/**
 * Adds the rows of a client in one answer up, as a whole and by each dimension, before they are taken apart by metric: rows are many, and
 * what is done for each of them is adding numbers.
 */
class AnswerSums {
  readonly #columns: AnswerColumns;
  readonly #total: Cell;
  readonly #by: readonly Map<string | null, Cell>[];

  constructor(columns: AnswerColumns) {
    this.#columns = columns;
    this.#total = this.#cell();
    this.#by = columns.dimensions.map(() => new Map());
  }

  add(row: Cells, at: readonly (string | null)[]): void {
    const cells = this.#cellsAt(at);
    const { counts: places, countsAt, amounts: columns } = this.#columns;
    for (let i = 0; i < places.length; i++) {
      // Most columns of most rows are null: there is nothing to count.
      const count = row[places[i] ?? -1];
      if (count == null) continue;
      const at = countsAt[i] ?? 0;
      for (const { counts } of cells) counts[at] = (counts[at] ?? 0) + Number(count);
    }
    for (const column of columns) {
      const { place, passed, measuredIn } = column;
      const sum = row[place];
      if (sum == null || row[passed] == null) continue;
      const amount = exact(String(sum));
      const unit = measuredIn === undefined ? '' : (at[measuredIn] ?? '');
      for (const { amounts } of cells) {
        const units = amounts.get(column) ?? new Map<string, Exact>();
        amounts.set(column, units);
        units.set(unit, add(units.get(unit) ?? 0, amount));
      }
    }
  }

  /** Adds all that the answer said to what is known of the client's metrics. */
  addTo(sums: ReadonlyMap<CompiledMetric, MetricSum>): void {
    const { requests, dimensions } = this.#columns;
    // Put in order once, not for each metric.
    const by = this.#by.map(inOrder);
    for (const [place, request] of requests.entries()) {
      const sum = sums.get(request.compiled);
      if (sum === undefined || !hasCounts(this.#total, place)) continue;
      sum.addToTotal(request.index, this.#tallyOf(this.#total, request, place));
      for (const [i, slices] of by.entries())
        for (const [key, cell] of slices)
          if (hasCounts(cell, place)) sum.addTo(dimensions[i] ?? '', key, request.index, this.#tallyOf(cell, request, place));
    }
  }

  #cell(): Cell {
    return { counts: new Float64Array(this.#columns.requests.length * countsOfOne), amounts: new Map() };
  }

  #cellsAt(at: readonly (string | null)[]): readonly Cell[] {
    const cells = [this.#total];
    for (const [i, slices] of this.#by.entries()) {
      const key = at[i] ?? null;
      let known = slices.get(key);
      if (known === undefined) slices.set(key, (known = this.#cell()));
      cells.push(known);
    }
    return cells;
  }

  #tallyOf({ counts, amounts }: Cell, { part }: PartScan, place: number): PartTally {
    const first = place * countsOfOne;
    const count = (at: number): number => counts[first + at] ?? 0;
    const passed = count(0);
    const seen = count(6);
    const of = {
      passed,
      failed: count(1),
      excluded: count(2),
      undetermined: count(3),
      undated: count(4),
      outside: count(5),
    };
    if (amounts.size === 0 || passed === 0) return { counts: of, seen, sums: noSums };
    const own = this.#columns.amountsOf[place] ?? [];
    const amountsOf = (i: number): PartTally['sums'][number] => {
      const column = own.find(({ term }) => term === i);
      return (column === undefined ? undefined : amounts.get(column)) ?? noAmounts;
    };
    return { counts: of, seen, sums: part.terms.map((_, i) => amountsOf(i)) };
  }
}

/** Whether anything was counted of a request. */
function hasCounts({ counts }: Cell, place: number): boolean {
  const first = place * countsOfOne;
  for (let i = first; i < first + countsOfOne; i++) if (counts[i] !== 0) return true;
  return false;
}

const noSums: PartTally['sums'] = [];
const noAmounts: PartTally['sums'][number] = new Map();
