import type { Knex } from 'knex';
import { type DateBounds, dateBounds } from '../expressions/date-bounds.js';
import type { Expression } from '../expressions/expression.js';
import { type ComparedInstant, instantsCompared } from '../expressions/moments.js';
import { groupedBy } from '../facts/grouped.js';
import type { FactKindName } from '../facts/kinds.js';
import { calendarsOf } from '../facts/place.js';
import { type CompiledMetric, expressionsOf } from '../metrics/compile.js';
import type { MetricTally, Tally } from '../metrics/tally.js';
import { changedTally } from '../metrics/tally-change.js';
import {
  groupsScan,
  isAmongFacts,
  isBounded,
  linksOf,
  sizeOf,
  type TouchedAsked,
  type TouchedRow,
  touchedScan,
} from '../metrics/touched-sql.js';
import { type Before, factsIn, type KeepingLimits, type KeptTallies } from './kept-tallies.js';
import { runStatement } from './run-statement.js';
import { rankAnew, tallyTogether } from './scan.js';
import { type Judged, readOf, type SharedScan, sharedView, tableOf } from './scan-view.js';

type Tallies = ReadonlyMap<string, MetricTally>;

/**
 * Tallies metrics as `tallyTogether` does. Of a client whose tallies are kept only what changed since is counted; what is counted is kept in
 * their place.
 */
export async function tallyKept(
  tx: Knex.Transaction,
  metrics: readonly CompiledMetric[],
  scan: SharedScan,
  kept: KeptTallies | undefined,
): Promise<ReadonlyMap<string, Tallies>> {
  if (kept === undefined) return tallyTogether(tx, metrics, scan);
  const lasting = metrics.filter(compiled => comparedOf(compiled) !== undefined);
  // Written out only where something is kept, or is to be: for thousands of small clients it would be most of the work.
  let written: string | undefined;
  const key = (): string => (written ??= kept.keyOf(lasting, scan));
  const found = new Map<string, Tallies>();
  for (const one of scan.clients) {
    const before = kept.before(one.client, key, lasting);
    const changed =
      before === undefined ? undefined : await changedTallies(tx, lasting, { ...scan, clients: [one] }, before, kept.limits);
    if (changed !== undefined) found.set(one.client, changed);
  }
  const isFound = ({ client }: Judged): boolean => found.has(client);
  const counted = await tallied(tx, metrics, scan, one => !isFound(one));
  const others = await tallied(
    tx,
    metrics.filter(one => !lasting.includes(one)),
    scan,
    isFound,
  );
  const tallies = scan.clients.map(({ client, asOf, knownAt = scan.batch }) => {
    const own = new Map([...(found.get(client) ?? []), ...(others.get(client) ?? []), ...(counted.get(client) ?? [])]);
    kept.keep(client, key, { knownAt, asOf }, lasting, own);
    return [client, own] as const;
  });
  return new Map(tallies);
}

/** Tallies metrics of some of the clients. */
async function tallied(
  tx: Knex.Transaction,
  metrics: readonly CompiledMetric[],
  scan: SharedScan,
  isWanted: (one: Judged) => boolean,
): Promise<ReadonlyMap<string, Tallies>> {
  const clients = scan.clients.filter(isWanted);
  if (clients.length === 0 || metrics.length === 0) return new Map();
  // What is listed of groups for other clients says nothing of those who were left out there.
  const listed = clients.length === scan.clients.length ? {} : { listed: new Map() };
  return tallyTogether(tx, metrics, { ...scan, ...listed, clients });
}

/** So many facts are looked at for each that may be touched; where there are more, counting all is less work. */
const seenForOneTouched = 20;

const compared = new WeakMap<CompiledMetric, ReadonlyMap<FactKindName, readonly ComparedInstant[]> | 'unbounded'>();

