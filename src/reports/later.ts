import type { KpiPlan } from './kpis.js';
import type { ScorecardInput } from './input.js';
import { palette } from './palette.js';
import { cell, heading, type Row, type Sheet } from './sheet.js';
import { say } from './words.js';

type Bare = Pick<Sheet, 'tables' | 'colours' | 'pictures' | 'pagesHigh' | 'tab'>;
const bare: Bare = { tables: [], colours: [], pictures: [], pagesHigh: 0, tab: palette.quiet };

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
