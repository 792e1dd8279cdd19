import { isoInstant } from '../../facts/time.js';
import type { Job } from '../../rulebook/shapes/job.js';
import type { Deps } from '../deps.js';
import { openMailer } from './mailer.js';
import type { Ran, RunRequest } from './run-job.js';
import { failureText } from './work.js';

/** Tells whom the job names that it failed for good, or found something to look at. What goes wrong with that is only noted. */
export async function mailFailure(
  deps: Deps,
  job: Job,
  ran: Ran,
  { dryRun, startedBy, timer, signal, note }: RunRequest & { readonly note: (line: string) => void },
): Promise<void> {
  const isForGood = ran.outcome === 'failed' && (startedBy !== 'schedule' || ran.attempt > job.retries);
  const isToTell = isForGood || (ran.outcome === 'done' && ran.findings.length > 0);
  if (dryRun || !isToTell || job.failures_to.length === 0) return;
  const subject = isForGood ? `Job ${job.id} failed` : `Job ${job.id}: ${ran.findings.length} to look at`;
  const due = isoInstant(ran.due_at);
  const text = [
    `Job ${job.id}, due ${due}, attempt ${ran.attempt}: ${ran.outcome}.`,
    '',
    ...ran.failures,
    ...ran.findings,
    '',
  ].join('\n');
  try {
    const mailer = await openMailer(deps, {}, timer, signal);
    try {
      for (const to of job.failures_to)
        await mailer.send({ to, subject, text, identity: JSON.stringify(['failure', job.id, due, ran.attempt, to]) });
    } finally {
      mailer.close();
    }
    note(`Told ${job.failures_to.join(', ')}.`);
  } catch (failure) {
    note(`Nobody could be told of this: ${failureText(failure)}`);
  }
}
