import type { Actor } from './actor.js';
import type { Knex } from 'knex';
import type { Evaluation, EvaluationDocument } from '../evaluation/document.js';
import { isoInstant } from '../facts/time.js';
import { groupedBy } from '../facts/grouped.js';
import { insertTogether } from './insert-together.js';
import { appendAllToLedger, type LedgerRecord } from './ledger.js';
import { type Closing, closingsNaming, periodStandingsOf } from './periods.js';
import { lockUntilCommit } from './transaction-locks.js';
import { WrittenDocument } from './written-document.js';

/** Who made an evaluation when. */
interface Making {
  readonly actor: Actor;
  /** UTC milliseconds. */
  readonly at: number;
}

/** A document to be kept, and who made it when. */
export interface NewEvaluation extends Making {
  readonly document: WrittenDocument;
}

/** An evaluation without its document. */
export type Envelope = Omit<Evaluation, 'document'>;

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
export async function storeEvaluation(
  tx: Knex.Transaction,
  { document, ...making }: Making & { readonly document: EvaluationDocument },
): Promise<Evaluation> {
  const written = new WrittenDocument(document);
  const [stored] = await storeEvaluations(tx, [{ ...making, document: written }]);
  if (stored === undefined) throw new Error('a document becomes an evaluation');
  return { ...stored, document: written.read() };
}

/** Keeps evaluations of several clients, one of each, with their entries in the ledger one after the other. */
export async function storeEvaluations(tx: Knex.Transaction, made: readonly NewEvaluation[]): Promise<readonly Envelope[]> {
  // Only who has the turn may look whether it is there: two who look first would both find nothing.
  await lockUntilCommit(tx, 'ledger');
  const standings = await periodStandingsOf(
    tx,
    made.map(({ document }) => document.head),
  );
  const there = await keptAlready(tx, made);
  const current = await currentIds(
    tx,
    made.filter(({ document }) => there.has(document.hash)).map(({ document }) => document.head),
  );
  const placed = made.map((one): PlacedEvaluation => {
    const { head, hash } = one.document;
    const standing = standings.get(head.client);
    const kept = there.get(hash);
    const id = kept?.id ?? hash.slice(0, idLength);
    const closing = standing?.closings.findLast(({ evaluation }) => evaluation === id);
    // A closed revision stays: what is evaluated after a closing belongs to the next one, reopened already or not.
    return { ...one, id, kept, closing, revision: standing?.next ?? 1, isCurrent: current.get(head.client) === id };
  });
  const entered = placed.filter(({ kept, isCurrent }) => kept === undefined || !isCurrent);
  const entries = await appendAllToLedger(tx, entered.map(entryOf));
  const numbers = new Map(entered.map(({ document }, i) => [document.hash, entries[i]?.entry ?? 0]));
  const rows = placed.map(one => ({ ...one, row: one.kept ?? rowMade(one, numbers.get(one.document.hash) ?? 0) }));
  await insertTogether(tx, 'evaluation', rows.filter(({ kept }) => kept === undefined).map(storedRow));
  return rows.map(({ row, closing, revision }) => {
    const envelope = envelopeOf(row, closing);
    return envelope.state === 'closed' ? envelope : { ...envelope, revision };
  });
}

type EvaluationHeadRow = Omit<EvaluationRow, 'body'>;

/** A document with its place among the evaluations of its period. */
interface PlacedEvaluation extends NewEvaluation {
  readonly id: string;
  /** The row that keeps this very document already. */
  readonly kept: EvaluationHeadRow | undefined;
  readonly closing: Closing | undefined;
  /** The revision that it is made for now. */
  readonly revision: number;
  readonly isCurrent: boolean;
}

function entryOf({ document, actor, at, id, kept, revision }: PlacedEvaluation): LedgerRecord {
  const { client, period, as_of_batch, rulebook, calculation } = document.head;
  const named = { evaluation: id, client, period, revision, hash: document.hash };
  return kept === undefined
    ? { kind: 'evaluation', actor, at, body: { ...named, as_of_batch, rulebook, calculation } }
    : { kind: 'evaluation_again', actor, at, body: named };
}

const rowMade = ({ id, document, revision, at }: PlacedEvaluation, ledger: number): EvaluationHeadRow => ({
  id,
  hash: document.hash,
  state: 'provisional',
  revision,
  ledger,
  made_at: at,
});

function storedRow({ row, document }: PlacedEvaluation & { readonly row: EvaluationHeadRow }) {
  const { client, period, from, to, as_of_batch, rulebook, calculation } = document.head;
  const [from_at, to_at] = [Date.parse(from), Date.parse(to)];
  return { ...row, body: document.bytes, client, period, from_at, to_at, as_of_batch, rulebook, calculation };
}

type Named = Pick<EvaluationDocument, 'client' | 'period'>;

async function keptAlready(
  tx: Knex.Transaction,
  made: readonly NewEvaluation[],
): Promise<ReadonlyMap<string, EvaluationHeadRow>> {
  const rows = await tx('evaluation')
    .whereIn(
      'client',
      made.map(({ document }) => document.head.client),
    )
    .whereIn(
      'hash',
      made.map(({ document }) => document.hash),
    )
    .select<EvaluationHeadRow[]>(columns.filter(name => name !== 'body'));
  return new Map(rows.map(row => [row.hash, row]));
}

