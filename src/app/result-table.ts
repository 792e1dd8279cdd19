import type { Evaluation, MetricResult } from '../evaluation/document.js';
import { digitsOf, gapDigits, numberOf, shown } from '../reports/number-format.js';
import { shownMetrics } from '../reports/input.js';
import { statusText, wordsOf } from '../reports/words.js';
import type { Language } from '../facts/label.js';
import { parseShare, toDouble } from '../facts/exact.js';

/** A text table: the first line of cells is its head; columns named in `right` are set flush right. */
export function textTable(lines: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map(line => columnsOf(line[column] ?? ''))));
  const padded = (text: string, column: number): string => {
    const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - columnsOf(text)));
    return right.includes(column) ? space + text : text + space;
  };
  return lines.map(line => line.map(padded).join('  ').trimEnd()).join('\n');
}

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
export function resultTable({ document, id, state, revision }: Evaluation, language: Language, all = false): string {
  const words = wordsOf(language);
  const { columns } = words;
  const metrics = shownMetrics(document.metrics, document.indexes).filter(metric => all || metric.value !== null);
  const left = document.metrics.length - metrics.length;
  const head = [columns.metric, columns.n, columns.value, columns.standard, columns.gap, columns.score, columns.status];
  const lines = metrics.map(metric => lineOf(metric, language));
  const indexes = document.indexes.map(index => {
    const score = index.score === null ? words.statuses.no_data : index.score.toFixed(2);
    return `${index.label[language]}: ${score}  (${columns.n === 'n' ? 'coverage' : columns.n} ${(index.coverage * 100).toFixed(1)} %)`;
  });
  const title = `${document.client}  ${document.period}  ${id}  ${state}, revision ${revision}, batch ${document.as_of_batch}`;
  const rest = left > 0 ? [`${left} metrics without data are left out (--all shows them).`] : [];
  return [title, '', textTable([head, ...lines], [1, 2, 3, 4, 5]), '', ...indexes, ...rest].join('\n');
}

function lineOf(metric: MetricResult, language: Language): readonly string[] {
  const words = wordsOf(language);
  const { unit, value, standard } = metric;
  const levelText = standard?.at_least ?? standard?.more_than ?? standard?.at_most ?? standard?.less_than ?? standard?.equals;
  const level = levelText === undefined ? undefined : parseShare(levelText);
  const digits = value === null ? 0 : digitsOf(unit, value, level === undefined ? [] : [toDouble(level)]);
  const sign =
    standard === null
      ? ''
      : standard.at_least !== undefined
        ? '≥ '
        : standard.more_than !== undefined
          ? '> '
          : standard.at_most !== undefined
            ? '≤ '
            : standard.less_than !== undefined
              ? '< '
              : '= ';
  const open = metric.counts.undetermined + metric.counts.undated;
  const n = metric.kind === 'proportion' ? (numberOf(metric.denominator) ?? 0) : metric.counts.passed;
  return [
    metric.label[language],
    metric.kind === 'formula' ? '' : `${n}${open > 0 ? ` (+${open} ?)` : ''}`,
    value === null ? '–' : shown(unit, value, digits),
    levelText === undefined ? '' : `${sign}${levelText}`,
    metric.gap === null ? '' : `${metric.gap > 0 ? '+' : ''}${shown(unit, metric.gap, gapDigits(unit, metric.gap))}`,
    metric.score === null ? '' : String(Math.round(metric.score * 100) / 100),
    metric.note === undefined ? statusText(words, metric.status) : metric.note,
  ];
}
