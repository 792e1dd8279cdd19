import { exclusionRows, overrideRows } from './approvals.js';
import { adjustmentCount, calculatedOf, exclusionsOf, isTouchedByExclusions, signOf } from './adjusted.js';
import type { MetricResult } from '../evaluation/document.js';
import { factSection, rowsPerList } from './fact-lists.js';
import type { EvidenceList, ScorecardInput } from './input.js';
import { figureWidth, valueFormat } from './kpi-columns.js';
import { kpiCell, type KpiPlan, nameOf } from './kpis.js';
import { linkedCell, liveFormula } from './live-formula.js';
import type { Language } from '../facts/label.js';
import { distanceFormat, distanceFormula, distanceOf } from './distances.js';
import { palette } from './palette.js';
import { plainText } from './plain-text.js';
import { type Cell, cell, gap, heading, type Row, type Sheet, type Table } from './sheet.js';
import { heightFor } from './text-width.js';
import { say } from '../words/say.js';

/** The most excluded facts that a scorecard lists; for the rest it says how many there are and how to get them. */
export const maxExcludedRows = 5_000;

/** The lists of facts that were left out. */
export const excludedLists = ({ evidence }: Pick<ScorecardInput, 'evidence'>): readonly EvidenceList[] =>
  evidence.filter(({ membership, totalCount }) => membership === 'excluded' && totalCount > 0);

/** How many facts of each list of excluded ones are listed. */
export const excludedShares = (lists: readonly EvidenceList[]): readonly number[] =>
  rowsPerList(
    lists.map(({ rows }) => rows.length),
    maxExcludedRows,
  );

const across = 12;

/**
 * The Exclusions sheet: raw and adjusted values side by side, who asked for and who approved each change, agreed values, and
 * the facts that were left out.
 */
export function exclusionSheet(input: ScorecardInput, plan: KpiPlan): Sheet {
  const { words } = plan;
  const { document } = input.evaluation;
  const touched = plan.metrics.filter(isTouchedByExclusions);
  const overridden = plan.metrics.filter(({ override }) => override !== undefined);
  const lists = excludedLists(input);
  const shares = excludedShares(lists);
  const isRaw = touched.length + overridden.length + exclusionsOf(document).length === 0;
  const figure = figureWidth([...touched, ...overridden], 20);
  const columns = Math.max(across, ...lists.map(list => list.columns.length + 3));
  const widths = [20, 32, 26, figure, figure, figure, 20, 17, 19, 17, 19, 10, ...extra(columns - across)];
  const rows: Row[] = [
    ...heading(words.sheets.exclusions, isRaw ? noteWithout(input) : noteOf(input, lists, shares), 8),
    ...(isRaw ? nothingAdjusted(input) : [...affectedRows(input, plan, touched), ...exclusionRows(input, plan, widths)]),
    ...overrideRows(input, plan, overridden, widths),
  ];
  const tables: Table[] = [];
  for (const [position, list] of lists.entries()) {
    const place = { share: shares[position] ?? 0, row: rows.length + 1, name: `Excluded_${position + 1}`, widths };
    const section = factSection(input, words, list, place);
    for (const row of section.rows) rows.push(row);
    if (section.table) tables.push(section.table);
  }
  return {
    name: words.sheets.exclusions,
    tab: palette.quiet,
    widths,
    rows,
    tables,
    colours: [],
    pictures: [],
    frozen: { rows: 3, columns: 0 },
    isLeftOutInPrint: isRaw && lists.length === 0,
    pagesHigh: 0,
  };
}

const extra = (columns: number): readonly number[] => Array.from({ length: columns }, () => 20);

const noteWithout = ({ language }: ScorecardInput): string =>
  say(language, 'What was left out, and what it changed', '剔除了什么，影响如何');

function nothingAdjusted({ language }: ScorecardInput): readonly Row[] {
  const text = say(
    language,
    'There are no exclusions: every value is the raw value, no fact was taken out.',
    '暂无剔除：所有指标值均为原始值，没有剔除任何记录。',
  );
  return [{ cells: [cell(text, 'paragraph', { span: 8 })], height: 24 }];
}

