import type { Knex } from 'knex';
import { operationsIn } from '../expressions/expression.js';
import { type DateBounds, dateBounds } from '../expressions/date-bounds.js';
import { ownFieldSql, quotedText, sqlLiteral } from '../expressions/to-sql.js';
import { exact, type Exact } from '../facts/exact.js';
import { groupedBy } from '../facts/grouped.js';
import { type FactKind, type FactKindName, kindOf, type OwnField } from '../facts/kinds.js';
import type { Calendar, Places } from '../facts/place.js';
import { type CompiledMetric, expressionsOf, type Part } from '../metrics/compile.js';
import { groupScan, sliceMissing, sliceSeparator } from '../metrics/group-sql.js';
import { factScan, findGroupsOfSeveral, percentileScan, type Request, type ScanView } from '../metrics/scan-sql.js';
import { dimensionsOf, foldSlices, type MetricTally, type PartTally, type Slice, type Tally } from '../metrics/tally.js';
import { calendarKey, layOutCalendars } from './calendars.js';

/** Whose facts are tallied: as known at a batch, in a period, at a moment. */
export interface Scan {
  readonly client: string;
  readonly batch: number;
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
  readonly places: Places;
  readonly fields: readonly OwnField[];
  /** Kinds that the client has facts of; others need no scan. All kinds, when left out. */
  readonly kinds?: { readonly has: (kind: FactKindName) => boolean };
  /** Of the batch itself only the facts that were not there before: those that it changed are as they were. */
  readonly onlyAdded?: boolean;
}

type Row = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;

/** A part of a metric, and where its tally goes. */
interface PartScan extends Request {
  readonly compiled: CompiledMetric;
  readonly index: number;
}

/** The table that holds a kind's facts. */
export const tableOf = (kind: FactKindName): string => `fact_${kind}`;

/** Tallies metrics in the database: for each fact kind one scan for all of them, and one more for each way of grouping several facts. */
export async function tallyMetrics(
  tx: Knex.Transaction,
  metrics: readonly CompiledMetric[],
  scan: Scan,
): Promise<ReadonlyMap<string, MetricTally>> {
  let id = 0;
  const asked = metrics.flatMap(compiled => compiled.parts.map((part, index): PartScan => ({ id: id++, part, compiled, index })));
  await prepareCalendars(tx, asked, scan.places);
  const slices = new Map<CompiledMetric, Slice[]>(metrics.map(compiled => [compiled, []]));
  const there = asked.filter(({ part }) => scan.kinds?.has(part.of) ?? true);
  // Compiling a scan's many small expressions pays only from some millions of rows on.
  await tx.raw('set local jit_above_cost = 5000000');
  for (const ofKind of groupedBy(there, ({ part }) => part.of).values()) {
    await findGroups(tx, ofKind, scan);
    for (const requests of groupedBy(ofKind, ({ part }) => JSON.stringify(reachOf([{ part }]) ?? null)).values()) {
      for (const { request, slice } of await scanKind(tx, requests, scan)) slices.get(request.compiled)?.push(slice);
    }
  }
  const tallies = new Map<string, MetricTally>();
  for (const [compiled, own] of slices) {
    const tally = foldSlices(compiled, own);
    tallies.set(compiled.metric.id, await withPercentiles(tx, compiled, tally, scan));
  }
  return tallies;
}

interface Answer {
  readonly request: PartScan;
  readonly slice: Slice;
}

/** Finds the groups of several facts, once for all scans of a kind: in the widest window that any of them reads. */
async function findGroups(tx: Knex.Transaction, requests: readonly PartScan[], scan: Scan): Promise<void> {
  const grouped = requests.filter(({ part }) => part.per.length > 0);
  const view = viewOf(grouped, [], scan);
  for (const alike of groupedBy(grouped, ({ part }) => part.per.join('_')).values()) {
    const per = alike[0]?.part.per ?? [];
    for (const statement of findGroupsOfSeveral(tableOf(commonKind(alike)), per, view)) await runStatement(tx, statement);
  }
}

