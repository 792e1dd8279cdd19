import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import type { PlainPhrase } from '../../faults/phrase.js';
import { Stop } from '../../faults/stop.js';
import { openFile } from '../../import/readers/bytes.js';
import { originOf } from '../../reports/writers/pdf/metadata.js';
import { handedOver, pdfMaker, workbookPdf } from '../../reports/writers/pdf/workbook-pdf.js';
import type { Deps } from '../deps.js';
import { laidOutAgain, type SaidOfItself } from './laid-out-again.js';
import { houseStyleOf } from '../scorecards/house-style.js';

/** What a PDF's check came to. */
export interface PdfAudit {
  readonly file: string;
  readonly evaluation: string;
  readonly client: string;
  readonly period: string;
  readonly revision: number;
  readonly bytes: number;
  /** The first byte, from 1, that is not what the ledger gives; null where all are. */
  readonly first_difference: number | null;
  /** It shows earlier periods that nobody had closed, as PDFs of open months formerly did, and is held against that. */
  readonly with_open_periods?: true;
}

const maxBytes = 64 * 2 ** 20;

/** Whether a name is that of a PDF file and of no evaluation. */
export const isPdfName = (given: string): boolean => /\.pdf$/i.test(given);

/** Lays a PDF out again from what the ledger's evaluations and the frozen rules give, and compares the bytes. Reads only. */
export async function auditPdf(deps: Deps, file: string): Promise<PdfAudit> {
  const found = await readPdf(file);
  const origin = originOf(found);
  if (origin === undefined) throw refusal(file, 'no_evaluation_in_pdf');
  const here = pdfMaker();
  if (origin.madeBy !== here)
    throw new Stop(2, [fault(auditFaults, 'pdf_of_other_version', { made: origin.madeBy, here }, { file })]);
  const { evaluation, revision: named, language, author } = origin;
  const house = await houseStyleOf(deps.workspace);
  const said = { evaluation, language, author, revision: named, house, madeAt: () => origin.madeAt };
  const now = await differenceFrom(deps, found, said);
  const formerly =
    now.first_difference !== null && now.leavesOut
      ? await differenceFrom(deps, found, { ...said, withOpenPeriods: true })
      : undefined;
  const { id, client, period } = now.stored;
  const about = { file, evaluation: id, client, period, revision: now.revision, bytes: found.length };
  if (formerly?.first_difference === null) return { ...about, first_difference: null, with_open_periods: true };
  return { ...about, first_difference: now.first_difference };
}

/** Where a PDF begins to differ from what is laid out again. */
async function differenceFrom(deps: Deps, found: Buffer, said: SaidOfItself) {
  const { stored, card, revision, leavesOut } = await deps.database.transaction(tx => laidOutAgain(tx, said, 'first pages'));
  const expected = await workbookPdf(card, handedOver(card), { id: stored.id, revision });
  return { stored, revision, leavesOut, first_difference: firstDifference(found, expected) };
}

async function readPdf(file: string): Promise<Buffer> {
  const { handle } = await openFile(file);
  try {
    const { size } = await handle.stat();
    if (size > maxBytes) throw refusal(file, 'no_pdf_of_plumbline');
    const bytes = await handle.readFile();
    if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return bytes;
  } finally {
    await handle.close();
  }
  throw refusal(file, 'no_pdf_of_plumbline');
}

const refusal = (file: string, reason: PlainPhrase): Stop =>
  new Stop(2, [fault(auditFaults, 'pdf_not_a_scorecard', { reason }, { file })]);

function firstDifference(found: Uint8Array, expected: Uint8Array): number | null {
  const at = found.findIndex((byte, position) => byte !== expected[position]);
  if (at !== -1) return at + 1;
  return found.length === expected.length ? null : found.length + 1;
}
