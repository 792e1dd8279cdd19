import path from 'node:path';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { waitingFileFaults } from '../../faults/waiting-files.js';
import type { Deps } from '../deps.js';
import { type HeldInInbox, holdInInbox } from './from-inbox.js';
import { chooseLayout } from './layouts.js';
import { type ReceivedFile, receiveFromDisk } from './receive-file.js';
import { importReceived, type ReceivedRequest } from './uploads.js';
import { contentsInUse, findWaiting, forgetWaiting, keepWaiting, type WaitingPlace, wholeFile } from './waiting-files.js';

/** A file that is imported, and whether it waits on to be imported by another layout as well. */
interface ImportedPlace extends WaitingPlace {
  readonly keep: boolean;
}

/**
 * Begins to import a file that waits; the id by which its progress is asked for. A file that cannot be imported waits on. Stops at once
 * where there is no such layout, or the file is being imported already; one that was chosen in the inbox leaves it with its import.
 */
export async function importWaiting(
  deps: Deps,
  { keep, ...place }: ImportedPlace,
  request: ReceivedRequest,
  background: (work: () => Promise<unknown>) => void,
): Promise<string> {
  const file = await wholeFile(deps, place);
  const { name: layout } = await chooseLayout(deps, { path: file, layout: request.layout });
  // A second request for it would make a second batch of it.
  if (contentsInUse.has(file))
    throw new Stop(1, [fault(waitingFileFaults, 'waiting_file_in_import', { file: path.basename(file) })]);
  contentsInUse.add(file);
  let held: HeldInInbox | undefined;
  const ended = async (): Promise<void> => {
    contentsInUse.delete(file);
    await held?.release();
  };
  try {
    const { inbox } = await findWaiting(deps, place);
    held = inbox === undefined ? undefined : await holdInInbox(deps, inbox, { path: file, layout });
    const received = await receiveFromDisk(deps, file, request);
    background(() => importAndForget(deps, { ...place, keep, held }, request, received).finally(ended));
    return received.id;
  } catch (problem) {
    await ended();
    if (problem instanceof Stop && problem.faults.some(({ code }) => code === 'waiting_inbox_imported'))
      await forgetWaiting(deps, place);
    throw problem;
  }
}

async function importAndForget(
  deps: Deps,
  { held, keep, ...place }: ImportedPlace & { readonly held: HeldInInbox | undefined },
  request: ReceivedRequest,
  received: ReceivedFile,
): Promise<void> {
  const answer = await importReceived(deps, request, received);
  await held?.leave(received, answer);
  await (keep ? keepWaiting(deps, place) : forgetWaiting(deps, place));
}
