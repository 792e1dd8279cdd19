import { add, exact, type Exact } from '../facts/exact.js';
import { groupedBy } from '../facts/grouped.js';
import type { CompiledMetric } from '../metrics/compile.js';
import type { Request } from '../metrics/scan-sql.js';
import { MetricSum, type MetricTally, type PartTally, type Slice } from '../metrics/tally.js';

/** A row of a scan's answer. */
export type Row = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;

/** A part of a metric, and where its tally goes. */
export interface PartScan extends Request {
  readonly compiled: CompiledMetric;
  readonly index: number;
}

/** What scans have found so far, by client and metric. */
export class SumsOfClients {
  readonly #sums = new Map<string, ReadonlyMap<CompiledMetric, MetricSum>>();

  constructor(metrics: readonly CompiledMetric[], clients: readonly string[]) {
    for (const client of clients) this.#sums.set(client, new Map(metrics.map(compiled => [compiled, new MetricSum(compiled)])));
  }

  /** Adds the rows of an answer, each to whom it is of; `at` is what a row says of its slice, by the columns named. */
  add(requests: readonly PartScan[], columns: readonly string[], rows: readonly Row[], at: (row: Row) => Slice['at']): void {
    for (const [client, own] of groupedBy(rows, row => String(row['owner']))) {
      const answer = new AnswerSums(requests, columns);
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

/** A column of amounts: of which request's term, and by which column of the slice they are kept apart. */
interface AmountColumn {
  readonly name: string;
  readonly request: number;
  readonly measuredIn: string | undefined;
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
  readonly #requests: readonly PartScan[];
  readonly #dimensions: readonly string[];
  readonly #names: readonly string[];
  readonly #amounts: readonly AmountColumn[];
  readonly #total: Cell;
  readonly #by: readonly Map<string | null, Cell>[];

  constructor(requests: readonly PartScan[], dimensions: readonly string[]) {
    this.#requests = requests;
    this.#dimensions = dimensions;
    this.#names = requests.flatMap(({ id }) => countNames.map(name => `${name}${id}`));
    this.#amounts = requests.flatMap(({ id, part }, request) =>
      part.terms.flatMap(({ value, measuredIn }, i) =>
        value === undefined ? [] : [{ name: `s${id}_${i}`, request, measuredIn }],
      ),
    );
    this.#total = this.#cell();
    this.#by = dimensions.map(() => new Map());
  }

  add(row: Row, at: Slice['at']): void {
    const cells = this.#cellsAt(at);
    for (const [i, name] of this.#names.entries()) {
      // Most columns of most rows are null: there is nothing to count.
      const count = row[name];
      if (count != null) for (const { counts } of cells) counts[i] = (counts[i] ?? 0) + Number(count);
    }
    for (const column of this.#amounts) {
      const { name, request, measuredIn } = column;
      const sum = row[name];
      if (sum == null || row[this.#names[request * countsOfOne] ?? ''] == null) continue;
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
    for (const [place, request] of this.#requests.entries()) {
      const sum = sums.get(request.compiled);
      sum?.addToTotal(request.index, this.#tallyOf(this.#total, request, place));
      for (const [i, slices] of this.#by.entries())
        for (const [key, cell] of slices)
          sum?.addTo(this.#dimensions[i] ?? '', key, request.index, this.#tallyOf(cell, request, place));
    }
  }

  #cell(): Cell {
    return { counts: new Float64Array(this.#names.length), amounts: new Map() };
  }

  #cellsAt(at: Slice['at']): readonly Cell[] {
    const ofSlices = this.#by.map((slices, i) => {
      const key = at[this.#dimensions[i] ?? ''] ?? null;
      const known = slices.get(key) ?? this.#cell();
      slices.set(key, known);
      return known;
    });
    return [this.#total, ...ofSlices];
  }

  #tallyOf({ counts, amounts }: Cell, { id, part }: PartScan, place: number): PartTally {
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
    const own = this.#amounts.filter(({ request }) => request === place);
    const amountsOf = (i: number): PartTally['sums'][number] => {
      const column = own.find(({ name }) => name === `s${id}_${i}`);
      return (column === undefined ? undefined : amounts.get(column)) ?? noAmounts;
    };
    return { counts: of, seen, sums: part.terms.map((_, i) => amountsOf(i)) };
  }
}

const noSums: PartTally['sums'] = [];
const noAmounts: PartTally['sums'][number] = new Map();
