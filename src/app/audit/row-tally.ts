import { namesIn } from '../../expressions/expression.js';
import { groupedBy } from '../../facts/grouped.js';
import { type FactKindName, kindOf } from '../../facts/kinds.js';
import { type CompiledMetric, expressionsOf, type Part } from '../../metrics/compile.js';
import { dimensionsOf, type MetricTally } from '../../metrics/tally.js';
import { factLines } from '../../store/audit/fact-copy.js';
import { isOfSeveral, windowOf } from '../../store/audit/fact-window.js';
import { PageReader } from '../../store/audit/page.js';
import { Texts } from '../../recount/texts.js';
import type { Transaction } from '../../store/connect.js';
import type { Scan } from '../../store/scan-view.js';
import { metricTally } from '../../recount/metric-tally.js';
import { type PartRequest, PageTally, spanFields } from '../../recount/page-tally.js';
import type { RunningPart } from '../../recount/running-tally.js';

/** Tallies metrics fact by fact, as functions of each fact's values: the second, independent way to the figures of `tallyMetrics`. */
export async function tallyByRows(
  tx: Transaction,
  metrics: readonly CompiledMetric[],
  scan: Scan,
): Promise<ReadonlyMap<string, MetricTally>> {
  const asking = metrics.flatMap(compiled => compiled.parts.map((part): PartRequest => ({ compiled, part })));
  const there = asking.filter(({ part }) => scan.kinds?.has(part.of) ?? true);
  const counted: RunningPart[] = [];
  // A hash of a client's groups that does not fit would be looked through for every fact.
  await tx.raw("set local work_mem = '128MB'");
  for (const ofKind of groupedBy(there, ({ part }) => part.of).values()) counted.push(...(await tallyKind(tx, ofKind, scan)));
  const byPart = groupedBy(counted, ({ part }) => part);
  return new Map(
    metrics.map(compiled => [
      compiled.metric.id,
      metricTally(
        compiled,
        compiled.parts.map(part => byPart.get(part) ?? []),
      ),
    ]),
  );
}

/**
 * Counts a kind's facts in one reading, in the order of their keys. Groups whose facts are not neighbours in that order are
 * left out of it, and counted in a second reading in the order of the groups.
 */
async function tallyKind(tx: Transaction, asking: readonly PartRequest[], scan: Scan): Promise<readonly RunningPart[]> {
  const apart = [...groupedBy(asking.filter(hasScatteredGroups), ({ part }) => part.per.join('\0')).values()];
  const marks = new Map(apart.map(alike => [markOf(alike), isOfSeveral(partOf(alike), scan)]));
  const first = await countKind(tx, asking, scan, { orderedBy: [], marks });
  const counted = [...first.counted()];
  for (const alike of apart) {
    if (!first.hasLeft.has(markOf(alike))) continue;
    const { per } = partOf(alike);
    const again = await countKind(tx, alike, scan, { orderedBy: per, marks: new Map(), only: isOfSeveral(partOf(alike), scan) });
    counted.push(...again.counted());
  }
  return counted;
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
const markOf = (alike: readonly PartRequest[]): string => `several ${partOf(alike).per.join()}`;

/** How facts are read: in which order, with which marks, and which of them. */
interface ReadPlan {
  readonly orderedBy: readonly string[];
  readonly marks: ReadonlyMap<string, string>;
  readonly only?: string;
}

/** Reads a kind's facts, and counts them for all parts at once. */
async function countKind(tx: Transaction, asking: readonly PartRequest[], scan: Scan, reading: ReadPlan): Promise<PageTally> {
  const { orderedBy, marks, only } = reading;
  const parts = asking.map(({ part }) => part);
  const { of: kind } = partOf(asking);
  const values = namesRead(asking, kind);
  const grouped = asking.filter(one => !marks.has(markOf([one])));
  const compared = new Set(grouped.flatMap(({ part }) => part.per));
  const window = windowOf(parts, scan);
  const { columns, lines } = factLines(tx, {
    kind,
    names: new Set([...values, ...compared]),
    ownFields: scan.fields,
    where: only === undefined ? window : `${window} and ${only}`,
    conditions: marks,
    orderedBy,
  });
  const texts = new Texts();
  const page = new PageReader(columns, { values: new Set([...values, ...spanFields, ...marks.keys()]), compared }, texts);
  const tally = new PageTally(asking, {
    page,
    texts,
    scan,
    markOf: one => (marks.has(markOf([one])) ? markOf([one]) : undefined),
  });
  for await (const some of lines()) for (const { rows } of page.pages(some)) tally.take(rows);
  return tally;
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
