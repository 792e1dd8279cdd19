import { z } from 'zod';
import { createKey } from '../../app/keys/create.js';
import { keysJson } from '../../app/keys/list.js';
import { revokeKey } from '../../app/keys/revoke.js';
import { actorOf, type Route, route } from '../route.js';
import { keyMadeSchema, keySchema, keysSchema, newKeySchema } from '../../contract/keys.js';

/** The keys of the service: for administrators. */
export const keyRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/keys',
    tag: 'Keys',
    summary: 'Every key, without its secret',
    roles: ['admin'],
    wholeFirm: true,
    answers: { 200: { description: 'The keys', schema: keysSchema } },
    handle: async ({ deps }) => ({ json: { keys: await keysJson(deps) } }),
  }),
  route({
    method: 'post',
    path: '/keys',
    tag: 'Keys',
    summary: 'Make a key; its secret is in this answer and nowhere else',
    roles: ['admin'],
    wholeFirm: true,
    body: newKeySchema,
    isSecret: true,
    answers: {
      201: { description: 'The key with its secret', schema: keyMadeSchema },
    },
    handle: async ({ deps, body, caller }) => {
      const made = await createKey(deps, { ...body, clients: body.clients ?? [], actor: actorOf(caller) });
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
      const json = await revokeKey(deps, { id: params.key, actor: actorOf(caller) });
      signIn.forget();
      return { json };
    },
  }),
];
