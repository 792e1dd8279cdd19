import type { Deps } from '../deps.js';
import { chooseLayout } from './layouts.js';
import { receiveFromDisk } from './receive-file.js';
import { importReceived, type ReceivedRequest } from './uploads.js';
import { forgetWaiting, type WaitingPlace, wholeFile } from './waiting-files.js';

/**
 * Begins to import a file that waits; the id by which its progress is asked for. A file that cannot be imported waits on. Stops at once
 * where there is no such layout.
 */
export async function importWaiting(
  deps: Deps,
  place: WaitingPlace,
  request: ReceivedRequest,
  background: (work: () => Promise<unknown>) => void,
): Promise<string> {
  const file = await wholeFile(deps, place);
  await chooseLayout(deps, { path: file, layout: request.layout });
  const received = await receiveFromDisk(deps, file, request);
  background(async () => {
    await importReceived(deps, request, received);
    await forgetWaiting(deps, place);
  });
  return received.id;
}
