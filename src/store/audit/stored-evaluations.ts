import type { Knex } from 'knex';
import { periodStandings } from '../periods.js';

/** An evaluation exactly as it stands in the database: nothing in it is taken for granted. */
export interface StoredEvaluation {
  readonly client: string;
  readonly id: string;
  readonly period: string;
  readonly from_at: number;
  readonly to_at: number;
  readonly hash: string;
  readonly state: 'provisional' | 'closed';
  readonly revision: number;
  readonly as_of_batch: number;
  readonly rulebook: string;
  readonly calculation: string;
  readonly ledger: number;
  readonly made_at: number;
  readonly body: string;
}

/** What names an evaluation, and where the ledger recorded it. */
export type EvaluationName = Pick<StoredEvaluation, 'client' | 'id' | 'period' | 'revision' | 'ledger'>;

/** An evaluation as `audit list` shows it. */
export type ListedEvaluation = Omit<StoredEvaluation, 'body' | 'from_at' | 'to_at'> & { readonly as_of: string | null };

const envelope = [
  'client',
  'id',
  'period',
  'hash',
  'state',
  'revision',
  'as_of_batch',
  'rulebook',
  'calculation',
  'ledger',
  'made_at',
];

/** The revisions that closings in the ledger gave evaluations, of one client where one is given: the last one each, by client and id. */
export async function closedRevisions(tx: Knex.Transaction, client?: string): Promise<ReadonlyMap<string, number>> {
  const asked = client === undefined ? {} : { client };
  const closings = (await periodStandings(tx, asked)).flatMap(one => one.closings);
  return new Map(closings.map(({ client, evaluation, revision }) => [`${client}\0${evaluation}`, revision]));
}

/** Every evaluation's name, or those of one client, in the order in which they were made. */
export async function evaluationNames(tx: Knex.Transaction, client?: string): Promise<readonly EvaluationName[]> {
  return tx('evaluation')
    .where(client === undefined ? {} : { client })
    .orderBy('ledger')
    .select<EvaluationName[]>('client', 'id', 'period', 'revision', 'ledger');
}

/** The evaluation of that client and id, as it stands. */
export async function storedEvaluation(
  tx: Knex.Transaction,
  { client, id }: Pick<EvaluationName, 'client' | 'id'>,
): Promise<StoredEvaluation> {
  const row = await tx('evaluation')
    .where({ client, id })
    .first<StoredEvaluation | undefined>(...envelope, 'from_at', 'to_at', 'body');
  if (row === undefined) throw new RangeError(`evaluation ${id} is gone`);
  return row;
}

/** Evaluations in the order in which they were made, of a client or a period where one is given. */
export async function listedEvaluations(
  tx: Knex.Transaction,
  only: { readonly client?: string | undefined; readonly period?: string | undefined },
): Promise<readonly ListedEvaluation[]> {
  const wanted = Object.fromEntries(Object.entries(only).filter(([, value]) => value !== undefined));
  // The text is canonical, so that its first key is as_of; reading no further keeps this fast, and safe with a body that was touched.
  const asOf = tx.raw(`substring(body from ?) as as_of`, ['^\\{"as_of":"([^"]*)"']);
  return tx('evaluation')
    .where(wanted)
    .orderBy('ledger')
    .select<ListedEvaluation[]>(...envelope, asOf);
}