/** The instants that a metric compares with the moment, by kind; undefined where the moment decides in another way. */
function comparedOf(compiled: CompiledMetric): ReadonlyMap<FactKindName, readonly ComparedInstant[]> | undefined {
  const known = compared.get(compiled) ?? comparedAnew(compiled) ?? 'unbounded';
  compared.set(compiled, known);
  return known === 'unbounded' ? undefined : known;
}

function comparedAnew({ parts }: CompiledMetric): ReadonlyMap<FactKindName, readonly ComparedInstant[]> | undefined {
  const all = parts.map(({ of, terms }) => ({ of, instants: terms.flatMap(expressionsOf).map(instantsCompared) }));
  if (all.some(({ instants }) => instants.includes(undefined))) return undefined;
  const ofKinds = groupedBy(all, ({ of }) => of);
  return new Map([...ofKinds].map(([of, own]) => [of, own.flatMap(({ instants }) => instants.flatMap(one => one ?? []))]));
}

const [asItWas, asItIs] = ['before', 'after'];

/** One client's tallies from what they were; undefined where all facts have to be counted. */
async function changedTallies(
  tx: Knex.Transaction,
  metrics: readonly CompiledMetric[],
  scan: SharedScan,
  before: Before,
  limits: KeepingLimits,
): Promise<Tallies | undefined> {
  const [{ client, asOf, knownAt = scan.batch }] = scan.clients as [Judged];
  if (before.knownAt > knownAt || before.asOf > asOf) return undefined;
  if (before.isLast && before.asOf === asOf) return before.tallies;
  const touched = await touchedBy(tx, metrics, scan, before, limits);
  if (touched === undefined) return undefined;
  if (touched.size === 0) return before.tallies;
  const only = new Map([...touched].map(([of, rows]) => [of, isAmongFacts(of, rows, before.knownAt)]));
  const counted = await tallyTogether(tx, metrics, {
    ...scan,
    only,
    // Of few facts, counting is less work than a table of groups.
    groups: 'counted',
    search: 'compare',
    listed: new Map(),
    kinds: touched,
    clients: [
      { client, asOf: before.asOf, knownAt: before.knownAt, as: asItWas },
      { client, asOf, knownAt, as: asItIs },
    ],
  });
  const tallies = new Map<string, MetricTally>();
  const ranked: CompiledMetric[] = [];
  for (const compiled of metrics) {
    const { id } = compiled.metric;
    const change = { kept: before.tallies.get(id), before: counted.get(asItWas)?.get(id), after: counted.get(asItIs)?.get(id) };
    const changed = changedTally(compiled, change);
    if (changed === undefined) return undefined;
    const isRanked = [change.before, change.after].some(tally => (tally?.total.counts.passed ?? 0) > 0) && hasRanks(compiled);
    if (isRanked) ranked.push(compiled);
    tallies.set(id, isRanked ? unranked(changed) : changed);
  }
  await rankAnew(tx, ranked, new Map([[client, tallies]]), scan);
  return tallies;
}

const hasRanks = ({ metric }: CompiledMetric): boolean => metric.kind === 'mean' && (metric.percentiles ?? []).length > 0;

/** The tally without percentiles: where values come and go, those of all have to be put in order again. */
function unranked({ total, by }: MetricTally): MetricTally {
  const without = ({ percentiles: _percentiles, ...tally }: Tally): Tally => tally;
  const slices = [...by].map(
    ([dimension, own]) => [dimension, new Map([...own].map(([key, one]) => [key, without(one)]))] as const,
  );
  return { total: without(total), by: new Map(slices) };
}

