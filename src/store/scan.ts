import type { Knex } from 'knex';
import { operationsIn } from '../expressions/expression.js';
import { exact } from '../facts/exact.js';
import { groupedBy } from '../facts/grouped.js';
import type { FactKindName } from '../facts/kinds.js';
import type { Places } from '../facts/place.js';
import { type CompiledMetric, expressionsOf, type Part } from '../metrics/compile.js';
import { groupScan, sliceMissing, sliceSeparator } from '../metrics/group-sql.js';
import { percentileScan } from '../metrics/percentile-sql.js';
import { findGroupsOfSeveral, wayName } from '../metrics/groups-of-several.js';
import { factScan, type Request } from '../metrics/scan-sql.js';
import type { GroupsListed, ScanView } from '../metrics/scan-view.js';
import { dimensionsOf, type MetricTally, type Tally } from '../metrics/tally.js';
import { type Answer, type Cells, type PartScan, type Row, SumsOfClients } from './answer-sums.js';
import { layOutCalendars } from './calendars.js';
import { howListed, isCluster, waysLookedUp } from './group-search.js';
import { runForCells, runStatement } from './run-statement.js';
import { type ListedGroups, nameOf, reachOf, type Scan, shared, type SharedScan, sharedView, tableOf } from './scan-view.js';

type Tallies = ReadonlyMap<string, MetricTally>;

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
  const asked = metrics.flatMap(compiled => compiled.parts.map((part, index): PartScan => ({ id: id++, part, compiled, index })));
  await prepareCalendars(tx, asked, asRequested.places);
  const scan: SharedScan = { groups: await groupsKnown(tx), ...asRequested };
  const sums = new SumsOfClients(metrics, scan.clients.map(nameOf));
  const there = asked.filter(({ part }) => scan.kinds?.has(part.of) ?? true);
  for (const ofKind of groupedBy(there, ({ part }) => part.of).values()) {
    const groups = await findGroups(tx, ofKind, scan);
    for (const requests of groupedBy(ofKind, ({ part }) => JSON.stringify(reachOf([{ part }], scan.places) ?? null)).values())
      await scanKind(tx, requests, { ...scan, ...groups }, sums);
  }
  const tallies = new Map(scan.clients.map(nameOf).map(name => [name, sums.tallies(name)]));
  // Percentiles of some facts say nothing of those of all.
  if (scan.only === undefined) for (const compiled of metrics) await addPercentiles(tx, compiled, tallies, scan);
  return tallies;
}

/** How groups are known in this database. Compiling a scan's many small expressions pays only from some millions of rows on. */
async function groupsKnown(tx: Knex.Transaction): Promise<ScanView['groups']> {
  await tx.raw("select set_config('jit_above_cost', '5000000', true)");
  return (await isCluster(tx)) ? 'counted' : 'listed';
}

/**
 * Finds the groups of several facts, once for all scans of a kind: in the widest window that any of them reads. Answers with the ways of
 * grouping in which their other facts are looked up, and with how many groups were found.
 */
async function findGroups(
  tx: Knex.Transaction,
  requests: readonly PartScan[],
  scan: SharedScan,
): Promise<Pick<SharedScan, 'lookedUp' | 'groupsListed'>> {
  const grouped = requests.filter(({ part }) => part.per.length > 0);
  const kind = commonKind(requests);
  const found: ListedGroups = scan.listed ?? new Map();
  const ways = new Map(grouped.map(({ part }) => [wayName(part.per), part]));
  const missing = [...ways].filter(([name]) => found.get(name)?.kind !== kind);
  const view = sharedView(grouped, [], scan);
  const lookedUp = await waysLookedUp(tx, { ...scan, ways: missing.map(([, way]) => way), view });
  for (const [name, way] of missing) {
    const isLookedUp = lookedUp.has(name);
    found.set(name, { kind, isLookedUp, listed: await listGroups(tx, way, { ...view, lookedUp }, scan) });
  }
  const own = [...ways.keys()].flatMap(name => {
    const one = found.get(name);
    return one === undefined ? [] : [[name, one] as const];
  });
  return {
    lookedUp: new Set(own.filter(([, { isLookedUp }]) => isLookedUp).map(([name]) => name)),
    groupsListed: new Map(own.map(([name, { listed }]) => [name, listed])),
  };
}

/** Lists the groups of a way, where they are listed at all, in a table of the transaction. */
async function listGroups(
  tx: Knex.Transaction,
  way: Part,
  view: ScanView,
  { clients, search }: SharedScan,
): Promise<GroupsListed> {
  if (view.groups === 'counted') return 'many';
  for (const statement of findGroupsOfSeveral(tableOf(way.of), way, view)) await runStatement(tx, statement);
  return howListed(tx, way, { view, clients, ...(search === undefined ? {} : { search }) });
}

