import type { Job, RunView } from '../../contract/jobs.js';
import type { FinishedRun } from '../../app/jobs/run-job.js';
import type { Language } from '../../facts/label.js';
import { findingText } from '../../faults/finding.js';
import { say } from '../../words/say.js';
import { namesOf } from '../../words/names.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';
import { timeText } from './time-text.js';

/** The jobs, one a line. */
export function jobsText(jobs: readonly Job[], language: Language, zone: string): string {
  const { jobOutcomes } = namesOf(language);
  const rows = jobs.map(({ job, does, enabled, schedule, time_zone, next, last }) => [
    job,
    idOrName(language, 'jobKinds', does),
    schedule === null ? say(language, 'by hand or in a chain', '手动运行，或由任务链运行') : `${schedule} ${time_zone}`,
    enabled ? (next === null ? '–' : timeText(zone, next)) : say(language, 'not enabled', '停用'),
    last === null ? '–' : `${jobOutcomes[last.outcome]}${say(language, ', ', '，')}${timeText(zone, last.started_at)}`,
  ]);
  const head = language === 'zh' ? ['任务', '内容', '计划', '下次', '上次运行'] : ['job', 'does', 'schedule', 'next', 'last run'];
  return textTable([head, ...rows], []);
}

/** Runs: a line each, with what they found below. */
export function historyText(runs: readonly RunView[], language: Language, zone: string): string {
  if (runs.length === 0) return say(language, 'No job has been run yet.', '尚未运行过任何任务。');
  const { jobOutcomes } = namesOf(language);
  const rows = runs.map(({ run, job, due, started_at, seconds, attempt, outcome, started_by }) => [
    String(run),
    job,
    timeText(zone, due),
    timeText(zone, started_at),
    seconds === null ? '–' : seconds.toFixed(1),
    String(attempt),
    jobOutcomes[outcome],
    language === 'zh' ? startedByZh[started_by] : started_by,
  ]);
  const head =
    language === 'zh'
      ? ['运行', '任务', '应运行于', '开始', '秒', '第几次', '结果', '由']
      : ['run', 'job', 'due', 'started', 'seconds', 'attempt', 'outcome', 'by'];
  const table = textTable([head, ...rows], [0, 4, 5]);
  const notes = runs.flatMap(({ run, findings }) =>
    findings.map(({ about, fault }) => {
      const { what } = language === 'zh' ? (fault.zh ?? fault) : fault;
      return say(language, `Run ${run}: ${[...about, what].join(': ')}`, `第 ${run} 次运行：${[...about, what].join('：')}`);
    }),
  );
  return notes.length === 0 ? table : [table, '', ...notes].join('\n');
}

const startedByZh = { schedule: '计划', hand: '手动', chain: '任务链' } as const;

/** What a run did, and what it found. */
export function ranText({ job, outcome, counts, findings }: FinishedRun, dryRun: boolean, language: Language): string {
  const { jobOutcomes, jobCounts } = namesOf(language);
  const named: Readonly<Record<string, string>> = language === 'zh' ? jobCounts : {};
  const numbers = Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .map(([name, count]) => {
      const [step, what] = [name.slice(0, name.lastIndexOf('.') + 1), name.slice(name.lastIndexOf('.') + 1)];
      return `${step}${named[what] ?? what} ${count}`;
    });
  const counted = numbers.length === 0 ? '' : say(language, ` (${numbers.join(', ')})`, `（${numbers.join('，')}）`);
  const ended = say(
    language,
    `${job}: ${dryRun ? 'tried, ' : ''}${jobOutcomes[outcome]}${counted}.`,
    `${job}：${dryRun ? '试运行，' : ''}${jobOutcomes[outcome]}${counted}。`,
  );
  return [ended, ...findings.map(finding => findingText(finding, language))].join('\n');
}
