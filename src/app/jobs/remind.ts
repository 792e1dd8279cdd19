import { isoInstant, zonedText } from '../../facts/time.js';
import type { Fault } from '../../faults/fault.js';
import { type Finding, findingsOf } from '../../faults/finding.js';
import { jobFaults } from '../../faults/jobs.js';
import { fault } from '../../faults/make.js';
import { reminderLetter } from '../../reports/letters.js';
import type { JobOf } from '../../rulebook/shapes/job.js';
import { clientOf } from '../../rulebook/workspace.js';
import { periodStandingOf } from '../../store/periods.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/read-period.js';
import { sourceStates } from '../periods/completeness.js';
import { deliver } from './deliver.js';
import { jobPeriod } from './period-of.js';
import { bothFailures, clientsFor, forEachIndependently, type Outcome, type JobContext } from './job-context.js';

/**
 * Lists the expected sources that have not delivered up to the end of a period that is not closed, and mails the list to the
 * addresses of the job.
 */
export async function remindJob(deps: Deps, job: JobOf<'remind'>, work: JobContext): Promise<Outcome> {
  const period = jobPeriod(deps, job.with.period, work);
  const missing: Finding[] = [];
  const looked = await forEachIndependently(
    work,
    await clientsFor(deps, period, job.with.clients),
    client => `${client}, ${period.of(client)}`,
    async client => {
      missing.push(...findingsOf(await missingOf(deps, client, period.of(client))));
    },
  );
  for (const finding of missing) work.note(finding);
  const to = missing.length === 0 ? [] : (job.with.to ?? []);
  const words = reminderLetter(period.id, missing, deps.workspace.settings);
  const of = isoInstant(work.due);
  const letters = to.map(address => ({ to: address, ...words, what: 'reminder', client: null, period: period.id, of }));
  const done = await deliver(deps, letters, job.with, work);
  const { failed, failures } = bothFailures(looked, done);
  return { counts: { missing: missing.length, sent: done.sent, failed }, findings: missing, failures };
}

/** The client's sources that are missing; none once the period is closed. */
function missingOf({ database, workspace }: Deps, client: string, period: string): Promise<readonly Fault[]> {
  const known = clientOf(workspace, client);
  return database.transaction(async tx => {
    const { state } = await periodStandingOf(tx, client, period);
    if (state === 'closed') return [];
    const states = await sourceStates(tx, workspace, known, readPeriod(period, known));
    return states
      .filter(source => !source.is_complete)
      .map(({ source, fact, site, delivered_to: deliveredTo, due }) =>
        fault(jobFaults, 'source_not_delivered', {
          client,
          period,
          source,
          fact,
          site,
          deliveredTo: deliveredTo === null ? null : zonedText(known.time_zone, Date.parse(deliveredTo)),
          due,
        }),
      );
  });
}
