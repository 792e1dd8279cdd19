import type { SpanName } from '../../evaluation/spans.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { linkedCell, liveFormula } from '../live-formula.js';
import type { ScorecardInput } from '../input.js';
import { kpiCell, kpiRow, type KpiPlan } from '../kpis.js';
import { palette, tones } from '../palette.js';
import type { SparkChart } from '../chart.js';
import { type Cell, cell, gap, type Row } from '../sheet.js';
import { heightFor } from '../text-width.js';
import { statusText } from '../words.js';
import type { Handout } from './content.js';
import { fewLines } from './few-lines.js';
import type { HandoutMeasure, ShownNumber } from './measure-shown.js';
import { across, type Line, tableRows } from './paging.js';

type Key =
  | 'name'
  | 'value'
  | 'facts'
  | 'level'
  | 'status'
  | 'gap'
  | 'trend'
  | 'previous'
  | 'last_year'
  | 'year_to_date'
  | 'comment';

/** The columns of the sheet: those of the measures, over which everything else is laid. */
export interface HandoutColumns {
  readonly keys: readonly Key[];
  readonly widths: readonly number[];
  readonly count: number;
  /** Characters of all columns together. */
  readonly characters: number;
}

const trendWidth = 18;
const commentWidth = 30;

/** The columns that a hand-out needs. */
export function columnsOf({ shows, groups }: Handout): HandoutColumns {
  const long = groups.some(({ measures }) => measures.some(({ name }) => name.length > 34));
  const all: readonly (readonly [Key, number, boolean])[] = [
    ['name', shows.comments ? (long ? 38 : 32) : 46, true],
    ['value', 12, true],
    ['facts', 9, groups.some(({ measures }) => measures.some(({ facts }) => facts !== null))],
    ['level', 12, true],
    ['status', 14, true],
    ['gap', 14, true],
    ['trend', trendWidth, true],
    ['previous', 12, true],
    ['last_year', 12, shows.last_year],
    ['year_to_date', 12, shows.year_to_date],
    ['comment', commentWidth, shows.comments],
  ];
  const shown = all.filter(([, , isShown]) => isShown);
  const widths = shown.map(([, width]) => width);
  return { keys: shown.map(([key]) => key), widths, count: shown.length, characters: widths.reduce((sum, one) => sum + one, 0) };
}

/** The measures by group, under one head that each printed page repeats. */
export function measureLines(input: ScorecardInput, plan: KpiPlan, handout: Handout, columns: HandoutColumns): readonly Line[] {
  const head = headRow(input, handout, columns);
  const note: readonly Line[] =
    handout.note === ''
      ? []
      : [
          {
            row: {
              cells: across([cell(handout.note, 'small'), columns.count]),
              height: heightFor(handout.note, columns.characters, 18),
            },
          },
        ];
  if (handout.groups.length === 0) return note;
  return [
    { row: head, isKept: true },
    ...handout.groups.flatMap(({ title, measures }): readonly Line[] => [
      ...(title === ''
        ? []
        : [{ row: { cells: across([cell(title, 'group'), columns.count]), height: 17 }, isKept: true, head }]),
      ...tableRows(
        measures.map(measure => measureLine(plan, measure, { language: input.language, columns })),
        head,
      ),
    ]),
    { row: gap(4) },
    ...note,
    { row: gap(6) },
  ];
}

function headRow({ language }: ScorecardInput, { basis }: Handout, { keys }: HandoutColumns): Row {
  const names: Readonly<Record<Key, string>> = {
    name: say(language, 'Measure', '指标'),
    value: say(language, 'Value', '实际值'),
    facts: say(language, 'Facts', '样本数'),
    level: basis === 'contract' ? say(language, 'Agreed', '约定水平') : say(language, 'Standard', '标准'),
    status: say(language, 'Status', '状态'),
    gap: say(language, 'Gap', '差距'),
    trend: say(language, 'Trend, 12 periods', '近 12 期走势'),
    previous: say(language, 'Previous', '上期'),
    last_year: say(language, 'Same period last year', '去年同期'),
    year_to_date: say(language, 'Year to date', '本年累计'),
    comment: say(language, 'Comment', '说明'),
  };
  const left: readonly Key[] = ['name', 'status', 'comment'];
  return {
    cells: keys.map(key => cell(names[key], left.includes(key) ? 'header' : key === 'trend' ? 'headerCenter' : 'headerRight')),
    height: 26,
  };
}

