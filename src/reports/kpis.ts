import type { Figure, MetricResult } from '../evaluation/document.js';
import { marked } from './adjusted.js';
import { appliedLevel, standardFormat } from './applied.js';
import { spreadsheetFormula } from './formula.js';
import { definitionOf, type ScorecardInput } from './input.js';
import { type Column, columnsFor, columnWidth, kpiLetter, shortUnit, tableFormat } from './kpi-columns.js';
import { liveFormula, near, type FormulaResult } from './live-formula.js';
import type { Language } from '../facts/label.js';
import { digitsOf, levelDigits } from '../digits/digits.js';
import { distanceFormat, distanceFormula, distanceOf, distanceWidth } from './distances.js';
import { formatOf, numberOf, scoreFormat, numberText } from './number-format.js';
import { plainText } from './plain-text.js';
import { type PlacedScale, scoreFormula } from './scales.js';
import { cell, reference, type Cell, type Sheet } from './sheet.js';
import { palette } from './palette.js';
import { heightFor } from './text-width.js';
import { noteText } from '../words/no-figure.js';
import { statusText, type Words } from './words.js';

/** Where each metric stands on the KPIs sheet, and what its formulas need. */
export interface KpiPlan {
  readonly words: Words;
  readonly metrics: readonly MetricResult[];
  /** How many of them, the first ones, are printed. */
  readonly printed: number;
  readonly scales: readonly PlacedScale[];
  readonly previous: ReadonlyMap<string, number>;
}

/** The row of a metric; undefined for one that is not in the document. */
export function kpiRow(plan: KpiPlan, metric: string): number | undefined {
  const position = plan.metrics.findIndex(each => each.metric === metric);
  return position < 0 ? undefined : position + 2;
}

/** A metric's cell, as other sheets refer to it. */
export function kpiCell(plan: KpiPlan, metric: string, column: Column): string {
  return reference(plan.words.sheets.kpis, `${kpiLetter(column)}${kpiRow(plan, metric) ?? 1}`);
}

const millisPer: Readonly<Record<string, number>> = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** The sum of a metric as it is shown: of times, in the unit of its value; the documents have milliseconds. */
function numeratorOf(unit: string, figure: Figure | undefined): number | undefined {
  const numerator = numberOf(figure?.numerator);
  const millis = millisPer[unit];
  if (numerator === undefined || millis === undefined) return numerator;
  // Numbers that are no times can have such a unit too: minutes that a file counts, or what a formula gives.
  const whole = numerator / (numberOf(figure?.denominator) || 1);
  const isPlain = figure?.value != null && near(whole, figure.value);
  return isPlain ? numerator : numerator / millis;
}

/** A quotient of two cells; or the numerator alone, for a total. */
function quotientFormulas(above: [string, number | undefined], below: [string, number | undefined]): readonly FormulaResult[] {
  const [top, numerator] = above;
  const [bottom, denominator] = below;
  if (numerator === undefined) return [];
  return [
    denominator === undefined || denominator === 0
      ? { formula: top, result: numerator }
      : { formula: `${top}/${bottom}`, result: numerator / denominator },
  ];
}

/** The KPIs sheet: one real table, one metric a row, values, gaps and scores live. */
export function kpiSheet(input: ScorecardInput, plan: KpiPlan): Sheet {
  const { words, metrics } = plan;
  const columns = columnsFor(metrics);
  const headers = columns.map(([key]) => words.columns[key]);
  const right = new Set(
    columns
      .map(([key]) => key)
      .filter(key => !['id', 'metric', 'status', 'unit', 'better', 'stage', 'significant', 'note'].includes(key)),
  );
  const top = { cells: columns.map(([key]) => cell(words.columns[key], right.has(key) ? 'headerRight' : 'header')), height: 32 };
  const rows = metrics.map((metric, position) => ({
    cells: kpiCells(input, plan, metric, position + 2),
    height: heightFor(nameOf(input, words, metric), 34, 18),
  }));
  const last = metrics.length + 1;
  return {
    name: words.sheets.kpis,
    tab: palette.accent,
    widths: columns.map(([key, width]) =>
      key === 'gap' ? gapWidth(input.language, metrics, width) : columnWidth(metrics, key, width),
    ),
    rows: [top, ...rows],
    tables: metrics.length === 0 ? [] : [{ name: 'KPIs', row: 1, column: 1, headers, rows: metrics.length }],
    colours: metrics.length === 0 ? [] : ['H', 'I'].map(column => ({ range: `${column}2:${column}${last}`, sign: '$H2' })),
    pictures: [],
    frozen: { rows: 1, columns: 2 },
    repeated: '1:1',
    // What stands beyond n helps on the screen and would make the print too small to read.
    printed: `A1:${kpiLetter('n')}${plan.printed + 1}`,
    pagesHigh: 0,
  };
}

