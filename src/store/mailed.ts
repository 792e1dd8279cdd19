import type { Actor } from './actor.js';
import type { Knex } from 'knex';
import { appendLedger } from './ledger.js';

/** A mail that was sent: what it was about, and to whom. */
export interface SentMail {
  /** scorecard, portfolio or reminder. */
  readonly what: string;
  readonly client: string | null;
  readonly period: string;
  /** What the mail showed: an evaluation's id, or what stands for several. */
  readonly of: string;
  readonly to: string;
  readonly message_id: string;
  /** SHA-256 of the attached file. */
  readonly sha256: string | null;
}

/** Whether the same was sent to that address before. */
export async function wasMailed(
  tx: Knex.Transaction,
  { what, client, period, of, to }: SentMail | Omit<SentMail, 'message_id' | 'sha256'>,
): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: object[] }>(
    `select 1 from ledger where kind = 'delivery' and body::json->>'what' = ? and body::json->>'period' = ? and body::json->>'of' = ?
       and body::json->>'to' = ? and (body::json->>'client') is not distinct from ? limit 1`,
    [what, period, of, to, client],
  );
  return rows.length > 0;
}

/** Records in the ledger that a mail was sent. */
export async function recordMailed(
  tx: Knex.Transaction,
  mailed: SentMail,
  by: { readonly actor: Actor; readonly at: number },
): Promise<void> {
  await appendLedger(tx, { kind: 'delivery', ...by, body: { ...mailed } });
}
