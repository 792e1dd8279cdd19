import type { Key } from '../../contract/keys.js';
import { textTable } from './result-table.js';

/** The keys as a table. */
export function keysText(keys: readonly Key[]): string {
  if (keys.length === 0) return 'There are no keys yet: plumbline keys create --role admin makes the first.';
  const rows = keys.map(key => [
    key.id,
    key.role,
    key.clients === null ? 'all' : key.clients.join(', '),
    key.name,
    key.state,
    key.expires_at ?? 'never',
    key.last_used_at ?? 'never',
  ]);
  return textTable([['id', 'role', 'clients', 'name', 'state', 'expires', 'last used'], ...rows]);
}