/** What else the document says: why there is no figure, and percentiles. */
function noteOf(language: Language, { note, percentiles, unit }: MetricResult): string {
  const shares = Object.entries(percentiles ?? {}).map(
    ([percent, value]) => `p${percent} ${numberText(unit, value, digitsOf(unit, value, []))}`,
  );
  return [...(note === undefined ? [] : [noteText(language, note)]), ...shares].join('; ');
}

/** A metric's name, marked where it is on trial. */
export const nameOf = ({ language }: Pick<ScorecardInput, 'language'>, words: Words, { label, stage }: MetricResult): string =>
  stage === 'trial' ? `${plainText(label[language], 500)} (${words.trial})` : plainText(label[language], 500);

function kpiCells(input: ScorecardInput, plan: KpiPlan, metric: MetricResult, row: number): readonly Cell[] {
  const { words } = plan;
  const cells: Record<Column, Cell> = {
    id: cell(plainText(metric.metric), 'code'),
    metric: cell(nameOf(input, words, metric), 'fit'),
    ...levelCells(metric),
    ...resultCells(input, plan, metric, row),
    ...figureCells(plan, metric, row),
    ...countCells(metric),
    ...overrideCells(metric, row),
    unit: cell(words.units[metric.unit] ?? plainText(metric.unit), 'code'),
    better: cell(words.better[metric.improves], 'code'),
    stage: cell(words.stages[metric.stage], 'code'),
    significant: cell(metric.significant === null ? '' : metric.significant ? words.yes : words.no, 'code'),
    note: cell(plainText(noteOf(input.language, metric)), 'code'),
  };
  return columnsFor(plan.metrics).map(([key]) => cells[key]);
}

function levelCells(metric: MetricResult): Pick<Record<Column, Cell>, 'standard' | 'minimum'> {
  const applied = appliedLevel(metric.standard);
  const minimum = numberOf(metric.standard?.minimum);
  return {
    standard: applied
      ? cell(applied.level, 'number', { format: standardFormat(shortUnit(metric), applied) })
      : cell(null, 'number'),
    minimum:
      minimum === undefined
        ? cell(null, 'number')
        : cell(minimum, 'number', { format: formatOf(shortUnit(metric), levelDigits(metric.unit, minimum)) }),
  };
}

const partFormat = (value = 0): string =>
  Math.abs(value) >= 1e12 ? '0.000000E+00' : Number.isInteger(value) ? '#,##0' : '#,##0.######';
// Parts of a formula's fraction can be longer than any column.
const whole = (value: number | undefined): Cell => cell(value ?? null, 'number', { format: partFormat(value) });

function figureCells(plan: KpiPlan, metric: MetricResult, row: number) {
  const numerator = numeratorOf(metric.unit, metric);
  const denominator = numberOf(metric.denominator);
  const rawNumerator = numeratorOf(metric.unit, metric.raw);
  const rawDenominator = numberOf(metric.raw.denominator);
  const at = (column: Column): string => `${kpiLetter(column)}${row}`;
  const raw = liveFormula(metric.raw.value, [
    ...quotientFormulas([at('rawNumerator'), rawNumerator], [at('rawDenominator'), rawDenominator]),
    // A formula metric has no raw parts of its own: without exclusions its raw value is its value.
    metric.raw.value === metric.value && metric.value !== null ? { formula: at('value'), result: metric.value } : undefined,
  ]);
  const previous = plan.previous.get(metric.metric);
  const [low, high] = metric.interval ?? [null, null];
  const format = (value: number | null) => ({ format: tableFormat(metric, value) });
  return {
    numerator: whole(numerator),
    denominator: whole(denominator),
    rawNumerator: whole(rawNumerator),
    rawDenominator: whole(rawDenominator),
    raw: cell(raw, 'number', format(metric.raw.value)),
    low: cell(low, 'number', format(low)),
    high: cell(high, 'number', format(high)),
    previous: cell(previous ?? null, 'number', format(previous ?? null)),
  };
}

