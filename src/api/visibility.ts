import type { Deps } from '../app/deps.js';
import type { Visibility } from '../app/visible/visibility.js';
import type { Caller } from './route.js';

/** What a caller may see, under the workspace's rules. */
export function visibilityOf({ role, clients }: Caller, { workspace }: Deps): Visibility {
  const isClient = role === 'client';
  return { clients, isClient, seesProvisional: !isClient || workspace.settings.clients_see === 'provisional' };
}
