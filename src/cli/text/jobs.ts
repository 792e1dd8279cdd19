import type { Job, RunView } from '../../contract/jobs.js';
import type { FinishedRun } from '../../app/jobs/run-job.js';
import { textTable } from './result-table.js';

/** The jobs. */
export function jobsText(jobs: readonly Job[]): string {
  const rows = jobs.map(({ job, does, enabled, schedule, time_zone, next, last }) => [
    job,
    does,
    schedule === null ? 'by hand or in a chain' : `${schedule} ${time_zone}`,
    enabled ? (next ?? '–') : 'not enabled',
    last === null ? '–' : `${last.outcome}, ${last.started_at}`,
  ]);
  return textTable([['job', 'does', 'schedule', 'next', 'last run'], ...rows], []);
}

/** Runs: a line each, with what they found below. */
export function historyText(runs: readonly RunView[]): string {
  if (runs.length === 0) return 'No job has been run yet.';
  const rows = runs.map(({ run, job, due, started_at, seconds, attempt, outcome, started_by }) => [
    String(run),
    job,
    due,
    started_at,
    seconds === null ? '–' : seconds.toFixed(1),
    String(attempt),
    outcome,
    started_by,
  ]);
  const table = textTable([['run', 'job', 'due', 'started', 'seconds', 'attempt', 'outcome', 'by'], ...rows], [0, 4, 5]);
  const notes = runs.flatMap(({ run, findings }) => findings.map(found => `Run ${run}: ${found}`));
  return notes.length === 0 ? table : [table, '', ...notes].join('\n');
}

/** What a run did,. */
export function ranText({ job, outcome, counts, findings }: FinishedRun, dryRun: boolean): string {
  const numbers = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return [
    `${job}: ${dryRun ? 'tried, ' : ''}${outcome}${numbers.length === 0 ? '' : ` (${numbers.join(', ')})`}.`,
    ...findings,
  ].join('\n');
}
