import { type Actor, actorName } from '../../store/actor.js';
import type { Key } from '../../contract/keys.js';
import { randomBytes } from 'node:crypto';
import { isoInstant, parseDay, startOfDay } from '../../facts/time.js';
import { fault } from '../../faults/make.js';
import { identityFaults } from '../../faults/identity.js';
import { serviceFaults } from '../../faults/service.js';
import { Stop } from '../../faults/stop.js';
import { addKey, type KeyRecord } from '../../store/keys.js';
import { appendLedger, sha256 } from '../../store/ledger.js';
import { requireKnownClients } from '../workspace/require-known-clients.js';
import type { Deps } from '../deps.js';
import { isPlainName } from './plain-name.js';
import { keyJson } from './list.js';

/** What a new key may do, and until when. */
export interface NewKey {
  readonly role: string;
  readonly clients: readonly string[];
  /** What the ledger calls whoever acts with it; without one, role and clients say it. */
  readonly name?: string | undefined;
  /** Whose it is: keys of one person cannot decide about what another of them asked for. */
  readonly person?: string | undefined;
  /** A day, at whose beginning in the workspace's zone it ends, or an instant; without one it never does. */
  readonly expires?: string | undefined;
  readonly actor: Actor;
}

const keyRoles = ['client', 'manager', 'auditor', 'admin'] as const;

/** Makes a key. The secret is in the answer and nowhere else: what is kept is its hash. */
export async function createKey(deps: Deps, request: NewKey): Promise<Key & { readonly key: string }> {
  const role = keyRoles.find(known => known === request.role);
  if (role === undefined) {
    throw new Stop(2, [fault(serviceFaults, 'key_role_unknown', { given: request.role, known: keyRoles })]);
  }
  const clients = [...new Set(request.clients)].toSorted();
  if (role === 'client' && clients.length === 0) throw new Stop(2, [fault(serviceFaults, 'key_needs_client', {})]);
  await requireKnownClients(deps, clients);
  const given = request.name?.trim() || null;
  const person = request.person?.trim() || null;
  checkNames({ name: given, person });
  const name = given ?? [role, ...clients].join(' ');
  const at = deps.clock();
  const secret = `pl_${randomBytes(32).toString('base64url')}`;
  const record: KeyRecord = {
    id: `key_${randomBytes(6).toString('hex')}`,
    hash: sha256(secret),
    name,
    role,
    clients,
    created_at: at,
    created_by: actorName(request.actor),
    expires_at: expiryOf(request.expires, deps.workspace.settings.time_zone, at),
    last_used_at: null,
    revoked_at: null,
    revoked_by: null,
    person,
  };
  await deps.database.transaction(async tx => {
    await addKey(tx, record);
    const { id, expires_at } = record;
    const expires = expires_at === null ? null : isoInstant(expires_at);
    await appendLedger(tx, {
      kind: 'key_created',
      actor: request.actor,
      at,
      body: { key: id, name, role, clients, expires, person },
    });
  });
  return { key: secret, ...keyJson(record, at) };
}

function checkNames(named: { readonly name: string | null; readonly person: string | null }): void {
  const given = [
    { of: 'key', name: named.name },
    { of: 'person', name: named.person },
  ] as const;
  const faults = given.flatMap(({ of, name }) =>
    name === null || isPlainName(name) ? [] : [fault(identityFaults, 'name_unsafe', { of, name })],
  );
  if (faults.length > 0) throw new Stop(2, faults);
}

function expiryOf(given: string | undefined, zone: string, now: number): number | null {
  if (given === undefined) return null;
  const day = parseDay(given);
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(given);
  const at = day === undefined ? (isInstant ? Date.parse(given) : Number.NaN) : startOfDay(zone, day);
  // Not a number is not above anything either.
  if (!(at > now)) throw new Stop(2, [fault(serviceFaults, 'key_expiry_wrong', { given })]);
  return at;
}
