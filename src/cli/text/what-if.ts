import type { BackTest, PeriodOutcome } from '../../contract/weights.js';
import { phraseEn } from '../../faults/words/en/phrases.js';
import { phraseZh } from '../../faults/words/zh/phrases.js';
import { spanNames } from '../../evaluation/spans.js';
import type { Language } from '../../facts/label.js';
import { namesZh } from '../../words/zh.js';
import { say } from '../../words/say.js';
import { namesOf } from '../../words/names.js';
import { figureText, notThere, spanText } from './audit-diff.js';
import { partName } from './contract-figures.js';
import { idOrName } from './id-or-name.js';
import { levelText } from './level-text.js';
import { textTable } from './result-table.js';
import type { IndexOutcome, MetricOutcome, WhatIf } from '../../app/evaluation/what-if.js';

/** What would have been, for the terminal: what is tried, what changes period by period, and how often each standard was met. */
export function whatIfText({ tried, later, periods, evaluations, summary }: WhatIf, language: Language): string {
  const titles = tried.map(one => titleText(one, language)).join(say(language, ', ', '、'));
  const head = say(language, `Tried: ${titles}. Nothing is written.`, `试算：${titles}。不写入任何内容。`);
  const idle = later.map(one => {
    const [title, from] = [titleText(one, language), one.from ?? ''];
    return say(
      language,
      `${title} begins on ${from}, after these periods: it changes nothing. Leave out \`from\` to try it.`,
      `${title}自 ${from} 起生效，晚于这些期间，因此不改变任何内容。去掉 \`from\` 即可试算。`,
    );
  });
  const times = timesText(evaluations, periods, language);
  const counts = summary.length === 0 ? [] : ['', times, summaryText(summary, language)];
  return [head, ...idle, '', changesText(evaluations, language), ...counts].join('\n');
}

const titleText = ({ title }: WhatIf['tried'][number], language: Language): string =>
  language === 'zh' ? phraseZh(title) : phraseEn(title);

function timesText(evaluations: readonly PeriodOutcome[], periods: readonly string[], language: Language): string {
  const clients = new Set(evaluations.map(one => one.client)).size;
  return say(
    language,
    `Over ${periods.length} ${periods.length === 1 ? 'period' : 'periods'} of ${clients} ${clients === 1 ? 'client' : 'clients'}:`,
    `${clients} 个客户的 ${periods.length} 个期间：`,
  );
}

/** Every figure and index that changes, before and after side by side. */
export function changesText(evaluations: readonly PeriodOutcome[], language: Language): string {
  const lines = evaluations.flatMap(one => [
    ...one.indexes
      .filter(changes)
      .map(({ label, before, after }) => [
        one.client,
        one.period,
        label[language],
        scoreText(before, language),
        scoreText(after, language),
        '',
        coverageText(before, after, language),
      ]),
    ...one.metrics.flatMap(metric => metricLines(one, metric, metric.label[language], language)),
    ...one.measures.flatMap(measure => metricLines(one, measure, partName(measure, language), language)),
  ]);
  const leftOut = leftOutText(evaluations, language);
  const none = say(
    language,
    'No figure would have been another one. A rule for one client or segment goes before one for all: try it with the same scope.',
    '所有数字都不会改变。针对某个客户或客户类别的规则优先于通用规则：请以相同的适用范围试算。',
  );
  if (lines.length === 0) return [none, ...leftOut].join('\n');
  const head = say(
    language,
    'client|period|metric or index|as it is|as tried|score|status',
    '客户|期间|指标或指数|现行|试算|得分|状态',
  ).split('|');
  return [textTable([head, ...lines], [3, 4]), ...leftOut].join('\n');
}

