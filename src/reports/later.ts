import { figureWidth, valueFormat } from './kpi-columns.js';
import { kpiCell, type KpiPlan } from './kpis.js';
import type { ScorecardInput } from './input.js';
import { linked } from './live.js';
import { palette } from './palette.js';
import { plainText } from './plain-text.js';
import { cell, heading, type Row, type Sheet } from './sheet.js';
import { say } from './words.js';

type Bare = Pick<Sheet, 'tables' | 'colours' | 'pictures' | 'pagesHigh' | 'tab'>;
const bare: Bare = { tables: [], colours: [], pictures: [], pagesHigh: 0, tab: palette.quiet };

/** The Exclusions sheet: how many facts were taken out of each metric, with the value before beside the one after. */
export function exclusionSheet(input: ScorecardInput, plan: KpiPlan): Sheet {
  const { words } = plan;
  const { language } = input;
  const touched = plan.metrics.filter(metric => metric.counts.excluded > 0);
  const heads = [words.columns.metric, words.columns.id, words.columns.excluded, words.columns.value, words.columns.raw];
  const note = say(language, 'What was left out, and what it changed', '剔除了什么，影响如何');
  const rows: readonly Row[] =
    touched.length === 0
      ? [
          {
            cells: [
              cell(
                say(
                  language,
                  'There are no exclusions: every value is the raw value, no fact was taken out.',
                  '暂无剔除：所有指标值均为原始值，没有剔除任何记录。',
                ),
                'paragraph',
                { span: 5 },
              ),
            ],
            height: 24,
          },
        ]
      : [
          { cells: heads.map((head, position) => cell(head, position > 1 ? 'headerRight' : 'header')), height: 24 },
          ...touched.map(metric => ({
            cells: [
              cell(plainText(metric.label[language]), 'fit'),
              cell(plainText(metric.metric), 'code'),
              linked(kpiCell(plan, metric.metric, 'excluded'), metric.counts.excluded, 'number', { format: '#,##0' }, ''),
              linked(
                kpiCell(plan, metric.metric, 'value'),
                metric.value,
                'number',
                { format: valueFormat(metric) },
                words.noData,
              ),
              linked(
                kpiCell(plan, metric.metric, 'raw'),
                metric.raw.value,
                'number',
                { format: valueFormat(metric, metric.raw.value) },
                words.noData,
              ),
            ],
          })),
        ];
  return {
    ...bare,
    name: words.sheets.exclusions,
    widths: [44, 28, 14, figureWidth(touched, 14), figureWidth(touched, 14)],
    rows: [...heading(words.sheets.exclusions, note, 5), ...rows],
    frozen: { rows: 3, columns: 0 },
  };
}

/** The Actions sheet: none yet. */
export function actionSheet(input: ScorecardInput, plan: KpiPlan): Sheet {
  const { words } = plan;
  const { language } = input;
  const note = say(language, 'What is done about the gaps, by whom, until when', '针对差距采取的措施、负责人与期限');
  const none = say(language, 'There are no improvement actions yet.', '暂无改进措施。');
  const rows: readonly Row[] = [
    ...heading(words.sheets.actions, note, 5),
    { cells: [cell(none, 'paragraph', { span: 5 })], height: 24 },
  ];
  return { ...bare, name: words.sheets.actions, widths: [44, 28, 14, 14, 14], rows, frozen: { rows: 3, columns: 0 } };
}
