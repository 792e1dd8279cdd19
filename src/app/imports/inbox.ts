import path from 'node:path';
import type { Inbox } from '../../contract/inbox.js';
import { isoInstant } from '../../facts/time.js';
import { hasPathForm } from '../../facts/wildcards.js';
import type { JobOf } from '../../rulebook/shapes/job.js';
import { unsoundNames } from '../../rulebook/soundness.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { type JobLock, takeJobLock } from '../../store/job-lock.js';
import type { Deps } from '../deps.js';
import { isFileName } from '../workspace/inside.js';
import { filesBelow, type InboxFile } from './inbox-files.js';
import { InboxJournal } from './inbox-journal.js';
import { notWhole } from './inbox-whole.js';

/** A job that imports what lies in the inbox. */
export type InboxJob = JobOf<'import_inbox'>;

/** Files are listed, the newest first; so many are looked at where there are more. */
const mostListed = 100;
const mostLookedAt = 5000;

/** The folder of the inbox. */
export const inboxFolder = ({ directory }: Pick<Workspace, 'directory'>): string => path.join(directory, 'inbox');

/** The folder of the locks of jobs, where the database is embedded. */
export const lockFolder = ({ directory }: Pick<Workspace, 'directory'>): string =>
  path.join(directory, '.plumbline', 'jobs', 'locks');

/** What is noted of imports from the inbox while they are going on. */
export const inboxJournal = ({ directory }: Pick<Workspace, 'directory'>): InboxJournal =>
  new InboxJournal(path.join(directory, '.plumbline', 'jobs', 'taken'));

/** The lock of whoever imports from the inbox, a job or a person; undefined while another does. */
export const lockInbox = ({ database, workspace }: Pick<Deps, 'database' | 'workspace'>): Promise<JobLock | undefined> =>
  takeJobLock(database, lockFolder(workspace), 'import_inbox.does');

const inboxJobs = ({ jobs }: Workspace): readonly InboxJob[] => jobs.filter(job => job.does === 'import_inbox');

/** What stands behind the names of files that say that another one is whole. */
export const inboxMarkers = (workspace: Workspace): readonly string[] =>
  inboxJobs(workspace).flatMap(job => job.with.marker ?? []);

/**
 * The layouts by which a job reads a file: those of the first pattern that its name fits, else the layout with the name of its folder;
 * none where there is neither.
 */
export function layoutsFor({ layouts, unsound }: Workspace, job: InboxJob, name: string): readonly string[] {
  const pattern = job.with.files?.find(one => hasPathForm(one.pattern, name));
  if (pattern !== undefined) return pattern.layout;
  const [folder, ...rest] = name.split('/');
  const names = [...layouts.map(layout => layout.name), ...unsoundNames(unsound, 'layouts')];
  return rest.length > 0 && names.some(one => one === folder) ? [folder ?? ''] : [];
}

/** The files of the inbox, which nobody has imported yet: the newest first, each with the job that would take it. */
export async function listInbox({ workspace, clock }: Pick<Deps, 'workspace' | 'clock'>): Promise<Inbox> {
  const markers = inboxMarkers(workspace);
  const unreadable: string[] = [];
  const all = await filesBelow(inboxFolder(workspace), {
    most: mostLookedAt + 1,
    unreadable: folder => unreadable.push(path.posix.join('inbox', folder)),
  });
  const files = all
    .filter(({ name }) => name.split('/').every(isFileName) && !markers.some(marker => name.endsWith(marker)))
    .toReversed();
  const now = clock();
  return {
    files: await Promise.all(files.slice(0, mostListed).map(file => listed(workspace, file, now))),
    more: Math.max(0, files.length - mostListed),
    is_all: all.length <= mostLookedAt,
    unreadable: unreadable.toSorted().slice(0, mostListed),
  };
}

async function listed(workspace: Workspace, file: InboxFile, now: number): Promise<Inbox['files'][number]> {
  const taker = takerOf(workspace, file.name);
  const lacking = await notWhole(taker?.job, file, now);
  return {
    file: file.name,
    bytes: file.size,
    changed_at: isoInstant(Math.floor(file.changedAt)),
    taken_by: taker === undefined ? null : { job: taker.job.id, layouts: [...taker.layouts] },
    waits_for:
      lacking === undefined
        ? null
        : { marker: lacking.marker ?? null, until: lacking.until === undefined ? null : isoInstant(lacking.until) },
  };
}

/** The job that is to take a file, and by which layouts; those that are switched off take none. */
export function takerOf(
  workspace: Workspace,
  name: string,
): { readonly job: InboxJob; readonly layouts: readonly string[] } | undefined {
  for (const job of inboxJobs(workspace)) {
    const layouts = layoutsFor(workspace, job, name);
    if (job.enabled && layouts.length > 0) return { job, layouts };
  }
  return undefined;
}
