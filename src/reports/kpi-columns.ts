import type { MetricResult } from '../evaluation/document.js';
import { signOf } from './adjusted.js';
import { appliedLevel, levelsOf } from './applied.js';
import { digitsOf } from '../digits/digits.js';
import { digitsWide, formatOf } from './number-format.js';
import { letters } from './sheet.js';

/** The columns of the KPIs table, in order: the promised ones, then what helps to judge them. */
const columns = [
  ['id', 26],
  ['metric', 34],
  ['numerator', 15],
  ['denominator', 15],
  ['value', 12],
  ['standard', 12],
  ['minimum', 11],
  ['status', 14],
  ['gap', 11],
  ['shortfall', 10],
  ['score', 8],
  ['raw', 12],
  ['low', 10],
  ['high', 10],
  ['previous', 11],
  ['n', 9],
  ['passed', 10],
  ['failed', 9],
  ['excluded', 10],
  ['undetermined', 14],
  ['undated', 10],
  ['unit', 12],
  ['better', 10],
  ['stage', 9],
  ['significant', 12],
  ['rawNumerator', 15],
  ['rawDenominator', 15],
  ['note', 40],
  ['calculated', 13],
  ['override', 12],
  ['calculatedNumerator', 15],
  ['calculatedDenominator', 15],
] as const;

/** Columns that are there only where a value was agreed in place of the calculated one. */
const onlyOverridden: ReadonlySet<string> = new Set(['calculated', 'override', 'calculatedNumerator', 'calculatedDenominator']);

/** The columns of a table of these metrics. */
export const columnsFor = (metrics: readonly MetricResult[]): readonly (typeof columns)[number][] =>
  metrics.some(({ override }) => override !== undefined) ? columns : columns.filter(([key]) => !onlyOverridden.has(key));

/** The key of a column. */
export type Column = (typeof columns)[number][0];

/** The numbers of the columns whose width depends on them. */
const figures: Partial<Record<Column, (metric: MetricResult) => number | null>> = {
  value: ({ value }) => value,
  standard: ({ standard }) => appliedLevel(standard)?.level ?? null,
  raw: ({ raw }) => raw.value,
  calculated: ({ calculated }) => calculated?.value ?? null,
  override: ({ override, value }) => (override === undefined ? null : value),
  previous: ({ value }) => value,
};

/** The width of a column of such a table, at least so many digits. */
export const columnWidth = (metrics: readonly MetricResult[], column: Column, least: number): number =>
  metrics.reduce((widest, metric) => {
    const value = figures[column]?.(metric) ?? null;
    return value === null
      ? widest
      : Math.max(
          widest,
          digitsWide(shortUnit(metric), value, digitsOf(metric.unit, value, levelsOf(metric))) + signOf(metric).length,
        );
  }, least);

/** A unit short enough to stand behind each number; a long one stands in a column of its own. */
export const shortUnit = ({ unit }: MetricResult): string => (['%', 'hours', 'minutes', 'seconds'].includes(unit) ? unit : '');

/** The value of a metric in a table that has a column for long units. */
export const tableFormat = (metric: MetricResult, value: number | null, before = ''): string =>
  formatOf(shortUnit(metric), value === null ? 1 : digitsOf(metric.unit, value, levelsOf(metric)), before, value);

/** The letter of a column of the KPIs table. */
export const kpiLetter = (column: Column): string => letters(columns.findIndex(([key]) => key === column) + 1);

/** The value of a metric as every sheet shows it. */
export function valueFormat(metric: MetricResult, value: number | null = metric.value, before = ''): string {
  const levels = value === null ? [] : levelsOf(metric);
  return formatOf(metric.unit, value === null ? 1 : digitsOf(metric.unit, value, levels), before, value);
}

/** The width of a column of these metrics' figures, at least so many digits. */
export function figureWidth(metrics: readonly MetricResult[], least: number): number {
  const widths = metrics.flatMap(metric =>
    [metric.value, metric.raw.value, metric.calculated?.value ?? null].map(value =>
      value === null ? 0 : digitsWide(metric.unit, value, digitsOf(metric.unit, value, levelsOf(metric))) + signOf(metric).length,
    ),
  );
  return widths.reduce((widest, width) => Math.max(widest, width), least);
}
