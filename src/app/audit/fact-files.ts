import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeWhole } from '../../files/whole-file.js';
import type { Language } from '../../facts/label.js';
import { decimalText, toDouble } from '../../facts/exact.js';
import type { Value } from '../../facts/fact.js';
import type { FieldType } from '../../facts/field.js';
import { dayMillis, dayText, isoInstant, localOf } from '../../facts/time.js';
import { csvCell } from '../../import/csv-cell.js';
import { plainText } from '../../reports/plain-text.js';

/** A list of facts on its way to a file: heads, then rows of typed cells. */
export interface FactTable {
  readonly columns: readonly { readonly head: string; readonly type: FieldType }[];
  readonly rows: AsyncIterable<readonly Value[]>;
  /** The zone of times in a workbook; a CSV file has them in UTC. */
  readonly zone: string;
  readonly language: Language;
}

/** Writes facts to a CSV file or a workbook, by the name's ending; the file appears whole or not at all. */
export async function writeFacts(table: FactTable, path: string): Promise<void> {
  const write = path.toLowerCase().endsWith('.xlsx') ? writeXlsx : writeCsv;
  await writeWhole(path, draft => write(table, draft));
}

async function writeCsv({ columns, rows }: FactTable, path: string): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    // The byte order mark lets Excel read Chinese.
    yield `\uFEFF${columns.map(({ head }) => csvCell(head)).join(',')}\r\n`;
    for await (const row of rows)
      yield `${row.map((value, i) => csvCell(textOf(value, columns[i]?.type ?? 'text'))).join(',')}\r\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

function textOf(value: Value, type: FieldType): string {
  if (value === null) return '';
  if (type === 'instant' && typeof value === 'number') return isoInstant(value);
  if (type === 'day' && typeof value === 'number') return dayText(value);
  return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : decimalText(value);
}

const sheetNames: Readonly<Record<Language, string>> = { en: 'Facts', zh: '事实' };

/** Rows of one sheet; Excel holds 1,048,576. */
const sheetRows = 1_000_000;

async function writeXlsx({ columns, rows, zone, language }: FactTable, path: string): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true });
  const heads = columns.map(({ head, type }) => plainText(type === 'instant' ? `${head} (${zone})` : head));
  const begin = (number: number) => {
    const sheet = book.addWorksheet(`${sheetNames[language]} ${number}`, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map(({ type }) => ({
      width: type === 'instant' ? 22 : 18,
      style: type === 'instant' ? { numFmt: 'yyyy-mm-dd hh:mm:ss' } : type === 'day' ? { numFmt: 'yyyy-mm-dd' } : {},
    }));
    const first = sheet.addRow(heads);
    first.font = { bold: true };
    first.commit();
    return sheet;
  };
  let sheet = begin(1);
  let written = 0;
  for await (const row of rows) {
    if (written > 0 && written % sheetRows === 0) {
      sheet.commit();
      sheet = begin(written / sheetRows + 1);
    }
    sheet.addRow(row.map((value, i) => xlsxCell(value, columns[i]?.type ?? 'text', zone))).commit();
    written++;
  }
  sheet.commit();
  await book.commit();
}

function xlsxCell(value: Value, type: FieldType, zone: string): string | number | boolean | Date | null {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return plainText(value);
  if (type === 'instant' && typeof value === 'number') return new Date(localOf(zone, value));
  if (type === 'day' && typeof value === 'number') return new Date(value * dayMillis);
  return toDouble(value);
}
