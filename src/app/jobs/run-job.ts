import { type Actor, actorName } from '../../store/actor.js';
import { stepText } from '../../words/step.js';
import { isoInstant } from '../../facts/time.js';
import { findingsOf, findingText } from '../../faults/finding.js';
import { jobFaults } from '../../faults/jobs.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { formatFault } from '../../faults/worded.js';
import type { Job } from '../../rulebook/shapes/job.js';
import { leftOut, requireSound, useOfJob } from '../../rulebook/soundness.js';
import type { Transaction } from '../../store/connect.js';
import { type JobLock, takeJobLock } from '../../store/job-lock.js';
import { beginRun, endAbandoned, endRun, type JobRun } from '../../store/jobs.js';
import type { Deps, LogMessage } from '../deps.js';
import { lockFolder, lockInbox } from '../imports/inbox.js';
import { chainJob } from './chain.js';
import { doJob } from './do-job.js';
import { mailFailure } from './mail-failure.js';
import { pause, type Timer } from '../../remote/timer.js';
import { Ended, faultsOfFailure, type Note, type OutcomeOrFailure, type JobContext } from './job-context.js';

/** A run that is asked for. */
export interface RunRequest {
  readonly due: number;
  readonly attempt: number;
  readonly startedBy: JobRun['started_by'];
  readonly actor: Actor;
  readonly dryRun: boolean;
  /** Aborted when the run is to end. */
  readonly signal: AbortSignal;
  readonly timer: Timer;
  /** The zone of a chain whose step this is. */
  readonly zone?: string;
  readonly made?: JobContext['made'];
  readonly note?: Note;
  /** Told when the run has begun and is recorded, with its number. */
  readonly begun?: (id: number | null) => void;
}

/** A run that came to its end; `id` is null for one that was only tried. */
export interface FinishedRun extends OutcomeOrFailure, Pick<JobRun, 'job' | 'due_at' | 'attempt' | 'log'> {
  readonly id: number | null;
  readonly outcome: 'done' | 'failed' | 'stopped';
}

const maxLogLength = 200_000;
const endedMidwayText =
  'The process that ran it ended in the middle. What it had committed stays; the next run goes on from there.';

/** The job of that name; a Stop with those that there are, or with what is wrong in it. */
export function findJob({ workspace }: Pick<Deps, 'workspace'>, id: string): Job {
  requireSound(workspace, useOfJob(id));
  const job = workspace.jobs.find(one => one.id === id);
  if (job !== undefined) return job;
  throw new Stop(2, [fault(jobFaults, 'job_unknown', { job: id, known: workspace.jobs.map(one => one.id) })]);
}

/** The zone of a job's schedule and of what it calls the previous month. */
export const zoneOfJob = ({ workspace }: Pick<Deps, 'workspace'>, job: Job): string =>
  job.time_zone ?? workspace.settings.time_zone;

/** The lock of a job; those that empty the inbox have one between them. Undefined while it is being run. */
export function lockOf({ database, workspace }: Deps, job: Job): Promise<JobLock | undefined> {
  if (job.does === 'import_inbox') return lockInbox({ database, workspace });
  return takeJobLock(database, lockFolder(workspace), job.id);
}

/** Runs a job under its lock and records that; a Stop when it is being run already. */
export async function runJob(deps: Deps, job: Job, request: RunRequest): Promise<FinishedRun> {
  const lock = await lockOf(deps, job);
  if (lock === undefined) {
    // Who is at the inbox may be another job, or a person.
    const code = job.does === 'import_inbox' ? 'inbox_in_import' : 'job_running';
    throw new Stop(3, [fault(jobFaults, code, { job: job.id })]);
  }
  try {
    const ran = await runLocked(deps, job, request, lock.lost);
    if (ran === undefined) throw new Error(`attempt ${request.attempt} of ${job.id} has been made before`);
    return ran;
  } finally {
    await lock.release();
  }
}

/** Runs a job whose lock the caller has; undefined where that very attempt was made before. */
export async function runLocked(deps: Deps, job: Job, request: RunRequest, lost: AbortSignal): Promise<FinishedRun | undefined> {
  const { clock, database } = deps;
  const { due, attempt, dryRun } = request;
  const lines: string[] = [];
  const note: Note = what => {
    lines.push(`${isoInstant(clock())} ${typeof what === 'string' ? what : findingText(what)}`);
    request.note?.(what);
  };
  const run = {
    job: job.id,
    due_at: due,
    started_at: clock(),
    attempt,
    started_by: request.startedBy,
    actor: actorName(request.actor),
  };
  const id = dryRun
    ? null
    : await database.transaction(async tx => {
        await endAbandoned(tx, job.id, clock(), endedMidwayText);
        return beginRun(tx, run);
      });
  if (id === undefined) return undefined;
  request.begun?.(id);
  const done = await ended(deps, job, { ...request, note }, lost);
  const outcome =
    done.failure instanceof Ended && done.failure.because === 'service_stopped'
      ? 'stopped'
      : done.failures.length > 0
        ? 'failed'
        : 'done';
  const ran: FinishedRun = { ...done, id, job: job.id, due_at: due, attempt, outcome, log: '' };
  await mailFailure(deps, job, ran, { ...request, note });
  const log = lines.join('\n').slice(0, maxLogLength);
  const findings = [...done.failures, ...done.findings];
  if (id !== null) {
    await recordEnd(deps, request, tx => endRun(tx, id, { ended_at: clock(), outcome, counts: done.counts, findings, log }));
  }
  return { ...ran, findings, log };
}

