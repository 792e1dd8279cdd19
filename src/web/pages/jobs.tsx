import type { Job, Jobs, RunRequest, StartedRun, TriedRun } from '../../contract/jobs.js';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { countsText, Findings, JobRuns, OutcomeBadge } from '../parts/job-runs.js';
import { Notice, Nothing } from '../parts/notice.js';
import { ProblemNotice, Shown } from '../parts/problem.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { When } from '../parts/when.js';
import { useResource } from '../resource.js';
import { at, post } from '../rest.js';
import { may, useSession } from '../session.js';
import { TableHead } from '../parts/table-head.js';

/** The jobs of the workspace, what became of their last runs, and one's history. */
export function JobsPage({ job }: { readonly job: string | undefined }) {
  const { words } = useTranslation();
  const [jobs, reload] = useResource<Jobs>('/jobs');
  return (
    <>
      <h1>{words.jobs.title}</h1>
      <Shown of={jobs} retry={reload}>
        {data => (data.jobs.length === 0 ? <Nothing>{words.jobs.none}</Nothing> : <List jobs={data.jobs} reload={reload} />)}
      </Shown>
      {job !== undefined && <JobRuns key={job} job={job} />}
    </>
  );
}

function List({ jobs, reload }: { readonly jobs: readonly Job[]; readonly reload: () => void }) {
  const { words } = useTranslation();
  const { action, run, isBusy } = useAction<TriedRun | StartedRun>();
  const start = (id: string, isDry: boolean): void => {
    void run(() => post<TriedRun | StartedRun, RunRequest>(at`/jobs/${id}/run`, isDry ? { dry_run: true } : {})).then(reload);
  };
  return (
    <section class="card" aria-label={words.jobs.title}>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {action.state === 'done' && <Begun answer={action.answer} />}
      <ScrollTable caption={words.jobs.title}>
        <TableHead
          columns={[
            words.jobs.job,
            words.jobs.does,
            words.jobs.schedule,
            words.jobs.next,
            words.jobs.last,
            { hidden: words.jobs.run },
          ]}
        />
        <tbody>
          {jobs.map(job => (
            <JobRow key={job.job} job={job} isBusy={isBusy} start={isDry => start(job.job, isDry)} />
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}

interface RowProps {
  readonly job: Job;
  readonly isBusy: boolean;
  readonly start: (isDry: boolean) => void;
}

function JobRow({ job: { job: id, does, schedule, time_zone: zone, enabled, steps, next, last }, isBusy, start }: RowProps) {
  const { words } = useTranslation();
  const { me } = useSession();
  return (
    <tr>
      <th scope="row">
        <a href={at`/jobs/${id}`}>{id}</a> {!enabled && <span class="tag">{words.jobs.disabled}</span>}
      </th>
      <td>
        {words.jobs.kinds[does]}
        {steps.length > 0 && <div class="quiet">{steps.join(' → ')}</div>}
      </td>
      <td>
        {schedule === null ? (
          words.jobs.byHand
        ) : (
          <>
            <code>{schedule}</code> <span class="quiet">{zone}</span>
          </>
        )}
      </td>
      <td>
        <When at={next} />
      </td>
      <td>
        {last === null ? (
          <span class="quiet">{words.jobs.noRuns}</span>
        ) : (
          <>
            <OutcomeBadge outcome={last.outcome} /> <When at={last.started_at} />
          </>
        )}
      </td>
      <td class="links row-ways">
        {may.runJobs(me) &&
          [true, false].map(isDry => (
            <button key={String(isDry)} type="button" disabled={isBusy} onClick={() => start(isDry)}>
              {isDry ? words.jobs.dryRun : words.jobs.run} <span class="hidden-text">{id}</span>
            </button>
          ))}
      </td>
    </tr>
  );
}

/** What a trial would do; a run that has begun goes on by itself. */
function Begun({ answer }: { readonly answer: TriedRun | StartedRun }) {
  const { words } = useTranslation();
  if (!('log' in answer)) return <Notice tone="good">{words.jobs.hasBegun}</Notice>;
  return (
    <Notice tone={answer.outcome === 'done' ? 'plain' : 'bad'}>
      <p>
        {words.jobs.tried} <OutcomeBadge outcome={answer.outcome} /> {countsText({ counts: answer.counts }, words)}
      </p>
      {answer.log.length > 0 && <pre class="excerpt">{answer.log.join('\n')}</pre>}
      <Findings findings={answer.findings} />
    </Notice>
  );
}
