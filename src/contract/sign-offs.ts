import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { remarkLength } from './comments.js';
import { instant, ledgerNumber, periodText, revisionNumber, shownState } from './scalars.js';

/** A client's signature under a closed revision. */
export const signatureSchema = z
  .strictObject({
    revision: revisionNumber,
    by: z.string().describe('Who signed.'),
    at: instant,
    received: z.enum(['key', 'paper', 'mail']).describe('With the client’s own key, or on paper or by mail to the firm.'),
    recorded_by: z.string().nullable().describe('Who at the firm recorded it; null where the client signed with its key.'),
    signed_on: z
      .string()
      .nullable()
      .describe('The day that stands beside a signature on paper or by mail, as 2026-07-03; null where none was given.'),
    note: z.string().nullable(),
  })
  .meta({ id: 'Signature' });
export type Signature = Answer<typeof signatureSchema>;

/** GET /clients/{client}/periods/{period}/sign-off. */
export const signOffStateSchema = z
  .strictObject({
    client: z.string(),
    period: periodText,
    state: shownState,
    revision: revisionNumber.describe('The one that is shown.'),
    can_be_signed: z.boolean().describe('Whether the revision shown is closed, and not reopened since.'),
    signed_off: z.array(signatureSchema).describe('Of the revision shown and those before it, in their order.'),
  })
  .meta({ id: 'SignOffState' });
export type SignOffState = Answer<typeof signOffStateSchema>;

/** POST /clients/{client}/periods/{period}/sign-off. */
export const signOffSchema = z
  .strictObject({
    revision: revisionNumber,
    note: z.string().max(remarkLength).optional().describe('Stays beside the signature.'),
  })
  .meta({ id: 'SignOff' });
export type NewSignOff = Request<typeof signOffSchema>;

/** POST /clients/{client}/periods/{period}/sign-off/received. */
export const receivedSignOffSchema = signOffSchema
  .extend({
    by: z.string().min(1).max(200).describe('Who signed for the client.'),
    received: z.enum(['paper', 'mail']),
    signed_on: z
      .string()
      .max(10)
      .optional()
      .describe(
        'The day that stands beside the signature, as 2026-07-03: not before the closing, and not after today, where the client or the firm is.',
      ),
  })
  .meta({ id: 'ReceivedSignOff' });
export type ReceivedSignOff = Request<typeof receivedSignOffSchema>;

/** What was signed. */
export const signedSchema = signatureSchema
  .extend({
    client: z.string(),
    period: periodText,
    ledger: ledgerNumber,
    is_new: z
      .boolean()
      .describe('false where the same person had signed this revision before, without a new note: that signature stands.'),
  })
  .meta({ id: 'Signed' });
export type Signed = Answer<typeof signedSchema>;
