import { z } from 'zod';
import { createKey } from '../../app/keys/create.js';
import { shownKeys } from '../../app/keys/list.js';
import { revokeKey } from '../../app/keys/revoke.js';
import { type Route, roles, route } from '../route.js';

const instant = z.string().describe('ISO 8601, UTC').nullable();

const keySchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    role: z.enum(roles),
    clients: z.array(z.string()).nullable().describe('Codes of the clients that it is bound to; null for all.'),
    state: z.enum(['valid', 'expired', 'revoked']),
    created_at: z.string(),
    created_by: z.string(),
    expires_at: instant,
    last_used_at: instant.describe('To the minute.'),
    revoked_at: instant,
    revoked_by: z.string().nullable(),
  })
  .meta({ id: 'Key' });

const newKey = z.strictObject({
  role: z.enum(roles),
  clients: z.array(z.string().min(1).max(200)).max(1000).optional().describe('At least one for the role client.'),
  name: z.string().max(200).optional(),
  expires: z.string().max(40).optional().describe('A day such as 2027-01-01, or an instant.'),
});

/** The keys of the service: for administrators. */
export const keyRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/keys',
    tag: 'Keys',
    summary: 'Every key, without its secret',
    roles: ['admin'],
    wholeFirm: true,
    answers: { 200: { description: 'The keys', schema: z.strictObject({ keys: z.array(keySchema) }) } },
    handle: async ({ deps }) => ({ json: { keys: await shownKeys(deps) } }),
  }),
  route({
    method: 'post',
    path: '/keys',
    tag: 'Keys',
    summary: 'Make a key; its secret is in this answer and nowhere else',
    roles: ['admin'],
    wholeFirm: true,
    body: newKey,
    isSecret: true,
    answers: {
      201: { description: 'The key with its secret', schema: keySchema.extend({ key: z.string() }).meta({ id: 'NewKey' }) },
    },
    handle: async ({ deps, body, caller }) => {
      const made = await createKey(deps, { ...body, clients: body.clients ?? [], actor: caller.name });
      return { status: 201, json: made, headers: { Location: `/api/v1/keys/${made.id}`, 'Cache-Control': 'no-store' } };
    },
  }),
  route({
    method: 'delete',
    path: '/keys/{key}',
    tag: 'Keys',
    summary: 'Revoke a key for good, and end its sessions',
    roles: ['admin'],
    wholeFirm: true,
    params: z.strictObject({ key: z.string() }),
    answers: { 200: { description: 'The key, revoked', schema: keySchema } },
    handle: async ({ deps, params, caller, signIn }) => {
      const json = await revokeKey(deps, { id: params.key, actor: caller.name });
      signIn.forget();
      return { json };
    },
  }),
];
