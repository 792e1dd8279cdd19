import path from 'node:path';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { waitingFileFaults } from '../../faults/waiting-files.js';
import type { Deps } from '../deps.js';
import { chooseLayout } from './layouts.js';
import { type ReceivedFile, receiveFromDisk } from './receive-file.js';
import { importReceived, type ReceivedRequest } from './uploads.js';
import { forgetWaiting, type WaitingPlace, wholeFile } from './waiting-files.js';

/** Files that this process is importing: a second request for one would make a second batch of it. */
const importing = new Set<string>();

/**
 * Begins to import a file that waits; the id by which its progress is asked for. A file that cannot be imported waits on. Stops at once
 * where there is no such layout, or the file is being imported already.
 */
export async function importWaiting(
  deps: Deps,
  place: WaitingPlace,
  request: ReceivedRequest,
  background: (work: () => Promise<unknown>) => void,
): Promise<string> {
  const file = await wholeFile(deps, place);
  await chooseLayout(deps, { path: file, layout: request.layout });
  if (importing.has(file)) throw new Stop(1, [fault(waitingFileFaults, 'waiting_file_in_import', { file: path.basename(file) })]);
  importing.add(file);
  try {
    const received = await receiveFromDisk(deps, file, request);
    background(() => importAndForget(deps, place, request, received).finally(() => importing.delete(file)));
    return received.id;
  } catch (problem) {
    importing.delete(file);
    throw problem;
  }
}

async function importAndForget(deps: Deps, place: WaitingPlace, request: ReceivedRequest, received: ReceivedFile): Promise<void> {
  await importReceived(deps, request, received);
  await forgetWaiting(deps, place);
}
