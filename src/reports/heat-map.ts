import type { MetricResult } from '../evaluation/document.js';
import type { Language } from '../facts/label.js';
import { marked } from './adjusted.js';
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
import { fitted } from './text-width.js';
import { say } from '../words/say.js';
import { shownStatuses, statusText, type Words } from './words.js';

/** The heat map: a metric a row, a client a column, each cell its value with the sign and colour of its status. */
export function heatMapSheet(language: Language, words: Words, ranked: readonly Standing[]): Sheet {
  const documents = ranked.map(({ evaluation }) => evaluation.document);
  const every = new Map(
    documents.flatMap(({ metrics, indexes }) => shownMetrics(metrics, indexes)).map(metric => [metric.metric, metric]),
  );
  const ids = [...every.keys()];
  const judged = ids.filter(id => ranked.some(standing => hasFigure(standing, id)));
  const ordered = [...judged].sort((a, b) => missedBy(ranked, b) - missedBy(ranked, a));
  const note = heatNote(language, ids.length - judged.length);
  return {
    name: words.sheets.heatMap,
    tab: palette.accent,
    widths: columnWidths(ranked, [
      40,
      ...ranked.map(({ metrics }) => figureWidth(metrics, 15)),
      10,
      ...Array.from({ length: Math.max(0, 6 - ranked.length) }, () => 12),
    ]),
    rows: [
      ...heading(heatTitle(language, ranked, ordered, every), note, Math.max(ranked.length + 2, 8)),
      {
        cells: [
          cell(words.columns.metric, 'header'),
          ...ranked.map(({ name }) => cell(name, 'headerCenter')),
          cell(words.statuses.missed, 'headerRight'),
        ],
        height: 46,
      },
      ...ordered.map(id => heatRow(ranked, id, every.get(id)?.label[language] ?? id)),
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

/** How to read the map, and how many metrics are left out for want of data. */
function heatNote(language: Language, withoutData: number): string {
  return say(
    language,
    `Values with the sign of their status; metrics most often below standard first.${withoutData === 0 ? '' : ` ${withoutData} metrics without data for any client are left out.`}`,
    `数值前为状态符号；低于标准次数多者在前。${withoutData === 0 ? '' : `另有 ${withoutData} 项指标对所有客户均无数据，未列出。`}`,
  );
}

const heatRow = (ranked: readonly Standing[], id: string, label: string): Row => ({
  cells: [
    cell(fitted(plainText(label, 200), 42), 'text'),
    ...ranked.map(standing => heatCell(standing.metrics.find(({ metric }) => metric === id))),
    cell(missedBy(ranked, id), 'number', { format: '0' }),
  ],
  height: 20,
});

const meaningRow = (words: Words, status: (typeof shownStatuses)[number]): Row => ({
  cells: [cell(statusText(words, status), 'status', { tone: status }), cell(words.statusMeanings[status], 'note', { span: 6 })],
});

const hasFigure = ({ metrics }: Standing, id: string): boolean =>
  metrics.some(({ metric, value }) => metric === id && value !== null);

/** How many clients miss the standard of a metric. */
function missedBy(ranked: readonly Standing[], id: string): number {
  const results = ranked.flatMap(({ metrics }) => metrics.filter(({ metric }) => metric === id));
  return results.filter(({ status }) => status === 'missed').length;
}

function heatTitle(
  language: Language,
  ranked: readonly Standing[],
  ordered: readonly string[],
  every: ReadonlyMap<string, MetricResult>,
): string {
  const worst = ordered[0];
  const count = worst === undefined ? 0 : missedBy(ranked, worst);
  if (worst === undefined) return say(language, 'No metric has data in this period', '本期所有指标均无数据');
  if (count === 0) return say(language, 'No client is below a standard', '没有客户低于标准');
  const name = plainText(every.get(worst)?.label[language] ?? worst, 80);
  return say(
    language,
    `${name} is missed for ${count} of ${ranked.length} clients`,
    `${name}：${ranked.length} 家客户中 ${count} 家未达标`,
  );
}

function heatCell(metric: MetricResult | undefined): Cell {
  if (metric === undefined || metric.value === null) return cell(tones.no_data.sign, 'center', { tone: 'no_data' });
  const levels = appliedLevel(metric.standard) === undefined ? [] : levelsOf(metric);
  const format = marked(
    formatOf(metric.unit, digitsOf(metric.unit, metric.value, levels), `${tones[metric.status].sign} `),
    metric,
  );
  return cell(metric.value, 'center', { tone: metric.status, format });
}
