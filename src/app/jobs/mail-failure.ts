import { isoInstant } from '../../facts/time.js';
import type { Job } from '../../rulebook/shapes/job.js';
import type { JobRun } from '../../store/jobs.js';
import type { Deps } from '../deps.js';
import { openMailer } from '../../remote/mailer.js';
import { saveMailedFindings, mailedFindings } from './mailed-findings.js';
import { failureText, type Outcome, type JobContext } from './job-context.js';

/** How a run ended that somebody may have to be told of. */
interface RunEnded extends Outcome, Pick<JobRun, 'due_at' | 'attempt'> {
  readonly outcome: 'done' | 'failed' | 'stopped';
}

/** Tells whom the job names that it failed for good, or found something to look at. What goes wrong with that is only noted. */
export async function mailFailure(
  deps: Deps,
  job: Job,
  ran: RunEnded,
  {
    dryRun,
    startedBy,
    timer,
    signal,
    note,
  }: Pick<JobContext, 'dryRun' | 'timer' | 'signal' | 'note'> & { readonly startedBy: JobRun['started_by'] },
): Promise<void> {
  const isForGood = ran.outcome === 'failed' && (startedBy !== 'schedule' || ran.attempt > job.retries);
  if (dryRun || job.failures_to.length === 0 || (!isForGood && ran.outcome !== 'done')) return;
  const lasting = ran.lasting ?? [];
  const before = (await mailedFindings(deps, job.id)).filter(found => lasting.includes(found));
  const findings = ran.findings.filter(found => !before.includes(found));
  if (!isForGood && findings.length === 0) return saveMailedFindings(deps, job.id, before);
  const subject = isForGood ? `Job ${job.id} failed` : `Job ${job.id}: ${findings.length} to look at`;
  const due = isoInstant(ran.due_at);
  const text = [`Job ${job.id}, due ${due}, attempt ${ran.attempt}: ${ran.outcome}.`, '', ...ran.failures, ...findings, ''].join(
    '\n',
  );
  try {
    const mailer = await openMailer(deps, {}, timer, signal);
    try {
      for (const to of job.failures_to)
        await mailer.send({ to, subject, text, identity: JSON.stringify(['failure', job.id, due, ran.attempt, to]) });
    } finally {
      mailer.close();
    }
    await saveMailedFindings(deps, job.id, lasting);
    note(`Told ${job.failures_to.join(', ')}.`);
  } catch (failure) {
    note(`Nobody could be told of this: ${failureText(failure)}`);
  }
}
