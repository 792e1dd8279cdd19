import type { Knex } from 'knex';

/** A key of the service as it is kept: never its secret, only the hash of it. Times are UTC milliseconds. */
export interface KeyRecord {
  readonly id: string;
  readonly hash: string;
  readonly name: string;
  readonly role: 'client' | 'manager' | 'auditor' | 'admin';
  /** Codes of the clients that it is bound to; none for all. */
  readonly clients: readonly string[];
  readonly created_at: number;
  readonly created_by: string;
  readonly expires_at: number | null;
  readonly last_used_at: number | null;
  readonly revoked_at: number | null;
  readonly revoked_by: string | null;
  /** Whose it is, where several keys are one person's. */
  readonly person: string | null;
}

/** A session that was opened with a key. */
export interface SessionRecord {
  readonly hash: string;
  readonly key_id: string;
  readonly created_at: number;
  readonly expires_at: number;
}

/** Every key, the oldest first. */
export const listKeys = (tx: Knex.Transaction): Promise<readonly KeyRecord[]> =>
  tx<KeyRecord>('api_key')
    .select('*')
    .orderBy([{ column: 'created_at' }, { column: 'id' }]);

/** The key with that hash, whether it is still good or not. */
export async function keyByHash(tx: Knex.Transaction, hash: string): Promise<KeyRecord | undefined> {
  return (await tx('api_key').where({ hash }).select<KeyRecord[]>('*'))[0];
}

/** The key of a session that has not expired. */
export async function keyBySession(tx: Knex.Transaction, hash: string, now: number): Promise<KeyRecord | undefined> {
  const { rows } = await tx.raw<{ rows: KeyRecord[] }>(
    'select k.* from session s join api_key k on k.id = s.key_id where s.hash = ? and s.expires_at > ?',
    [hash, now],
  );
  return rows[0];
}

/** Keeps a new key. */
export async function addKey(tx: Knex.Transaction, key: KeyRecord): Promise<void> {
  await tx('api_key').insert({ ...key, clients: [...key.clients] });
}

/** Revokes a key and ends its sessions; false where it was revoked before. */
export async function revokeKey(tx: Knex.Transaction, id: string, by: string, at: number): Promise<boolean> {
  const changed = await tx('api_key').where({ id }).whereNull('revoked_at').update({ revoked_at: at, revoked_by: by });
  await tx('session').where({ key_id: id }).delete();
  return changed > 0;
}

/** Notes when a key was used last; a time before the one that is noted changes nothing. */
export async function noteKeyUse(tx: Knex.Transaction, id: string, at: number): Promise<void> {
  await tx.raw('update api_key set last_used_at = ? where id = ? and (last_used_at is null or last_used_at < ?)', [at, id, at]);
}

/** Opens a session, and clears away those that have expired. */
export async function addSession(tx: Knex.Transaction, session: SessionRecord): Promise<void> {
  await tx('session').where('expires_at', '<=', session.created_at).delete();
  await tx('session').insert(session);
}

/** Ends a session. */
export async function endSession(tx: Knex.Transaction, hash: string): Promise<void> {
  await tx('session').where({ hash }).delete();
}
