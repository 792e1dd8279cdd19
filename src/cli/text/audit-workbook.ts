import type { WorkbookAudit } from '../../app/audit/workbook.js';
import { auditFaults } from '../../faults/audit.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { formatFault } from '../../faults/worded.js';
import type { Language } from '../../facts/label.js';

/** What a workbook's check came to. */
export function workbookText(audited: WorkbookAudit, language: Language = 'en'): string {
  const { file, evaluation, client, period, revision, cells, differences } = audited;
  const faults: readonly Fault[] = differences
    .slice(0, 50)
    .map(({ cell, expected, found, sheet_missing: isMissing }) =>
      isMissing === true
        ? fault(auditFaults, 'workbook_sheet_missing', { sheet: cell.slice(0, cell.lastIndexOf('!')) }, { file })
        : fault(auditFaults, 'workbook_cell_differs', { cell, expected, found }, { file }),
    );
  const rest = differences.length - faults.length;
  const heading = `${client}, ${period}, revision ${revision} (${evaluation}): ${cells} cells held against the ledger.`;
  if (differences.length === 0) return `${heading}\nEvery one is what the ledger gives.`;
  const count = `${differences.length} ${differences.length === 1 ? 'cell differs' : 'cells differ'}.`;
  return [
    heading,
    count,
    '',
    ...faults.map(one => formatFault(one, language)),
    ...(rest > 0 ? [`${rest} more differ (--json lists them).`] : []),
  ].join('\n');
}
