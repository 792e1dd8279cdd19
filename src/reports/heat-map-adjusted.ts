import type { MetricResult } from '../evaluation/document.js';
import type { Language } from '../facts/label.js';
import { adjustment, adjustmentSigns, marked } from './adjusted.js';
import { figureWidth, valueFormat } from './kpi-columns.js';
import { plainText } from './plain-text.js';
import type { Standing } from './standings.js';
import { type Cell, cell, gap, type Row } from './sheet.js';
import { fitted, heightFor } from './text-width.js';
import { say } from '../words/say.js';
import { type Words } from './words.js';

const maxListed = 300;

interface Adjusted {
  readonly client: string;
  readonly metric: MetricResult;
}

const adjustedOf = (ranked: readonly Standing[]): readonly Adjusted[] =>
  ranked.flatMap(({ name, metrics }) =>
    metrics.filter(metric => adjustment(metric) !== undefined).map(metric => ({ client: name, metric })),
  );

/** What the signs behind adjusted values mean; nothing where all are raw. */
export function signRows(language: Language, ranked: readonly Standing[]): readonly Row[] {
  const all = adjustedOf(ranked);
  const meanings = [
    ['excluded', say(language, 'without excluded facts; the raw value is listed below', '已剔除部分记录；原始值见下表')],
    [
      'overridden',
      say(language, 'agreed value, not the calculated one; both are listed below', '改定值，非计算值；两者均见下表'),
    ],
  ] as const;
  return meanings
    .filter(([sought]) => all.some(({ metric }) => adjustment(metric) === sought))
    .map(([sought, meaning]) => ({ cells: [cell(adjustmentSigns[sought], 'status'), cell(meaning, 'note', { span: 6 })] }));
}

/** The widths of the columns, the four with figures of the list of adjusted values wide enough for them. */
export function columnWidths(ranked: readonly Standing[], widths: readonly number[]): readonly number[] {
  const adjusted = adjustedOf(ranked).map(({ metric }) => metric);
  if (adjusted.length === 0) return widths;
  return widths.map((width, column) => (column >= 1 && column <= 4 ? Math.max(width, figureWidth(adjusted, 12)) : width));
}

/** Every adjusted value of every client, with its raw and its calculated one. */
export function adjustedList(language: Language, words: Words, ranked: readonly Standing[]): readonly Row[] {
  const all = adjustedOf(ranked);
  if (all.length === 0) return [];
  const listed = all.slice(0, maxListed);
  const { columns } = words;
  const heads = [
    `${say(language, 'Client', '客户')} · ${columns.metric}`,
    columns.raw,
    say(language, 'Without excluded facts', '剔除后数值'),
    columns.override,
    columns.value,
    say(language, 'Excluded facts', '剔除记录数'),
  ];
  const cut =
    listed.length < all.length
      ? say(language, `: the first ${listed.length} of ${all.length}`, `：${all.length} 项中的前 ${listed.length} 项`)
      : '';
  return [
    gap(10),
    {
      cells: [cell(say(language, `Adjusted values${cut}`, `调整过的数值${cut}`), 'section', { span: heads.length })],
      height: 26,
    },
    { cells: heads.map((head, at) => cell(head, at === 0 ? 'header' : 'headerRight')), height: 32 },
    ...listed.map(one => adjustedRow(language, words, one)),
  ];
}

function adjustedRow(language: Language, words: Words, { client, metric }: Adjusted): Row {
  const name = `${client} · ${fitted(plainText(metric.label[language], 200), 60)}`;
  const figure = (value: number | null): Cell =>
    value === null ? cell(words.noData, 'number') : cell(value, 'number', { format: valueFormat(metric, value) });
  return {
    cells: [
      cell(name, 'fit'),
      figure(metric.raw.value),
      figure((metric.calculated ?? metric).value),
      metric.override === undefined ? cell(null, 'number') : figure(metric.value),
      metric.value === null ? figure(null) : cell(metric.value, 'bold', { format: marked(valueFormat(metric), metric) }),
      cell(metric.counts.excluded, 'number', { format: '#,##0' }),
    ],
    height: heightFor(name, 40, 18),
  };
}
