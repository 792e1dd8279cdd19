import { surroundings } from '../../evaluation/plan.js';
import { namesIn } from '../../expressions/expression.js';
import { groupedBy } from '../../facts/grouped.js';
import { type FactKindName, kindOf } from '../../facts/kinds.js';
import { type CompiledMetric, expressionsOf, type Part } from '../../metrics/compile.js';
import type { View } from '../../metrics/membership.js';
import { dimensionsOf, type MetricTally } from '../../metrics/tally.js';
import { type Column, pageRows } from '../../store/audit/column.js';
import { factLines } from '../../store/audit/fact-copy.js';
import { windowOf } from '../../store/audit/fact-window.js';
import { PageReader } from '../../store/audit/page.js';
import { Texts } from '../../store/audit/texts.js';
import type { Transaction } from '../../store/connect.js';
import type { Scan } from '../../store/scan.js';
import { addedUp } from './added-up.js';
import { ColumnReader } from './column-reader.js';
import { Gathering } from './gathering.js';
import { RowSlices } from './row-slices.js';
import { RunningPart } from './running-tally.js';

/** A part of a metric that is to be counted. */
interface Asking {
  readonly compiled: CompiledMetric;
  readonly part: Part;
}

/** Tallies metrics fact by fact, as functions of each fact's values: the second, independent way to the figures of `tallyMetrics`. */
export async function tallyByRows(
  tx: Transaction,
  metrics: readonly CompiledMetric[],
  scan: Scan,
): Promise<ReadonlyMap<string, MetricTally>> {
  const asking = metrics.flatMap(compiled => compiled.parts.map((part): Asking => ({ compiled, part })));
  const there = asking.filter(({ part }) => scan.kinds?.has(part.of) ?? true);
  const counted = new Map<Part, RunningPart>();
  for (const sameOrder of groupedBy(there, ({ part }) => `${part.of}\0${orderOf(part).join('\0')}`).values())
    for (const [part, running] of await readOnce(tx, sameOrder, scan)) counted.set(part, running);
  return new Map(
    metrics.map(compiled => [
      compiled.metric.id,
      addedUp(
        compiled,
        compiled.parts.map(part => counted.get(part)),
      ),
    ]),
  );
}

/** What facts must be ordered by for a part's groups to come together; nothing where the order of keys does. */
function orderOf({ per, of }: Part): readonly string[] {
  const key = kindOf(of).key.slice(1);
  // Readings of the whole firm and of the client come one after the other, so their keys bring no group of both together.
  return per.every((name, i) => name === key[i]) && (of !== 'reading' || per.length === 0) ? [] : per;
}

/** Reads a kind's facts once, for all parts whose groups come together in that order. */
async function readOnce(tx: Transaction, asking: readonly Asking[], scan: Scan): Promise<ReadonlyMap<Part, RunningPart>> {
  const parts = asking.map(({ part }) => part);
  const [first] = parts;
  if (first === undefined) return new Map();
  const values = namesRead(asking, first.of);
  const compared = new Set(parts.flatMap(({ per }) => per));
  const { columns, lines } = factLines(tx, {
    kind: first.of,
    names: new Set([...values, ...compared]),
    ownFields: scan.fields,
    where: windowOf(parts, scan),
    orderedBy: orderOf(first),
  });
  const texts = new Texts();
  const page = new PageReader(columns, { values: new Set([...values, ...spanFields]), compared }, texts);
  const counting = new Counting(asking, page, texts, scan);
  for await (const some of lines()) for (const { rows } of page.pages(some)) counting.take(rows);
  return counting.counted();
}

const spanFields = ['first_at', 'last_at'] as const;

/** Counts the rows of pages for all parts; they share what they compute of a row, and those that are sliced alike share the slices. */
class Counting {
  readonly #reader: ColumnReader;
  readonly #slices = new Map<string, RowSlices>();
  readonly #running: ReadonlyMap<Part, RunningPart>;
  readonly #gatherings: readonly Gathering[];
  readonly #touching: (rows: number) => Uint8Array;

  constructor(asking: readonly Asking[], page: PageReader, texts: Texts, scan: Scan) {
    const view: View = { from: scan.from, to: scan.to, asOf: scan.asOf, around: surroundings(scan.places, scan.asOf) };
    const column = (name: string): Column | undefined => page.column(name);
    const source = { column, texts };
    const reader = new ColumnReader(source, view);
    this.#reader = reader;
    const slicesOf = (dimensions: readonly string[]): RowSlices => {
      const key = dimensions.join('\0');
      const slices = this.#slices.get(key) ?? new RowSlices(dimensions, source);
      this.#slices.set(key, slices);
      return slices;
    };
    this.#running = new Map(
      asking.map(({ compiled, part }) => {
        const slices = slicesOf(dimensionsOf(compiled));
        return [part, new RunningPart(compiled, part, view, { reader, slices, column })];
      }),
    );
    const alike = groupedBy(this.#running.values(), ({ part }) => part.per.join('\0'));
    this.#gatherings = [...alike.values()].map(parts => new Gathering(parts, page));
    this.#touching = touching(page, scan);
  }

  take(rows: number): void {
    this.#reader.compute(rows);
    for (const slices of this.#slices.values()) slices.compute(rows);
    const touches = this.#touching(rows);
    for (const gathering of this.#gatherings) gathering.take(rows, touches);
  }

  /** What was counted, after the last page. */
  counted(): ReadonlyMap<Part, RunningPart> {
    for (const gathering of this.#gatherings) gathering.close();
    return this.#running;
  }
}

/** Whether one of a row's own dates may lie in the period, for the rows of a page. */
function touching(page: PageReader, { from, to }: Scan): (rows: number) => Uint8Array {
  const [first, last] = spanFields.map(name => page.column(name));
  const touches = new Uint8Array(pageRows);
  if (first?.holds !== 'numbers' || last?.holds !== 'numbers') return () => touches;
  return rows => {
    // A fact without dates has neither.
    for (let row = 0; row < rows; row++)
      touches[row] = (first.at[row] ?? Number.NaN) < to && (last.at[row] ?? Number.NaN) >= from ? 1 : 0;
    return touches;
  };
}

/** The fields that parts read: of their expressions, slices and units. */
function namesRead(asking: readonly Asking[], of: FactKindName): ReadonlySet<string> {
  const names = new Set<string>(kindOf(of).fields.some(field => field.name === 'site') ? ['site'] : []);
  for (const { compiled, part } of asking) {
    for (const dimension of dimensionsOf(compiled)) names.add(dimension);
    for (const term of part.terms) {
      for (const expression of expressionsOf(term)) for (const name of namesIn(expression)) names.add(name);
      if (term.measuredIn !== undefined) names.add(term.measuredIn);
    }
  }
  return names;
}
