import { randomBytes } from 'node:crypto';
import { addSession, endSession as endStored, type KeyRecord, keysByHashes, noteKeyUse as noteStored } from '../../store/keys.js';
import { sha256 } from '../../store/ledger.js';
import type { Deps } from '../deps.js';
import { keyState } from './list.js';

/** Whose key or session it is. */
export interface KeyOwner {
  readonly id: string;
  readonly name: string;
  /** Whose key it is, where several are one person's. */
  readonly person: string | undefined;
  readonly role: KeyRecord['role'];
  readonly clients: readonly string[] | 'all';
  /** UTC milliseconds. */
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
}

/** How long a session lasts without signing in again: a working day. */
export const sessionMillis = 12 * 3_600_000;

/** How many sessions a key may have open; the oldest ends when there would be more. */
const mostSessionsOfKey = 20;

function standingOf(record: KeyRecord, now: number): KeyOwner | 'ended' {
  if (keyState(record, now) !== 'valid') return 'ended';
  const { id, name, role, clients, person, expires_at: expiresAt, last_used_at: lastUsedAt } = record;
  // A client's key that is bound to nothing would see everything: it opens nothing.
  if (role === 'client' && clients.length === 0) return 'ended';
  return { id, name, person: person ?? undefined, role, clients: clients.length === 0 ? 'all' : clients, expiresAt, lastUsedAt };
}

/** What is shown to be let in: a key, or the token of a session. A key opens no session's doors by itself, nor the other way. */
export interface Credential {
  readonly of: 'keys' | 'sessions';
  readonly secret: string;
}

/** Whose credentials are, in their order: `ended` for a key that has expired or was revoked, undefined for what is not known. */
export async function ownersOf(
  { database, clock }: Deps,
  credentials: readonly Credential[],
): Promise<readonly (KeyOwner | 'ended' | undefined)[]> {
  const hashed = credentials.map(({ of, secret }) => ({ of, hash: sha256(secret) }));
  const hashesOf = (wanted: Credential['of']): readonly string[] =>
    hashed.filter(({ of }) => of === wanted).map(({ hash }) => hash);
  const now = clock();
  const asked = { keys: hashesOf('keys'), sessions: hashesOf('sessions') };
  const keys = await database.transaction(tx => keysByHashes(tx, asked, now));
  return hashed.map(({ of, hash }) => {
    const key = keys[of].get(hash);
    return key === undefined ? undefined : standingOf(key, now);
  });
}

/** Opens a session for a key's owner; its token is kept as a hash only. */
export async function openSession({ database, clock }: Deps, owner: KeyOwner): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = clock();
  const expires_at = Math.min(now + sessionMillis, owner.expiresAt ?? Number.POSITIVE_INFINITY);
  const session = { hash: sha256(token), key_id: owner.id, created_at: now, expires_at };
  await database.transaction(tx => addSession(tx, session, mostSessionsOfKey));
  return token;
}

/** Ends a session. */
export const endSession = ({ database }: Deps, token: string): Promise<void> =>
  database.transaction(tx => endStored(tx, sha256(token)));

/** What a page sends back with what it changes: only who knows the session's token can make it. */
export const csrfOf = (token: string): string => sha256(`csrf ${token}`).slice(0, 43);

/** Notes that a key was used. */
export const noteKeyUse = ({ database, clock }: Deps, id: string): Promise<void> =>
  database.transaction(tx => noteStored(tx, id, clock()));
