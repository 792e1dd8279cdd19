import type { Job, RunView } from '../../contract/jobs.js';
import { findingJson } from '../../faults/finding.js';
import { isoInstant } from '../../facts/time.js';
import { type JobRun, listRuns, newestRuns } from '../../store/jobs.js';
import type { Deps } from '../deps.js';
import { scheduledRuns } from './due.js';
import { type FinishedRun, findJob, zoneOfJob } from './run-job.js';

const runJson = (run: JobRun): RunView => ({
  run: run.id,
  job: run.job,
  due: isoInstant(run.due_at),
  started_at: isoInstant(run.started_at),
  ended_at: run.ended_at === null ? null : isoInstant(run.ended_at),
  seconds: run.ended_at === null ? null : (run.ended_at - run.started_at) / 1000,
  attempt: run.attempt,
  outcome: run.outcome ?? 'running',
  started_by: run.started_by,
  actor: run.actor,
  counts: run.counts,
  findings: run.findings.map(findingJson),
  log: run.log === '' ? [] : run.log.split('\n'),
});

/** What a run that was asked for did, as JSON. */
export const finishedRunJson = ({ id, job, due_at, attempt, outcome, counts, findings, log }: FinishedRun) => ({
  run: id,
  job,
  due: isoInstant(due_at),
  attempt,
  outcome,
  counts,
  findings: findings.map(findingJson),
  log: log === '' ? [] : log.split('\n'),
});

/** Every job, when it runs next, and how its last run ended. */
export async function listJobs(deps: Deps): Promise<readonly Job[]> {
  const newest = await deps.database.transaction(tx => newestRuns(tx));
  const coming = await scheduledRuns(deps, deps.clock());
  return deps.workspace.jobs.map(job => {
    const run = newest.get(job.id);
    const next = coming.find(one => one.job.id === job.id);
    const { log: _log, ...last } = run === undefined ? { log: [] } : runJson(run);
    return {
      job: job.id,
      does: job.does,
      enabled: job.enabled,
      schedule: job.schedule ?? null,
      time_zone: zoneOfJob(deps, job),
      steps: job.does === 'chain' ? job.with.steps : [],
      next: next === undefined ? null : isoInstant(next.at),
      last: 'job' in last ? last : null,
    };
  });
}

/** Runs, the newest first; a Stop for a job that there is not. */
export async function jobHistory(
  deps: Deps,
  request: { readonly job?: string | undefined; readonly limit: number; readonly before?: number | undefined },
): Promise<readonly RunView[]> {
  if (request.job !== undefined) findJob(deps, request.job);
  return (await deps.database.transaction(tx => listRuns(tx, request))).map(runJson);
}
