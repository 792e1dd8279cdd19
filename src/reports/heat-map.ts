import type { MetricResult } from '../evaluation/document.js';
import type { Language } from '../facts/label.js';
import { marked } from './adjusted.js';
import { agreedParts } from './agreed-parts.js';
import { adjustedList, signRows, columnWidths } from './heat-map-adjusted.js';
import { appliedLevel, levelsOf } from './applied.js';
import { shownMetrics } from './input.js';
import { figureWidth } from './kpi-columns.js';
import { digitsOf } from '../digits/digits.js';
import { formatOf } from './number-format.js';
import { palette, tones } from './palette.js';
import { plainText } from './plain-text.js';
import type { Standing } from './standings.js';
import { type Cell, cell, gap, heading, type Row, type Sheet } from './sheet.js';
import { heightFor } from './text-width.js';
import { say } from '../words/say.js';
import { shownStatuses, statusText, type Words } from './words.js';

/** A client's results by the rows that they stand in: its metrics, and what was agreed with it for parts of its work. */
interface Column {
  readonly name: string;
  readonly results: ReadonlyMap<string, MetricResult>;
}

function columnOf({ name, evaluation: { document } }: Standing): Column {
  const parts = agreedParts(document).map(({ id, result }) => [id, result] as const);
  const wholes = shownMetrics(document.metrics, document.indexes).flatMap(whole => [
    [whole.metric, whole] as const,
    ...parts.filter(([, { metric }]) => metric === whole.metric),
  ]);
  return { name, results: new Map(wholes) };
}

/** The heat map: a metric or an agreed part of one a row, a client a column, each cell its value with the sign and colour of its status. */
export function heatMapSheet(language: Language, words: Words, ranked: readonly Standing[]): Sheet {
  const columns = ranked.map(columnOf);
  const every = new Map(columns.flatMap(({ results }) => [...results]));
  const ids = inOrder([...every.keys()], every);
  const judged = ids.filter(id => columns.some(column => (column.results.get(id)?.value ?? null) !== null));
  const ordered = judged.toSorted((a, b) => missedBy(columns, b) - missedBy(columns, a));
  const note = heatNote(language, ids.length - judged.length);
  return {
    name: words.sheets.heatMap,
    tab: palette.accent,
    widths: columnWidths(ranked, [
      40,
      ...columns.map(({ results }) => figureWidth([...results.values()], 15)),
      10,
      ...Array.from({ length: Math.max(0, 6 - ranked.length) }, () => 12),
    ]),
    rows: [
      ...heading(heatTitle(language, columns, ordered, every), note, Math.max(ranked.length + 2, 8)),
      {
        cells: [
          cell(words.columns.metric, 'header'),
          ...ranked.map(({ name }) => cell(name, 'headerCenter')),
          cell(words.statuses.missed, 'headerRight'),
        ],
        height: 46,
      },
      ...ordered.map(id => heatRow(columns, id, every.get(id)?.label[language] ?? id)),
      gap(10),
      ...shownStatuses.map(status => meaningRow(words, status)),
      ...signRows(language, ranked),
      ...adjustedList(language, words, ranked),
    ],
    tables: [],
    colours: [],
    pictures: [],
    frozen: { rows: 4, columns: 1 },
    repeated: '4:4',
    pagesHigh: 0,
  };
}

/** The rows with the parts of a metric behind the metric, whichever client has them. */
function inOrder(ids: readonly string[], every: ReadonlyMap<string, MetricResult>): readonly string[] {
  const metricOf = (id: string): string => every.get(id)?.metric ?? id;
  const places = new Map([...new Set(ids.map(metricOf))].map((metric, place) => [metric, place]));
  const placeOf = (id: string): number => places.get(metricOf(id)) ?? 0;
  return ids.toSorted((a, b) => placeOf(a) - placeOf(b) || Number(a !== metricOf(a)) - Number(b !== metricOf(b)));
}

/** How to read the map, and how many metrics are left out for want of data. */
function heatNote(language: Language, withoutData: number): string {
  return say(
    language,
    `Values with the sign of their status; metrics most often below standard first.${withoutData === 0 ? '' : ` ${withoutData} metrics without data for any client are left out.`}`,
    `数值前为状态符号；低于标准次数多者在前。${withoutData === 0 ? '' : `另有 ${withoutData} 项指标对所有客户均无数据，未列出。`}`,
  );
}

const heatRow = (columns: readonly Column[], id: string, label: string): Row => ({
  cells: [
    cell(plainText(label, 200), 'fit'),
    ...columns.map(({ results }) => heatCell(results.get(id))),
    cell(missedBy(columns, id), 'number', { format: '0' }),
  ],
  height: heightFor(label, 40, 20),
});

const meaningRow = (words: Words, status: (typeof shownStatuses)[number]): Row => ({
  cells: [
    cell(status === 'no_standard' ? words.statuses[status] : statusText(words, status), 'status', { tone: status }),
    cell(words.statusMeanings[status], 'note', { span: 6 }),
  ],
});

/** How many clients miss the standard of a row. */
const missedBy = (columns: readonly Column[], id: string): number =>
  columns.filter(({ results }) => results.get(id)?.status === 'missed').length;

function heatTitle(
  language: Language,
  columns: readonly Column[],
  ordered: readonly string[],
  every: ReadonlyMap<string, MetricResult>,
): string {
  const worst = ordered[0];
  const count = worst === undefined ? 0 : missedBy(columns, worst);
  if (worst === undefined) return say(language, 'No metric has data in this period', '本期所有指标均无数据');
  if (count === 0) return say(language, 'No client is below a standard', '没有客户低于标准');
  const name = plainText(every.get(worst)?.label[language] ?? worst, 80);
  return say(
    language,
    `${name} is missed for ${count} of ${columns.length} clients`,
    `${name}：${columns.length} 家客户中 ${count} 家未达标`,
  );
}

/** The sign of a status before its value. That of no standard would be read as a minus. */
const signBefore = ({ status }: MetricResult): string => (status === 'no_standard' ? '' : `${tones[status].sign} `);

function heatCell(metric: MetricResult | undefined): Cell {
  if (metric === undefined || metric.value === null) return cell(tones.no_data.sign, 'center', { tone: 'no_data' });
  const levels = appliedLevel(metric.standard) === undefined ? [] : levelsOf(metric);
  const format = marked(
    formatOf(metric.unit, digitsOf(metric.unit, metric.value, levels), signBefore(metric), metric.value),
    metric,
  );
  return cell(metric.value, 'center', { tone: metric.status, format });
}
