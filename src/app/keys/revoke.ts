import { type Actor, actorName } from '../../store/actor.js';
import type { Key } from '../../contract/keys.js';
import { fault } from '../../faults/make.js';
import { nearest } from '../../faults/nearest.js';
import { serviceFaults } from '../../faults/service.js';
import { Stop } from '../../faults/stop.js';
import { listKeys, revokeKey as revokeStored } from '../../store/keys.js';
import { appendLedger } from '../../store/ledger.js';
import type { Deps } from '../deps.js';
import { keyJson } from './list.js';
import { signalKeyChange } from './key-changes.js';

/** Revokes a key for good and ends its sessions; one that was revoked before stays as it is. */
export async function revokeKey(deps: Deps, { id, actor }: { readonly id: string; readonly actor: Actor }): Promise<Key> {
  const at = deps.clock();
  const shown = await deps.database.transaction(async tx => {
    const known = (await listKeys(tx)).map(key => key.id);
    if (!known.includes(id)) throw new Stop(2, [fault(serviceFaults, 'key_unknown', { given: id, near: nearest(id, known) })]);
    if (await revokeStored(tx, id, actorName(actor), at)) {
      await appendLedger(tx, { kind: 'key_revoked', actor, at, body: { key: id } });
    }
    return (await listKeys(tx)).filter(key => key.id === id).map(key => keyJson(key, at));
  });
  await signalKeyChange(deps);
  const [key] = shown;
  if (key === undefined) throw new Error(`key ${id} is gone while it was being revoked`);
  return key;
}
