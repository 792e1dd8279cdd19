import type { Job } from '../../rulebook/shapes/job.js';
import { Stop } from '../../faults/stop.js';
import { worded } from '../../faults/worded.js';
import { requireSound, type Use, useOfRules, useOfSettings, useOfSources } from '../../rulebook/soundness.js';
import type { Deps } from '../deps.js';
import { evaluateJob } from './evaluate.js';
import { fetchJob } from './fetch.js';
import { importInboxJob } from './import-inbox.js';
import { importSqlJob } from './import-sql.js';
import { mailJob } from './mail.js';
import { remindJob } from './remind.js';
import { scorecardsJob } from './scorecards.js';
import type { Outcome, JobContext } from './job-context.js';

/** Does what a job of any kind but a chain is for. Trying one before there are facts says so: the run itself comes after them. */
export async function doJob(deps: Deps, job: Exclude<Job, { does: 'chain' }>, work: JobContext): Promise<Outcome> {
  try {
    requireSound(deps.workspace, useOfWork[job.does]);
    return await runJobKind(deps, job, work);
  } catch (failure) {
    if (!work.dryRun || !(failure instanceof Stop) || failure.faults.some(({ code }) => code !== 'nothing_imported'))
      throw failure;
    for (const one of failure.faults) work.note(worded('en', one).what);
    return { counts: {}, findings: [], failures: [] };
  }
}

/** What the work of each kind takes from config; what it takes for a file or client is asked for with these. */
const useOfWork: Readonly<Record<Exclude<Job, { does: 'chain' }>['does'], Use>> = {
  import_inbox: useOfSettings,
  import_sql: useOfSettings,
  fetch: useOfSettings,
  evaluate: useOfSources,
  scorecards: useOfRules,
  remind: useOfRules,
  mail: useOfRules,
};

function runJobKind(deps: Deps, job: Exclude<Job, { does: 'chain' }>, work: JobContext): Promise<Outcome> {
  switch (job.does) {
    case 'import_inbox':
      return importInboxJob(deps, job, work);
    case 'import_sql':
      return importSqlJob(deps, job, work);
    case 'fetch':
      return fetchJob(deps, job, work);
    case 'evaluate':
      return evaluateJob(deps, job, work);
    case 'scorecards':
      return scorecardsJob(deps, job, work);
    case 'remind':
      return remindJob(deps, job, work);
    case 'mail':
      return mailJob(deps, job, work);
  }
}