/** How often and how long apart it is tried to record the end of a run: the database that it lost may be back by then. */
const recordTries = 60;
const recordWaitMs = 5000;

async function recordEnd(
  { database }: Deps,
  { timer, signal }: RunRequest,
  record: (tx: Transaction) => Promise<void>,
): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await database.transaction(record);
      return await database.settle();
    } catch (failure) {
      // A run without an end is found ended by the next one.
      if (!(failure instanceof Stop) || tried === recordTries || signal.aborted) throw failure;
      await pause(timer, recordWaitMs, signal);
    }
  }
}

/** What a job did, or why it did not come to its end. */
async function ended(
  deps: Deps,
  job: Job,
  request: RunRequest & { readonly note: Note },
  lost: AbortSignal,
): Promise<OutcomeOrFailure> {
  const over = new AbortController();
  const limit = new AbortController();
  const timing = pause(request.timer, job.timeout, over.signal).then(
    () => limit.abort(timedOut(job)),
    () => undefined,
  );
  const lockLost = new AbortController();
  lost.addEventListener('abort', () => lockLost.abort(new Ended('lock_lost')));
  const signal = AbortSignal.any([request.signal, limit.signal, lockLost.signal]);
  const { note, due, dryRun, actor, timer, made = new Map<string, never>() } = request;
  const zone = request.zone ?? zoneOfJob(deps, job);
  const work: JobContext = { job: job.id, due, zone, dryRun, actor, signal, timer, note, made };
  const log = (message: LogMessage): void =>
    note(typeof message === 'string' ? message : 'did' in message ? stepText('en', message) : formatFault(message));
  try {
    signal.throwIfAborted();
    // The steps of a chain are each given up by themselves.
    const outcome =
      job.does === 'chain'
        ? await chainJob({ ...deps, log }, job, work, runStep)
        : await unlessStuck(doJob({ ...deps, log }, job, work), work);
    return request.startedBy === 'chain' ? outcome : withLeftOut(deps, outcome);
  } catch (failure) {
    const failures = findingsOf(faultsOfFailure(failure));
    for (const finding of failures) note(finding);
    return { counts: {}, findings: [], failures, failure };
  } finally {
    over.abort(new Error('ended'));
    await timing;
  }
}

/** How long work may go on once it was told to end: it comes to a good end by itself unless it waits for what never comes. */
const endingMs = 60_000;

/** What work comes to; where it goes on long after its end was asked for, the reason why, as if it had ended. */
async function unlessStuck<T>(work: Promise<T>, { signal, timer }: Pick<JobContext, 'signal' | 'timer'>): Promise<T> {
  const over = new AbortController();
  const stuck = new Promise<never>((_, reject) => {
    const lose = (): void =>
      void pause(timer, endingMs, over.signal).then(
        // The reasons of our own signals are errors.
        () => reject(signal.reason as Error),
        () => undefined,
      );
    if (signal.aborted) lose();
    else signal.addEventListener('abort', lose, { once: true, signal: over.signal });
  });
  try {
    return await Promise.race([work, stuck]);
  } finally {
    over.abort(new Error('ended'));
  }
}

/** What is at fault in config and was left out is for a person to mend: until then each run finds it. */
function withLeftOut({ workspace }: Deps, outcome: OutcomeOrFailure): OutcomeOrFailure {
  const found = findingsOf(leftOut(workspace.unsound));
  if (found.length === 0) return outcome;
  return { ...outcome, findings: [...outcome.findings, ...found], lasting: [...(outcome.lasting ?? []), ...found] };
}

const timedOut = (job: Job): Stop => new Stop(3, [fault(jobFaults, 'job_timed_out', { job: job.id, limitMs: job.timeout })]);

const stepWaitMs = 1000;

/** Runs a step of a chain, after waiting for whoever is running it just now. */
async function runStep(deps: Deps, step: Job, work: JobContext): Promise<FinishedRun> {
  const { due, zone, dryRun, actor, signal, timer, note, made } = work;
  for (;;) {
    const lock = await lockOf(deps, step);
    if (lock === undefined) {
      await pause(timer, stepWaitMs, signal);
      continue;
    }
    try {
      const request = { due, zone, dryRun, actor, signal, timer, note, made, attempt: 1, startedBy: 'chain' as const };
      const ran = await runLocked(deps, step, request, lock.lost);
      if (ran === undefined) throw new Error(`the step ${step.id} was not begun`);
      return ran;
    } finally {
      await lock.release();
    }
  }
}
