import type { Actor } from '../../store/actor.js';
import type { Evaluation, EvaluationDocument } from '../../evaluation/document.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { storeFaults } from '../../faults/store.js';
import { usageFaults } from '../../faults/usage.js';
import { clientsWithFacts, factsOfClients, listBatches } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { type Envelope, storeEvaluations } from '../../store/evaluations.js';
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
  await evaluateInTurn(deps, request, readBack, ({ envelope, seen }) => void evaluations.push({ ...envelope, document: seen() }));
  return evaluations;
}

/** Documents as they are read back from their texts, which take the tenth part of the memory until then. */
const readBack: View<() => EvaluationDocument> = (_, written) => () => written.read();

/**
 * What is seen of a document: made while it is at hand, as a document or in writing, so that nothing else of it need be held. Documents of
 * thousands of clients are gigabytes.
 */
export type View<V> = (document: EvaluationDocument, written: WrittenDocument) => V;

/** A client's evaluation, and what was seen of its document. */
export interface Evaluated<V> {
  readonly client: string;
  readonly envelope: Envelope;
  readonly seen: V;
}

/** Of 50 clients each: a client with millions of facts keeps what is seen of those behind it in memory until it is done. */
const mostAhead = 8;

/** The same, each evaluation given to `take` with what is seen of it as soon as those of the clients before it are. */
export async function evaluateInTurn<V>(
  deps: Deps,
  request: EvaluateRequest,
  view: View<V>,
  take: (evaluated: Evaluated<V>) => void,
): Promise<void> {
  readPeriod(request.period, deps.workspace.settings.time_zone);
  const codes = await chosenClients(deps, request);
  const early = new Map<string, Evaluated<V>>();
  const turns = [...new Set(codes)].reverse();
  const done = (evaluated: Evaluated<V>): void => {
    const { client } = evaluated;
    deps.log?.({ did: 'evaluated', client, period: request.period });
    early.set(client, evaluated);
    for (let next = early.get(turns.at(-1) ?? ''); next !== undefined; next = early.get(turns.at(-1) ?? '')) {
      early.delete(turns.pop() ?? '');
      take(next);
    }
  };
  await evaluateEach(deps, codes, request, { view, done });
}

/** What becomes of each client's evaluation. */
interface EachEvaluated<V> {
  readonly view: View<V>;
  readonly done: (evaluated: Evaluated<V>) => void;
  /** Left out where the first failure ends the work. */
  readonly failed?: (client: string, failure: unknown) => void;
  /** One after the other, as clients were named. */
  readonly inOrder?: boolean;
}

/**
 * Evaluates a period for clients that are known. What fails for several of them is done for each by itself, so that what is in order is
 * kept, and the failure is that of one client.
 */
export async function evaluateEach<V>(
  deps: Deps,
  codes: readonly string[],
  request: Omit<EvaluateRequest, 'clients'>,
  { view, done, failed, inOrder = false }: EachEvaluated<V>,
): Promise<void> {
  const facts = await deps.database.transaction(tx => factsOfClients(tx, codes));
  const kept = portionsAt[deps.database.kind];
  const most = inOrder ? { ...kept, lanes: 1 } : kept;
  const work = (some: readonly string[]): Promise<readonly Evaluated<V>[]> => evaluateTogether(deps, some, request, view);
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
  const [evaluated] = await evaluateTogether(deps, [code], request, readBack);
  if (evaluated === undefined) throw new Error('each client has an evaluation');
  return { ...evaluated.envelope, document: evaluated.seen() };
}

/** The same for several clients, each named once, in one transaction: all of them or none. */
async function evaluateTogether<V>(
  deps: Deps,
  codes: readonly string[],
  request: Omit<EvaluateRequest, 'clients'>,
  view: View<V>,
): Promise<readonly Evaluated<V>[]> {
  const asksForInputs = request.at !== undefined || request.asOfBatch !== undefined;
  const { evaluated, warnings } = await deps.database.transaction(async tx => {
    const closed = await closedForAll(tx, codes, request.period);
    const wanted = { ...request, seen: new Set(closed.keys()), keeps: !asksForInputs };
    const made = await documentsFor(tx, deps, codes, wanted, ({ document, frozen }) => {
      const { client } = document;
      const before = closed.get(client);
      const stays = before !== undefined && !asksForInputs && haveSameResults(before.document, document);
      if (stays) return { client, stays: before, seen: view(before.document, new WrittenDocument(before.document)) };
      const written = new WrittenDocument(document);
      return { client, written, frozen, before, seen: view(document, written) };
    });
    const fresh = made.flatMap(one => ('stays' in one ? [] : [one]));
    await storeRulebooks(tx, new Map(fresh.map(({ written, frozen }) => [written.head.rulebook, frozen])));
    const at = deps.clock();
    const stored = await storeEvaluations(
      tx,
      fresh.map(({ written }) => ({ document: written, actor: request.actor, at })),
    );
    const envelopes = new Map(stored.map((envelope, i) => [fresh[i]?.client, envelope]));
    const differing: Fault[] = [];
    for (const { client, written, before } of fresh) {
      const envelope = envelopes.get(client);
      if (before === undefined || envelope === undefined || envelope.id === before.id) continue;
      differing.push(await closedDiffersWarning(tx, before, { ...envelope, document: written.read() }));
    }
    const all = made.flatMap((one): readonly Evaluated<V>[] => {
      const envelope = 'stays' in one ? envelopeOf(one.stays) : envelopes.get(one.client);
      return envelope === undefined ? [] : [{ client: one.client, envelope, seen: one.seen }];
    });
    return { evaluated: all, warnings: differing };
  });
  for (const warning of warnings) deps.log?.(warning);
  return evaluated;
}

const envelopeOf = ({ document: _document, ...envelope }: Evaluation): Envelope => envelope;
