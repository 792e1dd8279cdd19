import type { Language } from '../facts/label.js';
import { byLargest, type Gap } from '../standards/improvement/five-gaps.js';
import { sameWithin } from '../standards/improvement/documented.js';
import type { FailingSlice } from '../standards/improvement/failing-slices.js';
import type { Quadrants } from '../standards/improvement/quadrants.js';
import type { Ranking } from '../standards/improvement/recoverable.js';
import { actionWords } from './action-words.js';
import type { ScorecardImprovement, ScorecardInput } from './input.js';
import type { KpiPlan } from './kpis.js';
import { liveFormula } from './live-formula.js';
import { scoreFormat } from './number-format.js';
import { plainText } from './plain-text.js';
import { type Cell, cell, gap, type Row, reference } from './sheet.js';
import { sliceName } from './slice-name.js';
import { heightFor } from './text-width.js';
import type { PlacedIndex } from './tree.js';
import { say } from '../words/say.js';

const near = String(sameWithin).toUpperCase();

/** Columns that every table below uses. */
const width = 9;

/** The part of the Gaps sheet below the list of gaps: ranking, quadrants, slices, the five gaps, signals. `first` is its first row. */
export function improvementRows(
  input: ScorecardInput,
  plan: KpiPlan,
  placed: readonly PlacedIndex[],
  first: number,
): readonly Row[] {
  const { improvement } = input;
  if (improvement === undefined) return [];
  const rows: Row[] = [];
  for (const ranking of improvement.ranking) {
    const quadrants = improvement.quadrants.find(({ index }) => index === ranking.index);
    const tree = placed.find(({ index }) => index.index === ranking.index);
    if (ranking.metrics.length === 0 || quadrants === undefined || tree === undefined) continue;
    rows.push(gap(), ...rankingRows(input, plan, { ranking, quadrants, tree }, first + rows.length + 1));
  }
  rows.push(...sliceRows(input, improvement.slices), ...gapRows(input, improvement), ...signalRows(input, improvement));
  return rows;
}

const section = (title: string): Row => ({ cells: [cell(title, 'section', { span: width })], height: 26 });
const heads = (texts: readonly string[]): Row => ({
  cells: texts.map((text, at) => cell(text, at === 0 ? 'headerCenter' : at < 3 ? 'header' : 'headerRight')),
  height: 32,
});

interface Table {
  readonly ranking: Ranking;
  readonly quadrants: Quadrants;
  readonly tree: PlacedIndex;
}

/** Points and quadrant are formulas over the weights and scores of the Satisfaction sheet. */
function rankingRows(input: ScorecardInput, plan: KpiPlan, { ranking, quadrants, tree }: Table, row: number): readonly Row[] {
  const { language } = input;
  const said = actionWords(language);
  const [from, to] = [row + 2, row + 1 + ranking.metrics.length];
  const hairs = to + 1;
  const title = say(
    language,
    `${ranking.label.en}: what improving gives back (weight × lost score), missed before at risk, and how important it is`,
    `${ranking.label.zh}：改进可挽回的分数（权重 × 失分）及其重要性，未达标者在前`,
  );
  const isSurveyed = quadrants.importance === 'survey';
  const columns = say(
    language,
    `#|Metric|Quadrant|Weight|Score|Points|${isSurveyed ? 'Importance (survey)' : 'Importance (weight)'}`,
    `#|指标|象限|权重|得分|可挽回分数|${isSurveyed ? '重要性（调查）' : '重要性（权重）'}`,
  ).split('|');
  const lines = ranking.metrics.map((ranked, at): Row => {
    const own = from + at;
    const node = tree.nodes.find(({ node: { id } }) => id === ranked.metric);
    const point = quadrants.metrics.find(({ metric }) => metric === ranked.metric);
    const of = (column: string): string => reference(plan.words.sheets.satisfaction, `${column}${node?.row ?? 1}`);
    const way = (column: string, result: number) => (node === undefined ? [] : [{ formula: of(column), result }]);
    return {
      cells: [
        cell(ranked.rank, 'center', { indent: 0 }),
        cell(plainText(ranked.label[language], 100), 'fit'),
        point === undefined ? cell('', 'text') : quadrantCell(said.quadrants, quadrants, point, { own, hairs }),
        cell(liveFormula(ranked.weight, way('G', ranked.weight)), 'number', { format: '0.0 %' }),
        cell(liveFormula(ranked.score, way('F', ranked.score)), 'number', { format: scoreFormat(ranked.score) }),
        cell(liveFormula(ranked.points, [{ formula: `D${own}*(10-E${own})`, result: ranked.points }]), 'bold', {
          format: '0.000',
        }),
        importanceCell(quadrants, point?.importance ?? null, own),
      ],
      height: heightFor(ranked.label[language], 40, 18),
    };
  });
  return [section(title), heads(columns), ...lines, crossHairRow(input, quadrants, { from, to })];
}

