import type { Knex } from 'knex';
import { operationsIn } from '../expressions/expression.js';
import { exact } from '../facts/exact.js';
import { groupedBy } from '../facts/grouped.js';
import type { FactKindName } from '../facts/kinds.js';
import type { Places } from '../facts/place.js';
import { type CompiledMetric, type CompiledTerm, expressionsOf, type Part } from '../metrics/compile.js';
import { groupScan, sliceMissing, sliceSeparator } from '../metrics/group-sql.js';
import type { Membership } from '../metrics/membership.js';
import { percentileScan } from '../metrics/percentile-sql.js';
import { factScan, findGroupsOfSeveral, type Request, type ScanView } from '../metrics/scan-sql.js';
import { dimensionsOf, MetricSum, type MetricTally, type PartTally, type Slice, type Tally } from '../metrics/tally.js';
import { layOutCalendars } from './calendars.js';
import { type Judged, reachOf, type Scan, shared, type SharedScan, sharedView, tableOf } from './scan-view.js';

type Tallies = ReadonlyMap<string, MetricTally>;

type Row = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;

/** A part of a metric, and where its tally goes. */
interface PartScan extends Request {
  readonly compiled: CompiledMetric;
  readonly index: number;
  /** The columns of its counts in an answer, which are null where there is nothing to count. */
  readonly counted: Readonly<Record<Membership | 'seen', string>>;
}

/** Tallies metrics of one client in the database. */
export async function tallyMetrics(tx: Knex.Transaction, metrics: readonly CompiledMetric[], scan: Scan): Promise<Tallies> {
  return (await tallyTogether(tx, metrics, shared(scan))).get(scan.client) ?? new Map();
}

/**
 * Tallies metrics in the database, for each client what it would be by itself: for each fact kind one scan for all metrics and clients,
 * and one more for each way of grouping several facts.
 */
export async function tallyTogether(
  tx: Knex.Transaction,
  metrics: readonly CompiledMetric[],
  asRequested: SharedScan,
): Promise<ReadonlyMap<string, Tallies>> {
  let id = 0;
  const asked = metrics.flatMap(compiled =>
    compiled.parts.map((part, index): PartScan => ({ id, part, compiled, index, counted: countColumnsOf(id++) })),
  );
  await prepareCalendars(tx, asked, asRequested.places);
  const scan: SharedScan = { groups: await groupsKnown(tx), ...asRequested };
  const sums = new SumsOfClients(metrics, scan.clients);
  const there = asked.filter(({ part }) => scan.kinds?.has(part.of) ?? true);
  for (const ofKind of groupedBy(there, ({ part }) => part.of).values()) {
    await findGroups(tx, ofKind, scan);
    for (const requests of groupedBy(ofKind, ({ part }) => JSON.stringify(reachOf([{ part }]) ?? null)).values())
      await scanKind(tx, requests, scan, sums);
  }
  const tallies = new Map(scan.clients.map(({ client }) => [client, sums.tallies(client)]));
  for (const compiled of metrics) await addPercentiles(tx, compiled, tallies, scan);
  return tallies;
}

/** How groups are known in this database. Compiling a scan's many small expressions pays only from some millions of rows on. */
async function groupsKnown(tx: Knex.Transaction): Promise<ScanView['groups']> {
  const { rows } = await tx.raw<{ rows: { isCluster: boolean }[] }>(
    `select set_config('jit_above_cost', '5000000', true), to_regclass('pg_dist_partition') is not null as "isCluster"`,
  );
  return rows[0]?.isCluster === true ? 'counted' : 'listed';
}

const countColumnsOf = (id: number): PartScan['counted'] => ({
  passed: `pas${id}`,
  failed: `fai${id}`,
  excluded: `exc${id}`,
  undetermined: `und${id}`,
  undated: `und_${id}`,
  outside: `out${id}`,
  seen: `z${id}`,
});

/** What scans have found so far, by client and metric. */
class SumsOfClients {
  readonly #sums = new Map<string, ReadonlyMap<CompiledMetric, MetricSum>>();

