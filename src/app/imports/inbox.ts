import path from 'node:path';
import type { Inbox } from '../../contract/waiting-files.js';
import { isoInstant } from '../../facts/time.js';
import { hasPathForm } from '../../facts/wildcards.js';
import type { JobOf } from '../../rulebook/shapes/job.js';
import { unsoundNames } from '../../rulebook/soundness.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { type JobLock, takeJobLock } from '../../store/job-lock.js';
import type { Deps } from '../deps.js';
import { isFileName } from '../workspace/inside.js';
import { filesBelow } from './inbox-files.js';

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
export async function listInbox({ workspace }: Pick<Deps, 'workspace'>): Promise<Inbox> {
  const markers = inboxMarkers(workspace);
  const all = await filesBelow(inboxFolder(workspace), mostLookedAt).catch(() => []);
  const files = all
    .filter(({ name }) => name.split('/').every(isFileName) && !markers.some(marker => name.endsWith(marker)))
    .toReversed();
  return {
    files: files.slice(0, mostListed).map(({ name, size, changedAt }) => ({
      file: name,
      bytes: size,
      changed_at: isoInstant(Math.floor(changedAt)),
      taken_by: takerOf(workspace, name),
    })),
    more: Math.max(0, files.length - mostListed),
  };
}

/** The job that is to take a file, and by which layouts; those that are switched off take none. */
function takerOf(workspace: Workspace, name: string): Inbox['files'][number]['taken_by'] {
  for (const job of inboxJobs(workspace)) {
    const layouts = layoutsFor(workspace, job, name);
    if (job.enabled !== false && layouts.length > 0) return { job: job.id, layouts: [...layouts] };
  }
  return null;
}
