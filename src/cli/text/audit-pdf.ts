import type { PdfAudit } from '../../app/audit/pdf.js';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { formatFault } from '../../faults/worded.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { openPeriodsText } from './audit-open-periods.js';

/** What a PDF's check came to. */
export function pdfText(audited: PdfAudit, language: Language): string {
  const { file, evaluation, client, period, revision, bytes, first_difference: byte } = audited;
  const heading = say(
    language,
    `${client}, ${period}, revision ${revision} (${evaluation}): laid out again, ${bytes} bytes compared.`,
    `${client}，${period}，第 ${revision} 版（${evaluation}）：已重新排版，比较 ${bytes} 字节。`,
  );
  if (audited.with_open_periods === true) return `${heading}\n${openPeriodsText(language)}`;
  if (byte === null) return `${heading}\n${say(language, 'Every one is what the ledger gives.', '全部与台账一致。')}`;
  return `${heading}\n\n${formatFault(fault(auditFaults, 'pdf_differs', { byte }, { file }), language)}`;
}