function importanceCell({ importance: of }: Quadrants, importance: number | null, row: number): Cell {
  const format = of === 'weights' ? '0.0 %' : '0.00';
  if (of === 'survey' || importance === null) return cell(importance, 'number', { format });
  return cell(liveFormula(importance, [{ formula: `D${row}`, result: importance }]), 'number', { format });
}

/** The quadrant as a formula over its row and the cross-hairs, where that gives the evaluation's. */
function quadrantCell(
  names: Readonly<Record<string, string>>,
  { importance_at, performance_at }: Quadrants,
  { importance, performance, quadrant }: Quadrants['metrics'][number],
  { own, hairs }: { readonly own: number; readonly hairs: number },
): Cell {
  const name = names[quadrant] ?? quadrant;
  const [isImportant, isGood] = [
    importance >= (importance_at ?? 0) - sameWithin,
    performance >= (performance_at ?? 0) - sameWithin,
  ];
  const seen = isImportant ? (isGood ? 'keep_up' : 'concentrate_here') : isGood ? 'possible_overkill' : 'low_priority';
  const style = quadrant === 'concentrate_here' ? 'strong' : 'fit';
  if (seen !== quadrant) {
    // Below its standard it does not perform well, on whichever side of the cross-hairs it lies.
    if (quadrant !== (isImportant ? 'concentrate_here' : 'low_priority')) return cell(name, 'fit');
    const formula = `IF(G${own}>=G$${hairs}-${near},"${names['concentrate_here']}","${names['low_priority']}")`;
    return cell({ formula, result: name }, style);
  }
  const pick = (good: string, bad: string): string => `IF(E${own}>=E$${hairs}-${near},"${names[good]}","${names[bad]}")`;
  const formula = `IF(G${own}>=G$${hairs}-${near},${pick('keep_up', 'concentrate_here')},${pick('possible_overkill', 'low_priority')})`;
  return cell({ formula, result: name }, style);
}

function crossHairRow({ language }: ScorecardInput, quadrants: Quadrants, { from, to }: { from: number; to: number }): Row {
  const { cross_hairs, importance, importance_at, performance_at } = quadrants;
  const said = actionWords(language);
  const text = say(language, `Cross-hairs at the ${said.hairs[cross_hairs]}`, `十字线：${said.hairs[cross_hairs]}`);
  const over = (column: string): string => `${column}${from}:${column}${to}`;
  const formula = (column: string): string | undefined => {
    if (cross_hairs === 'mean') return `AVERAGE(${over(column)})`;
    if (cross_hairs === 'median') return `MEDIAN(${over(column)})`;
    return column === 'G' && importance === 'weights' ? `(MIN(${over(column)})+MAX(${over(column)}))/2` : undefined;
  };
  const made = (column: string, value: number | null): Cell['value'] => {
    const written = formula(column);
    return written === undefined || value === null ? value : liveFormula(value, [{ formula: written, result: value }]);
  };
  return {
    cells: [
      cell(null, 'branch'),
      cell(text, 'branch'),
      cell(null, 'branch'),
      cell(null, 'branch'),
      cell(made('E', performance_at), 'branchNumber', { format: '0.00' }),
      cell(null, 'branch'),
      cell(made('G', importance_at), 'branchNumber', { format: importance === 'weights' ? '0.0 %' : '0.00' }),
    ],
    height: 22,
  };
}

function sliceRows({ language }: ScorecardInput, slices: readonly FailingSlice[]): readonly Row[] {
  if (slices.length === 0) return [];
  const columns = say(
    language,
    '#|Metric|Slice|Failed|Of failures|Of volume|p (Holm)|More than its share',
    '#|指标|切片|不合格|占不合格|占业务量|p 值（Holm）|是否超过其份额',
  ).split('|');
  const title = say(
    language,
    'Where failures lie: the slice with most, and all with more than their share (Fisher, hypergeometric; p by Holm over all slices, below 0.05)',
    '不合格集中在何处：最多的切片，以及所有超过其份额的切片（Fisher 超几何检验，p 值按全部切片 Holm 校正，< 0.05）',
  );
  const verdict = (isMore: boolean | null): string =>
    isMore === null ? '–' : isMore ? say(language, 'yes', '是') : say(language, 'no', '否');
  return [
    gap(),
    section(title),
    heads(columns),
    ...slices.map((slice, at) => ({
      cells: [
        cell(at + 1, 'center', { indent: 0 }),
        cell(plainText(slice.label[language], 100), 'fit'),
        cell(
          `${sliceName(language, slice.dimension, slice.key)}${slice.is_most ? say(language, ' (most)', '（最多）') : ''}`,
          'fit',
        ),
        cell(slice.failed, 'number', { format: '#,##0' }),
        cell(slice.share_of_failures, 'number', { format: '0.0 %' }),
        cell(slice.share_of_volume, 'number', { format: '0.0 %' }),
        cell(slice.p_adjusted, 'number', { format: '[<0.0001]"< 0.0001";0.0000' }),
        cell(verdict(slice.is_more), 'number'),
      ],
      height: 32,
    })),
  ];
}

