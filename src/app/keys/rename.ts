import { identityFaults } from '../../faults/identity.js';
import { fault } from '../../faults/make.js';
import { serviceFaults } from '../../faults/service.js';
import { Stop } from '../../faults/stop.js';
import type { Actor } from '../../store/actor.js';
import { type KeyRecord, listKeys, renameKey as renameStored } from '../../store/keys.js';
import { appendLedger } from '../../store/ledger.js';
import type { Transaction } from '../../store/connect.js';
import type { Deps } from '../deps.js';
import { signalKeyChange } from './key-changes.js';
import { isPlainName } from './plain-name.js';

/** A key, and what the ledger is to call whoever acts with it from now on. */
export interface NewName {
  readonly id: string;
  readonly name: string;
  readonly actor: Actor;
}

/**
 * Gives a key another name, by which it signs from now on; entries of before keep the one of then. Whose it is stays: keys of one person
 * are still one person's. Stops with exit code 2 where the name is none that can be shown, or there is no such key.
 */
export async function renameKey(deps: Deps, { id, name, actor }: NewName): Promise<void> {
  const at = deps.clock();
  await deps.database.transaction(async tx => {
    const key = await keyToRename(tx, { id, name });
    if (key.name === name) return;
    const person = key.person ?? key.name;
    await renameStored(tx, { id, name, person });
    await appendLedger(tx, { kind: 'key_renamed', actor, at, body: { key: id, name, before: key.name, person } });
  });
  await signalKeyChange(deps);
}

/** Stops where `renameKey` would, and changes nothing. */
export const tryRenaming = async ({ database }: Pick<Deps, 'database'>, wanted: Omit<NewName, 'actor'>): Promise<void> => {
  await database.transaction(tx => keyToRename(tx, wanted));
};

async function keyToRename(tx: Transaction, { id, name }: Omit<NewName, 'actor'>): Promise<KeyRecord> {
  if (!isPlainName(name)) throw new Stop(2, [fault(identityFaults, 'name_unsafe', { of: 'key', name })]);
  const key = (await listKeys(tx)).find(one => one.id === id);
  if (key === undefined) throw new Stop(2, [fault(serviceFaults, 'key_unknown', { given: id, near: undefined })]);
  return key;
}

/** The name that a person has given to the last key of theirs with which `plumbline start` signed them in; theirs on this machine where they gave none. */
export async function nameOfStarter({ database }: Pick<Deps, 'database'>, person: string): Promise<string> {
  const keys = await database.transaction(listKeys);
  const own = keys.findLast(key => key.person === person && key.created_by === person && key.role === 'admin');
  return own?.name ?? person;
}
