import type { ExclusionShown } from '../evaluation/amendments.js';
import type { MetricResult } from '../evaluation/document.js';
import { localOf } from '../facts/time.js';
import { nameIn } from '../words/name.js';
import { exclusionsOf } from './adjusted.js';
import { excludedInWords, metricsOf } from './exclusion-text.js';
import { millisOf, type ScorecardInput } from './input.js';
import { valueFormat } from './kpi-columns.js';
import { kpiCell, type KpiPlan, nameOf } from './kpis.js';
import { linkedCell } from './live-formula.js';
import { numberOf } from './number-format.js';
import { plainText } from './plain-text.js';
import { type Cell, cell, gap, type Row } from './sheet.js';
import { heightFor } from './text-width.js';
import { say } from '../words/say.js';

type Widths = readonly number[];

/** Every exclusion of the evaluation: what it leaves out and why, who asked for it and who approved it. */
export function exclusionRows(input: ScorecardInput, plan: KpiPlan, widths: Widths): readonly Row[] {
  const { language, evaluation } = input;
  const all = evaluation.document.exclusions ?? [];
  if (all.length === 0) return [];
  const heads = [
    ...say(language, 'Number|Left out|Metrics|Reason|Responsible|Evidence', '编号|剔除内容|指标|原因|责任方|依据').split('|'),
    undefined,
    ...approvalHeads(input),
    say(language, 'Dispute, the client’s own no.', '争议编号（客户自己的）'),
  ];
  const ofPeriod = exclusionsOf(evaluation.document);
  return [
    { cells: [cell(say(language, 'Exclusions', '剔除明细'), 'section', { span: heads.length })], height: 26 },
    headRow(heads, 5),
    ...all.map(one => exclusionRow(input, plan, one, ofPeriod.includes(one), widths)),
    gap(),
  ];
}

function exclusionRow(input: ScorecardInput, plan: KpiPlan, one: ExclusionShown, isOfPeriod: boolean, widths: Widths): Row {
  const { language, evaluation } = input;
  const { document } = evaluation;
  const before = say(language, '(of the period before)', '（属于上期）');
  const out = [...excludedInWords(one, language, document.time_zone), ...(isOfPeriod ? [] : [before])].join('\n');
  const metrics = metricsOf(one, document.metrics, language);
  const { code, label, party } = one.reason;
  const reason = plainText(`${code} ${label[language]}`, 500);
  const responsible = plainText(nameIn(plan.words.parties, party), 100);
  const evidence = plainText(one.evidence, 5_000);
  const [d, e, f, g] = [widths[3] ?? 20, widths[4] ?? 20, widths[5] ?? 20, widths[6] ?? 20];
  return {
    cells: [
      cell(one.exclusion, 'top', { format: '0' }),
      cell(out, 'wrapped'),
      cell(metrics, 'wrapped'),
      cell(reason, 'wrapped'),
      cell(responsible, 'wrapped'),
      cell(evidence, 'wrapped', { span: 2 }),
      undefined,
      ...approvalCells(input, one),
      cell(one.dispute ?? null, 'top', { format: '0' }),
    ],
    height: tallest([
      [out, widths[1] ?? 20],
      [metrics, widths[2] ?? 20],
      [reason, d],
      [responsible, e],
      [evidence, f + g],
      ...namesOf(one, widths),
    ]),
  };
}

/** Every agreed value: what was calculated, what was agreed, and what counts. */
export function overrideRows(
  input: ScorecardInput,
  plan: KpiPlan,
  overridden: readonly MetricResult[],
  widths: Widths,
): readonly Row[] {
  const { language } = input;
  if (overridden.length === 0) return [];
  const { columns } = plan.words;
  const heads = [
    say(language, 'Number', '编号'),
    columns.metric,
    say(language, 'Reason', '原因'),
    columns.calculated,
    columns.override,
    say(language, 'Effective value', '有效值'),
    say(language, 'Evidence', '依据'),
    ...approvalHeads(input),
    say(language, 'Dispute, the client’s own no.', '争议编号（客户自己的）'),
  ];
  const title = say(
    language,
    'Overrides: values that were agreed in place of the calculated ones',
    '改定：经约定取代计算值的数值',
  );
  return [
    { cells: [cell(title, 'section', { span: heads.length })], height: 26 },
    headRow(heads, undefined, [3, 4, 5]),
    ...overridden.map(metric => overrideRow(input, plan, metric, widths)),
    gap(),
  ];
}

function overrideRow(input: ScorecardInput, plan: KpiPlan, metric: MetricResult, widths: Widths): Row {
  const { override, calculated } = metric;
  if (override === undefined) return gap();
  const { words } = plan;
  const at = (column: Parameters<typeof kpiCell>[2]) => kpiCell(plan, metric.metric, column);
  const name = nameOf(input, words, metric);
  const [reason, evidence] = [plainText(override.reason, 5_000), plainText(override.evidence, 5_000)];
  const agreed = numberOf(override.value) ?? null;
  const found = calculated?.value ?? null;
  return {
    cells: [
      cell(override.override, 'top', { format: '0' }),
      cell(name, 'wrapped'),
      cell(reason, 'wrapped'),
      linkedCell(at('calculated'), found, 'numberTop', { format: valueFormat(metric, found) }, words.noData),
      linkedCell(at('override'), agreed, 'numberTop', { format: valueFormat(metric, agreed) }, ''),
      linkedCell(at('value'), metric.value, 'boldTop', { format: valueFormat(metric) }, words.noData),
      cell(evidence, 'wrapped'),
      ...approvalCells(input, override),
      cell(override.dispute ?? null, 'top', { format: '0' }),
    ],
    height: tallest([
      [name, widths[1] ?? 20],
      [reason, widths[2] ?? 20],
      [evidence, widths[6] ?? 20],
      ...namesOf(override, widths),
    ]),
  };
}

/** Heads in a row; the one at `wide` goes over two columns, and those at `right` stand over figures. */
const headRow = (heads: readonly (string | undefined)[], wide: number | undefined, right: readonly number[] = []): Row => ({
  cells: heads.map((head, at) =>
    head === undefined ? undefined : cell(head, right.includes(at) ? 'headerRight' : 'header', at === wide ? { span: 2 } : {}),
  ),
  height: 24,
});

const approvalHeads = ({ language }: ScorecardInput): readonly string[] =>
  say(language, 'Asked for by|Asked for at|Approved by|Approved at', '申请人|申请时间|批准人|批准时间').split('|');

type Approved = Pick<ExclusionShown, 'requested_by' | 'requested_at' | 'approved_by' | 'approved_at'>;

function approvalCells({ evaluation }: ScorecardInput, one: Approved): readonly Cell[] {
  const zone = evaluation.document.time_zone;
  const moment = (iso: string): Cell => cell({ local: localOf(zone, millisOf(iso)) }, 'top', { format: 'yyyy-mm-dd hh:mm:ss' });
  return [
    cell(plainText(one.requested_by, 200), 'wrapped'),
    moment(one.requested_at),
    cell(plainText(one.approved_by, 200), 'wrapped'),
    moment(one.approved_at),
  ];
}

const namesOf = (one: Approved, widths: Widths): readonly (readonly [string, number])[] => [
  [one.requested_by, widths[7] ?? 16],
  [one.approved_by, widths[9] ?? 16],
];

const tallest = (texts: readonly (readonly [text: string, width: number])[]): number =>
  texts.reduce((height, [text, width]) => Math.max(height, heightFor(text, width, 20)), 20);
