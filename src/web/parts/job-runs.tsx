import type { JobFinding, JobRuns as Runs, LastRun, RunView } from '../../contract/jobs.js';
import { useTranslation } from '../language.js';
import { countText } from '../number.js';
import { filled, type Words } from '../words/en.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { Nothing } from './notice.js';
import { Shown, wordingIn } from './problem.js';
import { ScrollTable } from './scroll-table.js';
import { When } from './when.js';
import { TableHead } from './table-head.js';

/** What became of a job's runs, the newest first, each with its log. */
export function JobRuns({ job }: { readonly job: string }) {
  const { words } = useTranslation();
  const [runs, reload] = useResource<Runs>(at`/jobs/${job}/runs`);
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
              <TableHead
                columns={[
                  words.jobs.started,
                  words.jobs.outcome,
                  { number: words.jobs.attempt },
                  { number: words.jobs.duration },
                  words.jobs.counts,
                  words.jobs.log,
                ]}
              />
              <tbody>
                {data.runs.map(run => (
                  <RunRow key={run.run} run={run} />
                ))}
              </tbody>
            </ScrollTable>
          )
        }
      </Shown>
    </section>
  );
}

function RunRow({ run }: { readonly run: RunView }) {
  const { words } = useTranslation();
  const { log } = run;
  return (
    <tr>
      <th scope="row">
        <When at={run.started_at} />
      </th>
      <td>
        <OutcomeBadge outcome={run.outcome} />
      </td>
      <td class="number">{run.attempt}</td>
      <td class="number">{run.seconds === null ? '' : `${run.seconds.toFixed(1)} s`}</td>
      <td>
        {countsText(run, words)}
        <Findings findings={run.findings} />
      </td>
      <td>
        {log.length > 0 && (
          <details>
            <summary>{words.jobs.log}</summary>
            <pre class="excerpt">{log.join('\n')}</pre>
          </details>
        )}
      </td>
    </tr>
  );
}

/** What a person should look at, in the page's language. */
export function Findings({ findings }: { readonly findings: readonly JobFinding[] }) {
  const { language } = useTranslation();
  return (
    <>
      {findings.map(({ about, fault }) => {
        const { what, remedy } = wordingIn(language, fault);
        return (
          <div key={JSON.stringify([about, fault.code, fault.params])} class="worse">
            {[...about, what].join(language === 'zh' ? '：' : ': ')} <span class="quiet">{remedy}</span>
          </div>
        );
      })}
    </>
  );
}

/** What a run counted, in words, each step of a chain by itself; what there was none of goes without saying. */
export function countsText({ counts }: Pick<LastRun, 'counts'>, { jobs }: Words): string {
  const named: Readonly<Record<string, string>> = jobs.counted;
  const steps = new Map<string, string[]>();
  for (const [name, count] of Object.entries(counts)) {
    const dot = name.lastIndexOf('.');
    const [step, what] = [name.slice(0, Math.max(dot, 0)), name.slice(dot + 1)];
    const lines = steps.get(step) ?? [];
    if (count !== 0) lines.push(`${named[what] ?? what.replaceAll('_', ' ')} ${countText(count)}`);
    steps.set(step, lines);
  }
  return [...steps]
    .map(([step, lines]) => `${step === '' ? '' : `${step}: `}${lines.length === 0 ? jobs.nothing : lines.join(', ')}`)
    .join(' · ');
}

/** How a run ended. */
export function OutcomeBadge({ outcome }: Pick<LastRun, 'outcome'>) {
  const { words } = useTranslation();
  return <span class={`state state-${outcome}`}>{words.jobs.outcomes[outcome]}</span>;
}
