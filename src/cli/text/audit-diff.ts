import { percentagePoints } from '../../words/percentage-points.js';
import type { ChangedCredit, ChangedIndex, ChangedMetric, ComparedEvaluation, Diff } from '../../contract/audit-diff.js';
import { type SpanName, spanNames } from '../../evaluation/spans.js';
import { compare, divide, exact, multiply, significant } from '../../facts/exact.js';
import type { Language } from '../../facts/label.js';
import { millisIn } from '../../metrics/compile.js';
import { suffixOf } from '../../reports/number-format.js';
import { nameIn } from '../../words/name.js';
import { namesOf } from '../../words/names.js';
import { namesZh } from '../../words/zh.js';
import { say } from '../../words/say.js';
import { partName } from './contract-figures.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';
import { type CountsAndPercentiles, countChanges } from '../../explain/counts-and-percentiles.js';

type MetricFigures = ChangedMetric['before'];

/** A comparison for the terminal: each figure that differs, and below it what each cause has to do with it. */
export function diffText({ before, after, metrics, measures, indexes, credits }: Diff, language: Language): string {
  const head = [
    comparedText(say(language, 'from', '从'), before, language),
    comparedText(say(language, 'to  ', '到'), after, language),
  ];
  if (metrics.length + measures.length + indexes.length + credits.length === 0)
    return [...head, '', say(language, 'No figure differs.', '数字没有差异。')].join('\n');
  const lines = [
    say(language, '|from|to|difference|score|status', '|从|到|差异|得分|状态').split('|'),
    ...metrics.flatMap(metric => metricLines(metric, `${metric.label[language]} (${metric.metric})`, language)),
    ...measures.flatMap(measure => metricLines(measure, `${partName(measure, language)} (${measure.metric})`, language)),
    ...indexes.flatMap(index => indexLines(index, language)),
    ...credits.flatMap(credit => creditLines(credit, language)),
  ];
  const sum = say(language, 'The causes of each figure add up to its difference.', '每个数字的各项原因之和等于其差异。');
  return [...head, '', textTable(lines, [1, 2, 3]), '', sum].join('\n');
}

function comparedText(
  word: string,
  { id, client, period, revision, state, as_of, as_of_batch, waivers }: ComparedEvaluation,
  language: Language,
): string {
  const without = waivers.map(({ source, reason }) =>
    say(language, ` Closed without ${source}: ${reason}.`, `关账时豁免 ${source}：${reason}。`),
  );
  const standing = say(
    language,
    `${state}, revision ${revision}, batch ${as_of_batch}, as of ${as_of}.`,
    `${namesOf(language).periodStates[state]}，第 ${revision} 版，批次 ${as_of_batch}，截至 ${as_of}。`,
  );
  return `${word} ${client} ${period}  ${id}  ${standing}${without.join('')}`;
}

function metricLines(metric: Omit<ChangedMetric, 'metric'>, name: string, language: Language): readonly (readonly string[])[] {
  const cells = ({ before, after, difference }: Pick<ChangedMetric, 'before' | 'after' | 'difference'>) => [
    figureText(before, metric.unit, language),
    figureText(after, metric.unit, language),
    signed(difference['value'], metric.unit, language),
    before.score === after.score ? '' : `${before.score ?? '–'} → ${after.score ?? '–'}`,
    [
      before.status === after.status
        ? gapText(before, after, metric.unit, language)
        : `${statusOf(before, language)} → ${statusOf(after, language)}`,
      ...countChangesText(before, after, metric.unit, language),
      ...spanChangesText(before, after, metric.unit, language),
    ]
      .filter(text => text !== '')
      .join(say(language, ', ', '，')),
  ];
  return [[name, ...cells(metric)], ...metric.causes.map(share => [shareText(share, language), ...cells(share)])];
}

/** What stands for a figure that one side does not have. */
export const notThere = (language: Language): string => say(language, 'not there', '不存在');

const statusOf = ({ status }: MetricFigures, language: Language): string =>
  status === null ? notThere(language) : idOrName(language, 'statuses', status);

/** Percentiles, and facts that are not in the figure or that change it nowhere else in the line. */
function countChangesText(before: MetricFigures, after: MetricFigures, unit: string, language: Language): readonly string[] {
  if (before.counts === null || after.counts === null) return [];
  const isShown = before.numerator !== after.numerator || before.denominator !== after.denominator;
  const without = (of: MetricFigures): CountsAndPercentiles =>
    isShown && of.counts !== null ? { ...of, counts: { ...of.counts, passed: 0, failed: 0 } } : of;
  const { memberships } = namesOf(language);
  const text = (name: string, value: number | null): string =>
    value === null ? '–' : Object.hasOwn(memberships, name) ? String(value) : inUnit(value, unit);
  return countChanges(without(before), without(after)).map(
    ({ name, before: was, after: is }) => `${nameIn(memberships, name)} ${text(name, was)} → ${text(name, is)}`,
  );
}

