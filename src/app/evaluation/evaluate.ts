import type { Actor } from '../../store/actor.js';
import { type EvaluationInput, evaluatePeriod } from '../../evaluation/evaluate.js';
import type { Amendments } from '../../evaluation/amendments.js';
import type { Evaluation, EvaluationDocument } from '../../evaluation/document.js';
import { freezeRules } from '../../evaluation/frozen.js';
import { withRoleShares } from '../../evaluation/role-shares.js';
import { type Plan, planFor } from '../../evaluation/plan.js';
import {
  isOutOfBounds,
  longestYears,
  type Period,
  parsePeriod,
  type Reckoning,
  periodYears,
  previousPeriod,
} from '../../facts/period.js';
import { boundsFaults } from '../../faults/bounds.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { storeFaults } from '../../faults/store.js';
import { usageFaults } from '../../faults/usage.js';
import type { CompiledMetric } from '../../metrics/compile.js';
import type { MetricTally } from '../../metrics/tally.js';
import { requireSound, useOfEvaluation } from '../../rulebook/soundness.js';
import { clientOf } from '../../rulebook/workspace.js';
import { clientsWithFacts, lastBatchOf, listBatches, recordedFields } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { storeEvaluation } from '../../store/evaluations.js';
import { sha256 } from '../../store/ledger.js';
import { storeRulebook } from '../../store/rulebooks.js';
import { type Scan, tallyMetrics } from '../../store/scan.js';
import { slicesAgreed } from '../../evaluation/parts.js';
import { spansOf } from '../../evaluation/spans.js';
import { amendmentsFor } from './amendments-in-force.js';
import type { Deps } from '../deps.js';
import { inParallel } from './in-parallel.js';
import { spanTallies } from './span-tallies.js';
import { visiblePrevious } from './visible-previous.js';
import { withOneSided } from './one-sided-tallies.js';
import { closedDiffersWarning, closedFor, haveSameResults } from './closed-evaluation.js';

/** Which clients' period to evaluate, and as known when. */
export interface EvaluateRequest {
  readonly period: string;
  /** All that have facts, when none is named. */
  readonly clients: readonly string[];
  /** Facts as known at this batch; the last one otherwise. */
  readonly asOfBatch?: number | undefined;
  /** The moment at which open work is judged, UTC milliseconds; the commit of the client's last batch otherwise. */
  readonly at?: number | undefined;
  readonly actor: Actor;
}

/** Evaluates a period for clients, one transaction each, and records what is new. */
export async function evaluateClients(deps: Deps, request: EvaluateRequest): Promise<readonly Evaluation[]> {
  readPeriod(request.period, deps.workspace.settings.time_zone);
  const codes = await chosenClients(deps, request);
  // A server works for two clients at once; the embedded database has one session.
  const lanes = deps.database.kind === 'server' ? 2 : 1;
  return inParallel(lanes, codes, async code => {
    const evaluation = await evaluateClient(deps, code, request);
    deps.log?.({ did: 'evaluated', client: code, period: request.period });
    return evaluation;
  });
}

/** The period of a text, or a Stop that shows the forms, or how long and of which years a period may be. */
export function readPeriod(text: string, reckoning: Reckoning): Period {
  const period = parsePeriod(text, reckoning);
  if (period !== undefined) return period;
  throw new Stop(2, [
    isOutOfBounds(text)
      ? fault(boundsFaults, 'period_out_of_bounds', { period: text, ...periodYears, years: longestYears })
      : fault(usageFaults, 'period_unreadable', { period: text, forms: 'forms_of_periods' }),
  ]);
}

