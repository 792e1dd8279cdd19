import type { ChangedIndex, ChangedMetric, ComparedEvaluation, Diff } from '../../contract/audit.js';
import { compare, divide, exact, multiply, significant } from '../../facts/exact.js';
import type { Language } from '../../facts/label.js';
import { millisIn } from '../../metrics/compile.js';
import { suffixOf } from '../../reports/number-format.js';
import { nameIn } from '../../words/name.js';
import { namesEn } from '../../words/en.js';
import { textTable } from './result-table.js';
import { type CountsAndPercentiles, countChanges } from '../../explain/counts-and-percentiles.js';

type MetricFigures = ChangedMetric['before'];

/** A comparison for the terminal: each figure that differs, and below it what each cause has to do with it. */
export function diffText({ before, after, metrics, indexes }: Diff, language: Language): string {
  const head = [comparedText('from', before), comparedText('to  ', after)];
  if (metrics.length + indexes.length === 0) return [...head, '', 'No figure differs.'].join('\n');
  const lines = [
    ['', 'from', 'to', 'difference', 'score', 'status'],
    ...metrics.flatMap(metric => metricLines(metric, language)),
    ...indexes.flatMap(index => indexLines(index, language)),
  ];
  return [...head, '', textTable(lines, [1, 2, 3]), '', 'The causes of each figure add up to its difference.'].join('\n');
}

function comparedText(
  word: string,
  { id, client, period, revision, state, as_of, as_of_batch, waivers }: ComparedEvaluation,
): string {
  const without = waivers.map(({ source, reason }) => ` Closed without ${source}: ${reason}.`).join('');
  return `${word} ${client} ${period}  ${id}  ${state}, revision ${revision}, batch ${as_of_batch}, as of ${as_of}.${without}`;
}

function metricLines(metric: ChangedMetric, language: Language): readonly (readonly string[])[] {
  const cells = ({ before, after, difference }: Pick<ChangedMetric, 'before' | 'after' | 'difference'>) => [
    figureText(before, metric.unit),
    figureText(after, metric.unit),
    signed(difference['value'], metric.unit),
    before.score === after.score ? '' : `${before.score ?? '–'} → ${after.score ?? '–'}`,
    [
      before.status === after.status
        ? gapText(before, after, metric.unit)
        : `${before.status ?? 'not there'} → ${after.status ?? 'not there'}`,
      ...countChangesText(before, after, metric.unit),
    ]
      .filter(text => text !== '')
      .join(', '),
  ];
  return [
    [`${metric.label[language]} (${metric.metric})`, ...cells(metric)],
    ...metric.causes.map(share => [shareText(share), ...cells(share)]),
  ];
}

/** Percentiles, and facts that are not in the figure or that change it nowhere else in the line. */
function countChangesText(before: MetricFigures, after: MetricFigures, unit: string): readonly string[] {
  if (before.counts === null || after.counts === null) return [];
  const isShown = before.numerator !== after.numerator || before.denominator !== after.denominator;
  const without = (of: MetricFigures): CountsAndPercentiles =>
    isShown && of.counts !== null ? { ...of, counts: { ...of.counts, passed: 0, failed: 0 } } : of;
  const text = (name: string, value: number | null): string =>
    value === null ? '–' : Object.hasOwn(namesEn.memberships, name) ? String(value) : inUnit(value, unit);
  return countChanges(without(before), without(after)).map(
    ({ name, before: was, after: is }) => `${nameIn(namesEn.memberships, name)} ${text(name, was)} → ${text(name, is)}`,
  );
}

/** The distance from the standard, where that is all that a cause has changed. */
function gapText(before: MetricFigures, after: MetricFigures, unit: string): string {
  if (before.value !== after.value || before.gap === after.gap) return '';
  const text = (gap: number | null): string => (gap === null ? '–' : signed(String(gap), unit));
  return `gap ${text(before.gap)} → ${text(after.gap)}`;
}

function indexLines(index: ChangedIndex, language: Language): readonly (readonly string[])[] {
  const cells = ({ before, after, difference }: Pick<ChangedIndex, 'before' | 'after' | 'difference'>) => [
    String(before.score ?? 'no score'),
    String(after.score ?? 'no score'),
    signed(difference['score'], 'points'),
    '',
    before.coverage === after.coverage ? '' : `coverage ${before.coverage ?? '–'} → ${after.coverage ?? '–'}`,
  ];
  return [
    [`${index.label[language]} (${index.index})`, ...cells(index)],
    ...index.causes.map(share => [shareText(share), ...cells(share)]),
  ];
}

function shareText({ cause, batch, file, amendment }: Diff['causes'][number]): string {
  if (amendment !== null) return `  ${namesEn.differenceCauses[cause]} ${amendment}`;
  const origin = batch === null ? '' : `, batch ${batch}${file === null ? '' : ` (${file})`}`;
  return `  ${namesEn.differenceCauses[cause]}${origin}`;
}

/** A rate with its counts, so that a change of either shows; anything else as it is. */
export function figureText(
  { value, numerator, denominator, status }: Pick<MetricFigures, 'value' | 'numerator' | 'denominator' | 'status'>,
  unit: string,
): string {
  if (value === null) return status === null ? 'not there' : 'no data';
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

function signed(difference: string | null | undefined, unit: string): string {
  if (difference === null || difference === undefined) return '';
  const shown = rounded(difference, unit);
  return `${shown > 0 ? '+' : ''}${shown}${unit === '%' ? ' %' : suffixOf(unit)}`;
}
