import type { EvaluationDocument } from '../../evaluation/document.js';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { nearest } from '../../faults/nearest.js';
import { Stop } from '../../faults/stop.js';
import {
  closedRevisions,
  type EvaluationName,
  evaluationNames,
  type StoredEvaluation,
  storedEvaluation,
} from '../../store/audit/stored-evaluations.js';
import type { Transaction } from '../../store/connect.js';

const leastPrefix = 4;

/**
 * The evaluation of an id, of the beginning of one that no other shares, or of CLIENT:PERIOD (the last one made). With a revision,
 * CLIENT:PERIOD:REVISION, the one that was closed as it, else the last one made for it.
 */
export async function resolveEvaluation(tx: Transaction, given: string): Promise<StoredEvaluation> {
  const placed = await byPlace(tx, given);
  if (placed !== undefined) return storedEvaluation(tx, placed);
  const names = await evaluationNames(tx);
  return storedEvaluation(tx, byId(names, given) ?? unknown(names, given));
}

async function byPlace(tx: Transaction, given: string): Promise<EvaluationName | undefined> {
  // A client's code may have colons; what follows it has one at most.
  const parts = given.split(':');
  for (const after of [1, 2]) {
    const client = parts.slice(0, -after).join(':');
    const found = client === '' ? undefined : await ofClient(tx, client, given);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function ofClient(tx: Transaction, client: string, given: string): Promise<EvaluationName | undefined> {
  const names = await evaluationNames(tx, client);
  const closed = await closedRevisions(tx, client);
  const closedAs = ({ id, period }: EvaluationName): string => `${client}:${period}:${closed.get(`${client}\0${id}`) ?? ''}`;
  return (
    names.find(name => given === closedAs(name)) ??
    names.findLast(({ period, revision }) => given === `${client}:${period}` || given === `${client}:${period}:${revision}`)
  );
}

function byId(names: readonly EvaluationName[], given: string): EvaluationName | undefined {
  const exact = names.find(({ id }) => id === given);
  if (exact !== undefined || given.length < leastPrefix) return exact;
  const matching = names.filter(({ id }) => id.startsWith(given.toLowerCase()));
  if (matching.length < 2) return matching[0];
  throw new Stop(2, [fault(auditFaults, 'evaluation_ambiguous', { given, matching: matching.map(({ id }) => id) })]);
}

function unknown(names: readonly EvaluationName[], given: string): never {
  const places = names.map(({ client, period }) => `${client}:${period}`);
  const near = nearest(given, [...places, ...names.map(({ id }) => id)]);
  throw new Stop(2, [fault(auditFaults, 'evaluation_unknown', { given, near, isNoneMade: names.length === 0 })]);
}

/** The document of a stored evaluation. */
export function documentOf({ body }: StoredEvaluation): EvaluationDocument {
  // Written by `storeEvaluation` as the canonical text of one; `verify` holds it against its hash.
  return JSON.parse(body) as EvaluationDocument;
}