/** What of each kind of a client's facts may count otherwise than it did; undefined where that is too much. */
async function touchedBy(
  tx: Knex.Transaction,
  metrics: readonly CompiledMetric[],
  scan: SharedScan,
  before: Before,
  limits: KeepingLimits,
): Promise<ReadonlyMap<FactKindName, readonly TouchedRow[]> | undefined> {
  const [{ client, asOf, knownAt = scan.batch }] = scan.clients as [Judged];
  const batches = [before.knownAt, knownAt] as const;
  const most = limits.mostTouched(factsIn(before.tallies));
  if (most === 0) return undefined;
  const imported = await factsImported(tx, client, batches);
  const mostSeen = most * seenForOneTouched;
  // Compiling such statements takes longer than carrying them out.
  await tx.raw("select set_config('jit_above_cost', '-1', true)");
  const parts = metrics.flatMap(compiled => compiled.parts.map(part => ({ id: 0, part, compiled })));
  const touched = new Map<FactKindName, readonly TouchedRow[]>();
  for (const [of, own] of groupedBy(parts, ({ part }) => part.of)) {
    const compared = own.flatMap(({ compiled }) => comparedOf(compiled)?.get(of) ?? []);
    const isJudgedAnew = asOf !== before.asOf && compared.length > 0;
    if (scan.kinds?.has(of) === false || (!imported.has(of) && !isJudgedAnew)) continue;
    if ((imported.get(of) ?? 0) > mostSeen) return undefined;
    const boundsOf = (instant: Expression): DateBounds | undefined => dateBounds(instant, calendarsOf(scan.places));
    const where = { table: tableOf(of), isRead: readOf(of, [client]), view: sharedView(own, [], scan) };
    const rows = await touchedOfKind(
      tx,
      { of, ways: waysOf(own), compared, boundsOf, ...where, batches, moments: [before.asOf, asOf] },
      { most, mostSeen },
    );
    if (rows === undefined) return undefined;
    if (rows.length > 0) touched.set(of, rows);
  }
  return touched;
}

/** The facts of a kind that were touched, and all that are in groups with them, and so on; undefined where they are too many. */
async function touchedOfKind(
  tx: Knex.Transaction,
  asked: TouchedAsked,
  { most, mostSeen }: { readonly most: number; readonly mostSeen: number },
): Promise<readonly TouchedRow[] | undefined> {
  if (!isBounded(asked)) return undefined;
  // The columns are those that the statements name, as texts.
  const found = async (sql: string): Promise<readonly TouchedRow[]> => (await runStatement(tx, sql)) as readonly TouchedRow[];
  const rows = new Map<string, TouchedRow>();
  const add = (some: readonly TouchedRow[]): void => some.forEach(row => rows.set(JSON.stringify(Object.values(row)), row));
  add(await found(touchedScan(asked, most + 1, mostSeen)));
  for (let known = 0; rows.size <= most; ) {
    const links = linksOf(asked, [...rows.values()]);
    if (sizeOf(links) === known) return [...rows.values()];
    known = sizeOf(links);
    add(await found(groupsScan(asked, links, most + 1)));
  }
  return undefined;
}

/** The ways in which facts of a kind are taken together. */
const waysOf = (parts: readonly { readonly part: { readonly per: readonly string[] } }[]): readonly (readonly string[])[] =>
  [...groupedBy(parts, ({ part }) => part.per.join('_')).values()].flatMap(([first]) =>
    first === undefined || first.part.per.length === 0 ? [] : [first.part.per],
  );

/** How many facts of each kind batches between two brought or took back, of the client or of the whole firm. */
async function factsImported(
  tx: Knex.Transaction,
  client: string,
  [since, upTo]: readonly [number, number],
): Promise<ReadonlyMap<string, number>> {
  if (since === upTo) return new Map();
  const { rows } = await tx.raw<{ rows: { kind: string; facts: number | string }[] }>(
    `select b.kind, coalesce(sum(c.facts), 0)::bigint as facts from batch_client c join batch b on b.batch = c.batch
     where c.client in (?, '*') and c.batch > ? and c.batch <= ? group by b.kind`,
    [client, since, upTo],
  );
  return new Map(rows.map(({ kind, facts }) => [kind, Number(facts)]));
}
