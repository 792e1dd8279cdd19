import type { Actor } from '../../store/actor.js';
import type { Answered, DisputeOpened } from '../../contract/amendments.js';
import { amendmentFaults, type ExclusionMade, type FailedFacts } from '../../faults/amendments.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { isoInstant } from '../../facts/time.js';
import type { ExcludedFact } from '../../metrics/exclusion.js';
import { clientOf } from '../../rulebook/workspace.js';
import { type Amendment, amendmentsOf, decideAmendment, requestAmendment } from '../../store/amendments.js';
import type { Transaction } from '../../store/connect.js';
import { closedEvaluation, findEvaluation } from '../../store/evaluations.js';
import { closedBy, periodStandingOf } from '../../store/periods.js';
import { clientsOfEntry } from '../../store/ledger.js';
import { lockClientsUntilCommit } from '../../store/transaction-locks.js';
import type { Deps } from '../deps.js';
import { chosenClients } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { effectOf, proposalsOf } from '../evaluation/effect.js';
import { failedFacts } from '../evaluation/evidence.js';
import { findAmendment, requireDecidable, requireText } from './find.js';
import { type ExclusionBody, exclusionOf } from '../evaluation/amendments-in-force.js';
import { reasonFor } from './reason.js';
import { resolveFacts, resolveMetrics } from './request.js';

/** What a dispute's entry in the ledger holds. */
export interface DisputeBody {
  readonly period: string;
  readonly metrics: readonly string[];
  readonly facts: readonly ExcludedFact[];
  readonly text: string;
  readonly evidence: string;
}

/** What somebody disputes of a period's figures. */
export interface DisputeRequest {
  readonly client: string;
  readonly period: string;
  readonly metrics: readonly string[];
  readonly numbers: readonly string[];
  readonly kind?: string | undefined;
  readonly text: string;
  readonly evidence?: string | undefined;
  readonly actor: Actor;
  /** Knows of closed revisions only: what is not closed yet is as if it were not evaluated. */
  readonly seesClosedOnly?: boolean;
}

const millisOfDay = 86_400_000;

/** Opens a dispute about figures of a period: from its first evaluation on, and so many days after it was closed. */
export async function openDispute(deps: Deps, request: DisputeRequest): Promise<DisputeOpened> {
  const { client: code, actor } = request;
  const { workspace } = deps;
  await chosenClients(deps, { clients: [code] });
  const period = readPeriod(request.period, clientOf(workspace, code)).id;
  const metrics = resolveMetrics(workspace, code, request.metrics);
  const text = requireText(request.text, 'text', 'a_dispute_says_what_is_wrong');
  if (metrics.length === 0 && request.numbers.length === 0) throw new Stop(2, [fault(amendmentFaults, 'dispute_of_nothing', {})]);
  return deps.database.transaction(async tx => {
    await lockClientsUntilCommit(tx, [code]);
    await requireInTime(tx, deps, { client: code, period, seesClosedOnly: request.seesClosedOnly === true });
    const facts = await resolveFacts(tx, workspace, { ...request, line: undefined });
    const body: DisputeBody = { period, metrics, facts, text, evidence: request.evidence?.trim() ?? '' };
    if (facts.length > 0 && !(await counts(tx, deps, code, body)))
      throw new Stop(1, [fault(amendmentFaults, 'dispute_without_effect', { client: code, period })]);
    const dispute = await requestAmendment(tx, { kind: 'dispute', client: code, actor, at: deps.clock(), body });
    if (facts.length > 0) return { dispute, client: code, body };
    const failed = await failedOf(tx, deps, { client: code, body, seesClosedOnly: request.seesClosedOnly === true });
    return { dispute, client: code, body, failed };
  });
}

/** The first numbers that are offered. */
const offered = 200;

