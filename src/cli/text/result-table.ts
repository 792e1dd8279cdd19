import type { Evaluation, EvaluationDocument, MeasureResult, MetricResult } from '../../evaluation/document.js';
import { type SpanName, spanNames } from '../../evaluation/spans.js';
import { adjustment, adjustmentCount, signLegend, signOf } from '../../reports/adjusted.js';
import { levelsOf } from '../../reports/applied.js';
import { digitsOf } from '../../digits/digits.js';
import { factsBehind } from '../../reports/handout/facts-behind.js';
import { numberText } from '../../reports/number-format.js';
import { shownMetrics } from '../../reports/input.js';
import { noteText } from '../../words/no-figure.js';
import { namesOf } from '../../words/names.js';
import { calledInternal, gapText, measureValueText, partName, unscoredLines } from './contract-figures.js';
import { levelText } from './level-text.js';
import { say } from '../../words/say.js';
import { daysText } from './time-text.js';
import { statusText, wordsOf } from '../../reports/words.js';
import type { Language } from '../../facts/label.js';

/** A text table: the first line of cells is its head; columns named in `right` are set flush right. */
export function textTable(lines: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map(line => columnsOf(line[column] ?? ''))));
  const padded = (text: string, column: number): string => {
    const filled = filledTo(widths[column] ?? 0, text);
    return right.includes(column) ? filled.slice(text.length) + text : filled;
  };
  return lines.map(line => line.map(padded).join('  ').trimEnd()).join('\n');
}

/** A text with spaces behind it, up to so many columns of a terminal. */
export const filledTo = (width: number, text: string): string => text + ' '.repeat(Math.max(0, width - columnsOf(text)));

/** Columns that a terminal needs for a text: Chinese characters and full-width signs take two. */
function columnsOf(text: string): number {
  return [...text].reduce(
    (width, character) =>
      width +
      (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(character) ? 2 : 1),
    0,
  );
}

/** An evaluation for the terminal: metrics with data or a standard, then the indexes. Values show digits enough never to hide a miss. */
export const resultTable = ({ document, ...envelope }: Evaluation, language: Language, all = false): string =>
  titledResults({ ...envelope, ...document }, resultLines(document, language, all), language);

/** Results under the line that says what they are of. */
export function titledResults(
  { id, state, revision, client, period, as_of_batch: batch }: Titled,
  results: string,
  language: Language,
): string {
  const standing = say(
    language,
    `${state}, revision ${revision}, batch ${batch}`,
    `${wordsOf(language).states[state]}，第 ${revision} 版，批次 ${batch}`,
  );
  return `${client}  ${period}  ${id}  ${standing}\n\n${results}`;
}

/** What results are of. */
type Titled = Pick<Evaluation, 'id' | 'state' | 'revision'> & Pick<EvaluationDocument, 'client' | 'period' | 'as_of_batch'>;

/** What a document comes to. */
export function resultLines(document: EvaluationDocument, language: Language, all = false): string {
  const words = wordsOf(language);
  const { columns } = words;
  const spans = spanNames.filter(name => document.spans?.[name] !== undefined);
  const hasData = (metric: MetricResult): boolean =>
    metric.value !== null || spans.some(name => (metric[name]?.value ?? null) !== null);
  const metrics = shownMetrics(document.metrics, document.indexes).filter(metric => all || hasData(metric));
  const left = document.metrics.length - metrics.length;
  const isAdjusted = document.metrics.some(metric => adjustment(metric) !== undefined);
  const before = isAdjusted ? [columns.raw, columns.excluded] : [];
  const head = [
    columns.metric,
    columns.n,
    ...before,
    columns.value,
    columns.standard,
    columns.gap,
    columns.score,
    ...spans.map(name => namesOf(language).spans[name]),
    columns.status,
  ];
  const kindOf = ({ metric: id }: MeasureResult): MetricResult['kind'] =>
    document.metrics.find(({ metric }) => metric === id)?.kind ?? 'proportion';
  const lines = [
    ...metrics.map(metric => lineOf(metric, language, { isAdjusted, spans })),
    ...(document.measures ?? []).map(one => measureLine(one, kindOf(one), language, { isAdjusted, spans })),
  ];
  const right = head.slice(1, -1).map((_, at) => at + 1);
  const indexes = document.indexes.map(index => {
    const score = index.score === null ? words.statuses.no_data : index.score.toFixed(2);
    const coverage = `${(index.coverage * 100).toFixed(1)} %`;
    return `${index.label[language]}: ${score}  ${say(language, `(coverage ${coverage})`, `（覆盖率 ${coverage}）`)}`;
  });
  const without = say(
    language,
    `${left} metrics without data are left out (--all shows them).`,
    `另有 ${left} 项指标无数据，未列出（--all 可列出）。`,
  );
  const rest = left > 0 ? [without] : [];
  const notes = [...adjustedNotes(document, language), ...spanNotes(document, language), ...rest];
  return [textTable([head, ...lines], right), '', ...indexes, ...unscoredLines(document, language), ...notes].join('\n');
}

