import type { Cell, CellValue } from 'exceljs';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { openFile } from '../../import/readers/bytes.js';
import { programIn } from '../../reports/writers/workbook-frame.js';
import { openPackage } from '../../import/readers/xlsx/package.js';

/** What a cell of a file holds, in the form in which the model of a scorecard has it. */
export type FoundContent =
  | string
  | number
  | boolean
  | null
  | { readonly formula: string; readonly result: string | number | null };

/** A workbook out of a file: cells by sheet and address; empty ones are left out. */
export interface FoundWorkbook {
  readonly creator: string;
  /** The version of the program that its properties name; undefined where they name none. */
  readonly program: string | undefined;
  /** The cells whose format shows percentages, as `Sheet!A1`. */
  readonly percentages: ReadonlySet<string>;
  readonly sheets: ReadonlyMap<string, ReadonlyMap<string, FoundContent>>;
}

const maxBytes = 64 * 2 ** 20;
const maxSheets = 60;

/** Reads a workbook whole, after its zip directory has shown that it is no larger than a scorecard can be. */
export async function readWorkbook(path: string): Promise<FoundWorkbook> {
  await refuseOther(path);
  await refuseTooBig(path);
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  try {
    await book.xlsx.readFile(path);
  } catch (cause) {
    throw new Stop(2, [fault(auditFaults, 'workbook_not_a_scorecard', { reason: 'unreadable' }, { file: path })], cause);
  }
  const sheets = new Map<string, ReadonlyMap<string, FoundContent>>();
  const percentages = new Set<string>();
  for (const sheet of book.worksheets) {
    const cells = new Map<string, FoundContent>();
    sheet.eachRow(row =>
      row.eachCell(cell => {
        const content = isMergedInto(cell) ? null : contentOf(cell);
        if (content !== null && content !== '') cells.set(cell.address, content);
        if (cell.numFmt?.includes('%')) percentages.add(`${sheet.name}!${cell.address}`);
      }),
    );
    sheets.set(sheet.name, cells);
  }
  return { creator: book.creator, program: programIn(book.description), percentages, sheets };
}

/** A cell under a merged one shows nothing; exceljs gives it the other's value. */
const isMergedInto = (cell: Cell): boolean => cell.isMerged && cell.master.address !== cell.address;

/** Stops at what is not there, cannot be read, or is a file of another kind: a workbook is a zip file. */
async function refuseOther(path: string): Promise<void> {
  const { handle } = await openFile(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    if (bytesRead === 2 && buffer.toString('latin1') === 'PK') return;
  } finally {
    await handle.close();
  }
  throw new Stop(2, [fault(auditFaults, 'workbook_not_a_scorecard', { reason: 'not_an_excel_workbook' }, { file: path })]);
}

async function refuseTooBig(path: string): Promise<void> {
  const zip = await openPackage(path);
  try {
    const parts = [
      'xl/sharedStrings.xml',
      'xl/styles.xml',
      ...Array.from({ length: maxSheets }, (_, i) => `xl/worksheets/sheet${i + 1}.xml`),
    ];
    const size = parts.reduce((sum, part) => sum + zip.size(part), 0);
    const reason = { phrase: 'unpacks_to', megabytes: Math.round(size / 2 ** 20) } as const;
    if (size > maxBytes) throw new Stop(2, [fault(auditFaults, 'workbook_not_a_scorecard', { reason }, { file: path })]);
  } finally {
    zip.close();
  }
}

function contentOf(cell: Cell): FoundContent {
  // Of a formula exceljs copies no result that is 0 or empty into the value; the cell itself has it.
  if (cell.formula) return { formula: cell.formula, result: resultOf(cell.result) };
  return plainOf(cell.value);
}

const resultOf = (result: Cell['result']): string | number | null =>
  result instanceof Date ? result.getTime() : typeof result === 'string' || typeof result === 'number' ? result : null;

function plainOf(value: CellValue): FoundContent {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.getTime();
  if ('richText' in value) return value.richText.map(part => part.text).join('');
  if ('hyperlink' in value) return value.text;
  return 'error' in value ? value.error : null;
}
