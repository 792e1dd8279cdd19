import type { Actor } from '../../store/actor.js';
import type { ClosedPeriod } from '../../contract/closing.js';
import type { ReopenedPeriod } from '../../contract/periods.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { periodFaults } from '../../faults/periods.js';
import { Stop } from '../../faults/stop.js';
import type { Transaction } from '../../store/connect.js';
import { storeEvaluation } from '../../store/evaluations.js';
import {
  type Acknowledgement,
  periodStandingOf,
  periodStandings,
  recordClosing,
  recordReopening,
  type Waiver,
} from '../../store/periods.js';
import { storeRulebook, storeRulebooks } from '../../store/rulebooks.js';
import { lockClientsUntilCommit } from '../../store/transaction-locks.js';
import type { Deps } from '../deps.js';
import { chosenClients, type EvaluateRequest } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { inPageOfClients, type PageOfClients } from './client-pages.js';
import { type ClosingCheck, checkClosing, evaluateToClose, type MadeToClose } from './closing-check.js';
import { clientsConcerned, expectedOf } from './completeness.js';
import { openFaults } from './open-items.js';

/** Which clients' period to close, and what may be missing from it. */
export interface CloseRequest extends EvaluateRequest {
  readonly waivers: readonly Waiver[];
  /** Why it is closed with everything that is open, missing sources among it. */
  readonly acknowledge?: string | undefined;
  /** Refuses while anything is open, whether or not a reason would do. */
  readonly isStrict?: boolean | undefined;
  /** Closes the clients that can be closed, where others are refused; without it where nobody is named. */
  readonly eachAlone?: boolean | undefined;
  /** Closes a page of the clients only, each alone; all of them without it. */
  readonly page?: PageOfClients | undefined;
}

/** A client's period that was not closed, and why. */
interface RefusedClosing {
  readonly client: string;
  readonly period: string;
  readonly faults: readonly Fault[];
}

/** What was closed, and what was not, each with everything that is open. */
export interface ClosingResult {
  readonly closed: readonly ClosedPeriod[];
  readonly refused: readonly RefusedClosing[];
  /** The cursor of the next page; null where all clients had their turn. */
  readonly next: string | null;
}

/**
 * Evaluates a period and closes it with what that gives: for all clients that are named or for none, in one transaction with the
 * ledger's entries. Where nobody is named each client that can be closed is, in a transaction of its own, so that other work has its
 * turn between them. Stops with exit code 1 and everything that is missing or open where none is closed, and none is left to be.
 */
export async function closePeriods(deps: Deps, request: CloseRequest): Promise<ClosingResult> {
  const { acknowledge, isStrict = false, waivers, page, eachAlone = request.clients.length === 0 } = request;
  if (isStrict && (acknowledge !== undefined || waivers.length > 0))
    throw new Stop(2, [fault(periodFaults, 'period_strict_excused', {})]);
  readPeriod(request.period, deps.workspace.settings.time_zone);
  const chosen = await chosenClients(deps, request);
  const codes = await deps.database.transaction(tx => clientsToClose(tx, deps, request, chosen));
  refuseUnknownWaivers(deps, codes, waivers);
  const result = eachAlone ? await closeEach(deps, { chosen, codes }, request) : await closeTogether(deps, codes, request);
  const isOnePage = result.next === null && page?.cursor === undefined;
  if (!isOnePage || result.closed.length > 0 || result.refused.length === 0) return result;
  throw new Stop(
    1,
    result.refused.flatMap(({ faults }) => faults),
  );
}

/** Closes each client that can be closed, or a page of them. What stops one that cannot even be evaluated is why it is refused. */
async function closeEach(
  deps: Deps,
  clients: { readonly chosen: readonly string[]; readonly codes: readonly string[] },
  request: CloseRequest,
): Promise<ClosingResult> {
  const { period, page } = request;
  const closed: ClosedPeriod[] = [];
  const refused: RefusedClosing[] = [];
  const closeOne = async (client: string): Promise<void> => {
    const one = await closeTogether(deps, [client], request).catch((problem: unknown): ClosingResult => {
      // What is wrong with the rules ends it while nothing is closed; once something is, the answer has to say so.
      const isRefusal = problem instanceof Stop && (problem.exitCode === 1 || (problem.exitCode === 2 && closed.length > 0));
      if (!isRefusal) throw problem;
      return { closed: [], refused: [{ client, period, faults: problem.faults }], next: null };
    });
    closed.push(...one.closed);
    refused.push(...one.refused);
  };
  if (page !== undefined) {
    const { next } = await inPageOfClients(deps, { period, ...clients }, page, closeOne);
    return { closed, refused, next };
  }
  for (const client of clients.codes) await closeOne(client);
  return { closed, refused, next: null };
}

