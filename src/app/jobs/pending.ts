import type { Job } from '../../rulebook/shapes/job.js';
import type { JobRun } from '../../store/jobs.js';
import { scheduleOf } from './schedule.js';

/** A run that the schedule asks for: which due time, which attempt, and when it may begin. */
export interface PendingRun {
  readonly due: number;
  readonly attempt: number;
  readonly at: number;
}

/** What is known of a job's past when it is asked what comes next. */
export interface JobPast {
  /** The last attempt at the last due time up to now. */
  readonly last: Pick<JobRun, 'due_at' | 'attempt' | 'outcome' | 'ended_at'> | undefined;
  /** When the job became known: what was due before is not caught up. */
  readonly since: number;
}

/** The longest time between two attempts. */
const maxBackoffMs = 6 * 3_600_000;

/**
 * The run that a job's schedule asks for, now or next; undefined without a schedule, or when no time is to come. Of several due
 * times that were missed only the last is made up for. A run that failed or was killed is tried again until its attempts are
 * used up or a newer run is due, after a longer wait each time.
 */
export function pendingRun(job: Job, zone: string, { last, since }: JobPast, now: number): PendingRun | undefined {
  if (job.schedule === undefined) return undefined;
  const schedule = scheduleOf(job.schedule, zone);
  // A moment to come is that of a clock which was wrong.
  const known = Math.min(since, now);
  const due = schedule.last(now, Math.max(last === undefined ? 0 : last.due_at + 1, known));
  if (due !== undefined) return { due, attempt: 1, at: due };
  const again = last === undefined || last.due_at < known ? undefined : retryOf(job, last, now);
  const next = schedule.next(now);
  if (again !== undefined && (next === undefined || again.at < next)) return again;
  return next === undefined ? undefined : { due: next, attempt: 1, at: next };
}

function retryOf(job: Job, last: NonNullable<JobPast['last']>, now: number): PendingRun | undefined {
  if (last.outcome === 'done' || last.attempt > job.retries) return undefined;
  const wait = Math.min(job.backoff * 2 ** (last.attempt - 1), maxBackoffMs);
  // What was stopped, or has no end because its process was killed, goes on at once.
  const at = last.outcome === 'failed' ? Math.min((last.ended_at ?? now) + wait, now + wait) : now;
  return { due: last.due_at, attempt: last.attempt + 1, at };
}
