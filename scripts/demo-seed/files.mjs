// The formats people really send: delimited text in old and new encodings, JSON lines, and workbooks with two sheets.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';

/** Writes files under a folder and keeps the list of odd rows with file and row, as the README shows it. */
export function writer(folder) {
  const odd = [];
  const save = (path, bytes) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  const note = (path, rows, first, sheet) =>
    rows.forEach((row, i) => {
      if (row.odd !== undefined) odd.push({ file: path, row: i + first, sheet, why: row.odd });
    });
  return {
    odd,
    /** `columns` are [header, row => cell text]. */
    delimited(path, rows, columns, { delimiter = ',', encoding = 'utf-8', bom = false, lineEnd = '\n' } = {}) {
      const quoted = text => (text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      const line = cells => cells.map(cell => quoted(String(cell ?? ''))).join(delimiter);
      const lines = [line(columns.map(([header]) => header)), ...rows.map(row => line(columns.map(([, cell]) => cell(row))))];
      save(path, iconv.encode(lines.join(lineEnd) + lineEnd, encoding, { addBOM: bom }));
      note(path, rows, 2);
    },
    json(path, rows, object) {
      save(path, rows.map(row => `${JSON.stringify(object(row))}\n`).join(''));
      note(path, rows, 1);
    },
    /** `sheets` are { name, rows, columns: [header, row => value, width, number format] }. */
    async workbook(path, sheets) {
      const book = new ExcelJS.Workbook();
      book.creator = 'Warehouse system';
      book.created = book.modified = new Date(Date.UTC(2026, 0, 1));
      for (const { name, rows, columns } of sheets) {
        const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
        sheet.columns = columns.map(([header, , width = 12, numFmt]) => ({
          header,
          width,
          ...(numFmt ? { style: { numFmt } } : {}),
        }));
        sheet.getRow(1).font = { bold: true };
        for (const row of rows) sheet.addRow(columns.map(([, cell]) => cell(row) ?? null));
        note(path, rows, 2, name);
      }
      save(path, withoutDates(Buffer.from(await book.xlsx.writeBuffer())));
    },
  };
}

/** A zip records when each part was added; these must not depend on the day, so both directories get 1 January 1980. */
function withoutDates(zip) {
  const noDate = 0x0021;
  let entry = zip.readUInt32LE(zip.length - 22 + 16);
  for (let left = zip.readUInt16LE(zip.length - 22 + 10); left > 0; left--) {
    const local = zip.readUInt32LE(entry + 42);
    for (const stamp of [entry + 12, local + 10]) {
      zip.writeUInt16LE(0, stamp);
      zip.writeUInt16LE(noDate, stamp + 2);
    }
    entry += 46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return zip;
}
