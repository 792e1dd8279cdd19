import { hasUnsound } from '../../rulebook/soundness.js';
import type { Job } from '../../rulebook/shapes/job.js';
import { scheduledSince, lastScheduled, forgetUnscheduled } from '../../store/jobs.js';
import type { Deps } from '../deps.js';
import { type PendingRun, pendingRun } from './pending.js';
import { lockOf, type FinishedRun, runLocked, type RunRequest, zoneOfJob } from './run-job.js';

/** A job that the schedule will ask for, and when. */
export interface ScheduledRun extends PendingRun {
  readonly job: Job;
}

/** Jobs that run by a schedule. */
const scheduled = ({ workspace }: Pick<Deps, 'workspace'>): readonly Job[] =>
  workspace.jobs.filter(job => job.enabled && job.schedule !== undefined);

/**
 * For each job the run that is due now or comes next. Also records when a job was first seen, so that a new job does not make
 * up for times before that.
 */
export async function scheduledRuns(deps: Deps, now: number): Promise<readonly ScheduledRun[]> {
  const jobs = scheduled(deps);
  return deps.database.transaction(async tx => {
    // One that is at fault for now is not a new one when it is mended: it makes up for what it missed.
    if (!hasUnsound(deps.workspace.unsound, 'jobs'))
      await forgetUnscheduled(
        tx,
        jobs.map(job => job.id),
      );
    const coming: ScheduledRun[] = [];
    for (const job of jobs) {
      const past = { since: await scheduledSince(tx, job.id, now), last: await lastScheduled(tx, job.id, now) };
      const pending = pendingRun(job, zoneOfJob(deps, job), past, now);
      if (pending !== undefined) coming.push({ ...pending, job });
    }
    return coming;
  });
}

/**
 * Runs what a job's schedule asks for now. Under the job's lock it is asked again: another process may have done it meanwhile.
 * `busy` while another one is at it; undefined where nothing is to be done any more.
 */
export async function runDue(
  deps: Deps,
  job: Job,
  request: Pick<RunRequest, 'signal' | 'timer'>,
): Promise<FinishedRun | 'busy' | undefined> {
  const lock = await lockOf(deps, job);
  if (lock === undefined) return 'busy';
  try {
    const now = deps.clock();
    const past = await deps.database.transaction(async tx => ({
      since: await scheduledSince(tx, job.id, now),
      last: await lastScheduled(tx, job.id, now),
    }));
    const pending = pendingRun(job, zoneOfJob(deps, job), past, now);
    if (pending === undefined || pending.at > now) return undefined;
    const { due, attempt } = pending;
    const run = { ...request, due, attempt, startedBy: 'schedule' as const, actor: `job ${job.id}`, dryRun: false };
    return await runLocked(deps, job, run, lock.lost);
  } finally {
    await lock.release();
  }
}
