import type { RejectsOfBatch } from '../../contract/month.js';
import type { SourceStatus } from '../../contract/periods.js';
import type { EvaluationDocument, NodeResult } from '../../evaluation/document.js';
import type { FrozenText } from '../../evaluation/frozen.js';
import { parsePeriod, type Period } from '../../facts/period.js';
import type { Client } from '../../facts/place.js';
import { dateOf, dayOf, dayText, localDay, startOfDay, zonedText } from '../../facts/time.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { periodFaults } from '../../faults/periods.js';
import { clientOf } from '../../rulebook/workspace.js';
import { lastBatchOf } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { closedBy, type PeriodStanding, periodStandingOf, periodStandings } from '../../store/periods.js';
import type { Deps } from '../deps.js';
import { documentFor } from '../evaluation/documents.js';
import { type EvaluateRequest } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { sourceStates } from './completeness.js';
import { missingPrevious, notClosedBefore, type WithoutPrevious } from './not-closed-before.js';
import { type OpenItems, openItems } from './open-items.js';
import { rejectsLeft } from './rejects-left.js';

/** Something missing, and under which name it can be waived. */
export interface MissingItem {
  readonly waiver: string;
  readonly fault: Fault;
}

/** A client's period as closing finds it. */
export interface ClosingCheck {
  readonly client: string;
  readonly period: Period;
  readonly revision: number;
  /** Why it cannot be closed, whatever reason is given. */
  readonly refusal: Fault | undefined;
  /** Sources that are not complete, and metrics that are not final. */
  readonly missing: readonly MissingItem[];
  readonly sources: readonly SourceStatus[];
  readonly notFinal: readonly NotFinal[];
  /** Rejected rows of the period that nobody has mended or settled: closing takes no reason for them, and names them. */
  readonly rejects: readonly RejectsOfBatch[];
  /** What it would be closed with, and what is open in that; undefined where nothing was imported yet that could be evaluated. */
  readonly made: MadeToClose | undefined;
}

/** What a client's period would be closed with, the frozen text of its rules, and what is open in it. */
export interface MadeToClose {
  readonly document: EvaluationDocument;
  readonly frozen: FrozenText;
  readonly open: OpenItems;
  /** Earlier periods that the client will not see in its scorecard, because they are not closed. */
  readonly notClosedBefore: readonly string[];
  /** Metrics handed to the client without data, because the period before that their formulas ask for is not closed. */
  readonly withoutPrevious: WithoutPrevious;
}

/** What to evaluate to see how a period would be closed. */
type ToClose = Pick<EvaluateRequest, 'period' | 'asOfBatch' | 'at'>;

/** A metric that is not final before a moment, UTC milliseconds. */
export interface NotFinal {
  readonly metric: string;
  readonly from: number;
}

/** Looks at everything that closing a client's period depends on; changes nothing. */
export async function checkClosing(tx: Transaction, deps: Deps, code: string, request: ToClose): Promise<ClosingCheck> {
  const client = clientOf(deps.workspace, code);
  const period = readPeriod(request.period, client);
  const standing = await periodStandingOf(tx, code, period.id);
  const refusal = closedAlready(standing, client) ?? notOver(deps, client, period) ?? (await overlapping(tx, client, period));
  const rejects = refusal === undefined ? await rejectsLeft(tx, deps.workspace, code, period) : [];
  const found = { client: code, period, revision: standing.next, rejects };
  if (refusal !== undefined) return { ...found, refusal, missing: [], sources: [], notFinal: [], made: undefined };
  const sources = (await sourceStates(tx, deps.workspace, client, period)).filter(state => !state.is_complete);
  const missing = sources.map(state => missingSource(client, period, state));
  // A source that has delivered nothing may leave nothing to evaluate: then what is missing is all that can be said.
  if (missing.length > 0 && !(await hasFacts(tx, code, request.asOfBatch)))
    return { ...found, refusal, missing, sources, notFinal: [], made: undefined };
  const made = await evaluateToClose(tx, deps, code, request);
  const early = notFinal(deps, made.document, period, client.time_zone);
  return {
    ...found,
    refusal,
    missing: [...missing, ...early.map(one => missingMetric(client, period, one))],
    sources,
    notFinal: early,
    made,
  };
}

