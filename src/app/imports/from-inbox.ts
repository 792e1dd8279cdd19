import { constants } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ImportAnswer } from '../../contract/imports.js';
import type { WaitingFile } from '../../contract/waiting-files.js';
import { isoInstant } from '../../facts/time.js';
import { writingFile } from '../../faults/disk.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { waitingFileFaults } from '../../faults/waiting-files.js';
import type { Deps } from '../deps.js';
import { fileBelow, type InboxFile, isUnchanged, writeReport } from './inbox-files.js';
import { inboxFolder, inboxMarkers, lockInbox } from './inbox.js';
import type { ReceivedFile } from './receive-file.js';
import { beginWaiting, findWaiting, forgetWaiting } from './waiting-files.js';

/** A file of the inbox that somebody wants to import, and how much may wait in all. */
interface FromInbox {
  readonly key: string;
  readonly by: string;
  readonly file: string;
  readonly mostInAll: number;
  readonly checkSize: (bytes: number) => void;
}

/**
 * Lets a file of the inbox wait like one that was brought: as a copy, so that what was mapped is what is imported. The file itself stays in
 * the inbox until then. Stops where there is no such file, it is larger than files may be, or it is being written.
 */
export async function bringFromInbox(
  deps: Pick<Deps, 'workspace' | 'clock'>,
  { file: name, checkSize, ...of }: FromInbox,
): Promise<WaitingFile> {
  const found = await fileBelow(inboxFolder(deps.workspace), name);
  if (found === undefined) throw new Stop(1, [fault(waitingFileFaults, 'waiting_inbox_gone', { file: name })]);
  checkSize(found.size);
  const { key } = of;
  const { id } = await beginWaiting(deps, {
    ...of,
    file: path.basename(name),
    bytes: found.size,
    modified: found.changedAt,
    inbox: name,
  });
  const { shown, path: copy } = await findWaiting(deps, { id, key });
  if (shown.arrived < found.size) await writingFile(copy, () => copyFile(found.path, copy, constants.COPYFILE_FICLONE));
  if (await isUnchanged(found)) return (await findWaiting(deps, { id, key })).shown;
  await forgetWaiting(deps, { id, key });
  throw new Stop(1, [fault(waitingFileFaults, 'waiting_inbox_changed', { file: name })]);
}

/** A file of the inbox that nobody else imports meanwhile. */
export interface HeldInInbox {
  /** Takes it out of the inbox, once it is imported, and writes a report beside where it is kept. */
  readonly leave: (received: ReceivedFile, answer: ImportAnswer) => Promise<void>;
  readonly release: () => Promise<void>;
}

/** Keeps jobs off the inbox while a file of it is imported. Stops where one is at it, and where the file is gone or another by now. */
export async function holdInInbox(deps: Deps, file: InboxFile): Promise<HeldInInbox> {
  const lock = await lockInbox(deps);
  if (lock === undefined) throw new Stop(1, [fault(waitingFileFaults, 'waiting_inbox_busy', { file: file.name })]);
  const refuse = async (code: 'waiting_inbox_gone' | 'waiting_inbox_changed'): Promise<never> => {
    await lock.release();
    throw new Stop(1, [fault(waitingFileFaults, code, { file: file.name })]);
  };
  if ((await fileBelow(inboxFolder(deps.workspace), file.name)) === undefined) return refuse('waiting_inbox_gone');
  if (!(await isUnchanged(file))) return refuse('waiting_inbox_changed');
  return {
    release: () => lock.release(),
    leave: async (received, { batches }) => {
      const report = {
        file: file.name,
        moved_to: received.path,
        sha256: batches[0]?.sha256,
        state: 'imported',
        at: isoInstant(deps.clock()),
        batches,
        faults: [],
      };
      await writeReport(received.path, report);
      // What was written in its place meanwhile is another file, and waits.
      if (!(await isUnchanged(file))) return;
      for (const ending of ['', ...inboxMarkers(deps.workspace)]) await rm(`${file.path}${ending}`, { force: true });
    },
  };
}
