import { useSpeech } from '../language.js';
import { filled } from '../words/en.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { Nothing } from './notice.js';
import { Shown } from './problem.js';
import { ScrollTable } from './scroll-table.js';
import { When } from './when.js';

/** One run of a job. */
export interface JobRun {
  readonly id: number;
  readonly due_at: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly attempt: number;
  readonly outcome: string | null;
  readonly counts: Readonly<Record<string, unknown>>;
  readonly log: string;
}

const seconds = ({ started_at: from, ended_at: to }: JobRun): string =>
  to === null ? '' : `${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(1)} s`;

/** What became of a job's runs, the newest first, each with its log. */
export function JobRuns({ job }: { readonly job: string }) {
  const { words } = useSpeech();
  const [runs, reload] = useResource<{ readonly runs: readonly JobRun[] }>(at`/jobs/${job}/runs`);
  const outcomes: Readonly<Record<string, string>> = words.jobs.outcomes;
  const title = filled(words.jobs.history, { job });
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <Shown of={runs} retry={reload}>
        {data =>
          data.runs.length === 0 ? (
            <Nothing>{words.jobs.noRuns}</Nothing>
          ) : (
            <ScrollTable caption={title}>
              <thead>
                <tr>
                  <th scope="col">{words.jobs.started}</th>
                  <th scope="col">{words.jobs.outcome}</th>
                  <th scope="col" class="number">
                    {words.jobs.attempt}
                  </th>
                  <th scope="col" class="number">
                    {words.jobs.duration}
                  </th>
                  <th scope="col">{words.jobs.counts}</th>
                  <th scope="col">{words.jobs.log}</th>
                </tr>
              </thead>
              <tbody>
                {data.runs.map(run => (
                  <tr key={run.id}>
                    <th scope="row">
                      <When at={run.started_at} />
                    </th>
                    <td>
                      <span class={`state state-${run.outcome ?? 'running'}`}>
                        {outcomes[run.outcome ?? 'running'] ?? run.outcome}
                      </span>
                    </td>
                    <td class="number">{run.attempt}</td>
                    <td class="number">{seconds(run)}</td>
                    <td>
                      {Object.entries(run.counts)
                        .map(([name, count]) => `${name} ${String(count)}`)
                        .join(', ')}
                    </td>
                    <td>
                      {run.log !== '' && (
                        <details>
                          <summary>{words.jobs.log}</summary>
                          <pre class="excerpt">{run.log}</pre>
                        </details>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )
        }
      </Shown>
    </section>
  );
}