/** The five gaps, the largest in proportion first, and the largest of all marked. */
function gapRows({ language }: ScorecardInput, { gaps: { gaps, largest } }: ScorecardImprovement): readonly Row[] {
  // Delivery against the standard has the list above.
  const shown = gaps.filter(one => one.kind !== 'delivery' || one.staff !== null || one === largest);
  if (shown.length === 0 || gaps.every(({ kind }) => kind === 'delivery')) return [];
  const said = actionWords(language);
  const columns = say(
    language,
    '#|Metric|Kind of gap|Is|Against|Gap|Staff’s rating|Basis',
    '#|指标|差距类别|实际|对照|差距|员工评分|依据',
  ).split('|');
  const title = say(
    language,
    'The five gaps of service quality; negative is worse for the client',
    '服务质量的五种差距（负数对客户不利）',
  );
  return [
    gap(),
    section(title),
    heads(columns),
    ...shown.toSorted(byLargest).map((one, at) => ({
      cells: [
        cell(at + 1, 'center', { indent: 0 }),
        cell(plainText(one.label[language], 100), 'fit'),
        cell(`${said.kinds[one.kind]}${markOf(one, largest, language)}`, 'fit'),
        cell(one.is, 'number', { format: formatOfGap(one) }),
        cell(one.against, 'number', { format: formatOfGap(one) }),
        cell(one.gap, 'number', { format: one.unit === '%' ? '+0.00 %;-0.00 %;0.00 %' : '+0.00;-0.00;0.00' }),
        cell(one.staff?.mean ?? null, 'number', { format: '0.00' }),
        cell(basisText(one, language), 'fit', { span: 2 }),
      ],
      height: 46,
    })),
  ];
}

function markOf(one: Gap, largest: Gap | null, language: Language): string {
  if (one.too_few === true) return say(language, ' (too few facts)', '（样本不足）');
  return one === largest ? say(language, ' (largest)', '（最大）') : '';
}

/** What one side of a gap rests on: the basis of an expectation, or the wave that was asked. */
function basisText({ basis, wave, earlier }: Gap, language: Language): string {
  if (basis !== null) return actionWords(language).bases[basis];
  if (wave === null) return '';
  const name = plainText(wave, 40);
  return earlier === true ? say(language, `${name}, before this period`, `${name}（本期之前）`) : name;
}

const formatOfGap = ({ unit }: Gap): string => (unit === '%' ? '0.00 %' : '0.00');

/** Signals of the control charts, and what follows runs of misses. */
function signalRows({ language }: ScorecardInput, { signals, consequences }: ScorecardImprovement): readonly Row[] {
  const out = signals.filter(one => one.out.length > 0 || one.misses > 1);
  if (out.length + consequences.length === 0) return [];
  const line = (name: string, text: string): Row => ({
    cells: [cell(null, 'code'), cell(plainText(name, 100), 'fit'), cell(text, 'fit', { span: width - 2 })],
    height: heightFor(text, 80, 20),
  });
  return [
    gap(),
    section(say(language, 'Signals (p-chart, mean ± 3 sigma) and consequences', '信号（p 控制图，均值 ± 3σ）与后果')),
    ...out.map(one => {
      const run = say(language, `${one.misses} in a row below standard`, `连续 ${one.misses} 期未达标`);
      const outside = one.out.map(({ period, side }) =>
        say(language, `${period} outside its limits (${side})`, `${period} 超出控制限（${side === 'worse' ? '变差' : '变好'}）`),
      );
      return line(one.label[language], [...(one.misses > 1 ? [run] : []), ...outside].join('; '));
    }),
    ...consequences.map(({ metric, after, misses, label }) =>
      line(
        signals.find(one => one.metric === metric)?.label[language] ?? metric,
        say(
          language,
          `${misses} misses in a row, ${after} agreed: ${label.en}`,
          `连续 ${misses} 期未达标（约定 ${after} 期）：${label.zh}`,
        ),
      ),
    ),
  ];
}
