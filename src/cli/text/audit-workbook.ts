import type { WorkbookAudit } from '../../app/audit/workbook.js';
import { auditFaults } from '../../faults/audit.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { formatFault } from '../../faults/worded.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { openPeriodsText } from './audit-open-periods.js';

/** What a workbook's check came to. */
export function workbookText(audited: WorkbookAudit, language: Language): string {
  const { file, evaluation, client, period, revision, cells, differences } = audited;
  const faults: readonly Fault[] = differences
    .slice(0, 50)
    .map(({ cell, expected, found, sheet_missing: isMissing }) =>
      isMissing === true
        ? fault(auditFaults, 'workbook_sheet_missing', { sheet: cell.slice(0, cell.lastIndexOf('!')) }, { file })
        : fault(auditFaults, 'workbook_cell_differs', { cell, expected, found }, { file }),
    );
  const rest = differences.length - faults.length;
  const cellsHeld = say(
    language,
    `${client}, ${period}, revision ${revision} (${evaluation}): ${cells} cells held against the ledger.`,
    `${client}，${period}，第 ${revision} 版（${evaluation}）：已按台账核对 ${cells} 个单元格。`,
  );
  const heading = audited.with_open_periods === true ? `${cellsHeld}\n${openPeriodsText(language)}` : cellsHeld;
  if (differences.length === 0) return `${heading}\n${say(language, 'Every one is what the ledger gives.', '全部与台账一致。')}`;
  const count = say(
    language,
    `${differences.length} ${differences.length === 1 ? 'cell differs' : 'cells differ'}.`,
    `${differences.length} 个单元格不一致。`,
  );
  const more = say(language, `${rest} more differ (--json lists them).`, `另有 ${rest} 个不一致（--json 可列出）。`);
  return [heading, count, '', ...faults.map(one => formatFault(one, language)), ...(rest > 0 ? [more] : [])].join('\n');
}
