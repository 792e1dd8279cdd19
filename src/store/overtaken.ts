import type { Knex } from 'knex';
import { lastEvaluations } from './evaluations.js';

/** The number of the ledger's last entry; 0 where there is none. What is read after this knows all entries up to it. */
export async function lastEntry(tx: Knex.Transaction): Promise<number> {
  const head = await tx('ledger_head').first<{ entry: number } | undefined>('entry');
  return head?.entry ?? 0;
}

/** A document that is to be kept: whose it is, and the last batch that it has seen; no batch where an earlier one was asked for. */
interface Seen {
  readonly client: string;
  readonly as_of_batch?: number | undefined;
}

/**
 * Whether documents of a period would take the place of something newer: something was approved, refused, revoked, closed or reopened
 * for one of the clients after `since`, the ledger's last entry before anything was read for them, or an evaluation that has seen a later
 * batch was kept meanwhile. The caller has the turn at the ledger, so that nothing more comes.
 */
export async function areOvertaken(
  tx: Knex.Transaction,
  period: string,
  documents: readonly Seen[],
  since: number,
): Promise<boolean> {
  const clients = documents.map(({ client }) => client);
  const { rows } = await tx.raw<{ rows: { evaluates: boolean; of_client: string }[] }>(
    `select distinct kind like 'evaluation%' as evaluates, of_client from ledger where entry > ? and of_client = any (?)
     and (kind in ('approval', 'refusal', 'revocation', 'closing', 'reopening')
       or (kind in ('evaluation', 'evaluation_again') and of_period = ?))`,
    [since, clients, period],
  );
  if (rows.some(({ evaluates }) => !evaluates)) return true;
  if (rows.length === 0) return false;
  const seen = new Map(documents.map(({ client, as_of_batch }) => [client, as_of_batch]));
  const current = await lastEvaluations(tx, { period, clients: rows.map(({ of_client }) => of_client) });
  return current.some(({ client, as_of_batch }) => as_of_batch > (seen.get(client) ?? as_of_batch));
}
