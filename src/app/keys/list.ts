import type { Key } from '../../contract/keys.js';
import { isoInstant } from '../../facts/time.js';
import { type KeyRecord, listKeys } from '../../store/keys.js';
import type { Deps } from '../deps.js';

const instant = (at: number | null): string | null => (at === null ? null : isoInstant(at));

/** Whether a key opens anything at a moment. */
export const keyState = ({ expires_at, revoked_at }: KeyRecord, now: number): Key['state'] =>
  revoked_at !== null ? 'revoked' : expires_at !== null && expires_at <= now ? 'expired' : 'valid';

/** A key as it is shown. */
export function keyJson(record: KeyRecord, now: number): Key {
  const { id, name, role, clients, created_by, revoked_by, person } = record;
  return {
    id,
    name,
    role,
    clients: clients.length === 0 ? null : clients,
    state: keyState(record, now),
    created_at: isoInstant(record.created_at),
    created_by,
    expires_at: instant(record.expires_at),
    last_used_at: instant(record.last_used_at),
    revoked_at: instant(record.revoked_at),
    revoked_by,
    person,
  };
}

/** Every key, the oldest first. */
export async function keysJson({ database, clock }: Deps): Promise<readonly Key[]> {
  const keys = await database.transaction(listKeys);
  const now = clock();
  return keys.map(key => keyJson(key, now));
}