/** Figures of other times that changed. */
const spanChangesText = (before: MetricFigures, after: MetricFigures, unit: string, language: Language): readonly string[] =>
  spanNames.flatMap(name => {
    const [was, is] = [before[name], after[name]].map(figure => spanText(figure, unit, language));
    return was === is ? [] : [`${namesOf(language).spans[name]} ${was} → ${is}`];
  });

/** A figure of another time with its counts. */
export const spanText = (figure: MetricFigures[SpanName], unit: string, language: Language): string =>
  figure === undefined ? notThere(language) : figureText({ ...figure, status: 'no_data' }, unit, language);

/** The distance from the standard, where that is all that a cause has changed. */
function gapText(before: MetricFigures, after: MetricFigures, unit: string, language: Language): string {
  if (before.value !== after.value || before.gap === after.gap) return '';
  const text = (gap: number | null): string => (gap === null ? '–' : signed(String(gap), unit, language));
  return `${say(language, 'gap', '差距')} ${text(before.gap)} → ${text(after.gap)}`;
}

function indexLines(index: ChangedIndex, language: Language): readonly (readonly string[])[] {
  const cells = ({ before, after, difference }: Pick<ChangedIndex, 'before' | 'after' | 'difference'>) => [
    String(before.score ?? say(language, 'no score', '无得分')),
    String(after.score ?? say(language, 'no score', '无得分')),
    signed(difference['score'], 'points', language),
    '',
    before.coverage === after.coverage
      ? ''
      : `${say(language, 'coverage', '覆盖率')} ${before.coverage ?? '–'} → ${after.coverage ?? '–'}`,
  ];
  return [
    [`${index.label[language]} (${index.index})`, ...cells(index)],
    ...index.causes.map(share => [shareText(share, language), ...cells(share)]),
  ];
}

/** Service credits: what they come to, negative is paid back to the client. */
function creditLines(credit: ChangedCredit, language: Language): readonly (readonly string[])[] {
  const amount = (text: string): string => `${text} ${credit.unit}`;
  const side = (one: ChangedCredit['before']): string => (one === null ? notThere(language) : amount(one.net));
  const cells = ({ before, after, difference }: Pick<ChangedCredit, 'before' | 'after' | 'difference'>) => [
    side(before),
    side(after),
    difference['net'] == null ? '' : amount(`${compare(exact(difference['net']), 0) > 0 ? '+' : ''}${difference['net']}`),
    '',
    before?.undecided === after?.undecided
      ? ''
      : say(
          language,
          `not decided ${before?.undecided ?? '–'} → ${after?.undecided ?? '–'}`,
          `未定 ${before?.undecided ?? '–'} → ${after?.undecided ?? '–'}`,
        ),
  ];
  return [
    [`${say(language, 'Credits', '服务补偿')} ${credit.label[language]}`, ...cells(credit)],
    ...credit.causes.map(share => [shareText(share, language), ...cells(share)]),
  ];
}

function shareText({ cause, batch, file, amendment }: Diff['causes'][number], language: Language): string {
  const name = namesOf(language).differenceCauses[cause];
  if (amendment !== null) return `  ${name} ${amendment}`;
  const ofFile = file === null ? '' : say(language, ` (${file})`, `（${file}）`);
  const origin = batch === null ? '' : say(language, `, batch ${batch}${ofFile}`, `，批次 ${batch}${ofFile}`);
  return `  ${name}${origin}`;
}

/** A rate with its counts, so that a change of either shows; anything else as it is. */
export function figureText(
  { value, numerator, denominator, status }: Pick<MetricFigures, 'value' | 'numerator' | 'denominator' | 'status'>,
  unit: string,
  language: Language,
): string {
  if (value === null) return status === null ? notThere(language) : say(language, 'no data', namesZh.statuses.no_data);
  const counts =
    numerator === null || denominator === null || (denominator === '1' && unit !== '%')
      ? ''
      : `${summed(value, numerator, denominator, unit)}/${denominator} `;
  return `${counts}${inUnit(value, unit)}`;
}

/** Durations are summed in milliseconds, and shown in the unit of their metric. */
function summed(value: number, numerator: string, denominator: string, unit: string): string {
  const millis = millisIn[unit];
  if (millis === undefined || compare(exact(denominator), 0) === 0) return numerator;
  const sum = divide(exact(numerator), millis);
  return significant(divide(sum, exact(denominator)), 12) === value ? `${significant(sum, 6)}${suffixOf(unit)}` : numerator;
}

const inUnit = (value: number, unit: string): string => `${rounded(String(value), unit)}${unit === '%' ? ' %' : suffixOf(unit)}`;

const rounded = (text: string, unit: string): number => significant(multiply(exact(text), unit === '%' ? 100 : 1), 6);

/** A difference with its sign; of shares in percentage points. */
function signed(difference: string | null | undefined, unit: string, language: Language): string {
  if (difference === null || difference === undefined) return '';
  const shown = rounded(difference, unit);
  return `${shown > 0 ? '+' : ''}${shown}${unit === '%' ? ` ${percentagePoints[language]}` : suffixOf(unit)}`;
}
