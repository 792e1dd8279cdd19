import { isDemo } from '../../app/demo/demo-mark.js';
import type { Deps } from '../../app/deps.js';
import { type Caller, type Route, route } from '../route.js';
import { type Me, meSchema, roles } from '../../contract/me.js';

/** Who asks, as it is shown. */
export function meOf({ workspace }: Deps, { key, name, role, clients }: Caller): Me {
  const { language, organisation, clients_see, time_zone } = workspace.settings;
  const { en, zh } = organisation;
  return {
    key,
    name,
    role,
    clients: clients === 'all' ? null : clients,
    language,
    organisation: { en, zh },
    clients_see,
    time_zone,
    is_demo: isDemo(workspace.directory),
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