function noteOf({ language, evaluation }: ScorecardInput, lists: readonly EvidenceList[], shares: readonly number[]): string {
  const { document } = evaluation;
  const total = lists.reduce((sum, { totalCount }) => sum + totalCount, 0);
  const listed = shares.reduce((sum, share) => sum + share, 0);
  const [listedText, totalText] = [listed.toLocaleString('en-US'), total.toLocaleString('en-US')];
  const rest =
    listed < total ? say(language, ' The page of each metric has all of its own.', '各指标的页面列有其全部记录。') : '';
  const count = adjustmentCount(language, document);
  const zone = document.time_zone;
  return say(
    language,
    `${count}; ${listedText} of ${totalText} excluded facts listed below, by metric; times in ${zone}.${rest}`,
    `${count}；下列 ${totalText} 条被剔除记录中的 ${listedText} 条，按指标排列；时间为 ${zone} 当地时间。${rest}`,
  );
}

/** Each metric that exclusions touch: what all facts give, and what is left without the excluded ones. */
function affectedRows(input: ScorecardInput, plan: KpiPlan, touched: readonly MetricResult[]): readonly Row[] {
  const { language } = input;
  const { columns } = plan.words;
  if (touched.length === 0) {
    const text = say(language, 'No figure of this period is touched by the exclusions.', '本期没有指标受到剔除的影响。');
    return [{ cells: [cell(text, 'paragraph', { span: 8 })], height: 24 }, gap()];
  }
  const title = say(language, 'Raw and adjusted values', '原始值与剔除后数值');
  const heads = [
    columns.metric,
    '',
    columns.id,
    columns.raw,
    say(language, 'Without excluded facts', '剔除后数值'),
    say(language, 'Difference', '差异'),
    say(language, 'Excluded facts', '剔除记录数'),
  ];
  // Title and heads come right before: the sheet's heading has three rows.
  const first = 6;
  return [
    { cells: [cell(title, 'section', { span: 7 })], height: 26 },
    {
      cells: heads.map((head, at) =>
        at === 0 ? cell(head, 'header', { span: 2 }) : at === 1 ? undefined : cell(head, at > 2 ? 'headerRight' : 'header'),
      ),
      height: 24,
    },
    ...touched.map((metric, at) => affectedRow(input, plan, metric, first + at)),
    gap(),
  ];
}

function affectedRow(input: ScorecardInput, plan: KpiPlan, metric: MetricResult, row: number): Row {
  const { words } = plan;
  const calculated = calculatedOf(metric).value;
  const raw = metric.raw.value;
  const name = `${nameOf(input, words, metric)}${signOf(metric) === '†' ? ' †' : ''}`;
  const at = (column: Parameters<typeof kpiCell>[2]) => kpiCell(plan, metric.metric, column);
  return {
    cells: [
      cell(name, 'fit', { span: 2 }),
      undefined,
      cell(plainText(metric.metric), 'codeFit'),
      linkedCell(at('raw'), raw, 'number', { format: valueFormat(metric, raw) }, words.noData),
      linkedCell(
        at(metric.override === undefined ? 'value' : 'calculated'),
        calculated,
        'bold',
        { format: valueFormat(metric, calculated) },
        words.noData,
      ),
      differenceCell(input.language, metric, calculated, row),
      linkedCell(at('excluded'), metric.counts.excluded, 'number', { format: '#,##0' }, ''),
    ],
    height: Math.max(heightFor(name, 52, 18), heightFor(metric.metric, 26, 18)),
  };
}

function differenceCell(
  language: Language,
  { unit, raw: { value: raw } }: MetricResult,
  calculated: number | null,
  row: number,
): Cell {
  if (calculated === null || raw === null) return cell(null, 'number');
  const difference = calculated - raw;
  const way = distanceFormula(unit, { formula: `E${row}-D${row}`, result: difference });
  return cell(liveFormula(distanceOf(unit, difference), [way]), 'number', { format: distanceFormat(language, unit, difference) });
}