/** Facts by themselves and groups of one in one scan; groups of several in one more for each way of grouping, where there are any. */
async function scanKind(tx: Knex.Transaction, requests: readonly PartScan[], scan: Scan): Promise<readonly Answer[]> {
  const columns = sliceColumns(requests);
  const rows = await runStatement(tx, factScan(tableOf(commonKind(requests)), requests, viewOf(requests, columns, scan)));
  const answers: Answer[] = rows.flatMap(row => {
    const at = Object.fromEntries(columns.map(name => [name, textOf(row[name])]));
    return requests.map(request => ({ request, slice: sliceOf(request, row, at) }));
  });
  for (const [name, alike] of groupedBy(requests, ({ part }) => part.per.join('_'))) {
    const isThere = name !== '' && rows.some(row => Number(row[`several_${name}`] ?? 0) > 0);
    if (isThere) answers.push(...(await scanGroups(tx, alike, scan)));
  }
  return answers;
}

async function scanGroups(tx: Knex.Transaction, requests: readonly PartScan[], scan: Scan): Promise<readonly Answer[]> {
  const columns = sliceColumns(requests);
  const table = tableOf(commonKind(requests));
  const answer = (row: Row, among: readonly PartScan[]): readonly Answer[] => {
    const at = sliceValues(String(row['slice'] ?? ''), columns);
    return among.map(request => ({ request, slice: sliceOf(request, row, at) }));
  };
  const rows = await runStatement(tx, groupScan(table, requests, viewOf(requests, columns, scan), 'apart'));
  const answers = rows.filter(row => row['is_mixed'] !== true).flatMap(row => answer(row, requests));
  if (!rows.some(row => row['is_mixed'] === true)) return answers;
  for (const alike of groupedBy(requests, datingOf).values()) {
    const mixed = await runStatement(tx, groupScan(table, alike, viewOf(requests, columns, scan), 'only'));
    answers.push(...mixed.flatMap(row => answer(row, alike)));
  }
  return answers;
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

function sliceOf(request: PartScan, row: Row, at: Slice['at']): Slice {
  const count = (name: string): number => Number(row[`${name}${request.id}`] ?? 0);
  const sums = request.part.terms.map((term, i) => {
    const sum = row[`s${request.id}_${i}`];
    return new Map<string, Exact>(
      sum == null || count('pas') === 0
        ? []
        : [[term.measuredIn === undefined ? '' : (at[term.measuredIn] ?? ''), exact(String(sum))]],
    );
  });
  const tally: PartTally = {
    counts: {
      passed: count('pas'),
      failed: count('fai'),
      excluded: count('exc'),
      undetermined: count('und'),
      undated: count('und_'),
      outside: count('out'),
    },
    seen: count('z'),
    sums,
  };
  return { part: request.index, at, tally };
}

const textOf = (value: Row[string] | undefined): string | null => (typeof value === 'string' ? value : null);

/** How the scan of a client's facts sees them: window, names, zones. */
export function viewOf(requests: readonly Request[], slices: readonly string[], scan: Scan): ScanView {
  const { client, batch, from, to, asOf, places, fields } = scan;
  const of = kindOf(requests[0]?.part.of ?? 'shipment');
  const hasSite = of.fields.some(field => field.name === 'site');
  const constants: Readonly<Record<string, number>> = { as_of: asOf, period_start: from, period_end: to };
  // Readings of client * are of the whole firm, so every client's evaluation reads them.
  const owner = (alias: string): string =>
    of.name === 'reading' ? `${alias}.client in (${quotedText(client)}, '*')` : `${alias}.client = ${quotedText(client)}`;
  return {
    from,
    to,
    slices,
    reach: reachOf(requests),
    known: alias =>
      `${owner(alias)} and ${scan.onlyAdded === true ? addedByBatch(of, alias, scan) : currentAtBatch(alias, batch)}`,
    name: name => {
      const constant = constants[name];
      if (constant !== undefined) return sqlLiteral('instant', constant);
      const own = fields.find(field => field.fact === of.name && field.id === name);
      return own === undefined ? `f.${name}` : ownFieldSql('f.extra', name, own.type);
    },
    around: {
      asOf: sqlLiteral('instant', asOf),
      zone: bySite(places, hasSite, zone => sqlLiteral('text', zone)),
      calendar: bySite(places, hasSite, (zone, calendar) =>
        sqlLiteral('text', calendar === undefined ? null : calendarKey(calendar, zone)),
      ),
    },
  };
}

/** What holds at a fact's site, as SQL; plain where all sites are alike. */
function bySite(places: Places, hasSite: boolean, sqlOf: (zone: string, calendar: Calendar | undefined) => string): string {
  const own = sqlOf(places.zone, places.calendar);
  const others = hasSite
    ? places.sites.map(site => [site.code, sqlOf(site.zone, site.calendar)] as const).filter(([, sql]) => sql !== own)
    : [];
  return others.length === 0
    ? own
    : `(case f.site ${others.map(([code, sql]) => `when ${quotedText(code)} then ${sql}`).join(' ')} else ${own} end)`;
}

const currentAtBatch = (alias: string, batch: number): string =>
  `${alias}.batch <= ${batch} and (${alias}.superseded_by is null or ${alias}.superseded_by > ${batch})`;

/** What was known before a batch, and what that batch added. */
function addedByBatch({ name, key }: FactKind, alias: string, { client, batch }: Scan): string {
  const columns = (of: string): string => key.map(field => `${of}.${field}`).join(', ');
  const changed = `select ${columns('changed')} from ${tableOf(name)} changed where changed.client in (${quotedText(client)}, '*') and changed.superseded_by = ${batch}`;
  return `(${currentAtBatch(alias, batch - 1)} or (${alias}.batch = ${batch} and (${columns(alias)}) not in (${changed})))`;
}

function reachOf(requests: readonly Pick<Request, 'part'>[]): DateBounds | undefined {
  let widest: DateBounds | undefined = { before: 0, after: 0 };
  for (const term of requests.flatMap(request => request.part.terms)) {
    const one = dateBounds(term.dated);
    widest =
      widest === undefined || one === undefined
        ? undefined
        : { before: Math.max(widest.before, one.before), after: Math.max(widest.after, one.after) };
  }
  return widest;
}

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

async function withPercentiles(
  tx: Knex.Transaction,
  compiled: CompiledMetric,
  tally: MetricTally,
  scan: Scan,
): Promise<MetricTally> {
  const { metric, parts } = compiled;
  const wanted = metric.kind === 'mean' ? (metric.percentiles ?? []) : [];
  const [part] = parts;
  if (wanted.length === 0 || part === undefined || tally.total.counts.passed === 0) return tally;
  const request: Request = { id: 0, part };
  const dimensions = [...tally.by.keys()];
  const rows = await runStatement(tx, percentileScan(tableOf(part.of), request, wanted, viewOf([request], dimensions, scan)));
  const ranked = (into: Tally, row: Row | undefined): Tally => {
    const values = row?.['percentiles'];
    return Array.isArray(values)
      ? { ...into, percentiles: new Map(wanted.map((percent, i) => [percent, exact(String(values[i]))])) }
      : into;
  };
  const by = new Map(
    [...tally.by].map(([dimension, slices]) => {
      const rowOf = (key: string | null): Row | undefined =>
        rows.find(row => row['dimension'] === dimension && textOf(row['key']) === key);
      return [dimension, new Map([...slices].map(([key, one]) => [key, ranked(one, rowOf(key))]))] as const;
    }),
  );
  return {
    total: ranked(
      tally.total,
      rows.find(row => row['dimension'] === null),
    ),
    by,
  };
}
