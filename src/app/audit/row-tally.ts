import { namesIn } from '../../expressions/expression.js';
import { groupedBy } from '../../facts/grouped.js';
import { type FactKindName, kindOf } from '../../facts/kinds.js';
import { type CompiledMetric, expressionsOf, type Part } from '../../metrics/compile.js';
import { dimensionsOf, type MetricTally } from '../../metrics/tally.js';
import { factLines, type FactLines } from '../../store/audit/fact-copy.js';
import { groupsLookedUp } from '../../store/audit/audited-groups.js';
import { factsFor, type FactWindow, isOfSeveral } from '../../store/audit/fact-window.js';
import { PageReader } from '../../store/audit/page.js';
import { Texts } from '../../recount/texts.js';
import type { Transaction } from '../../store/connect.js';
import type { Scan } from '../../store/scan-view.js';
import { metricTally } from '../../recount/metric-tally.js';
import { type PartRequest, PageTally, spanFields } from '../../recount/page-tally.js';
import type { RunningPart } from '../../recount/running-tally.js';

type Tallies = ReadonlyMap<string, MetricTally>;

/** Whose facts are counted, as known at which batch. */
export type Whose = Pick<Scan, 'client' | 'batch'>;

/** In which period facts are counted, and how they are judged. */
export type Judging = Omit<Scan, keyof Whose>;

/** Tallies metrics fact by fact, as functions of each fact's values: the second, independent way to the figures of `tallyMetrics`. */
export async function tallyByRows(tx: Transaction, metrics: readonly CompiledMetric[], scan: Scan): Promise<Tallies> {
  const [tallies] = await new RowTallies([metrics], scan).of(tx, scan);
  return tallies ?? new Map();
}

/** The same for several lists of metrics in one reading, and for one client after another: what is computed is prepared once. */
export class RowTallies {
  readonly #lists: readonly (readonly CompiledMetric[])[];
  readonly #kinds: readonly KindTally[];

  constructor(lists: readonly (readonly CompiledMetric[])[], judging: Judging) {
    this.#lists = lists;
    const asking = lists.flat().flatMap(compiled => compiled.parts.map((part): PartRequest => ({ compiled, part })));
    const there = asking.filter(({ part }) => judging.kinds?.has(part.of) ?? true);
    this.#kinds = [...groupedBy(there, ({ part }) => part.of).values()].map(ofKind => new KindTally(ofKind, judging));
  }

  /** What each list of metrics comes to for a client, in their order. */
  async of(tx: Transaction, whose: Whose): Promise<readonly Tallies[]> {
    const counted: RunningPart[] = [];
    // A hash of a client's groups that does not fit would be looked through for every fact.
    await tx.raw("set local work_mem = '128MB'");
    for (const kind of this.#kinds) counted.push(...(await kind.count(tx, whose)));
    const byPart = groupedBy(counted, ({ part }) => part);
    const tallied = (compiled: CompiledMetric): MetricTally =>
      metricTally(
        compiled,
        compiled.parts.map(part => byPart.get(part) ?? []),
      );
    return this.#lists.map(metrics => new Map(metrics.map(compiled => [compiled.metric.id, tallied(compiled)])));
  }
}

/**
 * Counts a kind's facts in one reading, in the order of their keys. Groups whose facts are not neighbours in that order are
 * left out of it, and counted in a second reading in the order of the groups.
 */
class KindTally {
  readonly #judging: Judging;
  readonly #first: FactReading;
  /** By the name of the mark, the parts whose groups lie apart, and how these are read. */
  readonly #apart: ReadonlyMap<string, { readonly part: Part; readonly reading: FactReading }>;

  constructor(asking: readonly PartRequest[], judging: Judging) {
    this.#judging = judging;
    const apart = groupedBy(asking.filter(hasScatteredGroups), markOf);
    this.#first = new FactReading(asking, judging, { orderedBy: [], marks: new Set(apart.keys()) });
    this.#apart = new Map(
      [...apart].map(([mark, alike]) => {
        const part = partOf(alike);
        return [mark, { part, reading: new FactReading(alike, judging, { orderedBy: part.per, marks: new Set() }) }];
      }),
    );
  }

