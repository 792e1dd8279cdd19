import type { Actor } from '../../store/actor.js';
import type { ClosedPeriod, ReopenedPeriod, SourceStatus } from '../../contract/periods.js';
import type { EvaluationDocument, NodeResult } from '../../evaluation/document.js';
import { parsePeriod, type Period } from '../../facts/period.js';
import type { Client } from '../../facts/place.js';
import { dateOf, dayOf, dayText, isoInstant, localDay, startOfDay } from '../../facts/time.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { periodFaults } from '../../faults/periods.js';
import { Stop } from '../../faults/stop.js';
import { formulaMetrics } from '../../metrics/formula.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Transaction } from '../../store/connect.js';
import { storeEvaluation } from '../../store/evaluations.js';
import {
  closedBy,
  recordClosing,
  recordReopening,
  type PeriodStanding,
  periodStandingOf,
  periodStandings,
  type Waiver,
} from '../../store/periods.js';
import { storeRulebook } from '../../store/rulebooks.js';
import { lockUntilCommit } from '../../store/transaction-locks.js';
import type { Deps } from '../deps.js';
import { chosenClients, documentFor, type EvaluateRequest, readPeriod } from '../evaluation/evaluate.js';
import { clientsConcerned, expectedOf, sourceStates } from './completeness.js';

/** Which clients' period to close, and what may be missing from it. */
export interface CloseRequest extends EvaluateRequest {
  readonly waivers: readonly Waiver[];
}

/**
 * Evaluates a period and closes it with what that gives, for all clients asked for or for none: in one transaction with the ledger's
 * entries. Stops with exit code 1 and everything that is missing.
 */
export async function closePeriod(deps: Deps, request: CloseRequest): Promise<readonly ClosedPeriod[]> {
  readPeriod(request.period, deps.workspace.settings.time_zone);
  const chosen = await chosenClients(deps, request);
  return deps.database.transaction(async tx => {
    // Imports wait until the closing is there, so that each either is seen by it or finds itself late; other closings wait too.
    await lockUntilCommit(tx, 'load');
    const codes =
      request.clients.length > 0
        ? chosen
        : await openClients(tx, request.period, await clientsConcerned(tx, deps.workspace, () => request.period, chosen));
    refuseUnknownWaivers(deps, codes, request.waivers);
    const found: ClosingCheck[] = [];
    for (const code of codes) found.push(await checkClosing(tx, deps, code, request));
    const faults = found.flatMap(one => one.faults);
    if (faults.length > 0) throw new Stop(1, faults);
    const closed: ClosedPeriod[] = [];
    for (const one of found) closed.push(await close(tx, deps, one, request.actor));
    for (const { made } of found)
      for (const unseen of made === undefined ? [] : missingPrevious(deps, made.document)) deps.log?.(unseen);
    return closed;
  });
}

/** Of clients that nobody named those whose period is not closed; all of them when all are. */
async function openClients(tx: Transaction, period: string, codes: readonly string[]): Promise<readonly string[]> {
  const open: string[] = [];
  for (const code of codes) if ((await periodStandingOf(tx, code, period)).state !== 'closed') open.push(code);
  return open.length > 0 ? open : codes;
}

function refuseUnknownWaivers({ workspace }: Deps, codes: readonly string[], waivers: readonly Waiver[]): void {
  const sources = codes.flatMap(code => expectedOf(workspace, code).map(source => source.id));
  const metrics = workspace.rulebook.metrics.filter(metric => metric.final_from_day !== undefined).map(metric => metric.id);
  const known = [...new Set([...sources, ...metrics])];
  const unknown = waivers.filter(waiver => !known.includes(waiver.source));
  if (unknown.length === 0) return;
  throw new Stop(
    2,
    unknown.map(({ source }) => fault(periodFaults, 'period_waiver_unknown', { source, known })),
  );
}

