import type { Job } from '../../rulebook/shapes/job.js';
import type { Deps } from '../deps.js';
import type { Outcome, Work } from './work.js';

/** Does what a job of any kind but a chain is for; each kind is loaded when it is first asked for. */
export async function doJob(deps: Deps, job: Exclude<Job, { does: 'chain' }>, work: Work): Promise<Outcome> {
  switch (job.does) {
    case 'import_inbox':
      return (await import('./import-inbox.js')).importInboxJob(deps, job, work);
    case 'import_sql':
      return (await import('./import-sql.js')).importSqlJob(deps, job, work);
    case 'fetch':
      return (await import('./fetch.js')).fetchJob(deps, job, work);
    case 'evaluate':
      return (await import('./evaluate.js')).evaluateJob(deps, job, work);
    case 'scorecards':
      return (await import('./scorecards.js')).scorecardsJob(deps, job, work);
    case 'remind':
      return (await import('./remind.js')).remindJob(deps, job, work);
    case 'mail':
      return (await import('./mail.js')).mailJob(deps, job, work);
  }
}