/** Closes all of these clients, or none of them where one is refused. */
async function closeTogether(deps: Deps, codes: readonly string[], request: CloseRequest): Promise<ClosingResult> {
  return deps.database.transaction(async tx => {
    // Imports wait until the closing is there, so that each either is seen by it or finds itself late; other closings wait too.
    await lockClientsUntilCommit(tx, codes);
    const checks: ClosingCheck[] = [];
    for (const code of codes) checks.push(await checkClosing(tx, deps, code, request));
    const refused = checks
      .map(check => ({ client: check.client, period: check.period.id, faults: faultsOf(check, request) }))
      .filter(({ faults }) => faults.length > 0);
    if (refused.length > 0) return { closed: [], refused, next: null };
    // Before the turn at the ledger is taken: an evaluation that freezes the same rules waits for it with them in hand.
    await storeRulebooks(
      tx,
      new Map(checks.flatMap(({ made }) => (made === undefined ? [] : [[made.document.rulebook, made.frozen]]))),
    );
    const closed: ClosedPeriod[] = [];
    for (const check of checks) closed.push(await close(tx, deps, check, request));
    for (const warning of checks.flatMap(warningsOf)) deps.log?.(warning);
    return { closed, refused: [], next: null };
  });
}

/** Closes a period as `closePeriods` does; what is refused beside others goes to the log. */
export async function closePeriod(deps: Deps, request: CloseRequest): Promise<readonly ClosedPeriod[]> {
  const { closed, refused } = await closePeriods(deps, request);
  for (const one of refused.flatMap(({ faults }) => faults)) deps.log?.(one);
  return closed;
}

/** The clients of a request; where it names none, those concerned whose period is not closed. */
export async function clientsToClose(
  tx: Transaction,
  { workspace }: Pick<Deps, 'workspace'>,
  { period, clients }: Pick<CloseRequest, 'period' | 'clients'>,
  chosen: readonly string[],
): Promise<readonly string[]> {
  if (clients.length > 0) return chosen;
  return openClients(tx, period, await clientsConcerned(tx, workspace, () => period, chosen));
}

/** Of clients that nobody named those whose period is not closed; all of them when all are. */
async function openClients(tx: Transaction, period: string, codes: readonly string[]): Promise<readonly string[]> {
  const standings = await periodStandings(tx, { period });
  const closed = new Set(standings.filter(({ state }) => state === 'closed').map(({ client }) => client));
  const open = codes.filter(code => !closed.has(code));
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

/** Why a client's period is not closed: all of it at once. */
function faultsOf({ client, period, refusal, missing, made }: ClosingCheck, request: CloseRequest): readonly Fault[] {
  if (refusal !== undefined) return [refusal];
  if (request.acknowledge !== undefined) return [];
  const unwaived = missing.filter(({ waiver }) => !request.waivers.some(({ source }) => source === waiver));
  const open = made === undefined ? [] : openFaults(client, period.id, made.open, request.isStrict === true);
  return [...unwaived.map(one => one.fault), ...open];
}

/** The reason with how much is open; undefined where nothing is, or no reason was given. */
const acknowledgement = (reason: string | undefined, open: Omit<Acknowledgement, 'reason'>): Acknowledgement | undefined =>
  reason === undefined || Object.values(open).every(count => count === 0) ? undefined : { reason, ...open };

async function close(
  tx: Transaction,
  deps: Deps,
  { client: code, period: { id: name }, made, revision, missing }: ClosingCheck,
  request: CloseRequest,
): Promise<ClosedPeriod> {
  const { waivers: given, acknowledge, actor } = request;
  const { document, frozen, open, notClosedBefore } =
    made ?? (await evaluateToClose(tx, deps, code, { ...request, period: name }));
  const waivers = missing.flatMap(({ waiver: source }): readonly Waiver[] => {
    const waived = given.find(one => one.source === source);
    return waived !== undefined ? [waived] : acknowledge === undefined ? [] : [{ source, reason: acknowledge }];
  });
  const counts = {
    figures: open.figures.length,
    credits: open.credits.length,
    requests: open.requests.length,
    missing: missing.length,
  };
  const acknowledged = acknowledgement(acknowledge, counts);
  const at = deps.clock();
  await storeRulebook(tx, frozen, document.rulebook);
  const evaluation = await storeEvaluation(tx, { document, actor, at });
  const ledger = await recordClosing(tx, { evaluation, revision, waivers, acknowledged, actor, at });
  const { client, period, as_of_batch } = document;
  const { id, hash } = evaluation;
  return {
    client,
    period,
    revision,
    evaluation: id,
    hash,
    as_of_batch,
    ledger,
    waivers,
    acknowledged: acknowledged ?? null,
    open: counts,
    not_closed_before: notClosedBefore,
  };
}

/** What is said of a closing that takes no reason. */
function warningsOf({ client, period: { id: period }, rejects, made }: ClosingCheck): readonly Fault[] {
  const rows = rejects.reduce((sum, { to_mend: left }) => sum + left, 0);
  const batches = rejects.map(({ batch }) => batch);
  const left = rows === 0 ? [] : [fault(periodFaults, 'period_rejects_left', { client, period, rows, batches })];
  return [...left, ...(made === undefined ? [] : unseenBefore(made))];
}

/** The warning that the client is handed metrics without data, because the period before is not closed. */
function unseenBefore({ withoutPrevious: { before, metrics }, document: { client, period } }: MadeToClose): readonly Fault[] {
  return metrics.length === 0 ? [] : [fault(periodFaults, 'period_before_unseen', { client, period, before, metrics })];
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
    await lockClientsUntilCommit(tx, codes);
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