  async count(tx: Transaction, whose: Whose): Promise<readonly RunningPart[]> {
    const known = { ...this.#judging, ...whose };
    const { parts } = this.#first;
    const lookedUp = await groupsLookedUp(tx, parts, known);
    const marks = new Map([...this.#apart].map(([mark, { part }]) => [mark, isOfSeveral(part, parts, known, lookedUp)]));
    const first = await this.#first.count(tx, { known, lookedUp, marks });
    const counted = [...first.counted()];
    for (const [mark, { reading }] of this.#apart) {
      if (!first.hasLeft.has(mark)) continue;
      const again = await reading.count(tx, { known, lookedUp, marks: new Map(), only: marks.get(mark) });
      counted.push(...again.counted());
    }
    return counted;
  }
}

/** Whether a part's groups do not come together in the order of keys. */
function hasScatteredGroups({ part: { per, of } }: PartRequest): boolean {
  const key = kindOf(of).key.slice(1);
  // Readings of the whole firm and of the client come one after the other, so their keys bring no group of both together.
  return per.some((name, i) => name !== key[i]) || (of === 'reading' && per.length > 0);
}

const partOf = ([first]: readonly PartRequest[]): Part => {
  if (first === undefined) throw new RangeError('there is no part');
  return first.part;
};

/** The name of the condition that says which facts are in groups of several. */
const markOf = ({ part }: PartRequest): string => `several ${part.per.join()}`;

/** How facts are read: in which order, and with which marks. */
interface ReadPlan {
  readonly orderedBy: readonly string[];
  readonly marks: ReadonlySet<string>;
}

/** Which facts are read: as known, in groups that are looked up or not. */
interface FactsWanted {
  readonly known: FactWindow;
  readonly lookedUp: ReadonlySet<string>;
  /** The conditions behind the marks. */
  readonly marks: ReadonlyMap<string, string>;
  /** A condition that all facts must meet. */
  readonly only?: string | undefined;
}

/** One way of reading a kind's facts, which counts them for all parts at once. */
class FactReading {
  readonly #asking: readonly PartRequest[];
  readonly parts: readonly Part[];
  readonly #judging: Judging;
  readonly #plan: ReadPlan;
  readonly #values: ReadonlySet<string>;
  readonly #compared: ReadonlySet<string>;
  #prepared: { readonly page: PageReader; readonly tally: PageTally } | undefined;

  constructor(asking: readonly PartRequest[], judging: Judging, plan: ReadPlan) {
    this.#asking = asking;
    this.parts = asking.map(({ part }) => part);
    this.#judging = judging;
    this.#plan = plan;
    this.#values = namesRead(asking, partOf(asking).of);
    const grouped = asking.filter(one => !plan.marks.has(markOf(one)));
    this.#compared = new Set(grouped.flatMap(({ part }) => part.per));
  }

  /** Reads and counts a client's facts. */
  async count(tx: Transaction, { known, lookedUp, marks, only }: FactsWanted): Promise<PageTally> {
    const { source, where } = factsFor(this.parts, known, lookedUp);
    const { columns, lines } = factLines(tx, {
      kind: partOf(this.#asking).of,
      names: new Set([...this.#values, ...this.#compared]),
      ownFields: this.#judging.fields,
      source,
      where: only === undefined ? where : `${where} and ${only}`,
      conditions: marks,
      orderedBy: this.#plan.orderedBy,
    });
    this.#prepared ??= this.#prepare(columns);
    const { page, tally } = this.#prepared;
    page.begin();
    tally.begin();
    for await (const some of lines()) for (const { rows } of page.pages(some)) tally.take(rows);
    return tally;
  }

  #prepare(columns: FactLines['columns']): { readonly page: PageReader; readonly tally: PageTally } {
    const texts = new Texts();
    const { marks } = this.#plan;
    const wanted = { values: new Set([...this.#values, ...spanFields, ...marks]), compared: this.#compared };
    const page = new PageReader(columns, wanted, texts);
    const tally = new PageTally(this.#asking, {
      page,
      texts,
      scan: this.#judging,
      markOf: one => (marks.has(markOf(one)) ? markOf(one) : undefined),
    });
    return { page, tally };
  }
}

/** The fields that parts read: of their expressions, slices and units. */
function namesRead(asking: readonly PartRequest[], of: FactKindName): ReadonlySet<string> {
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
