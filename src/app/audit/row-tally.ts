import { surroundings } from '../../evaluation/plan.js';
import { namesIn } from '../../expressions/expression.js';
import type { Values } from '../../facts/fact.js';
import { groupedBy } from '../../facts/grouped.js';
import { type FactKindName, kindOf } from '../../facts/kinds.js';
import { type CompiledMetric, expressionsOf, type Part } from '../../metrics/compile.js';
import type { View } from '../../metrics/membership.js';
import { dimensionsOf, type MetricTally } from '../../metrics/tally.js';
import { factPages, type StreamedFact } from '../../store/audit/fact-stream.js';
import { windowOf } from '../../store/audit/fact-window.js';
import type { Transaction } from '../../store/connect.js';
import type { Scan } from '../../store/scan.js';
import { finished, RunningPart } from './running-tally.js';

/** Tallies metrics fact by fact, as functions of each fact's values: the second, independent way to the figures of `tallyMetrics`. */
export async function tallyByRows(
  tx: Transaction,
  metrics: readonly CompiledMetric[],
  scan: Scan,
): Promise<ReadonlyMap<string, MetricTally>> {
  const view: View = { from: scan.from, to: scan.to, asOf: scan.asOf, around: surroundings(scan.places, scan.asOf) };
  const running = new Map(
    metrics.map(compiled => [compiled, compiled.parts.map(part => new RunningPart(compiled, part, view))] as const),
  );
  const all = [...running].flatMap(([compiled, parts]) => parts.map(part => ({ compiled, part })));
  const there = all.filter(({ part }) => scan.kinds?.has(part.part.of) ?? true);
  for (const sameOrder of groupedBy(there, ({ part: { part } }) => `${part.of}\0${orderOf(part).join('\0')}`).values())
    await readOnce(tx, sameOrder, scan);
  return new Map([...running].map(([compiled, parts]) => [compiled.metric.id, finished(compiled, parts)]));
}

/** What facts must be ordered by for a part's groups to come together; nothing where the order of keys does. */
function orderOf({ per, of }: Part): readonly string[] {
  const key = kindOf(of).key.slice(1);
  // Readings of the whole firm and of the client come one after the other, so their keys bring no group of both together.
  return per.every((name, i) => name === key[i]) && (of !== 'reading' || per.length === 0) ? [] : per;
}

interface Asking {
  readonly compiled: CompiledMetric;
  readonly part: RunningPart;
}

/** Reads a kind's facts once, for all parts whose groups come together in that order. */
async function readOnce(tx: Transaction, asking: readonly Asking[], scan: Scan): Promise<void> {
  const [first] = asking;
  if (first === undefined) return;
  const { of } = first.part.part;
  const gatherings = [...groupedBy(asking, ({ part }) => part.part.per.join('\0')).values()].map(
    alike =>
      new Gathering(
        alike[0]?.part.part.per ?? [],
        alike.map(({ part }) => part),
        scan,
      ),
  );
  const stream = {
    kind: of,
    names: namesRead(asking, of),
    ownFields: scan.fields,
    where: windowOf(
      asking.map(({ part }) => part.part),
      scan,
    ),
    orderedBy: orderOf(first.part.part),
  };
  for await (const page of factPages(tx, stream))
    for (const fact of page) for (const gathering of gatherings) gathering.take(fact);
  for (const gathering of gatherings) gathering.close();
}

/** The fields that parts read: of their expressions, groups, slices and units. */
function namesRead(asking: readonly Asking[], of: FactKindName): ReadonlySet<string> {
  const names = new Set<string>(kindOf(of).fields.some(field => field.name === 'site') ? ['site'] : []);
  for (const { compiled, part } of asking) {
    for (const dimension of dimensionsOf(compiled)) names.add(dimension);
    for (const name of part.part.per) names.add(name);
    for (const term of part.part.terms) {
      for (const expression of expressionsOf(term)) for (const name of namesIn(expression)) names.add(name);
      if (term.measuredIn !== undefined) names.add(term.measuredIn);
    }
  }
  return names;
}

/** Brings the members of a group together, as long as they come one after another, and hands them to the parts that count them. */
class Gathering {
  readonly #per: readonly string[];
  readonly #parts: readonly RunningPart[];
  readonly #period: Pick<Scan, 'from' | 'to'>;
  #members: Values[] = [];
  #touches = false;

  constructor(per: readonly string[], parts: readonly RunningPart[], period: Pick<Scan, 'from' | 'to'>) {
    this.#per = per;
    this.#parts = parts;
    this.#period = period;
  }

  take({ values, first, last }: StreamedFact): void {
    if (this.#members.length > 0 && !this.#isNext(values)) this.close();
    this.#members.push(values);
    const { from, to } = this.#period;
    this.#touches ||= first !== null && last !== null && first < to && last >= from;
    if (this.#per.length === 0) this.close();
  }

  // A fact that lacks a field of the group is a group of its own.
  #isNext(values: Values): boolean {
    const last = this.#members.at(-1);
    return this.#per.every(name => values[name] != null && values[name] === last?.[name]);
  }

  close(): void {
    if (this.#members.length > 0) for (const part of this.#parts) part.take(this.#members, this.#touches);
    this.#members = [];
    this.#touches = false;
  }
}