/** How much was left out or agreed, and what the signs say; nothing where every value is the raw one. */
function adjustedNotes(document: EvaluationDocument, language: Language): readonly string[] {
  const count = adjustmentCount(language, document);
  const legend = signLegend(language, document.metrics);
  const notes = [count, legend].filter(text => text !== '').join(language === 'zh' ? '；' : ': ');
  return notes === '' ? [] : [notes];
}

/** Which days the figures of other times are of, and that they come from facts alone; nothing where there are none. */
function spanNotes({ spans, time_zone: zone }: EvaluationDocument, language: Language): readonly string[] {
  if (spans === undefined) return [];
  const { year_to_date, last_year } = spans;
  const names = namesOf(language).spans;
  const times = [
    ...(year_to_date === undefined ? [] : [`${names.year_to_date} ${daysText(zone, year_to_date, language)}`]),
    ...(last_year === undefined ? [] : [`${names.last_year} ${last_year.period}, ${daysText(zone, last_year, language)}`]),
  ].map(text => (language === 'zh' ? text.replace(', ', '，') : text));
  return [
    say(
      language,
      `Counted from the facts, without overrides: ${times.join('; ')}.`,
      `以下按记录计算，不含改定：${times.join('；')}。`,
    ),
  ];
}

/** The value of all facts and the number of excluded ones; empty where the value is the raw one. */
function rawCells(metric: MetricResult): readonly string[] {
  if (adjustment(metric) === undefined) return ['', ''];
  return [figureText(metric, metric.raw.value), metric.counts.excluded === 0 ? '' : String(metric.counts.excluded)];
}

const figureText = (metric: MetricResult, value: number | null): string =>
  value === null ? '–' : numberText(metric.unit, value, digitsOf(metric.unit, value, levelsOf(metric)));

/** The status, or why there is no figure; for an agreed value also the calculated one, and what it is by internal standards. */
function statusCell(metric: MetricResult, language: Language): string {
  const words = wordsOf(language);
  const status =
    metric.note !== undefined && metric.value === null ? noteText(language, metric.note) : statusText(words, metric.status);
  const calculated = figureText(metric, metric.calculated?.value ?? null);
  const notes = [
    ...(metric.calculated === undefined
      ? []
      : [say(language, `calculated: ${calculated}`, `${words.columns.calculated}：${calculated}`)]),
    ...(metric.internal === undefined ? [] : [calledInternal(metric.internal, language)]),
  ].join(say(language, '; ', '；'));
  return notes === '' ? status : `${status}${say(language, ` (${notes})`, `（${notes}）`)}`;
}

/** How many facts a figure rests on, as the scorecard says it, and how many could not be judged. */
function factsText(result: Parameters<typeof factsBehind>[0]): string {
  const open = result.counts.undetermined + result.counts.undated;
  return [factsBehind(result) ?? '', open > 0 ? `(+${open} ?)` : ''].filter(text => text !== '').join(' ');
}

function lineOf(
  metric: MetricResult,
  language: Language,
  { isAdjusted, spans }: { readonly isAdjusted: boolean; readonly spans: readonly SpanName[] },
): readonly string[] {
  const { unit, value, standard } = metric;
  return [
    metric.label[language],
    metric.kind === 'formula' ? '' : factsText(metric),
    ...(isAdjusted ? rawCells(metric) : []),
    value === null ? '–' : `${figureText(metric, value)}${signOf(metric)}`,
    levelText(standard),
    gapText(unit, metric.gap, language),
    metric.score === null ? '' : String(Math.round(metric.score * 100) / 100),
    ...spans.map(name => figureText(metric, metric[name]?.value ?? null)),
    statusCell(metric, language),
  ];
}

/** What a contract agrees of a metric for a part of the work, in the columns of the metrics. */
function measureLine(
  measure: MeasureResult,
  kind: MetricResult['kind'],
  language: Language,
  { isAdjusted, spans }: { readonly isAdjusted: boolean; readonly spans: readonly SpanName[] },
): readonly string[] {
  const { unit, standard, gap, status, score, note } = measure;
  return [
    partName(measure, language),
    factsText({ ...measure, kind }),
    ...(isAdjusted ? ['', ''] : []),
    measureValueText(measure),
    levelText(standard),
    gapText(unit, gap, language),
    score == null ? '' : String(Math.round(score * 100) / 100),
    ...spans.map(name => measureValueText({ ...measure, value: measure[name]?.value ?? null })),
    note === undefined ? statusText(wordsOf(language), status) : noteText(language, note),
  ];
}
