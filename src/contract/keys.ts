import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { roles } from './me.js';
import { instant } from './scalars.js';

const sometime = instant.nullable();

/** A key, without its secret. */
export const keySchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    role: z.enum(roles),
    clients: z.array(z.string()).nullable().describe('Codes of the clients that it is bound to; null for all.'),
    state: z.enum(['valid', 'expired', 'revoked']),
    created_at: instant,
    created_by: z.string(),
    expires_at: sometime,
    last_used_at: sometime.describe('To the minute.'),
    revoked_at: sometime,
    revoked_by: z.string().nullable(),
    person: z.string().nullable().describe('Whose it is, where several keys are one person’s.'),
  })
  .meta({ id: 'Key' });
export type Key = Answer<typeof keySchema>;

/** GET /keys. */
export const keysSchema = z.strictObject({ keys: z.array(keySchema) });
export type Keys = Answer<typeof keysSchema>;

/** What POST /keys answers. */
export const keyMadeSchema = keySchema.extend({ key: z.string().describe('The secret.') }).meta({ id: 'NewKey' });
export type KeyMade = Answer<typeof keyMadeSchema>;

/** POST /keys. */
export const newKeySchema = z.strictObject({
  role: z.enum(roles),
  clients: z.array(z.string().min(1).max(200)).max(1000).optional().describe('At least one for the role client.'),
  name: z.string().max(200).optional(),
  person: z
    .string()
    .max(200)
    .optional()
    .describe('Whose it is: keys of one person cannot decide about what another of them requested.'),
  expires: z.string().max(40).optional().describe('A day such as 2027-01-01, or an instant.'),
});
export type NewKey = Request<typeof newKeySchema>;
