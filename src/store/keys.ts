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

/** Hashes of the secrets of keys, and of the tokens of sessions. */
export interface SecretHashes {
  readonly keys: readonly string[];
  readonly sessions: readonly string[];
}

/** The keys, valid or not, that have such a hash, and those of sessions with such a hash that have not expired, by the hash. */
export async function keysByHashes(
  tx: Knex.Transaction,
  { keys, sessions }: SecretHashes,
  now: number,
): Promise<Readonly<Record<keyof SecretHashes, ReadonlyMap<string, KeyRecord>>>> {
  type Row = KeyRecord & { readonly asked: string; readonly of: keyof SecretHashes };
  const { rows } = await tx.raw<{ rows: Row[] }>(
    `select k.*, k.hash as asked, 'keys' as of from api_key k where k.hash = any(?)
     union all
     select k.*, s.hash as asked, 'sessions' as of from session s join api_key k on k.id = s.key_id where s.hash = any(?) and s.expires_at > ?`,
    [[...keys], [...sessions], now],
  );
  const found = (wanted: keyof SecretHashes): ReadonlyMap<string, KeyRecord> =>
    new Map(rows.flatMap(({ asked, of, ...key }) => (of === wanted ? [[asked, key] as const] : [])));
  return { keys: found('keys'), sessions: found('sessions') };
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

/** Gives a key another name, and says whose it is. */
export async function renameKey(
  tx: Knex.Transaction,
  { id, ...named }: Pick<KeyRecord, 'id' | 'name' | 'person'>,
): Promise<void> {
  await tx('api_key').where({ id }).update(named);
}

/** Notes when a key was used last; a time before the one that is noted changes nothing. */
export async function noteKeyUse(tx: Knex.Transaction, id: string, at: number): Promise<void> {
  await tx.raw('update api_key set last_used_at = ? where id = ? and (last_used_at is null or last_used_at < ?)', [at, id, at]);
}

/** Opens a session, and ends those that have expired and the oldest of the same key beyond so many. */
export async function addSession(tx: Knex.Transaction, session: SessionRecord, mostOfKey: number): Promise<void> {
  await tx('session').where('expires_at', '<=', session.created_at).delete();
  await tx('session').insert(session);
  const kept = tx('session')
    .where({ key_id: session.key_id })
    .orderBy([{ column: 'created_at', order: 'desc' }, 'hash']);
  await tx('session')
    .where({ key_id: session.key_id })
    .whereNot({ hash: session.hash })
    .whereNotIn('hash', kept.limit(mostOfKey).select('hash'))
    .delete();
}

/** Ends a session. */
export async function endSession(tx: Knex.Transaction, hash: string): Promise<void> {
  await tx('session').where({ hash }).delete();
}