/** The clients asked for, each known; all registered ones and those with facts, when none is named. */
export async function chosenClients(
  deps: Deps,
  request: Pick<EvaluateRequest, 'clients' | 'asOfBatch'>,
): Promise<readonly string[]> {
  const seen = await deps.database.transaction(async tx => {
    if (request.asOfBatch !== undefined) await checkBatch(tx, request.asOfBatch);
    return clientsWithFacts(tx, request.asOfBatch);
  });
  const registered = (deps.workspace.settings.clients ?? []).map(client => client.code);
  const known = [...new Set([...registered, ...seen])];
  const unknown = request.clients.filter(code => !known.includes(code));
  if (unknown.length > 0)
    throw new Stop(
      2,
      unknown.map(client => fault(usageFaults, 'client_not_known', { client, known })),
    );
  if (request.clients.length > 0) return request.clients;
  if (seen.length === 0) throw new Stop(2, [fault(usageFaults, 'nothing_imported', {})]);
  return known.filter(code => seen.includes(code));
}

/** A batch that is still to come would make one question have two answers. */
async function checkBatch(tx: Transaction, batch: number): Promise<void> {
  const batches = await listBatches(tx);
  if (batches.some(known => known.batch === batch)) return;
  throw new Stop(2, [fault(storeFaults, 'batch_unknown', { batch, last: batches.at(-1)?.batch ?? 0 })]);
}

/**
 * Evaluates one client's period; equal inputs give the stored evaluation. Of a closed period the closed evaluation is given
 * while it has the same results. Where the results differ, or a moment or batch is asked for, the new evaluation belongs to the
 * next revision. Stops with exit code 2: `period_unreadable`, `nothing_imported`, or `client_without_facts` up to a batch.
 */
export async function evaluateClient(deps: Deps, code: string, request: EvaluateRequest): Promise<Evaluation> {
  const { evaluation, differs } = await deps.database.transaction(async tx => {
    const closed = await closedFor(tx, code, request.period);
    const { document, frozen } = await documentFor(tx, deps, code, { ...request, isSeen: closed !== undefined });
    const asksForInputs = request.at !== undefined || request.asOfBatch !== undefined;
    if (closed !== undefined && !asksForInputs && haveSameResults(closed.document, document))
      return { evaluation: closed, differs: undefined };
    await storeRulebook(tx, frozen, document.rulebook);
    const evaluation = await storeEvaluation(tx, { document, actor: request.actor, at: deps.clock() });
    const isOther = closed !== undefined && evaluation.id !== closed.id;
    return { evaluation, differs: isOther ? await closedDiffersWarning(tx, closed, evaluation) : undefined };
  });
  if (differs !== undefined) deps.log?.(differs);
  return evaluation;
}

/** Which document is wanted. */
interface DocumentRequest extends Pick<EvaluateRequest, 'period' | 'asOfBatch' | 'at'> {
  /** The client sees it, as it is closed or will be: then formulas take nothing from a period before that the client does not see. */
  readonly isSeen?: boolean;
}

/**
 * What a client's period comes to under the workspace's rules, and these rules' frozen text; nothing is kept. `amended` is what
 * is tried in place of the exclusions and overrides that are approved.
 */
export async function documentFor(
  tx: Transaction,
  { workspace }: Pick<Deps, 'workspace'>,
  code: string,
  request: DocumentRequest,
  amended: (approved: Amendments) => Amendments = approved => approved,
): Promise<{ readonly document: EvaluationDocument; readonly frozen: string }> {
  requireSound(workspace, useOfEvaluation([code]));
  const client = clientOf(workspace, code);
  const known = await lastBatchFor(tx, code, request.asOfBatch);
  const period = readPeriod(request.period, client);
  const { clients_see } = workspace.settings;
  const ruled = clients_see === 'closed' ? workspace.rulebook : { ...workspace.rulebook, clients_see };
  const rulebook = withRoleShares(ruled, client, period);
  const frozen = freezeRules(rulebook, client);
  const input = await evaluationInput(tx, {
    client,
    rulebook,
    rulebookHash: sha256(frozen),
    period,
    asOfBatch: known.batch,
    asOf: request.at ?? known.committed_at,
    amendments: amended(await amendmentsFor(tx, client, period, { besides: spansOf(rulebook, client, period) })),
  });
  const document = evaluatePeriod(input);
  const previous = request.isSeen === true && clients_see === 'closed' ? await visiblePrevious(tx, input) : undefined;
  const seen = previous === undefined ? document : evaluatePeriod({ ...input, previous });
  // Where the facts give the same, nothing hidden is in it: it is the document that there is already.
  return { document: haveSameResults(document, seen) ? document : seen, frozen };
}

