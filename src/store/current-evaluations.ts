import type { Knex } from 'knex';
import type { Database } from './connect.js';
import { becameCurrent, type EvaluationHead, evaluationsInTurn, headColumns } from './evaluations.js';

/** Every evaluation that was made for a client, or of a period, without its document, in the order in which they became current. */
export async function evaluationHeads(
  tx: Knex.Transaction,
  asked: { readonly client: string } | { readonly period: string },
): Promise<readonly EvaluationHead[]> {
  const { sql, bindings } = evaluationsInTurn(asked);
  const { rows } = await tx.raw<{ rows: EvaluationHead[] }>(`select ${headColumns} from ${sql} order by ${becameCurrent}`, [
    ...bindings,
  ]);
  return rows;
}

/** The periods that were evaluated for anybody. */
export async function evaluatedPeriods(tx: Knex.Transaction): Promise<readonly string[]> {
  const { rows } = await tx.raw<{ rows: { period: string }[] }>('select distinct period from evaluation');
  return rows.map(({ period }) => period);
}

/** Whose evaluation an id names; undefined where there is none. */
export async function ownerOfEvaluation(tx: Knex.Transaction, id: string): Promise<string | undefined> {
  return (await tx('evaluation').where({ id }).first<{ client: string } | undefined>('client'))?.client;
}

/** The canonical texts of evaluations of some clients, by their ids. */
export async function evaluationBodies(
  tx: Knex.Transaction,
  clients: readonly string[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx('evaluation')
    .whereIn('client', [...clients])
    .whereIn('id', [...ids])
    .select<{ id: string; body: string }[]>('id', 'body');
  return new Map(rows.map(({ id, body }) => [id, body]));
}

/**
 * The hash of the ledger's last entry, empty when there is none: while it stays, no evaluation, closing or reopening was added. The number
 * would be the same after a backup was put back and went on in another way.
 */
export async function ledgerHead(database: Database): Promise<string> {
  const ask = async (on: Pick<Knex, 'raw'>): Promise<string> => {
    const { rows } = await on.raw<{ rows: { hash: string }[] }>('select hash from ledger_head');
    return rows[0]?.hash ?? '';
  };
  // One query needs no transaction around it; where the connection is lost, the transaction reports that as any other does.
  return ask(database.knex).catch(() => database.transaction(ask));
}