/** Facts by themselves and groups of one in one scan; groups of several in one more for each way of grouping, where there are any. */
async function scanKind(
  tx: Knex.Transaction,
  requests: readonly PartScan[],
  scan: SharedScan,
  sums: SumsOfClients,
): Promise<void> {
  const columns = sliceColumns(requests);
  const answer = await runForCells(tx, factScan(tableOf(commonKind(requests)), requests, sharedView(requests, columns, scan)));
  const { rows, places } = answer;
  const slice = columns.map(name => places.get(name) ?? -1);
  sums.add(requests, columns, answer, row => slice.map(place => textOf(row[place])));
  for (const [name, alike] of groupedBy(requests, ({ part }) => wayName(part.per))) {
    const several = places.get(`several_${name}`) ?? -1;
    const isThere = name !== '' && rows.some(row => Number(row[several] ?? 0) > 0);
    if (isThere) await scanGroups(tx, alike, scan, sums);
  }
}

/**
 * The statements by which metrics are tallied, the same for every client, batch and moment: with what is made of their answers, all that decides
 * what facts come to besides the facts themselves.
 */
export function statementsOf(metrics: readonly CompiledMetric[], asRequested: SharedScan): readonly string[] {
  const scan: SharedScan = { ...asRequested, batch: 0, clients: [{ client: '', asOf: 0 }], groups: 'counted' };
  const parts = metrics.flatMap((compiled, i) =>
    compiled.parts.map((part, index): PartScan => ({ id: i * 100 + index, part, compiled, index })),
  );
  const there = parts.filter(({ part }) => scan.kinds?.has(part.of) ?? true);
  return [...groupedBy(there, ({ part }) => part.of)].flatMap(([of, requests]) => {
    const columns = sliceColumns(requests);
    const view = sharedView(requests, columns, scan);
    const ways = [...groupedBy(requests, ({ part }) => part.per.join('_'))].filter(([name]) => name !== '');
    return [factScan(tableOf(of), requests, view), ...ways.map(([, alike]) => groupScan(tableOf(of), alike, view, 'apart'))];
  });
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
  const add = ({ rows, places }: Answer, among: readonly PartScan[]): void => {
    const slice = places.get('slice') ?? -1;
    sums.add(among, columns, { rows, places }, row => sliceValues(String(row[slice] ?? ''), columns));
  };
  const { rows, places } = await runForCells(tx, groupScan(table, requests, view, 'apart'));
  const mixed = places.get('is_mixed') ?? -1;
  const isMixed = (row: Cells): boolean => row[mixed] === true;
  add({ rows: rows.filter(row => !isMixed(row)), places }, requests);
  if (!rows.some(isMixed)) return;
  for (const alike of groupedBy(requests, datingOf).values())
    add(await runForCells(tx, groupScan(table, alike, view, 'only')), alike);
}

// Requests that date and pick their facts alike agree on which fact of a group is the latest.
const datingOf = ({ part }: Request): string =>
  JSON.stringify(part.terms.map(term => [term.dated, term.when]).slice(0, 1), (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );

function sliceValues(slice: string, columns: readonly string[]): readonly (string | null)[] {
  const texts = slice.split(sliceSeparator);
  return columns.map((_, i) => (texts[i] === undefined || texts[i] === sliceMissing ? null : texts[i]));
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

const textOf = (value: Row[string] | undefined): string | null => (typeof value === 'string' ? value : null);

const calendarOperations = ['working_time_between', 'add_working_days', 'on_working_day'];

/** Lays calendars out in the database for expressions that ask for them. */
export async function prepareCalendars(
  tx: Knex.Transaction,
  asked: readonly { readonly part: Part }[],
  places: Places,
): Promise<void> {
  const expressions = asked.flatMap(({ part }) => part.terms.flatMap(expressionsOf));
  const asks = expressions.some(expression => {
    const operations = operationsIn(expression);
    return calendarOperations.some(one => operations.has(one));
  });
  if (!asks) return;
  const all = [{ zone: places.zone, calendar: places.calendar }, ...places.sites];
  await layOutCalendars(
    tx,
    all.flatMap(({ calendar, zone }) => (calendar === undefined ? [] : [[calendar, zone] as const])),
  );
}

/** Ranks the values of metrics anew, in tallies of clients that have none. */
export async function rankAnew(
  tx: Knex.Transaction,
  metrics: readonly CompiledMetric[],
  tallies: ReadonlyMap<string, Map<string, MetricTally>>,
  asRequested: SharedScan,
): Promise<void> {
  if (metrics.length === 0) return;
  const scan: SharedScan = { groups: await groupsKnown(tx), ...asRequested };
  for (const compiled of metrics) await addPercentiles(tx, compiled, tallies, scan);
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
