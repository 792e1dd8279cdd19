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
  const heading = [
    cellsHeld,
    ...(audited.with_open_periods === true ? [openPeriodsText(language)] : []),
    ...otherVersionText(audited, language),
  ].join('\n');
  const isWorded = (audited.other_version?.worded.length ?? 0) > 0;
  if (differences.length === 0)
    return `${heading}\n${isWorded ? say(language, 'Numbers and statuses are what the ledger gives; how else texts are worded was not checked.', '数字和状态均与台账一致；其余文字的措辞未作核对。') : say(language, 'Every one is what the ledger gives.', '全部与台账一致。')}`;
  const count = say(
    language,
    `${differences.length} ${differences.length === 1 ? 'cell differs' : 'cells differ'}.`,
    `${differences.length} 个单元格不一致。`,
  );
  const more = say(language, `${rest} more differ (--json lists them).`, `另有 ${rest} 个不一致（--json 可列出）。`);
  return [heading, count, '', ...faults.map(one => formatFault(one, language)), ...(rest > 0 ? [more] : [])].join('\n');
}

/** What another version worded otherwise; nothing where it did not. */
function otherVersionText({ other_version: other }: WorkbookAudit, language: Language): readonly string[] {
  if (other === undefined || other.worded.length === 0) return [];
  const { version, worded } = other;
  const name = version === null ? say(language, 'the file does not say which', '文件未注明版本') : version;
  const shown = worded.slice(0, 3).map(({ cell }) => cell);
  const cells = `${shown.join(say(language, ', ', '、'))}${worded.length > shown.length ? ' …' : ''}`;
  const count = worded.length;
  return [
    say(
      language,
      `${count} ${count === 1 ? 'cell is' : 'cells are'} worded by another version (${name}): ${cells}. Their text, unit, formula or row is another, their figures are the same (--json lists them).`,
      `${count} 个单元格由另一版本措辞（${name}）：${cells}。文字、单位、公式或所在行不同，数字相同（--json 可列出）。`,
    ),
  ];
}
