import type { Knex } from 'knex';
import type { Finding } from '../faults/finding.js';
import { jobFaults } from '../faults/jobs.js';
import { fault } from '../faults/make.js';
import { type Batch, batchByNumber } from './batches.js';

/** A run of a job as it is recorded; times in UTC milliseconds. */
export interface JobRun {
  readonly id: number;
  readonly job: string;
  /** What "previous month" is relative to; the moment of asking for a run by hand. */
  readonly due_at: number;
  readonly started_at: number;
  /** Null while it runs, or when its process was killed. */
  readonly ended_at: number | null;
  readonly attempt: number;
  readonly outcome: 'done' | 'failed' | 'stopped' | null;
  readonly counts: Readonly<Record<string, number>>;
  /** What a person should look at. */
  readonly findings: readonly Finding[];
  readonly log: string;
  readonly started_by: 'schedule' | 'hand' | 'chain';
  readonly actor: string;
}

type JobRunRow = Omit<JobRun, 'counts' | 'findings' | 'id'> & { id: number | string; counts: string; findings: string };

/** Until findings were kept with their codes, each was a sentence. */
const findingOf = (kept: Finding | string): Finding =>
  typeof kept === 'string' ? { about: [], fault: fault(jobFaults, 'finding_in_words', { text: kept }) } : kept;

// Written by this file alone, as JSON of just these shapes.
const runOf = ({ id, counts, findings, ...row }: JobRunRow): JobRun => ({
  ...row,
  id: Number(id),
  counts: JSON.parse(counts) as JobRun['counts'],
  findings: (JSON.parse(findings) as readonly (Finding | string)[]).map(findingOf),
});

/** Since when the job is known, noted now where it is not: runs that were due before are not caught up. */
export async function scheduledSince(tx: Knex.Transaction, job: string, now: number): Promise<number> {
  await tx('job_known').insert({ job, known_since: now }).onConflict('job').ignore();
  const row = await tx('job_known').where({ job }).first<{ known_since: number } | undefined>('known_since');
  return row?.known_since ?? now;
}

/** The last attempt at the last due time up to an instant. Runs of a time that has not come are of a clock that was wrong. */
export async function lastScheduled(tx: Knex.Transaction, job: string, upTo: number): Promise<JobRun | undefined> {
  const row = await tx('job_run')
    .where({ job, started_by: 'schedule' })
    .where('due_at', '<=', upTo)
    .orderBy([
      { column: 'due_at', order: 'desc' },
      { column: 'attempt', order: 'desc' },
    ])
    .first<JobRunRow | undefined>();
  return row === undefined ? undefined : runOf(row);
}

/** Runs, the newest first: of one job or of all, before a run where that is given. */
export async function listRuns(
  tx: Knex.Transaction,
  { job, limit, before }: { readonly job?: string | undefined; readonly limit: number; readonly before?: number | undefined },
): Promise<readonly JobRun[]> {
  const query = tx('job_run').orderBy('id', 'desc').limit(limit);
  if (job !== undefined) void query.where({ job });
  if (before !== undefined) void query.where('id', '<', before);
  return (await query.select<JobRunRow[]>()).map(runOf);
}

/** The newest run of each job. */
export async function newestRuns(tx: Knex.Transaction): Promise<ReadonlyMap<string, JobRun>> {
  const { rows } = await tx.raw<{ rows: JobRunRow[] }>(
    'select r.* from job_run r join (select job, max(id) as id from job_run group by job) newest on newest.id = r.id',
  );
  return new Map(rows.map(row => [row.job, runOf(row)]));
}

/** Records that a run begins, and gives its number; undefined where this attempt at this due time is recorded already. */
export async function beginRun(
  tx: Knex.Transaction,
  run: Pick<JobRun, 'job' | 'due_at' | 'started_at' | 'attempt' | 'started_by' | 'actor'>,
): Promise<number | undefined> {
  const rows = await tx('job_run').insert(run).onConflict().ignore().returning<{ id: number | string }[]>('id');
  return rows[0] === undefined ? undefined : Number(rows[0].id);
}

/** Records how a run ended, unless another process has found it ended meanwhile. */
export async function endRun(
  tx: Knex.Transaction,
  id: number,
  { counts, findings, ...end }: Pick<JobRun, 'ended_at' | 'outcome' | 'counts' | 'findings' | 'log'>,
): Promise<void> {
  await tx('job_run')
    .where({ id })
    .whereNull('ended_at')
    .update({ ...end, counts: JSON.stringify(counts), findings: JSON.stringify(findings) });
}

/** Marks runs of a job that have no end as stopped: the caller holds the job's lock, so their processes are no more. */
export async function endAbandoned(tx: Knex.Transaction, job: string, now: number, log: string): Promise<number> {
  return tx('job_run').where({ job }).whereNull('ended_at').update({ ended_at: now, outcome: 'stopped', log });
}

/** What a job has noted for its next run. */
export async function jobWatermark(tx: Knex.Transaction, job: string): Promise<string | undefined> {
  const row = await tx('job_watermark').where({ job }).first<{ watermark: string } | undefined>('watermark');
  return row?.watermark;
}

/** Notes something for a job's next run. */
export async function noteJobWatermark(tx: Knex.Transaction, job: string, watermark: string): Promise<void> {
  const newest = await tx('job_run').where({ job }).max<{ run: number | string | null }[]>('id as run');
  await tx('job_watermark')
    .insert({ job, watermark, run: Number(newest[0]?.run ?? 0) })
    .onConflict('job')
    .merge();
}

/** The number of the last batch; 0 before the first. */
export async function lastBatchNumber(tx: Knex.Transaction): Promise<number> {
  const rows = await tx('batch').max<{ last: number | null }[]>('batch as last');
  return rows[0]?.last ?? 0;
}

/** Batches later than one, by the layout and the content of their file, that were not withdrawn. */
export async function batchesAfter(
  tx: Knex.Transaction,
  after: number,
  { layout, sha256 }: { readonly layout: string; readonly sha256: string },
): Promise<readonly Batch[]> {
  const rows = await tx('batch').where('batch', '>', after).where({ layout, sha256 }).select<{ batch: number }[]>('batch');
  const batches = await Promise.all(rows.map(({ batch }) => batchByNumber(tx, batch)));
  return batches.filter(batch => batch !== undefined).filter(batch => batch.withdrawn_by === null);
}

/** Forgets since when jobs are known that run by no schedule any more: turned on again, they begin anew. */
export async function forgetUnscheduled(tx: Knex.Transaction, jobs: readonly string[]): Promise<void> {
  await tx('job_known')
    .whereNotIn('job', [...jobs])
    .delete();
}
