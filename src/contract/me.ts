import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { labelSchema, languageSchema } from './scalars.js';

/** What a key may do; a client's key is bound to its clients, and may be so with other roles. */
export const roles = ['client', 'manager', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who asks, and what a page has to know before it shows anything. */
export const meSchema = z
  .strictObject({
    key: z.string().describe('The id of the key; never its secret.'),
    name: z.string().describe('What the ledger calls whoever acts with it.'),
    role: z.enum(roles),
    clients: z.array(z.string()).nullable().describe('Codes of the clients that the key is bound to; null for all.'),
    language: languageSchema,
    organisation: labelSchema,
    clients_see: z.enum(['closed', 'provisional']).describe('Whether clients see periods that are not closed yet.'),
    time_zone: z.string().describe('The workspace’s own, an IANA name.'),
    is_demo: z.boolean().describe('Whether the demo made the workspace: its pages offer a tour.'),
  })
  .meta({ id: 'Me' });
export type Me = Answer<typeof meSchema>;

/** GET and POST /session. */
export const sessionSchema = z
  .strictObject({
    csrf: z.string().describe('To be sent back as the header X-CSRF-Token with every POST and DELETE.'),
    me: meSchema,
  })
  .meta({ id: 'Session' });
export type Session = Answer<typeof sessionSchema>;

/** POST /session. */
export const signInSchema = z.union([
  z.strictObject({ key: z.string().min(1).max(200).describe('The secret of a key.') }),
  z.strictObject({ link: z.string().min(1).max(200).describe('What a one-time link holds.') }),
]);
export type SignIn = Request<typeof signInSchema>;
