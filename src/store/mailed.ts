import type { Actor } from './actor.js';
import type { Knex } from 'knex';
import { appendLedger, entriesOf } from './ledger.js';

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
  const same = await entriesOf<'delivery', SentMail>(tx, ['delivery'], { what, period, of, to });
  return same.some(
    ({ body }) => body.what === what && body.period === period && body.of === of && body.to === to && body.client === client,
  );
}

/** The mails that were sent about a period, in their order; of one client, where it is given. */
export async function mailsOf(
  tx: Knex.Transaction,
  { client, period }: { readonly client: string | undefined; readonly period: string },
): Promise<readonly SentMail[]> {
  return (await entriesOf<'delivery', SentMail>(tx, ['delivery'], { client, period })).map(({ body }) => body);
}

/** Records in the ledger that a mail was sent. */
export async function recordMailed(
  tx: Knex.Transaction,
  mailed: SentMail,
  by: { readonly actor: Actor; readonly at: number },
): Promise<void> {
  await appendLedger(tx, { kind: 'delivery', ...by, body: { ...mailed } });
}
