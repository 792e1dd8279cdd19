import type { SourceStatus } from '../../contract/periods.js';
import { isoInstant } from '../../facts/time.js';
import type { JobOf } from '../../rulebook/shapes/job.js';
import { clientOf } from '../../rulebook/workspace.js';
import { periodStandingOf } from '../../store/periods.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/evaluate.js';
import { sourceStates } from '../periods/completeness.js';
import { deliver } from './deliver.js';
import { periodOf } from './period-of.js';
import { clientsFor, forEachIndependently, type Outcome, type JobContext } from './job-context.js';

/**
 * Lists the expected sources that have not delivered up to the end of a period that is not closed, and mails the list to the
 * addresses of the job.
 */
export async function remindJob(deps: Deps, job: JobOf<'remind'>, work: JobContext): Promise<Outcome> {
  const period = periodOf(job.with.period, work.due, work.zone);
  const missing: string[] = [];
  const failures = await forEachIndependently(
    work,
    await clientsFor(deps, period, job.with.clients),
    client => `${client}, ${period}`,
    async client => {
      missing.push(...(await missingOf(deps, client, period)));
    },
  );
  for (const line of missing) work.note(line);
  const to = missing.length === 0 ? [] : (job.with.to ?? []);
  const subject = `${missing.length} expected ${missing.length === 1 ? 'source is' : 'sources are'} missing for ${period}`;
  const text = `${missing.join('\n')}\n\n${deps.workspace.settings.organisation.en}\n`;
  const of = isoInstant(work.due);
  const letters = to.map(address => ({ to: address, subject, text, what: 'reminder', client: null, period, of }));
  const done = await deliver(deps, letters, job.with, work);
  const all = [...failures, ...done.failures];
  return { counts: { missing: missing.length, sent: done.sent, failed: all.length }, findings: missing, failures: all };
}

/** The client's sources that are missing, one sentence each; none once the period is closed. */
function missingOf({ database, workspace }: Deps, code: string, id: string): Promise<readonly string[]> {
  const client = clientOf(workspace, code);
  return database.transaction(async tx => {
    const { state } = await periodStandingOf(tx, code, id);
    if (state === 'closed') return [];
    const states = await sourceStates(tx, workspace, client, readPeriod(id, client.time_zone));
    return states.filter(source => !source.is_complete).map(source => missingText(code, id, source));
  });
}

function missingText(client: string, period: string, { source, fact, site, delivered_to, due }: SourceStatus): string {
  const where = site === null ? '' : ` of ${site}`;
  const last = delivered_to === null ? 'nothing delivered yet' : `delivered up to ${delivered_to}`;
  return `${client}, ${period}: missing ${source} (${fact}${where}), ${last}${due === null ? '' : `, due ${due}`}.`;
}