/** What is to be closed, or why it is not. */
interface ClosingCheck {
  readonly faults: readonly Fault[];
  readonly revision: number;
  readonly waivers: readonly Waiver[];
  readonly made: { readonly document: EvaluationDocument; readonly frozen: string } | undefined;
}

/** Something missing, and under which name it can be waived. */
interface MissingItem {
  readonly waiver: string;
  readonly fault: Fault;
}

async function checkClosing(tx: Transaction, deps: Deps, code: string, request: CloseRequest): Promise<ClosingCheck> {
  const client = clientOf(deps.workspace, code);
  const period = readPeriod(request.period, client);
  const standing = await periodStandingOf(tx, code, period.id);
  const revision = standing.next;
  const refused = (faults: readonly Fault[]): ClosingCheck => ({ faults, revision, waivers: [], made: undefined });
  const unfit = closedAlready(standing) ?? notOver(deps, code, period) ?? (await overlapping(tx, client, period));
  if (unfit !== undefined) return refused([unfit]);
  const unwaived = (missing: readonly MissingItem[]): readonly Fault[] =>
    missing.filter(one => !request.waivers.some(({ source }) => source === one.waiver)).map(one => one.fault);
  const sources = await missingSources(tx, deps, client, period);
  // A source that has delivered nothing may leave nothing to evaluate: what is missing is reported first.
  if (unwaived(sources).length > 0) return refused(unwaived(sources));
  const made = await documentFor(tx, deps, code, { ...request, isSeen: true });
  const early = notFinal(deps, made.document, period, client.time_zone);
  const waivers = request.waivers.filter(({ source }) => [...sources, ...early].some(({ waiver }) => waiver === source));
  return { faults: unwaived(early), revision, waivers, made };
}

function closedAlready({ client, period, state, closings }: PeriodStanding): Fault | undefined {
  const last = closings.at(-1);
  if (state !== 'closed' || last === undefined) return undefined;
  const { revision, actor: by, at } = last;
  return fault(periodFaults, 'period_already_closed', { client, period, revision, by, at: isoInstant(at) });
}

/**
 * A closed period that has some days with this one in common: each day is closed in one month. Longer periods that are made up of whole
 * months, as quarters and years are, may be closed besides.
 */
async function overlapping(tx: Transaction, { code, time_zone: zone }: Client, period: Period): Promise<Fault | undefined> {
  const closed = (await periodStandings(tx, { client: code })).flatMap(one => closedBy(one) ?? []);
  const [other] = closed.filter(({ period: id, from, to }) => {
    if (id === period.id || from >= period.to || to <= period.from) return false;
    const isNested = (from <= period.from && period.to <= to) || (period.from <= from && to <= period.to);
    const grain = parsePeriod(id, 'UTC')?.grain;
    return !isNested || grain === period.grain || grain === 'days' || period.grain === 'days';
  });
  if (other === undefined) return undefined;
  const days = { from: dayText(localDay(zone, other.from)), until: dayText(localDay(zone, other.to - 1)) };
  return fault(periodFaults, 'period_overlaps', { client: code, period: period.id, other: other.period, ...days });
}

const notOver = ({ clock }: Deps, client: string, { id, to }: Period): Fault | undefined =>
  clock() >= to ? undefined : fault(periodFaults, 'period_not_over', { client, period: id, ends: isoInstant(to) });

async function missingSources(
  tx: Transaction,
  { workspace }: Deps,
  client: Client,
  period: Period,
): Promise<readonly MissingItem[]> {
  const states = await sourceStates(tx, workspace, client, period);
  return states
    .filter(state => !state.is_complete)
    .map(state => ({
      waiver: state.source,
      fault: fault(periodFaults, 'period_source_missing', { client: client.code, period: period.id, ...missingParams(state) }),
    }));
}

const missingParams = ({ source, fact, site, delivered_to, batch, file }: SourceStatus) => ({
  source,
  fact,
  site,
  last: delivered_to === null || batch === null ? undefined : { until: delivered_to, batch, file },
});