/** Which evaluation of each client's period is the current one. */
async function currentIds(tx: Knex.Transaction, asked: readonly Named[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const [period, own] of groupedBy(asked, one => one.period)) {
    const heads = await lastEvaluations(tx, { period, clients: own.map(({ client }) => client) });
    for (const { client, id } of heads) ids.set(client, id);
  }
  return ids;
}

/** Which evaluations are looked for; all of them where nothing is given. */
interface EvaluationFilter {
  readonly client?: string | undefined;
  readonly clients?: readonly string[] | undefined;
  readonly period?: string | undefined;
}

/**
 * The evaluations asked for as e, and in `again` the last entry that made each the current one again, with the revision that it was made
 * for then: the order of a period's evaluations is that of `becameCurrent`.
 */
export function evaluationsInTurn({ client, clients, period }: EvaluationFilter): {
  readonly sql: string;
  readonly bindings: readonly (string | string[])[];
} {
  const asked = (
    [
      ['client', '= ?', client],
      ['client', '= any (?)', clients],
      ['period', '= ?', period],
    ] as const
  ).flatMap(([name, is, value]) =>
    value === undefined
      ? []
      : [
          {
            ofEvaluation: `e.${name} ${is}`,
            ofEntry: `l.of_${name} ${is}`,
            value: typeof value === 'string' ? value : [...value],
          },
        ],
  );
  const where = (conditions: readonly string[]): string => (conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`);
  const values = asked.map(({ value }) => value);
  return {
    sql: `evaluation e left join (
      select l.of_client as client, l.of_evaluation as id, max(l.entry) as entry,
        (array_agg((l.body::jsonb->>'revision')::integer order by l.entry desc))[1] as revision
      from ledger l ${where(["l.kind = 'evaluation_again'", ...asked.map(({ ofEntry }) => ofEntry)])} group by 1, 2
    ) again on again.client = e.client and again.id = e.id ${where(asked.map(({ ofEvaluation }) => ofEvaluation))}`,
    bindings: [...values, ...values],
  };
}
export const becameCurrent = 'coalesce(again.entry, e.ledger)';

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

/** The evaluation of that client and id; closed when a closing names it, and then of the last revision that it closed. */
export async function evaluationById(
  tx: Knex.Transaction,
  named: { readonly client: string; readonly id: string },
): Promise<Evaluation | undefined> {
  return found(tx, await rowOf(tx, named));
}

/** The evaluation that a closing names, as the revision that it closed. */
export async function closedEvaluation(tx: Knex.Transaction, closing: Closing): Promise<Evaluation> {
  const [evaluation] = await closedEvaluations(tx, [closing]);
  if (evaluation === undefined) throw new Error('a closing names an evaluation');
  return evaluation;
}

/** The evaluations that closings name, in their order, each as the revision that it closed. */
export async function closedEvaluations(tx: Knex.Transaction, closings: readonly Closing[]): Promise<readonly Evaluation[]> {
  if (closings.length === 0) return [];
  const found = await tx('evaluation')
    .whereIn('client', [...new Set(closings.map(({ client }) => client))])
    .whereIn(
      'id',
      closings.map(({ evaluation }) => evaluation),
    )
    .select<EvaluationRow[]>([...columns]);
  const rows = new Map(found.map(row => [row.id, row]));
  return closings.map(closing => {
    const row = rows.get(closing.evaluation);
    if (row !== undefined) return evaluationOf(row, closing);
    throw new Error(`ledger entry ${closing.entry} closes evaluation ${closing.evaluation}, which is not there`);
  });
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
  /** The hash of the rules that it was made by. */
  readonly rulebook: string;
  readonly ledger: number;
  /** UTC milliseconds. */
  readonly made_at: number;
}

/** What a head is made of, of `evaluationsInTurn`. */
export const headColumns =
  'e.client, e.period, e.id, e.hash, coalesce(again.revision, e.revision) as revision, e.as_of_batch, e.rulebook, e.ledger, e.made_at';

/** The last evaluation of each client's period: of one period, of one client or of some, or of all. */
export async function lastEvaluations(tx: Knex.Transaction, asked: EvaluationFilter = {}): Promise<readonly EvaluationHead[]> {
  const { sql, bindings } = evaluationsInTurn(asked);
  const { rows } = await tx.raw<{ rows: EvaluationHead[] }>(
    `select distinct on (e.client, e.period) ${headColumns} from ${sql} order by e.client, e.period, ${becameCurrent} desc`,
    [...bindings],
  );
  return rows;
}

const rowOf = (
  tx: Knex.Transaction,
  { client, id }: { readonly client: string; readonly id: string },
): Promise<EvaluationRow | undefined> =>
  tx('evaluation')
    .where({ client, id })
    .first<EvaluationRow | undefined>([...columns]);

async function found(tx: Knex.Transaction, row: EvaluationRow | undefined): Promise<Evaluation | undefined> {
  return row === undefined ? undefined : evaluationOf(row, (await closingsNaming(tx, row.id)).at(-1));
}

function evaluationOf({ body, ...row }: EvaluationRow, closing?: Closing): Evaluation {
  // The canonical text of a document that this module wrote; `audit verify` holds it against its hash.
  return { ...envelopeOf(row, closing), document: JSON.parse(body) as EvaluationDocument };
}

function envelopeOf({ made_at, ...envelope }: EvaluationHeadRow, closing?: Closing): Envelope {
  const closed = closing === undefined ? {} : ({ state: 'closed', revision: closing.revision } as const);
  return { ...envelope, ...closed, made_at: isoInstant(made_at) };
}
