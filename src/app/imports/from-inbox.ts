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
import { sha256Of } from '../../files/sha256-of.js';
import { batchesAfter, lastBatchNumber } from '../../store/jobs.js';
import type { Deps } from '../deps.js';
import { fileBelow, type InboxFile, isUnchanged, writeReport } from './inbox-files.js';
import { inboxFolder, inboxJournal, inboxMarkers, lockInbox, takerOf } from './inbox.js';
import { notWhole } from './inbox-whole.js';
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
 * the inbox until then. Stops where there is no such file, it is larger than files may be, or it is not whole yet.
 */
export async function bringFromInbox(
  deps: Pick<Deps, 'workspace' | 'clock'>,
  { file: name, checkSize, ...of }: FromInbox,
): Promise<WaitingFile> {
  const found = await wholeInInbox(deps, name);
  checkSize(found.size);
  const { key } = of;
  const { id } = await beginWaiting(deps, {
    ...of,
    file: path.basename(name),
    bytes: found.size,
    modified: found.changedAt,
    inbox: name,
  });
  try {
    const { shown, path: copy } = await findWaiting(deps, { id, key });
    if (shown.arrived < found.size) await writingFile(copy, () => copyFile(found.path, copy, constants.COPYFILE_FICLONE));
    await requireUnchanged(found);
    return (await findWaiting(deps, { id, key })).shown;
  } catch (problem) {
    // Half a copy must not wait beside what is chosen next.
    await forgetWaiting(deps, { id, key }).catch(() => undefined);
    await requireUnchanged(found);
    throw problem;
  }
}

async function requireUnchanged(file: InboxFile): Promise<void> {
  if (await isUnchanged(file)) return;
  throw new Stop(1, [fault(waitingFileFaults, 'waiting_inbox_changed', { file: file.name })]);
}

/** A file of the inbox that is whole, as whoever takes it says. */
async function wholeInInbox({ workspace, clock }: Pick<Deps, 'workspace' | 'clock'>, name: string): Promise<InboxFile> {
  const found = await fileBelow(inboxFolder(workspace), name);
  if (found === undefined) throw new Stop(1, [fault(waitingFileFaults, 'waiting_inbox_gone', { file: name })]);
  const lacking = await notWhole(takerOf(workspace, name)?.job, found, clock());
  if (lacking === undefined) return found;
  throw new Stop(1, [fault(waitingFileFaults, 'waiting_inbox_not_whole', { file: name, marker: lacking.marker })]);
}

/** A file of the inbox that nobody else imports meanwhile. */
export interface HeldInInbox {
  /** Takes it out of the inbox, once it is imported, and writes a report beside where it is kept. */
  readonly leave: (received: ReceivedFile, answer: ImportAnswer) => Promise<void>;
  readonly release: () => Promise<void>;
}

/** What is imported of a file that was chosen in the inbox: its copy, by which layout. */
export interface ChosenCopy {
  readonly path: string;
  readonly layout: string;
}

/**
 * Keeps jobs off the inbox while a file of it is imported, and notes that it is, so that nobody imports it once more where the process is
 * killed before it has left. Stops where a job is at it, where the file is gone or another by now, and where it was imported already.
 */
export async function holdInInbox(deps: Deps, file: InboxFile, copy: ChosenCopy): Promise<HeldInInbox> {
  const lock = await lockInbox(deps);
  if (lock === undefined) throw new Stop(1, [fault(waitingFileFaults, 'waiting_inbox_busy', { file: file.name })]);
  try {
    await begin(deps, file, copy);
  } catch (problem) {
    await lock.release();
    throw problem;
  }
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
      await takeOut(deps, file);
    },
  };
}

async function begin(deps: Deps, file: InboxFile, copy: ChosenCopy): Promise<void> {
  const { workspace, database } = deps;
  const { name } = file;
  if ((await fileBelow(inboxFolder(workspace), name)) === undefined)
    throw new Stop(1, [fault(waitingFileFaults, 'waiting_inbox_gone', { file: name })]);
  await requireUnchanged(file);
  const journal = inboxJournal(workspace);
  const sha256 = await sha256Of(copy.path);
  const begun = await journal.begun(name, sha256);
  if (begun === undefined) {
    const after_batch = await database.transaction(lastBatchNumber);
    return journal.begin({ name, sha256, after_batch });
  }
  const [batch] = await database.transaction(tx => batchesAfter(tx, begun.after_batch, { layout: copy.layout, sha256 }));
  if (batch === undefined) return;
  await takeOut(deps, file);
  throw new Stop(1, [fault(waitingFileFaults, 'waiting_inbox_imported', { file: name, batch: batch.batch })]);
}

/** What was written in its place meanwhile is another file, and waits. */
async function takeOut({ workspace }: Deps, file: InboxFile): Promise<void> {
  if (await isUnchanged(file))
    for (const ending of ['', ...inboxMarkers(workspace)]) await rm(`${file.path}${ending}`, { force: true });
  await inboxJournal(workspace).end(file.name);
}