/** The facts that fail the disputed metrics, by the last evaluation of the period that whoever asks may see. */
async function failedOf(
  tx: Transaction,
  { workspace }: Pick<Deps, 'workspace'>,
  { client, body, seesClosedOnly }: { readonly client: string; readonly body: DisputeBody; readonly seesClosedOnly: boolean },
): Promise<readonly FailedFacts[]> {
  const { period, metrics } = body;
  const closing = (await periodStandingOf(tx, client, period)).closings.at(-1);
  const last = seesClosedOnly ? closing && (await closedEvaluation(tx, closing)) : await findEvaluation(tx, { client, period });
  if (last === undefined) return [];
  const rules = { rulebook: workspace.rulebook, client: clientOf(workspace, client), limit: offered };
  const failed: FailedFacts[] = [];
  for (const metric of metrics) failed.push(await failedFacts(tx, last, { metric, ...rules }));
  return failed.filter(({ total }) => total > 0);
}

/** Whether any disputed figure of the period counts the facts that are named. */
async function counts(
  tx: Transaction,
  deps: Deps,
  client: string,
  { period: name, metrics, facts }: DisputeBody,
): Promise<boolean> {
  const { from, to } = readPeriod(name, clientOf(deps.workspace, client));
  const none = { label: { en: '', zh: '' }, code: '', party: '' };
  const by = { requested_by: '', requested_at: 0, approved_by: '', approved_at: 0, evidence: '' };
  const trial = { number: 0, metrics, facts, where: {}, from, to, reason: none, ...by };
  const effect = await effectOf(tx, deps, client, { from, to }, approved => ({
    ...approved,
    exclusions: [...approved.exclusions, trial],
  }));
  return effect.some(({ period }) => period === name);
}

async function requireInTime(
  tx: Transaction,
  { workspace, clock }: Deps,
  { client, period, seesClosedOnly }: { readonly client: string; readonly period: string; readonly seesClosedOnly: boolean },
): Promise<void> {
  const standing = await periodStandingOf(tx, client, period);
  const isThere = seesClosedOnly ? standing.closings.length > 0 : (await findEvaluation(tx, { client, period })) !== undefined;
  if (!isThere) throw new Stop(1, [fault(amendmentFaults, 'dispute_too_early', { client, period })]);
  const closing = closedBy(standing);
  const days = workspace.settings.dispute_days;
  if (closing === undefined || clock() <= closing.at + days * millisOfDay) return;
  const params = { client, period, closed: isoInstant(closing.at), days };
  throw new Stop(1, [fault(amendmentFaults, 'dispute_too_late', params)]);
}

/** How a dispute is answered. */
export interface AnswerRequest {
  readonly dispute: number;
  /** Only that client's disputes are known, where one is given. */
  readonly client?: string | undefined;
  readonly decision: 'approval' | 'refusal';
  /** The facts that accepting leaves out: some of those that the dispute names, or any where it names none. */
  readonly numbers?: readonly string[];
  /** Reason code of the exclusion that accepting makes. */
  readonly reason?: string | undefined;
  readonly why: string;
  readonly actor: Actor;
  /** Only shows what accepting would change: anybody may look, and nothing is answered. */
  readonly dryRun?: boolean;
}

/**
 * Accepts or refuses a dispute, with all that follows, in one transaction. Who opened it cannot answer it. The facts that it names are
 * left out at once, because one asked for it and another agreed. Where it names none, who answers chooses them: that is a request, which
 * somebody else approves.
 */
