import type { Actor } from './actor.js';
import type { Knex } from 'knex';
import { canonicalJson } from '../evaluation/canonical.js';
import type { Evaluation, EvaluationDocument } from '../evaluation/document.js';
import { isoInstant } from '../facts/time.js';
import { appendLedger, sha256 } from './ledger.js';
import { type Closing, closingsNaming, periodStandingOf } from './periods.js';
import { lockUntilCommit } from './transaction-locks.js';

/** A document to be kept, and who made it when. */
export interface NewEvaluation {
  readonly document: EvaluationDocument;
  readonly actor: Actor;
  /** UTC milliseconds. */
  readonly at: number;
}

interface EvaluationRow {
  readonly id: string;
  readonly hash: string;
  /** As it was when the row was written, and rows stay: whether it was closed since is in the ledger. */
  readonly state: 'provisional';
  readonly revision: number;
  readonly ledger: number;
  readonly made_at: number;
  readonly body: string;
}

const columns = ['id', 'hash', 'state', 'revision', 'ledger', 'made_at', 'body'] as const;
const idLength = 20;

/**
 * Keeps an evaluation, with an entry in the ledger. The same document is kept once: a second time gives the one that is there, and where
 * another was made since, an entry says that it is the current one again.
 */
export async function storeEvaluation(tx: Knex.Transaction, { document, actor, at }: NewEvaluation): Promise<Evaluation> {
  const body = canonicalJson(document);
  const hash = sha256(body);
  // Only who has the turn may look whether it is there: two who look first would both find nothing.
  await lockUntilCommit(tx, 'ledger');
  const { client, period, as_of_batch, rulebook, calculation } = document;
  // A closed revision stays: what is evaluated after a closing belongs to the next one, reopened already or not.
  const { next: revision } = await periodStandingOf(tx, client, period);
  const existing = await evaluationByHash(tx, client, hash);
  if (existing !== undefined) {
    await keepCurrent(tx, existing, { actor, at, revision });
    return existing.state === 'closed' ? existing : { ...existing, revision };
  }
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

async function keepCurrent(
  tx: Knex.Transaction,
  { id, hash, document: { client, period } }: Evaluation,
  { actor, at, revision }: Omit<NewEvaluation, 'document'> & { readonly revision: number },
): Promise<void> {
  if ((await findEvaluation(tx, { client, period }))?.id === id) return;
  await appendLedger(tx, { kind: 'evaluation_again', actor, at, body: { evaluation: id, client, period, revision, hash } });
}

/** Which evaluations are looked for; all of them where nothing is given. */
interface EvaluationFilter {
  readonly client?: string | undefined;
  readonly period?: string | undefined;
}

/**
 * The evaluations asked for as e, and in `again` the last entry that made each the current one again, with the revision that it was made
 * for then: the order of a period's evaluations is that of `becameCurrent`.
 */
export function evaluationsInTurn({ client, period }: EvaluationFilter): {
  readonly sql: string;
  readonly bindings: readonly string[];
} {
  const asked = [
    ['client', 'of_client', client],
    ['period', 'of_period', period],
  ].flatMap(([name, ofEntry, value]) =>
    value === undefined ? [] : [{ ofEvaluation: `e.${name}`, ofEntry: `l.${ofEntry}`, value }],
  );
  const where = (conditions: readonly string[]): string => (conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`);
  const values = asked.map(({ value }) => value);
  return {
    sql: `evaluation e left join (
      select l.of_client as client, l.of_evaluation as id, max(l.entry) as entry,
        (array_agg((l.body::jsonb->>'revision')::integer order by l.entry desc))[1] as revision
      from ledger l ${where(["l.kind = 'evaluation_again'", ...asked.map(({ ofEntry }) => `${ofEntry} = ?`)])} group by 1, 2
    ) again on again.client = e.client and again.id = e.id ${where(asked.map(({ ofEvaluation }) => `${ofEvaluation} = ?`))}`,
    bindings: [...values, ...values],
  };
}
export const becameCurrent = 'coalesce(again.entry, e.ledger)';

async function evaluationByHash(tx: Knex.Transaction, client: string, hash: string): Promise<Evaluation | undefined> {
  return found(
    tx,
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
  const { sql, bindings } = evaluationsInTurn({ client, period });
  const { rows } = await tx.raw<{ rows: EvaluationRow[] }>(
    `select ${columns.map(name => `e.${name}`).join(', ')} from ${sql} order by ${becameCurrent} desc limit 1`,
    [...bindings],
  );
  return found(tx, rows[0]);
}

/** The evaluation with that id; closed when a closing names it, and then of the last revision that it closed. */
export async function evaluationById(tx: Knex.Transaction, id: string): Promise<Evaluation | undefined> {
  return found(tx, await rowOf(tx, id));
}

/** The evaluation that a closing names, as the revision that it closed. */
export async function closedEvaluation(tx: Knex.Transaction, closing: Closing): Promise<Evaluation> {
  const row = await rowOf(tx, closing.evaluation);
  if (row === undefined)
    throw new Error(`ledger entry ${closing.entry} closes evaluation ${closing.evaluation}, which is not there`);
  return evaluationOf(row, closing);
}

/** An evaluation without its document. */
export interface EvaluationHead {
  readonly client: string;
  readonly period: string;
  readonly id: string;
  readonly hash: string;
  /** The revision that it was made for. */
  readonly revision: number;
  readonly as_of_batch: number;
  readonly ledger: number;
  /** UTC milliseconds. */
  readonly made_at: number;
}

/** What a head is made of, of `evaluationsInTurn`. */
export const headColumns =
  'e.client, e.period, e.id, e.hash, coalesce(again.revision, e.revision) as revision, e.as_of_batch, e.ledger, e.made_at';

/** The last evaluation of each client's period: of one period, of one client, or of all. */
export async function lastEvaluations(tx: Knex.Transaction, asked: EvaluationFilter = {}): Promise<readonly EvaluationHead[]> {
  const { sql, bindings } = evaluationsInTurn(asked);
  const { rows } = await tx.raw<{ rows: EvaluationHead[] }>(
    `select distinct on (e.client, e.period) ${headColumns} from ${sql} order by e.client, e.period, ${becameCurrent} desc`,
    [...bindings],
  );
  return rows;
}

const rowOf = (tx: Knex.Transaction, id: string): Promise<EvaluationRow | undefined> =>
  tx('evaluation')
    .where({ id })
    .first<EvaluationRow | undefined>([...columns]);

async function found(tx: Knex.Transaction, row: EvaluationRow | undefined): Promise<Evaluation | undefined> {
  return row === undefined ? undefined : evaluationOf(row, (await closingsNaming(tx, row.id)).at(-1));
}

function evaluationOf({ made_at, body, ...envelope }: EvaluationRow, closing?: Closing): Evaluation {
  const closed = closing === undefined ? {} : ({ state: 'closed', revision: closing.revision } as const);
  // The body is the canonical text of a document that this module wrote; `audit verify` holds it against its hash.
  return { ...envelope, ...closed, made_at: isoInstant(made_at), document: JSON.parse(body) as EvaluationDocument };
}
