import type { Evaluation, EvaluationDocument } from '../../evaluation/document.js';
import type { Fault } from '../../faults/fault.js';
import type { Actor } from '../../store/actor.js';
import type { Transaction } from '../../store/connect.js';
import { type Envelope, storeEvaluations } from '../../store/evaluations.js';
import { areOvertaken, lastEntry } from '../../store/overtaken.js';
import { storeRulebooks } from '../../store/rulebooks.js';
import { lockClientsUntilCommit, lockUntilCommit } from '../../store/transaction-locks.js';
import { WrittenDocument } from '../../store/written-document.js';
import type { Deps } from '../deps.js';
import { closedDiffersWarning, closedForAll, haveSameResults } from './closed-evaluation.js';
import { documentsFor, type DocumentsRequest, type RulesInForce } from './documents.js';

/** Which period to evaluate, as known when, and in whose name that is recorded. */
export interface TogetherRequest extends DocumentsRequest {
  readonly actor: Actor;
}

/** What evaluating needs. */
export interface Evaluating extends Pick<Deps, 'database' | 'clock' | 'log'> {
  readonly workspace: RulesInForce;
}

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

/** What came of clients that were evaluated in one transaction. */
interface Together<V> {
  readonly evaluated: readonly Evaluated<V>[];
  readonly warnings: readonly Fault[];
}

/**
 * Evaluates a period for several clients, each named once, in one transaction: all of them or none. What is decided about them meanwhile
 * is in their evaluations, and none takes the place of one that has seen a later batch: then all of them are evaluated once more, while
 * nothing can be decided or imported.
 */
export async function evaluateTogether<V>(
  deps: Evaluating,
  codes: readonly string[],
  request: TogetherRequest,
  view: View<V>,
): Promise<readonly Evaluated<V>[]> {
  const { evaluated, warnings } = await deps.database
    .transaction(async tx => evaluateIn(tx, deps, { codes, request, view, since: await lastEntry(tx) }))
    .catch((failure: unknown) => {
      if (!(failure instanceof Overtaken)) throw failure;
      return deps.database.transaction(async tx => {
        await lockClientsUntilCommit(tx, codes);
        return evaluateIn(tx, deps, { codes, request, view });
      });
    });
  for (const warning of warnings) deps.log?.(warning);
  return evaluated;
}

/** Ends the transaction of documents that something newer came before. */
class Overtaken extends Error {}

interface Work<V> {
  readonly codes: readonly string[];
  readonly request: TogetherRequest;
  readonly view: View<V>;
  /** The ledger's last entry before anything was read; left out where nothing can come meanwhile. */
  readonly since?: number;
}

async function evaluateIn<V>(tx: Transaction, deps: Evaluating, { codes, request, view, since }: Work<V>): Promise<Together<V>> {
  const asksForInputs = request.at !== undefined || request.asOfBatch !== undefined;
  const closed = await closedForAll(tx, codes, request.period);
  const wanted = { ...request, seen: new Set(closed.keys()), keeps: !asksForInputs };
  const made = await documentsFor(tx, deps, codes, wanted, ({ document, frozen }) => {
    const { client, as_of_batch } = document;
    const before = closed.get(client);
    const stays = before !== undefined && !asksForInputs && haveSameResults(before.document, document);
    if (stays) return { client, as_of_batch, stays: before, seen: view(before.document, new WrittenDocument(before.document)) };
    const written = new WrittenDocument(document);
    return { client, as_of_batch, written, frozen, before, seen: view(document, written) };
  });
  const fresh = made.flatMap(one => ('stays' in one ? [] : [one]));
  await storeRulebooks(tx, new Map(fresh.map(({ written, frozen }) => [written.head.rulebook, frozen])));
  await lockUntilCommit(tx, 'ledger');
  const batches = request.asOfBatch === undefined ? made : codes.map(client => ({ client }));
  if (since !== undefined && (await areOvertaken(tx, request.period, batches, since))) throw new Overtaken();
  const at = deps.clock();
  const stored = await storeEvaluations(
    tx,
    fresh.map(({ written }) => ({ document: written, actor: request.actor, at })),
  );
  const envelopes = new Map(stored.map((envelope, i) => [fresh[i]?.client, envelope]));
  const warnings: Fault[] = [];
  for (const { client, written, before } of fresh) {
    const envelope = envelopes.get(client);
    if (before === undefined || envelope === undefined || envelope.id === before.id) continue;
    warnings.push(await closedDiffersWarning(tx, before, { ...envelope, document: written.read() }));
  }
  const evaluated = made.flatMap((one): readonly Evaluated<V>[] => {
    const envelope = 'stays' in one ? envelopeOf(one.stays) : envelopes.get(one.client);
    return envelope === undefined ? [] : [{ client: one.client, envelope, seen: one.seen }];
  });
  return { evaluated, warnings };
}

const envelopeOf = ({ document: _document, ...envelope }: Evaluation): Envelope => envelope;