/** The last batch that touched the client or the whole firm. */
async function lastBatchFor(
  tx: Transaction,
  client: string,
  upTo: number | undefined,
): Promise<{ readonly batch: number; readonly committed_at: number }> {
  const own = await lastBatchOf(tx, client, upTo);
  const firm = await lastBatchOf(tx, '*', upTo);
  const last = own !== undefined && (firm === undefined || own.batch > firm.batch) ? own : firm;
  if (last !== undefined) return last;
  throw new Stop(2, [
    upTo === undefined
      ? fault(usageFaults, 'nothing_imported', {})
      : fault(usageFaults, 'client_without_facts', { client, batch: upTo }),
  ]);
}

/** How facts are looked at: `withoutSpans` where the period alone is shown, whatever the contract asks for besides. */
interface Looking extends Pick<Scan, 'onlyAdded'> {
  readonly withoutSpans?: boolean;
}

/** Tallies a client's period, of the one before what formulas ask for, and the spans that the contract asks for. */
export async function evaluationInput(
  tx: Transaction,
  given: Pick<EvaluationInput, 'client' | 'period' | 'asOf' | 'asOfBatch' | 'rulebook' | 'rulebookHash' | 'amendments'>,
  { withoutSpans = false, ...how }: Looking = {},
): Promise<EvaluationInput> {
  const { client, period, rulebook, amendments } = given;
  const recorded = await recordedFields(tx, client.code, given.asOfBatch);
  const plan = planFor(rulebook, client, recorded, amendments.exclusions);
  const before = previousPeriod(period, client);
  const agreed = slicesAgreed(given);
  const tally = (metrics: readonly CompiledMetric[], of: Period): ReturnType<typeof talliesOf> =>
    withOneSided(metrics, agreed, some => talliesOf(tx, plan, some, of, { ...given, ...how }));
  return {
    ...given,
    plan,
    tallies: await tally(plan.metrics, period),
    talliesBefore: await tally(metricsOfPrevious(plan, plan.metrics), before),
    rawTallies: await tally(plan.raw, period),
    rawTalliesBefore: await tally(metricsOfPrevious(plan, plan.raw), before),
    ...(withoutSpans ? {} : await spanTallies(tx, { ...given, plan }, tally)),
  };
}

/** Those of the metrics whose previous period some formula asks for. */
export const metricsOfPrevious = ({ ofPrevious }: Plan, metrics: readonly CompiledMetric[]): readonly CompiledMetric[] =>
  metrics.filter(({ metric }) => ofPrevious.has(metric.id));

function talliesOf(
  tx: Transaction,
  plan: Plan,
  metrics: readonly CompiledMetric[],
  period: Period,
  given: Pick<EvaluationInput, 'client' | 'asOf' | 'asOfBatch' | 'rulebook'> & Pick<Scan, 'onlyAdded'>,
): Promise<ReadonlyMap<string, MetricTally>> {
  if (metrics.length === 0) return Promise.resolve(new Map());
  const { from, to } = period;
  const { client, asOf, asOfBatch, rulebook, onlyAdded = false } = given;
  return tallyMetrics(tx, metrics, {
    client: client.code,
    batch: asOfBatch,
    from,
    to,
    asOf,
    places: plan.places,
    fields: rulebook.fields,
    onlyAdded,
    ...(plan.recorded === undefined ? {} : { kinds: plan.recorded }),
  });
}
