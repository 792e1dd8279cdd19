import type { Actor } from '../../store/actor.js';
import type { Evaluation } from '../../evaluation/document.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { storeFaults } from '../../faults/store.js';
import { usageFaults } from '../../faults/usage.js';
import { clientsWithFacts, factsOfClients, listBatches } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { type KeptEvaluation, storeEvaluations, withDocument } from '../../store/evaluations.js';
import { storeRulebooks } from '../../store/rulebooks.js';
import { WrittenDocument } from '../../store/written-document.js';
import type { Deps } from '../deps.js';
import { closedDiffersWarning, closedForAll, haveSameResults } from './closed-evaluation.js';
import { documentsFor, type DocumentsRequest } from './documents.js';
import { inPortions, portionsAt, portionsOf } from './portions.js';
import { readPeriod } from './read-period.js';

/** Which clients' period to evaluate, and as known when. */
export interface EvaluateRequest extends DocumentsRequest {
  /** All that have facts, when none is named. */
  readonly clients: readonly string[];
  readonly actor: Actor;
}

/** Evaluates a period for clients, many of them in one transaction, and records what is new. */
export async function evaluateClients(deps: Deps, request: EvaluateRequest): Promise<readonly Evaluation[]> {
  const evaluations: Evaluation[] = [];
  await evaluateInTurn(deps, request, evaluation => void evaluations.push(evaluation));
  return evaluations;
}

/** Documents of 50 clients in each: a client with millions of facts keeps those behind it in memory until it is done. */
const mostAhead = 8;

/**
 * The same, each evaluation given to `take` as soon as those of the clients before it are: documents of thousands of clients are gigabytes,
 * which nobody holds.
 */
export async function evaluateInTurn(
  deps: Deps,
  request: EvaluateRequest,
  take: (evaluation: Evaluation) => void,
): Promise<void> {
  readPeriod(request.period, deps.workspace.settings.time_zone);
  const codes = await chosenClients(deps, request);
  const early = new Map<string, Evaluated>();
  const turns = [...new Set(codes)].reverse();
  const done = (evaluation: Evaluated): void => {
    const { client } = evaluation;
    deps.log?.({ did: 'evaluated', client, period: request.period });
    early.set(client, evaluation);
    for (let next = early.get(turns.at(-1) ?? ''); next !== undefined; next = early.get(turns.at(-1) ?? '')) {
      early.delete(turns.pop() ?? '');
      take(next.read());
    }
  };
  await evaluateEach(deps, codes, request, { done });
}

/** What becomes of each client's evaluation. */
interface EachEvaluated {
  readonly done: (evaluation: Evaluated) => void;
  /** Left out where the first failure ends the work. */
  readonly failed?: (client: string, failure: unknown) => void;
  /** One after the other, as clients were named. */
  readonly inOrder?: boolean;
}

/**
 * Evaluates a period for clients that are known. What fails for several of them is done for each by itself, so that what is in order is
 * kept, and the failure is that of one client.
 */
export async function evaluateEach(
  deps: Deps,
  codes: readonly string[],
  request: Omit<EvaluateRequest, 'clients'>,
  { done, failed, inOrder = false }: EachEvaluated,
): Promise<void> {
  const facts = await deps.database.transaction(tx => factsOfClients(tx, codes));
  const kept = portionsAt[deps.database.kind];
  const most = inOrder ? { ...kept, lanes: 1 } : kept;
  const work = (some: readonly string[]): Promise<readonly Evaluated[]> => evaluateTogether(deps, some, request);
  const portions = portionsOf(most, [...new Set(codes)], code => facts.get(code));
  await inPortions(most.lanes, portions, { work, done, failed, mostAhead });
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
  const [evaluation] = await evaluateTogether(deps, [code], request);
  if (evaluation === undefined) throw new Error('each client has an evaluation');
  return evaluation.read();
}

/** A client's evaluation, whose document is read when somebody looks at it. */
interface Evaluated extends Omit<Evaluation, 'document'> {
  readonly client: string;
  readonly read: () => Evaluation;
}

/** The same for several clients, each named once, in one transaction: all of them or none. */
async function evaluateTogether(
  deps: Deps,
  codes: readonly string[],
  request: Omit<EvaluateRequest, 'clients'>,
): Promise<readonly Evaluated[]> {
  const asksForInputs = request.at !== undefined || request.asOfBatch !== undefined;
  const { evaluations, warnings } = await deps.database.transaction(async tx => {
    const closed = await closedForAll(tx, codes, request.period);
    const wanted = { ...request, seen: new Set(closed.keys()), keeps: !asksForInputs };
    const made = await documentsFor(tx, deps, codes, wanted, ({ document, frozen }) => {
      const before = closed.get(document.client);
      const stays = before !== undefined && !asksForInputs && haveSameResults(before.document, document);
      return stays ? { stays: before } : { document: new WrittenDocument(document), frozen, before };
    });
    const fresh = made.flatMap(one => ('stays' in one ? [] : [one]));
    await storeRulebooks(tx, new Map(fresh.map(({ document, frozen }) => [document.head.rulebook, frozen])));
    const at = deps.clock();
    const stored = await storeEvaluations(
      tx,
      fresh.map(({ document }) => ({ document, actor: request.actor, at })),
    );
    const kept = new Map(stored.map((evaluation, i) => [fresh[i]?.document.head.client ?? '', evaluation]));
    const differing: Fault[] = [];
    for (const { document, before } of fresh) {
      const evaluation = kept.get(document.head.client);
      if (before === undefined || evaluation === undefined || evaluation.id === before.id) continue;
      differing.push(await closedDiffersWarning(tx, before, withDocument(evaluation)));
    }
    return { evaluations: codes.flatMap(code => evaluatedOf(code, kept.get(code), closed.get(code))), warnings: differing };
  });
  for (const warning of warnings) deps.log?.(warning);
  return evaluations;
}

function evaluatedOf(client: string, kept: KeptEvaluation | undefined, closed: Evaluation | undefined): readonly Evaluated[] {
  if (kept !== undefined) {
    const { text: _text, ...envelope } = kept;
    return [{ ...envelope, client, read: () => withDocument(kept) }];
  }
  if (closed === undefined) return [];
  const { document: _document, ...envelope } = closed;
  return [{ ...envelope, client, read: () => closed }];
}
