import type { Evaluation, EvaluationDocument } from '../../evaluation/document.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { storeFaults } from '../../faults/store.js';
import { usageFaults } from '../../faults/usage.js';
import { clientsWithFacts, factsOfClients, listBatches } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import type { Deps } from '../deps.js';
import { type Evaluated, evaluateTogether, type TogetherRequest } from './evaluate-together.js';
import { evaluationThreads, type Seeing } from './evaluation-threads.js';
import { inPortions, portionsAt, portionsOf } from './portions.js';
import { readPeriod } from './read-period.js';

/** Which clients' period to evaluate, and as known when. */
export interface EvaluateRequest extends TogetherRequest {
  /** All that have facts, when none is named. */
  readonly clients: readonly string[];
}

/** Evaluates a period for clients, many of them in one transaction, and records what is new. */
export async function evaluateClients(deps: Deps, request: EvaluateRequest): Promise<readonly Evaluation[]> {
  const evaluations: Evaluation[] = [];
  await evaluateInTurn(deps, request, readBack, ({ envelope, seen }) => void evaluations.push({ ...envelope, document: seen() }));
  return evaluations;
}

/** Documents as they are read back from their texts, which take the tenth part of the memory until then. */
const readBack: Seeing<() => EvaluationDocument> = { view: (_, written) => () => written.read() };

/** Of 50 clients each: a client with millions of facts keeps what is seen of those behind it in memory until it is done. */
const mostAhead = 8;

/** The same, each evaluation given to `take` with what is seen of it, in the order of the clients. */
export async function evaluateInTurn<V>(
  deps: Deps,
  request: EvaluateRequest,
  seeing: Seeing<V>,
  take: (evaluated: Evaluated<V>) => void,
): Promise<void> {
  readPeriod(request.period, deps.workspace.settings.time_zone);
  const codes = await chosenClients(deps, request);
  const done = (evaluated: Evaluated<V>): void => {
    deps.log?.({ did: 'evaluated', client: evaluated.client, period: request.period });
    take(evaluated);
  };
  await evaluateEach(deps, codes, request, { seeing, done });
}

/** What becomes of each client's evaluation, one after the other as clients were named. */
interface EachEvaluated<V> {
  readonly seeing: Seeing<V>;
  readonly done: (evaluated: Evaluated<V>) => void;
  /** Left out where the first failure ends the work. */
  readonly failed?: (client: string, failure: unknown) => void;
}

/**
 * Evaluates a period for clients that are known. What fails for several of them is done for each by itself, so that what is in order is
 * kept, and the failure is that of one client. Many are evaluated by several threads.
 */
export async function evaluateEach<V>(
  deps: Deps,
  codes: readonly string[],
  request: TogetherRequest,
  { seeing, done, failed }: EachEvaluated<V>,
): Promise<void> {
  const facts = await deps.database.transaction(tx => factsOfClients(tx, codes));
  const most = portionsAt[deps.database.kind];
  const portions = [...portionsOf(most, [...new Set(codes)], code => facts.get(code))];
  const threads = evaluationThreads(deps, portions.length, request, seeing);
  const work = threads?.evaluate ?? ((some: readonly string[]) => evaluateTogether(deps, some, request, seeing.view));
  try {
    await inPortions(threads?.lanes ?? most.lanes, portions, { work, done, failed, mostAhead });
  } finally {
    await threads?.end();
  }
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
  const hasFacts = new Set(seen);
  return known.filter(code => hasFacts.has(code));
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
  const [evaluated] = await evaluateTogether(deps, [code], request, readBack.view);
  if (evaluated === undefined) throw new Error('each client has an evaluation');
  return { ...evaluated.envelope, document: evaluated.seen() };
}
