import type { Knex } from 'knex';
import { canonicalJson } from '../evaluation/canonical.js';
import type { Evaluation, EvaluationDocument } from '../evaluation/document.js';
import { isoInstant } from '../facts/time.js';
import { appendLedger, sha256 } from './ledger.js';
import { takeTurn } from './turns.js';

/** A document to be kept, and who made it when. */
export interface Made {
  readonly document: EvaluationDocument;
  readonly actor: string;
  /** UTC milliseconds. */
  readonly at: number;
}

interface EvaluationRow {
  readonly id: string;
  readonly hash: string;
  readonly state: 'provisional' | 'closed';
  readonly revision: number;
  readonly ledger: number;
  readonly made_at: number;
  readonly body: string;
}

const columns = ['id', 'hash', 'state', 'revision', 'ledger', 'made_at', 'body'] as const;
const idLength = 20;

/** Keeps an evaluation, with an entry in the ledger. The same document is kept once: a second time gives the one that is there. */
export async function storeEvaluation(tx: Knex.Transaction, { document, actor, at }: Made): Promise<Evaluation> {
  const body = canonicalJson(document);
  const hash = sha256(body);
  // Only who has the turn may look whether it is there: two who look first would both find nothing.
  await takeTurn(tx, 'ledger');
  const existing = await evaluationByHash(tx, document.client, hash);
  if (existing !== undefined) return existing;
  const { client, period, as_of_batch, rulebook, calculation } = document;
  // A revision begins when a closed one is reopened; what is provisional in between belongs to the next.
  const closed = await tx('evaluation')
    .where({ client, period, state: 'closed' })
    .max<{ revision: number | null }[]>('revision as revision');
  const revision = (closed[0]?.revision ?? 0) + 1;
  const id = hash.slice(0, idLength);
  const entry = await appendLedger(tx, {
    kind: 'evaluation',
    actor,
    at,
    body: { evaluation: id, client, period, revision, hash, as_of_batch, rulebook, calculation },
  });
  const state = 'provisional';
  const [from_at, to_at] = [Date.parse(document.from), Date.parse(document.to)];
  const row = { id, hash, state, revision, ledger: entry.entry, made_at: at, body } as const;
  await tx('evaluation').insert({ ...row, client, period, from_at, to_at, as_of_batch, rulebook, calculation });
  return evaluationOf(row);
}

async function evaluationByHash(tx: Knex.Transaction, client: string, hash: string): Promise<Evaluation | undefined> {
  return found(
    await tx('evaluation')
      .where({ client, hash })
      .first<EvaluationRow | undefined>([...columns]),
  );
}

/** The last evaluation of a client's period. */
export async function findEvaluation(
  tx: Knex.Transaction,
  { client, period }: { readonly client: string; readonly period: string },
): Promise<Evaluation | undefined> {
  return found(
    await tx('evaluation')
      .where({ client, period })
      .orderBy('ledger', 'desc')
      .first<EvaluationRow | undefined>([...columns]),
  );
}

/** The evaluation with that id. */
export async function evaluationById(tx: Knex.Transaction, id: string): Promise<Evaluation | undefined> {
  return found(
    await tx('evaluation')
      .where({ id })
      .first<EvaluationRow | undefined>([...columns]),
  );
}

const found = (row: EvaluationRow | undefined): Evaluation | undefined => (row === undefined ? undefined : evaluationOf(row));

function evaluationOf({ made_at, body, ...envelope }: EvaluationRow): Evaluation {
  // The body is the canonical text of a document that this module wrote; `audit verify` holds it against its hash.
  return { ...envelope, made_at: isoInstant(made_at), document: JSON.parse(body) as EvaluationDocument };
}
