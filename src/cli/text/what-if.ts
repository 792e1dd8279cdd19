import type { BackTest, PeriodOutcome, WhatIfAnswer } from '../../contract/weights.js';
import type { Language } from '../../facts/label.js';
import { figureText } from './audit-diff.js';
import { levelText } from './level-text.js';
import { textTable } from './result-table.js';
import type { IndexOutcome, MetricOutcome } from '../../app/evaluation/what-if.js';

/** What would have been, for the terminal: what is tried, what changes period by period, and how often each standard was met. */
export function whatIfText({ tried, later, periods, evaluations, summary }: WhatIfAnswer, language: Language): string {
  const head = [`Tried: ${tried.map(one => one.title).join(', ')}. Nothing is written.`];
  const idle = later.map(
    ({ title, from }) =>
      `${title} begins on ${from ?? ''}, after these periods: it changes nothing. Leave out \`from\` to try it.`,
  );
  const counts = summary.length === 0 ? [] : ['', `Over ${timesText(evaluations, periods)}:`, summaryText(summary, language)];
  return [...head, ...idle, '', changesText(evaluations, language), ...counts].join('\n');
}

const timesText = (evaluations: readonly PeriodOutcome[], periods: readonly string[]): string => {
  const clients = new Set(evaluations.map(one => one.client)).size;
  return `${periods.length} ${periods.length === 1 ? 'period' : 'periods'} of ${clients} ${clients === 1 ? 'client' : 'clients'}`;
};

/** Every figure and index that changes, before and after side by side. */
export function changesText(evaluations: readonly PeriodOutcome[], language: Language): string {
  const lines = evaluations.flatMap(one => [
    ...one.indexes
      .filter(changes)
      .map(({ label, before, after }) => [
        one.client,
        one.period,
        label[language],
        scoreText(before),
        scoreText(after),
        '',
        coverageText(before, after),
      ]),
    ...one.metrics.map(({ label, unit, before, after }) => [
      one.client,
      one.period,
      label[language],
      metricText(before, unit),
      metricText(after, unit),
      pair(before?.score ?? '–', after?.score ?? '–'),
      pair(before?.status ?? 'not there', after?.status ?? 'not there'),
    ]),
  ]);
  if (lines.length === 0)
    return 'No figure would have been another one. A rule for one client or segment goes before one for all: try it with the same scope.';
  return textTable([['client', 'period', 'metric or index', 'as it is', 'as tried', 'score', 'status'], ...lines], [3, 4]);
}

const changes = ({ before, after }: PeriodOutcome['indexes'][number]): boolean =>
  before?.score !== after?.score || before?.coverage !== after?.coverage;

const pair = (before: string | number, after: string | number): string =>
  before === after ? String(after) : `${before} → ${after}`;

const scoreText = (index: IndexOutcome | null): string =>
  index === null ? 'not there' : index.score === null ? 'no score' : String(Number(index.score.toFixed(4)));

const coverageText = (before: IndexOutcome | null, after: IndexOutcome | null): string =>
  before?.coverage === after?.coverage ? '' : `coverage ${pair(before?.coverage ?? '–', after?.coverage ?? '–')}`;

const metricText = (metric: MetricOutcome | null, unit: string): string =>
  metric === null ? 'not there' : [figureText(metric, unit), ...levelShown(metric)].join(' ');

const levelShown = ({ standard }: MetricOutcome): readonly string[] =>
  levelText(standard) === '' ? [] : [`(${levelText(standard)})`];

function summaryText(summary: readonly BackTest[], language: Language): string {
  const statuses = ['met', 'at_risk', 'missed', 'insufficient', 'no_standard', 'no_data'] as const;
  const shown = statuses.filter(status => summary.some(({ before, after }) => before[status] + after[status] > 0));
  const lines = summary.map(({ label, before, after }) => [
    label[language],
    ...shown.map(status => pair(before[status], after[status])),
  ]);
  return textTable([['metric', ...shown.map(status => status.replace('_', ' '))], ...lines]);
}