  constructor(metrics: readonly CompiledMetric[], clients: readonly Judged[]) {
    for (const { client } of clients)
      this.#sums.set(client, new Map(metrics.map(compiled => [compiled, new MetricSum(compiled)])));
  }

  /** Adds what a row says of each request; of many it says nothing. */
  add(requests: readonly PartScan[], row: Row, at: Slice['at']): void {
    const sums = this.#sums.get(String(row['owner']));
    for (const request of requests) {
      if (Object.values(request.counted).some(name => row[name] != null))
        sums?.get(request.compiled)?.add(request.index, at, tallyOf(request, row, at));
    }
  }

  tallies(client: string): Map<string, MetricTally> {
    return new Map([...(this.#sums.get(client) ?? [])].map(([compiled, sum]) => [compiled.metric.id, sum.tally()]));
  }
}

/** Finds the groups of several facts, once for all scans of a kind: in the widest window that any of them reads. */
async function findGroups(tx: Knex.Transaction, requests: readonly PartScan[], scan: SharedScan): Promise<void> {
  const grouped = requests.filter(({ part }) => part.per.length > 0);
  if (scan.groups === 'counted') return;
  const view = sharedView(grouped, [], scan);
  for (const alike of groupedBy(grouped, ({ part }) => part.per.join('_')).values()) {
    const per = alike[0]?.part.per ?? [];
    for (const statement of findGroupsOfSeveral(tableOf(commonKind(alike)), per, view)) await runStatement(tx, statement);
  }
}

/** Facts by themselves and groups of one in one scan; groups of several in one more for each way of grouping, where there are any. */
async function scanKind(
  tx: Knex.Transaction,
  requests: readonly PartScan[],
  scan: SharedScan,
  sums: SumsOfClients,
): Promise<void> {
  const columns = sliceColumns(requests);
  const rows = await runStatement(tx, factScan(tableOf(commonKind(requests)), requests, sharedView(requests, columns, scan)));
  for (const row of rows) sums.add(requests, row, Object.fromEntries(columns.map(name => [name, textOf(row[name])])));
  for (const [name, alike] of groupedBy(requests, ({ part }) => part.per.join('_'))) {
    const isThere = name !== '' && rows.some(row => Number(row[`several_${name}`] ?? 0) > 0);
    if (isThere) await scanGroups(tx, alike, scan, sums);
  }
}

async function scanGroups(
  tx: Knex.Transaction,
  requests: readonly PartScan[],
  scan: SharedScan,
  sums: SumsOfClients,
): Promise<void> {
  const columns = sliceColumns(requests);
  const table = tableOf(commonKind(requests));
  const view = sharedView(requests, columns, scan);
  const add = (row: Row, among: readonly PartScan[]): void =>
    sums.add(among, row, sliceValues(String(row['slice'] ?? ''), columns));
  const rows = await runStatement(tx, groupScan(table, requests, view, 'apart'));
  for (const row of rows) if (row['is_mixed'] !== true) add(row, requests);
  if (!rows.some(row => row['is_mixed'] === true)) return;
  for (const alike of groupedBy(requests, datingOf).values())
    for (const row of await runStatement(tx, groupScan(table, alike, view, 'only'))) add(row, alike);
}

// Requests that date and pick their facts alike agree on which fact of a group is the latest.
const datingOf = ({ part }: Request): string =>
  JSON.stringify(part.terms.map(term => [term.dated, term.when]).slice(0, 1), (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );

function sliceValues(slice: string, columns: readonly string[]): Slice['at'] {
  const texts = slice.split(sliceSeparator);
  return Object.fromEntries(
    columns.map((name, i) => [name, texts[i] === undefined || texts[i] === sliceMissing ? null : texts[i]]),
  );
}

/** Runs a statement of ours as it stands: a question mark in it is text, not a binding. */
export async function runStatement(tx: Knex.Transaction, sql: string): Promise<readonly Row[]> {
  const { rows } = await tx.raw<{ rows: Row[] }>(sql.replaceAll('?', '\\?'));
  return rows;
}

function commonKind(requests: readonly PartScan[]): FactKindName {
  const [first] = requests;
  if (first === undefined) throw new RangeError('a scan answers at least one request');
  return first.part.of;
}

/** Dimensions that some request is broken down by, and the columns that keep its amounts apart. */
function sliceColumns(requests: readonly PartScan[]): readonly string[] {
  const columns = new Set<string>();
  for (const { compiled, part } of requests) {
    for (const dimension of dimensionsOf(compiled)) columns.add(dimension);
    for (const term of part.terms) if (term.measuredIn !== undefined) columns.add(term.measuredIn);
  }
  return [...columns];
}

const noSums: PartTally['sums'] = [];
const noAmounts: PartTally['sums'][number] = new Map();

function tallyOf({ id, part, counted }: PartScan, row: Row, at: Slice['at']): PartTally {
  const count = (name: string): number => Number(row[name] ?? 0);
  const passed = count(counted.passed);
  const sumOf = (term: CompiledTerm, i: number): PartTally['sums'][number] => {
    const sum = row[`s${id}_${i}`];
    if (sum == null) return noAmounts;
    return new Map([[term.measuredIn === undefined ? '' : (at[term.measuredIn] ?? ''), exact(String(sum))]]);
  };
  const counts = {
    passed,
    failed: count(counted.failed),
    excluded: count(counted.excluded),
    undetermined: count(counted.undetermined),
    undated: count(counted.undated),
    outside: count(counted.outside),
  };
  return { counts, seen: count(counted.seen), sums: passed === 0 ? noSums : part.terms.map(sumOf) };
}

const textOf = (value: Row[string] | undefined): string | null => (typeof value === 'string' ? value : null);

/** Lays calendars out in the database for expressions that ask for them. */
export async function prepareCalendars(
  tx: Knex.Transaction,
  asked: readonly { readonly part: Part }[],
  places: Places,
): Promise<void> {
  const expressions = asked.flatMap(({ part }) => part.terms.flatMap(expressionsOf));
  const asks = expressions.some(expression => {
    const operations = operationsIn(expression);
    return operations.has('working_time_between') || operations.has('add_working_days');
  });
  if (!asks) return;
  const all = [{ zone: places.zone, calendar: places.calendar }, ...places.sites];
  await layOutCalendars(
    tx,
    all.flatMap(({ calendar, zone }) => (calendar === undefined ? [] : [[calendar, zone] as const])),
  );
}

/** Adds the percentiles of a metric to the clients' tallies, where it has any. */
async function addPercentiles(
  tx: Knex.Transaction,
  compiled: CompiledMetric,
  tallies: ReadonlyMap<string, Map<string, MetricTally>>,
  scan: SharedScan,
): Promise<void> {
  const { metric, parts } = compiled;
  const wanted = metric.kind === 'mean' ? (metric.percentiles ?? []) : [];
  const [part] = parts;
  const isCounted = [...tallies.values()].some(own => (own.get(metric.id)?.total.counts.passed ?? 0) > 0);
  if (wanted.length === 0 || part === undefined || !isCounted) return;
  const request: Request = { id: 0, part };
  const view = sharedView([request], dimensionsOf(compiled), scan);
  const rows = await runStatement(tx, percentileScan(tableOf(part.of), request, wanted, view));
  const nameOf = (client: string, dimension: string | null, key: string | null): string =>
    JSON.stringify([client, dimension, key]);
  const found = new Map(
    rows.map(row => [nameOf(String(row['owner']), textOf(row['dimension']), textOf(row['key'])), row['percentiles']]),
  );
  for (const [client, own] of tallies) {
    const tally = own.get(metric.id);
    if (tally === undefined || tally.total.counts.passed === 0) continue;
    const ranked = (into: Tally, dimension: string | null, key: string | null): Tally => {
      const values = found.get(nameOf(client, dimension, key));
      return Array.isArray(values)
        ? { ...into, percentiles: new Map(wanted.map((percent, i) => [percent, exact(String(values[i]))])) }
        : into;
    };
    const by = [...tally.by].map(
      ([dimension, slices]) =>
        [dimension, new Map([...slices].map(([key, one]) => [key, ranked(one, dimension, key)] as const))] as const,
    );
    own.set(metric.id, { total: ranked(tally.total, null, null), by: new Map(by) });
  }
}
