import { isoInstant } from '../../facts/time.js';
import { type KeyRecord, listKeys } from '../../store/keys.js';
import type { Deps } from '../deps.js';

/** A key as it is shown: never its secret. Instants are ISO 8601 in UTC. */
export interface KeyJson {
  readonly id: string;
  readonly name: string;
  readonly role: KeyRecord['role'];
  /** Null for all. */
  readonly clients: readonly string[] | null;
  readonly state: 'valid' | 'expired' | 'revoked';
  readonly created_at: string;
  readonly created_by: string;
  readonly expires_at: string | null;
  /** To the minute. */
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
  readonly revoked_by: string | null;
}

const instant = (at: number | null): string | null => (at === null ? null : isoInstant(at));

/** Whether a key opens anything at a moment. */
export const keyState = ({ expires_at, revoked_at }: KeyRecord, now: number): KeyJson['state'] =>
  revoked_at !== null ? 'revoked' : expires_at !== null && expires_at <= now ? 'expired' : 'valid';

/** A key as it is shown. */
export function keyJson(record: KeyRecord, now: number): KeyJson {
  const { id, name, role, clients, created_by, revoked_by } = record;
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
  };
}

/** Every key, the oldest first. */
export async function shownKeys({ database, clock }: Deps): Promise<readonly KeyJson[]> {
  const keys = await database.transaction(listKeys);
  const now = clock();
  return keys.map(key => keyJson(key, now));
}