/** Evaluates a client's period as closing does; nothing is kept. */
export async function evaluateToClose(tx: Transaction, deps: Deps, code: string, request: ToClose): Promise<MadeToClose> {
  const client = clientOf(deps.workspace, code);
  const { document, frozen } = await documentFor(tx, deps, code, { ...request, isSeen: true });
  const period = readPeriod(request.period, client);
  const open = await openItems(tx, deps.workspace, client, period, document);
  const seesClosedAlone = deps.workspace.settings.clients_see === 'closed';
  const looking = { client, period, batch: document.as_of_batch };
  const unseen = seesClosedAlone ? await notClosedBefore(tx, deps.workspace, looking) : [];
  const withoutPrevious = missingPrevious(deps.workspace, client, document);
  return { document, frozen, open, notClosedBefore: unseen, withoutPrevious };
}

async function hasFacts(tx: Transaction, client: string, upTo: number | undefined): Promise<boolean> {
  return ((await lastBatchOf(tx, client, upTo)) ?? (await lastBatchOf(tx, '*', upTo))) !== undefined;
}

function closedAlready({ client, period, state, closings }: PeriodStanding, { time_zone: zone }: Client): Fault | undefined {
  const last = closings.at(-1);
  if (state !== 'closed' || last === undefined) return undefined;
  const { revision, actor: by, at } = last;
  return fault(periodFaults, 'period_already_closed', { client, period, revision, by, at: zonedText(zone, at) });
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

const notOver = ({ clock }: Deps, { code: client, time_zone: zone }: Client, { id, to }: Period): Fault | undefined =>
  clock() >= to ? undefined : fault(periodFaults, 'period_not_over', { client, period: id, ends: zonedText(zone, to) });

const missingSource = ({ code: client, time_zone: zone }: Client, { id: period }: Period, state: SourceStatus): MissingItem => ({
  waiver: state.source,
  fault: fault(periodFaults, 'period_source_missing', { client, period, ...missingParams(state, zone) }),
});

const missingMetric = (
  { code: client, time_zone: zone }: Client,
  { id: period }: Period,
  { metric, from }: NotFinal,
): MissingItem => ({
  waiver: metric,
  fault: fault(periodFaults, 'period_metric_not_final', { client, period, metric, from: zonedText(zone, from) }),
});

const missingParams = ({ source, fact, site, delivered_to, batch, file }: SourceStatus, zone: string) => ({
  source,
  fact,
  site,
  last: delivered_to === null || batch === null ? undefined : { until: zonedText(zone, Date.parse(delivered_to)), batch, file },
});

/** Metrics of the client that are final only from a day of the month after the period, which has not come yet. */
function notFinal({ workspace, clock }: Deps, document: EvaluationDocument, period: Period, zone: string): readonly NotFinal[] {
  const { year, month } = dateOf(period.lastDay);
  const firstOfNext = dayOf(month === 12 ? year + 1 : year, (month % 12) + 1, 1) ?? period.lastDay + 1;
  const own = ownMetrics(document);
  return workspace.rulebook.metrics.flatMap(({ id, final_from_day: day }) => {
    if (day === undefined || !own.has(id)) return [];
    const from = startOfDay(zone, firstOfNext + day - 1);
    return clock() >= from ? [] : [{ metric: id, from }];
  });
}

/** What the client's figures stand on: metrics with data, and those that a standard or an index asks for, whose data may still come. */
function ownMetrics({ metrics, indexes }: EvaluationDocument): ReadonlySet<string> {
  const asked = metrics.filter(({ value, standard }) => value !== null || standard !== null).map(({ metric }) => metric);
  const leaves = (nodes: readonly NodeResult[]): readonly string[] =>
    nodes.flatMap(({ metric, children }) => (metric === undefined ? leaves(children) : [metric]));
  return new Set([...asked, ...indexes.flatMap(({ nodes }) => leaves(nodes))]);
}