/** What was calculated where another value was agreed; empty elsewhere. */
function overrideCells(metric: MetricResult, row: number) {
  const { override, calculated } = metric;
  const numerator = numeratorOf(metric.unit, calculated);
  const denominator = numberOf(calculated?.denominator);
  const at = (column: Column): string => `${kpiLetter(column)}${row}`;
  const parts = quotientFormulas([at('calculatedNumerator'), numerator], [at('calculatedDenominator'), denominator]);
  const value = calculated?.value ?? null;
  const agreed = numberOf(override?.value) ?? null;
  return {
    calculated: cell(liveFormula(value, parts), 'number', { format: tableFormat(metric, value) }),
    override: cell(agreed, 'number', { format: tableFormat(metric, agreed) }),
    calculatedNumerator: whole(numerator),
    calculatedDenominator: whole(denominator),
  };
}

/** The width of a column of these metrics' gaps, at least so many digits. */
const gapWidth = (language: Language, metrics: readonly MetricResult[], least: number): number =>
  distanceWidth(
    language,
    metrics.map(metric => ({ unit: shortUnit(metric), distance: metric.gap })),
    least,
  );

function resultCells(input: ScorecardInput, plan: KpiPlan, metric: MetricResult, row: number) {
  const { value, gap, score } = metric;
  const at = (column: Column): string => `${kpiLetter(column)}${row}`;
  const values = valueFormulas(input, plan, metric, row);
  const content = liveFormula(value, values);
  const used = values.find(way => value !== null && near(way.result, value));
  const scale = plan.scales.find(placed => placed.metric.metric === metric.metric);
  const scores =
    value === null
      ? []
      : [
          scale && scoreFormula(scale, plan.words.sheets.definitions, at('value'), value),
          { formula: at('value'), result: value },
        ];
  return {
    value: cell(content, 'bold', { format: marked(tableFormat(metric, value), metric) }),
    status: cell(statusText(plan.words, metric.status), 'status'),
    gap: cell(
      gap === null
        ? null
        : liveFormula(
            distanceOf(metric.unit, gap),
            gapFormulas(metric, at, used).map(way => distanceFormula(metric.unit, way)),
          ),
      'number',
      gap === null ? {} : { format: distanceFormat(input.language, shortUnit(metric), gap) },
    ),
    shortfall: cell(metric.shortfall, 'number', { format: '#,##0' }),
    score: cell(liveFormula(score, scores), 'bold', score === null ? {} : { format: scoreFormat(score) }),
  };
}

function valueFormulas(input: ScorecardInput, plan: KpiPlan, metric: MetricResult, row: number): readonly FormulaResult[] {
  const at = (column: Column): string => `${kpiLetter(column)}${row}`;
  const ways = quotientFormulas(
    [at('numerator'), numeratorOf(metric.unit, metric)],
    [at('denominator'), numberOf(metric.denominator)],
  );
  const definition = definitionOf(input, metric.metric);
  if (definition?.kind !== 'formula') return ways;
  const named = (column: 'value' | 'previous', id: string): FormulaResult | undefined => {
    const other = plan.metrics.find(each => each.metric === id);
    const result = column === 'value' ? other?.value : plan.previous.get(id);
    return other === undefined || result === null || result === undefined
      ? undefined
      : { formula: `${kpiLetter(column)}${kpiRow(plan, id)}`, result };
  };
  const formula = spreadsheetFormula(definition.formula, {
    value: id => named('value', id),
    previous: id => named('previous', id),
  });
  return formula === undefined ? ways : [{ formula: `(${formula.formula})`, result: formula.result }, ...ways];
}

/** The gap from the quotient itself, not from the rounded value: near the standard the difference would lose its digits. */
function gapFormulas(
  metric: MetricResult,
  at: (column: Column) => string,
  value: FormulaResult | undefined,
): readonly FormulaResult[] {
  const applied = appliedLevel(metric.standard);
  if (applied === undefined || value === undefined) return [];
  const lower =
    ['at_most', 'less_than'].includes(applied.comparator) || (applied.comparator === 'equals' && metric.improves === 'down');
  const ways = [value, { formula: at('value'), result: metric.value ?? value.result }];
  return ways.flatMap(({ formula, result }) => {
    const above = { formula: `${formula}-${at('standard')}`, result: result - applied.level };
    const below = { formula: `${at('standard')}-${formula}`, result: applied.level - result };
    return [...(lower ? [below, above] : [above, below]), { formula: `-ABS(${above.formula})`, result: -Math.abs(above.result) }];
  });
}

function countCells({ counts }: MetricResult) {
  return {
    n: whole(counts.passed + counts.failed),
    passed: whole(counts.passed),
    failed: whole(counts.failed),
    excluded: whole(counts.excluded),
    undetermined: whole(counts.undetermined),
    undated: whole(counts.undated),
  };
}
