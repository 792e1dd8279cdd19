import type { Import } from '../../contract/imports.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rejectFaults } from '../../faults/rejects.js';
import { Stop } from '../../faults/stop.js';
import { openRejectedList, type RejectedList } from '../../import/rejected-list.js';
import { isBatchOf } from '../../store/mended.js';
import type { Deps } from '../deps.js';
import { importShown, rejectsFile } from './list-imports.js';

/** A batch whose rejected rows somebody does something about, and who may: of bound callers those of whom all its rows are. */
export interface BatchOfCaller {
  readonly batch: number;
  readonly clients: readonly string[] | 'all';
}

/** As many faults as a person reads. */
const mostTold = 50;

/** Stops with exit code 1 where rows cannot be dealt with as somebody asked. */
export function refuseFor(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Stop(1, faults.slice(0, mostTold));
}

/** A batch that stands, and the list of its rejected rows. */
export interface OpenRejects {
  readonly shown: Import;
  readonly list: RejectedList;
}

/**
 * Opens the list of a batch's rejected rows for whoever does something about them; undefined where the caller sees no such batch, or there
 * is no list. Stops with exit code 1 where the batch was withdrawn. The database is asked with the login of the service; whoever opens the
 * list closes it.
 */
export async function openRejects(deps: Deps, { batch, clients }: BatchOfCaller): Promise<OpenRejects | undefined> {
  const isOwn = clients === 'all' || (await deps.database.transaction(tx => isBatchOf(tx, batch, clients)));
  const shown = isOwn ? await importShown(deps, batch, 'all') : undefined;
  if (shown?.rejects == null) return undefined;
  if (shown.withdrawn_by !== null)
    throw new Stop(1, [fault(rejectFaults, 'rejects_withdrawn', { batch, by: shown.withdrawn_by })]);
  const list = await openRejectedList(rejectsFile(deps, batch));
  return list === undefined ? undefined : { shown, list };
}
