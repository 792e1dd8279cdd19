import { z } from 'zod';
import type { Deps } from '../../app/deps.js';
import { type Caller, type Route, roles, route } from '../route.js';

/** Who asks, and what a page has to know before it shows anything. */
export const meSchema = z
  .strictObject({
    key: z.string().describe('The id of the key; never its secret.'),
    name: z.string().describe('What the ledger calls whoever acts with it.'),
    role: z.enum(roles),
    clients: z.array(z.string()).nullable().describe('Codes of the clients that the key is bound to; null for all.'),
    language: z.enum(['en', 'zh']),
    organisation: z.strictObject({ en: z.string(), zh: z.string() }),
    clients_see: z.enum(['closed', 'provisional']).describe('Whether clients see periods that are not closed yet.'),
    time_zone: z.string().describe('The workspace’s own, an IANA name.'),
  })
  .meta({ id: 'Me' });

/** Who asks, as it is shown. */
export function meOf({ workspace }: Deps, { key, name, role, clients }: Caller): z.output<typeof meSchema> {
  const { language, organisation, clients_see, time_zone } = workspace.settings;
  const { en, zh } = organisation;
  return {
    key,
    name,
    role,
    clients: clients === 'all' ? null : [...clients],
    language,
    organisation: { en, zh },
    clients_see,
    time_zone,
  };
}

/** GET /me. */
export const meRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/me',
    tag: 'Sign-in',
    summary: 'Whose key this is, and what it may see',
    roles,
    answers: { 200: { description: 'Whose key it is', schema: meSchema } },
    handle: ({ deps, caller }) => Promise.resolve({ json: meOf(deps, caller) }),
  }),
];
