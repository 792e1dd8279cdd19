import { surroundings } from '../../evaluation/plan.js';
import { namesIn } from '../../expressions/expression.js';
import type { Value } from '../../facts/fact.js';
import { groupedBy } from '../../facts/grouped.js';
import { type FactKindName, kindOf } from '../../facts/kinds.js';
import { type CompiledMetric, expressionsOf, type Part } from '../../metrics/compile.js';
import type { View } from '../../metrics/membership.js';
import { dimensionsOf, type MetricTally } from '../../metrics/tally.js';
import { cellReader, factRows, isMissing, type Row, type RowColumn } from '../../store/audit/fact-copy.js';
import { windowOf } from '../../store/audit/fact-window.js';
import type { Transaction } from '../../store/connect.js';
import type { Scan } from '../../store/scan.js';
import { addedUp } from './added-up.js';
import { rowReader } from './row-reader.js';
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
  const stream = {
    kind: first.of,
    names: namesRead(asking, first.of),
    ownFields: scan.fields,
    where: windowOf(parts, scan),
    orderedBy: orderOf(first),
  };
  const { columns, pages } = factRows(tx, stream);
  const running = runningParts(asking, columns, scan);
  const gatherings = [...groupedBy(running.values(), ({ part }) => part.per.join('\0')).values()].map(
    alike => new Gathering(alike, columns),
  );
  const touches = touching(columns, scan);
  for await (const page of pages()) {
    for (const row of page) {
      const isTouching = touches(row);
      for (const gathering of gatherings) gathering.take(row, isTouching);
    }
  }
  for (const gathering of gatherings) gathering.close();
  return running;
}

/** Whether one of a row's own dates may lie in the period. */
function touching(columns: readonly RowColumn[], { from, to }: Scan): (row: Row) => boolean {
  const instant = (wanted: string): ((row: Row) => Value) => {
    const column = columns.find(({ name }) => name === wanted);
    return column === undefined ? () => null : cellReader(column);
  };
  const [firstOf, lastOf] = [instant('first_at'), instant('last_at')];
  return row => {
    const [first, last] = [firstOf(row), lastOf(row)];
    return typeof first === 'number' && typeof last === 'number' && first < to && last >= from;
  };
}

/** The parts, ready to count; they share what they compute of a row, and those that are sliced alike share the slices. */
function runningParts(asking: readonly Asking[], columns: readonly RowColumn[], scan: Scan): ReadonlyMap<Part, RunningPart> {
  const view: View = { from: scan.from, to: scan.to, asOf: scan.asOf, around: surroundings(scan.places, scan.asOf) };
  const reader = rowReader(columns, view);
  const sliced = new Map<string, RowSlices>();
  return new Map(
    asking.map(({ compiled, part }) => {
      const dimensions = dimensionsOf(compiled);
      const key = dimensions.join('\0');
      const slices = sliced.get(key) ?? new RowSlices(dimensions, columns);
      sliced.set(key, slices);
      return [part, new RunningPart(compiled, part, view, { reader, slices, columns })];
    }),
  );
}

/** The fields that parts read: of their expressions, groups, slices and units. */
function namesRead(asking: readonly Asking[], of: FactKindName): ReadonlySet<string> {
  const names = new Set<string>(kindOf(of).fields.some(field => field.name === 'site') ? ['site'] : []);
  for (const { compiled, part } of asking) {
    for (const dimension of dimensionsOf(compiled)) names.add(dimension);
    for (const name of part.per) names.add(name);
    for (const term of part.terms) {
      for (const expression of expressionsOf(term)) for (const name of namesIn(expression)) names.add(name);
      if (term.measuredIn !== undefined) names.add(term.measuredIn);
    }
  }
  return names;
}

/** Hands facts to the parts that count them, and tells these where a group ends: its members come one after another. */
class Gathering {
  readonly #parts: readonly RunningPart[];
  /** Where the cells are that make a group; none where each fact counts by itself. */
  readonly #keys: readonly number[];
  #last: Row | undefined;
  #touches = false;

  constructor(parts: readonly RunningPart[], columns: readonly RowColumn[]) {
    this.#parts = parts;
    const per = parts[0]?.part.per ?? [];
    this.#keys = per.flatMap(name => columns.find(column => column.name === name)?.at ?? []);
  }

  take(row: Row, touches: boolean): void {
    if (this.#keys.length === 0) {
      for (const part of this.#parts) part.take(row, touches);
      return;
    }
    if (this.#last !== undefined && !this.#isNext(row, this.#last)) this.close();
    this.#last = row;
    this.#touches ||= touches;
    for (const part of this.#parts) part.join(row);
  }

  // A fact that lacks a field of the group is a group of its own.
  #isNext(row: Row, last: Row): boolean {
    for (const at of this.#keys) if (isMissing(row[at]) || row[at] !== last[at]) return false;
    return true;
  }

  close(): void {
    if (this.#last !== undefined) for (const part of this.#parts) part.close(this.#touches);
    this.#last = undefined;
    this.#touches = false;
  }
}