function measureLine(
  plan: KpiPlan,
  measure: HandoutMeasure,
  { language, columns }: { readonly language: Language; readonly columns: HandoutColumns },
): Line {
  const text = fewLines(language, measure.comment ?? '', commentWidth);
  const nameWidth = columns.widths[0] ?? 30;
  const name = measure.note === '' ? measure.name : `${measure.name}\n${measure.note}`;
  const cells: Readonly<Record<Key, Cell>> = {
    name: cell(name, 'fit'),
    value: valueCell(plan, measure),
    facts: measure.facts === null ? cell('', 'number') : cell(measure.facts, 'number', { format: '#,##0' }),
    level: cell(measure.level ?? '', 'number'),
    status:
      measure.status === null
        ? cell('', 'status')
        : cell(statusText(plan.words, measure.status), 'status', { tone: measure.status }),
    gap: gapCell(plan, measure),
    trend: cell(null, 'center'),
    previous: numberCell(measure.previous),
    last_year: otherTimeCell(language, measure, 'last_year'),
    year_to_date: otherTimeCell(language, measure, 'year_to_date'),
    comment: cell(text, 'fit'),
  };
  const chart = sparkOf(measure, columns);
  return {
    row: {
      cells: columns.keys.map(key => cells[key]),
      height: Math.max(rowHeight, heightFor(name, nameWidth, rowHeight), heightFor(text, commentWidth, rowHeight)),
    },
    ...(chart === undefined ? {} : { chart }),
  };
}

function valueCell(plan: KpiPlan, { metric, value, is_whole }: HandoutMeasure): Cell {
  if (value === null) return cell(plan.words.noData, 'number');
  if (!is_whole || kpiRow(plan, metric) === undefined) return cell(value.value, 'bold', { format: value.format });
  return linkedCell(kpiCell(plan, metric, 'value'), value.value, 'bold', { format: value.format }, plan.words.noData);
}

function gapCell(plan: KpiPlan, { metric, gap: shown, is_whole, status }: HandoutMeasure): Cell {
  if (shown === null) return cell('', 'number');
  const tone = status === null ? {} : { tone: status };
  const ways =
    is_whole && kpiRow(plan, metric) !== undefined ? [{ formula: kpiCell(plan, metric, 'gap'), result: shown.value }] : [];
  return cell(liveFormula(shown.value, ways), 'bold', { format: shown.format, ...tone });
}

const numberCell = (shown: ShownNumber | null): Cell =>
  shown === null ? cell('–', 'number') : cell(shown.value, 'number', { format: shown.format });

/** The figure of another time; evaluations made before parts of the work had any say that it is not counted. */
const otherTimeCell = (language: Language, measure: HandoutMeasure, name: SpanName): Cell =>
  measure.not_counted.includes(name) ? cell(say(language, 'not counted', '未统计'), 'number') : numberCell(measure[name]);

/** Pixels of a trend's picture. */
const spark = { width: 112, height: 24 } as const;

const rowHeight = 24;

function sparkOf({ trend, status }: HandoutMeasure, { keys, widths }: HandoutColumns): Line['chart'] {
  const points = trend.map(({ value }) => value);
  if (points.every(value => value === null)) return undefined;
  const at = keys.indexOf('trend');
  const before = widths.slice(0, at).reduce((sum, width) => sum + Math.trunc(width * 7 + 5), 0);
  const room = Math.trunc(trendWidth * 7 + 5) - spark.width;
  const drawn: SparkChart = {
    kind: 'spark',
    points,
    levels: trend.map(({ level }) => level),
    colour: palette.accent,
    lastColour: status === null ? palette.accent : tones[status].strong,
    ...spark,
  };
  return { drawn, left: before + Math.floor(room / 2) };
}
