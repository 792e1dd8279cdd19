import { randomBytes } from 'node:crypto';
import {
  addSession,
  endSession as endStored,
  keyByHash,
  keyBySession,
  type KeyRecord,
  noteKeyUse as noteStored,
} from '../../store/keys.js';
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

function ownerOf(record: KeyRecord | undefined, now: number): KeyOwner | undefined {
  if (record === undefined || keyState(record, now) !== 'valid') return undefined;
  const { id, name, role, clients, person, expires_at: expiresAt, last_used_at: lastUsedAt } = record;
  // A client's key that is bound to nothing would see everything: it opens nothing.
  if (role === 'client' && clients.length === 0) return undefined;
  return { id, name, person: person ?? undefined, role, clients: clients.length === 0 ? 'all' : clients, expiresAt, lastUsedAt };
}

/** The owner of a key's secret; undefined for one that is unknown, expired or revoked. */
export function ownerOfKey({ database, clock }: Deps, secret: string): Promise<KeyOwner | undefined> {
  return database.transaction(async tx => ownerOf(await keyByHash(tx, sha256(secret)), clock()));
}

/** The owner of a session's token. */
export function ownerOfSession({ database, clock }: Deps, token: string): Promise<KeyOwner | undefined> {
  return database.transaction(async tx => ownerOf(await keyBySession(tx, sha256(token), clock()), clock()));
}

/** Opens a session for a key's owner; its token is kept as a hash only. */
export async function openSession({ database, clock }: Deps, owner: KeyOwner): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = clock();
  const expires_at = Math.min(now + sessionMillis, owner.expiresAt ?? Number.POSITIVE_INFINITY);
  await database.transaction(tx => addSession(tx, { hash: sha256(token), key_id: owner.id, created_at: now, expires_at }));
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