/** Which figures of other times are not compared, because one side alone counts them; nothing where both do, or neither. */
function leftOutText(evaluations: readonly PeriodOutcome[], language: Language): readonly string[] {
  const all = evaluations.flatMap(({ left_out }) => left_out);
  const sides = ['before', 'after'] as const;
  return sides.flatMap(side => {
    const figures = spanNames.filter(name => all.some(({ figure, missing }) => figure === name && missing === side));
    if (figures.length === 0) return [];
    const names = figures.map(name => namesOf(language).spans[name]).join(say(language, ' and ', '、'));
    const keys = figures.map(name => `${handoutKeys[name]}: true`).join(', ');
    return side === 'after'
      ? say(
          language,
          `Not compared: ${names.toLowerCase()}. What is tried does not ask for them; to compare them, give it \`handout: { ${keys} }\`.`,
          `未比较：${names}。试算的规则未要求统计；如需比较，请在其中写明 \`handout: { ${keys} }\`。`,
        )
      : say(
          language,
          `Not compared: ${names.toLowerCase()}. Only what is tried asks for them; what holds now does not.`,
          `未比较：${names}。仅试算的规则要求统计，现行规则未要求。`,
        );
  });
}

/** What a contract calls the figures of other times. */
const handoutKeys = { year_to_date: 'year_to_date', last_year: 'same_month_last_year' } as const;

/** A metric, or a part of it, as it is and as tried, and below it its figures of other times that change. */
function metricLines(
  { client, period }: PeriodOutcome,
  { unit, before, after }: Pick<PeriodOutcome['metrics'][number], 'unit' | 'before' | 'after'>,
  name: string,
  language: Language,
): readonly (readonly string[])[] {
  const spans = spanNames.flatMap(span => {
    // Of a side that is not there at all, the line of the figure itself says so.
    if (before === null || after === null) return [];
    const [was, is] = [before[span], after[span]].map(figure => spanText(figure, unit, language));
    if (was === undefined || is === undefined || was === is) return [];
    return [[client, period, `${name}${say(language, ', ', '，')}${namesOf(language).spans[span]}`, was, is, '', '']];
  });
  const own = [
    client,
    period,
    name,
    metricText(before, unit, language),
    metricText(after, unit, language),
    pair(before?.score ?? '–', after?.score ?? '–'),
    pair(statusOf(before, language), statusOf(after, language)),
  ];
  return [own, ...spans];
}

const changes = ({ before, after }: PeriodOutcome['indexes'][number]): boolean =>
  before?.score !== after?.score || before?.coverage !== after?.coverage;

const pair = (before: string | number, after: string | number): string =>
  before === after ? String(after) : `${before} → ${after}`;

function scoreText(index: IndexOutcome | null, language: Language): string {
  if (index === null) return notThere(language);
  return index.score === null ? say(language, 'no score', '无得分') : String(Number(index.score.toFixed(4)));
}

const coverageText = (before: IndexOutcome | null, after: IndexOutcome | null, language: Language): string =>
  before?.coverage === after?.coverage
    ? ''
    : `${say(language, 'coverage', '覆盖率')} ${pair(before?.coverage ?? '–', after?.coverage ?? '–')}`;

const metricText = (metric: MetricOutcome | null, unit: string, language: Language): string =>
  metric === null ? notThere(language) : [figureText(metric, unit, language), ...levelShown(metric)].join(' ');

const statusOf = (metric: MetricOutcome | null, language: Language): string =>
  metric === null ? notThere(language) : idOrName(language, 'statuses', metric.status);

const levelShown = ({ standard }: MetricOutcome): readonly string[] =>
  levelText(standard) === '' ? [] : [`(${levelText(standard)})`];

function summaryText(summary: readonly BackTest[], language: Language): string {
  const statuses = ['met', 'at_risk', 'missed', 'insufficient', 'no_standard', 'no_data'] as const;
  const shown = statuses.filter(status => summary.some(({ before, after }) => before[status] + after[status] > 0));
  const lines = summary.map(({ label, scope, before, after }) => [
    scope === undefined ? label[language] : partName({ label, scope }, language),
    ...shown.map(status => pair(before[status], after[status])),
  ]);
  const names = shown.map(status => say(language, status.replace('_', ' '), namesZh.statuses[status]));
  return textTable([[say(language, 'metric', '指标'), ...names], ...lines]);
}