/** Metrics of the client that are final only from a day of the month after the period, which has not come yet. */
function notFinal(
  { workspace, clock }: Deps,
  document: EvaluationDocument,
  period: Period,
  zone: string,
): readonly MissingItem[] {
  const { year, month } = dateOf(period.lastDay);
  const firstOfNext = dayOf(month === 12 ? year + 1 : year, (month % 12) + 1, 1) ?? period.lastDay + 1;
  const own = ownMetrics(document);
  return workspace.rulebook.metrics.flatMap(({ id, final_from_day: day }) => {
    if (day === undefined || !own.has(id)) return [];
    const from = startOfDay(zone, firstOfNext + day - 1);
    if (clock() >= from) return [];
    const params = { client: document.client, period: period.id, metric: id, from: isoInstant(from) };
    return [{ waiver: id, fault: fault(periodFaults, 'period_metric_not_final', params) }];
  });
}

/** What the client's figures stand on: metrics with data, and those that a standard or an index asks for, whose data may still come. */
function ownMetrics({ metrics, indexes }: EvaluationDocument): ReadonlySet<string> {
  const asked = metrics.filter(({ value, standard }) => value !== null || standard !== null).map(({ metric }) => metric);
  const leaves = (nodes: readonly NodeResult[]): readonly string[] =>
    nodes.flatMap(({ metric, children }) => (metric === undefined ? leaves(children) : [metric]));
  return new Set([...asked, ...indexes.flatMap(({ nodes }) => leaves(nodes))]);
}

async function close(
  tx: Transaction,
  deps: Deps,
  { made, revision, waivers }: ClosingCheck,
  actor: Actor,
): Promise<ClosedPeriod> {
  if (made === undefined) throw new Error('only what was evaluated is closed');
  const { document, frozen } = made;
  const at = deps.clock();
  await storeRulebook(tx, frozen, document.rulebook);
  const evaluation = await storeEvaluation(tx, { document, actor, at });
  const ledger = await recordClosing(tx, { evaluation, revision, waivers, actor, at });
  const { client, period, as_of_batch } = document;
  return { client, period, revision, evaluation: evaluation.id, hash: evaluation.hash, as_of_batch, ledger, waivers };
}

/** What has no data because its formula asks for a period before that is not closed, where clients see no others. */
function missingPrevious({ workspace }: Deps, { client, period, metrics, previous }: EvaluationDocument): readonly Fault[] {
  if (previous === undefined || previous.evaluation !== null) return [];
  const asking = workspace.rulebook.metrics.filter(
    metric => metric.kind === 'formula' && formulaMetrics(metric.formula).previous.size > 0,
  );
  const without = asking.map(({ id }) => id).filter(id => metrics.find(one => one.metric === id)?.value === null);
  return without.length === 0
    ? []
    : [fault(periodFaults, 'period_before_unseen', { client, period, before: previous.period, metrics: without })];
}

/** Reopens a closed period of clients as its next revision: of all of them or of none. Stops with exit code 1 where one is not closed. */
export async function reopenPeriod(
  deps: Deps,
  request: {
    readonly period: string;
    readonly clients: readonly string[];
    readonly reason: string;
    readonly actor: Actor;
  },
): Promise<readonly ReopenedPeriod[]> {
  const { period, reason, actor } = request;
  readPeriod(period, deps.workspace.settings.time_zone);
  const codes = await chosenClients(deps, request);
  return deps.database.transaction(async tx => {
    await lockUntilCommit(tx, 'load');
    const faults: Fault[] = [];
    const reopened: ReopenedPeriod[] = [];
    for (const client of codes) {
      const { state, next: revision } = await periodStandingOf(tx, client, period);
      if (state !== 'closed') faults.push(fault(periodFaults, 'period_not_closed', { client, period, state }));
      else {
        const ledger = await recordReopening(tx, { client, period, revision, reason, actor, at: deps.clock() });
        reopened.push({ client, period, revision, reason, ledger });
      }
    }
    if (faults.length > 0) throw new Stop(1, faults);
    return reopened;
  });
}