export async function answerDispute(deps: Deps, request: AnswerRequest): Promise<Answered> {
  const { dispute: number, decision, actor, numbers = [], dryRun = false } = request;
  const why = dryRun ? request.why : requireText(request.why, 'why', 'an_answer_to_a_dispute_says_why');
  return deps.database.transaction(async tx => {
    await lockClientsUntilCommit(tx, await clientsOfEntry(tx, number));
    const dispute = await findAmendment<DisputeBody>(tx, 'dispute', number, request.client);
    if (!dryRun) requireDecidable(dispute, actor, await exclusionMade(tx, dispute));
    const { client, body, requester } = dispute;
    const decided = { client, actor, at: deps.clock(), why };
    if (decision === 'refusal') {
      if (!dryRun) await decideAmendment(tx, { ...decided, kind: 'refusal', number });
      return { dispute: number, client, decision, why, exclusion: null, exclusion_state: null, effect: [], proposed: [] };
    }
    const facts = await factsToLeaveOut(tx, deps, dispute, numbers);
    const exclusion = await exclusionBody(tx, deps, client, number, { ...body, facts }, request.reason);
    const trial = { ...dispute, kind: 'exclusion' as const, number: 0, body: exclusion };
    const effect = await effectOf(tx, deps, client, exclusion, approved => ({
      ...approved,
      exclusions: [...approved.exclusions, exclusionOf(trial)],
    }));
    const answered = { dispute: number, client, decision, why, effect };
    if (dryRun) return { ...answered, exclusion: null, exclusion_state: null, proposed: [] };
    const isNamed = body.facts.length > 0;
    // It is the disputing side that asks for what it named.
    const asked = { ...decided, kind: 'exclusion' as const, actor: isNamed ? requester : actor, body: exclusion };
    const made = await requestAmendment(tx, asked);
    await decideAmendment(tx, { ...decided, kind: 'approval', number });
    if (!isNamed) return { ...answered, exclusion: made, exclusion_state: 'requested', proposed: [] };
    await decideAmendment(tx, { ...decided, kind: 'approval', number: made });
    const proposed = await proposalsOf(tx, deps, client, exclusion, actor);
    return { ...answered, exclusion: made, exclusion_state: 'approved', proposed };
  });
}

/** The facts that accepting leaves out: those that the dispute names, or some of them; others only where it names none. */
async function factsToLeaveOut(
  tx: Transaction,
  deps: Deps,
  { client, number: dispute, body }: Amendment<DisputeBody>,
  numbers: readonly string[],
): Promise<readonly ExcludedFact[]> {
  const { facts, period } = body;
  if (facts.length === 0) {
    const chosen = await resolveFacts(tx, deps.workspace, { client, numbers, kind: undefined, line: undefined });
    if (chosen.length === 0) {
      const failed = await failedOf(tx, deps, { client, body, seesClosedOnly: false });
      throw new Stop(2, [fault(amendmentFaults, 'dispute_without_facts', { dispute, client, period, failed })]);
    }
    return chosen;
  }
  const named = new Set(facts.map(({ number }) => number));
  const others = numbers.filter(number => !named.has(number));
  if (others.length > 0)
    throw new Stop(2, [fault(amendmentFaults, 'dispute_of_other_facts', { dispute, others, named: [...named] })]);
  return numbers.length === 0 ? facts : facts.filter(({ number }) => numbers.includes(number));
}

/** The exclusion that accepting a dispute made; undefined where it was not accepted. */
async function exclusionMade(tx: Transaction, { client, number }: Amendment<DisputeBody>): Promise<ExclusionMade | undefined> {
  const exclusions = await amendmentsOf<ExclusionBody>(tx, { kind: 'exclusion', client });
  const made = exclusions.find(({ body }) => body.dispute === number);
  return made === undefined ? undefined : { number: made.number, state: made.state };
}

async function exclusionBody(
  tx: Transaction,
  { workspace }: Deps,
  code: string,
  dispute: number,
  { period: name, metrics, facts, text, evidence }: DisputeBody,
  reason: string | undefined,
): Promise<ExclusionBody> {
  const client = clientOf(workspace, code);
  const { from, to } = readPeriod(name, client);
  const left = { metrics, facts, where: {}, from, to };
  return {
    ...left,
    period: name,
    reason: await reasonFor(tx, workspace, client, requireText(reason, 'reason', 'accepting_excludes_for_a_reason'), left),
    evidence: evidence === '' ? text : evidence,
    dispute,
  };
}
