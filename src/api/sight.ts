import type { Deps } from '../app/deps.js';
import type { Sight } from '../app/visible/visibility.js';
import type { Caller } from './route.js';

/** What a caller may see, under the workspace's rules. */
export function sightOf({ role, clients }: Caller, { workspace }: Deps): Sight {
  const isClient = role === 'client';
  return { clients, isClient, seesProvisional: !isClient || workspace.settings.clients_see === 'provisional' };
}
