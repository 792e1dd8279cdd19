import { isoInstant } from '../../facts/time.js';
import { findingsOf } from '../../faults/finding.js';
import { findingsLetter } from '../../reports/letters.js';
import type { Job } from '../../rulebook/shapes/job.js';
import type { JobRun } from '../../store/jobs.js';
import type { Deps } from '../deps.js';
import { openMailer } from './mailer.js';
import { identityOf, mailedFindings, saveMailedFindings } from './mailed-findings.js';
import { faultsOfFailure, type Outcome, type JobContext } from './job-context.js';

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
  const mailed = new Set(await mailedFindings(deps, job.id));
  const before = lasting.filter(found => mailed.has(identityOf(found)));
  const seen = new Set(before.map(identityOf));
  const findings = ran.findings.filter(found => !seen.has(identityOf(found)));
  if (!isForGood && findings.length === 0) return saveMailedFindings(deps, job.id, before);
  const due = isoInstant(ran.due_at);
  const { attempt, outcome } = ran;
  const letter = { failed: isForGood, findings: [...ran.failures, ...findings] };
  const { language } = deps.workspace.settings;
  const { subject, text } = findingsLetter({ job: job.id, due, attempt, outcome }, letter, language);
  try {
    const mailer = await openMailer(deps, {}, timer, signal);
    try {
      for (const to of job.failures_to)
        await mailer.send({ to, subject, text, identity: JSON.stringify(['failure', job.id, due, ran.attempt, to]) });
    } finally {
      mailer.close();
    }
    await saveMailedFindings(deps, job.id, lasting);
    note(`Mailed it to ${job.failures_to.join(', ')}.`);
  } catch (failure) {
    note('Nobody could be mailed about this.');
    for (const finding of findingsOf(faultsOfFailure(failure))) note(finding);
  }
}
