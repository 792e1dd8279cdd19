import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import type { Deps } from '../../src/app/deps.js';
import { withdrawBatch } from '../../src/store/facts/withdraw.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { remedyOf } from '../support/worded.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

const fields = `fields:
  client:       { const: ACME }
  shipment_no:  { column: Sendung }
  promised_at:  { column: Termin, format: dd/MM/yyyy }
  shipped_qty:  { column: Menge, decimal: "," }
  status:       { column: Status, map: { zugestellt: delivered } }
  consignee:    { column: Empfänger }
`;
const source = `Sendung;Termin;Menge;Status;Empfänger
S1;01/06/2026;1,5;zugestellt;Müller
S2;02/06/2026;2,25;retour;Schäfer
S3;03/06/2026;1.250;retour;"Köhler; Söhne"
S4;04/06/2026;4;retour
S5;05/06/2026;5;retour;Lang;5
`;

describe('a file of rejected rows that a spreadsheet has saved', () => {
  let borrowed: Borrowed | undefined;
  let deps: Deps;
  before(async () => {
    borrowed = await borrowDatabase();
    const workspace = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }]\n',
      'config/layouts/german.yaml': `layout: german\nfact: shipment\nformat: csv\ndelimiter: ";"\n${fields}`,
      'config/layouts/mended.yaml': `layout: mended\nfact: shipment\nformat: csv\ndelimiter: ";"\n${fields.replace('{ zu', '{ retour: refused, zu')}`,
      'config/layouts/months.yaml': `layout: months\nfact: shipment\nformat: csv\ndelimiter: ";"\nfields:
  client:       { const: ACME }
  shipment_no:  { column: Sendung }
  promised_at:  { column: Termin, format: MM/yyyy, at: end }
  status:       { column: Status, map: { retour: refused } }
`,
      'config/layouts/book.yaml': `layout: book\nfact: shipment\nformat: xlsx\nsheet: Juni\nheader_row: 3\n${fields.replace('{ zu', '{ retour: refused, zu')}`,
    });
    deps = await depsFor(borrowed.database, workspace);
  });
  after(() => borrowed?.giveBack());

  const at = (name: string): string => path.join(deps.workspace.directory, name);
  const rejected = async (): Promise<readonly (readonly string[])[]> => {
    await writeFile(at('juni.csv'), source);
    const { rejects } = await imported(deps, 'juni.csv', 'german');
    return parse(await readFile(rejects ?? ''), { bom: true, relax_column_count: true });
  };

  /** What became of the file's rows, and the facts of the corrected ones; nothing is kept of it. */
  async function cameBack(file: string, layout = 'mended'): Promise<unknown> {
    const { rows, errors, batch } = await imported(deps, file, layout);
    const { rows: found } = await deps.database.transaction(tx =>
      tx.raw<{ rows: { said: string }[] }>(
        `select concat_ws(' ', shipment_no, to_char(to_timestamp(promised_at / 1000) at time zone 'UTC', 'MM-DD'), shipped_qty, consignee) as said
         from fact_shipment where batch = ? order by shipment_no`,
        [batch],
      ),
    );
    if (batch !== null) await withdrawBatch(deps.database, { batch, reason: 'next form', actor: 'tester', at: () => 1000 });
    return {
      read: rows.read,
      new: rows.new,
      faults: errors.map(({ code, rows: which }) => `${code} ${which?.length}`),
      facts: found.map(({ said }) => said),
    };
  }

  const mended = {
    read: 4,
    new: 2,
    faults: ['row_ragged 2'],
    facts: ['S2 06-02 2.25 Schäfer', 'S3 06-03 1250 Köhler; Söhne'],
  };
  /** Where blank cells were added at the ends of rows, only the reason tells what was wrong. */
  const filledUp = { ...mended, faults: ['reject_unchanged 2'] };

  it('as the program wrote it', async () => {
    await rejected();
    expect(await cameBack('rejects/1.csv')).to.deep.equal(mended);
  });

  it('with other delimiters, quotes, encodings and byte order marks, rows filled up to one width', async () => {
    const rows = await rejected();
    const widest = Math.max(...rows.map(row => row.length));
    const square = rows.map(row => Array.from({ length: widest }, (_, i) => row[i] ?? ''));
    const written = (delimiter: string, quote: string, always = false): string => {
      const inQuotes = (cell: string): string => quote + cell.replaceAll(quote, quote + quote) + quote;
      const written = (cell: string): string =>
        always || cell.includes(delimiter) || cell.includes(quote) ? inQuotes(cell) : cell;
      return square.map(row => row.map(written).join(delimiter)).join('\r\n');
    };
    const saved: Readonly<Record<string, Buffer>> = {
      semicolon: iconv.encode(written(';', '"'), 'windows-1252'),
      'semicolon-bom': iconv.encode(written(';', '"'), 'utf-8', { addBOM: true }),
      tab: iconv.encode(written('\t', '"'), 'utf-16le', { addBOM: true }),
      bar: Buffer.from(written('|', '"')),
      colon: Buffer.from(written(':', '"')),
      apostrophe: Buffer.from(written(',', "'", true)),
    };
    for (const [name, bytes] of Object.entries(saved)) {
      await writeFile(at(`${name}.csv`), bytes);
      expect(await cameBack(`${name}.csv`), name).to.deep.equal(filledUp);
    }
    const chinese = written(',', '"').replaceAll('Schäfer', '上海港物流').replaceAll('Köhler; Söhne', '宁波货运');
    await writeFile(at('chinese.csv'), iconv.encode(chinese, 'gb18030'));
    const facts = ['S2 06-02 2.25 上海港物流', 'S3 06-03 1250 宁波货运'];
    expect(await cameBack('chinese.csv')).to.deep.equal({ ...filledUp, facts });
  });

  it('is refused where its letters were spoiled on the way, and says how to open it', async () => {
    const rows = await rejected();
    const inQuotes = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const bytes = iconv.encode(rows.map(row => row.map(inQuotes).join(',')).join('\n'), 'utf-8', { addBOM: true });
    for (const encoding of ['windows-1252', 'windows-1250', 'gb18030']) {
      const spoiled = iconv.decode(bytes, encoding, { stripBOM: false });
      const table: readonly (readonly string[])[] = parse(spoiled, { relax_column_count: true, relax_quotes: true });
      const book = new ExcelJS.Workbook();
      book.addWorksheet('1').addRows(table.map(row => [...row]));
      await book.xlsx.writeFile(at('spoiled.xlsx'));
      await writeFile(at('spoiled.csv'), spoiled);
      for (const file of ['spoiled.xlsx', 'spoiled.csv']) {
        const stop = await stopOf(imported(deps, file, 'mended'));
        expect([stop.exitCode, stop.faults.map(({ code }) => code)], `${file} ${encoding}`).to.deep.equal([
          3,
          ['rejects_garbled'],
        ]);
        expect(remedyOf(stop.faults[0])).to.contain('choose UTF-8');
      }
    }
  });

  it('as a workbook, whose dates and numbers are no texts any more', async () => {
    const [head = [], ...rows] = await rejected();
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('1');
    sheet.addRow([...head]);
    for (const row of rows) {
      const typed = row.map((cell, i) => {
        const [, day = '', month = ''] = /^'?(\d\d)\/(\d\d)\/2026$/.exec(cell) ?? [];
        if (day !== '') return new Date(Date.UTC(2026, Number(month) - 1, Number(day)));
        return i >= 8 && /^\d+(,\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : cell;
      });
      sheet.addRow(typed);
    }
    await book.xlsx.writeFile(at('1.xlsx'));
    // A text 1.250 beside numbers that are plain: a program cannot know which of the two it is.
    const faults = ['number_two_ways 1', 'reject_unchanged 1', 'row_ragged 1'];
    const expected = { ...mended, new: 1, faults, facts: mended.facts.slice(0, 1) };
    expect(await cameBack('1.xlsx')).to.deep.equal(expected);
    // A name that does not tell the format, as of an upload.
    await writeFile(at('upload'), await readFile(at('1.xlsx')));
    expect(await cameBack('upload')).to.deep.equal(expected);
  });

  it('by a spreadsheet of a country where the month comes first, which leaves their dates the texts that they are', async () => {
    const [head = [], ...rows] = await rejected();
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('1');
    sheet.addRow([...head]);
    for (const row of rows) {
      const read = row.map(cell => {
        const [, month = '', day = ''] = /^(0?\d|1[0-2])\/(\d\d?)\/2026$/.exec(cell) ?? [];
        return month === '' ? cell : new Date(Date.UTC(2026, Number(month) - 1, Number(day)));
      });
      sheet.addRow(read);
    }
    await book.xlsx.writeFile(at('american.xlsx'));
    // The second of June is not the sixth of February now.
    expect(await cameBack('american.xlsx')).to.deep.include({ facts: mended.facts.slice(0, 1) });
  });

  it('by a spreadsheet that makes days of whole months, which stay the texts that they are', async () => {
    await writeFile(at('months.csv'), 'Sendung;Termin;Status\nM1;06/2026;weg\nM2;02/2026;weg\n');
    const { rejects } = await imported(deps, 'months.csv', 'months');
    const [head = [], ...rows]: readonly (readonly string[])[] = parse(await readFile(rejects ?? ''), { bom: true });
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('1');
    sheet.addRow([...head]);
    for (const row of rows) {
      const read = row.map(cell => {
        const [, month = ''] = /^(\d\d)\/2026$/.exec(cell) ?? [];
        return month === '' ? cell.replace('weg', 'retour') : new Date(Date.UTC(2026, Number(month) - 1, 1));
      });
      sheet.addRow(read);
    }
    await book.xlsx.writeFile(at('months.xlsx'));
    // The promise is for the end of the month, not for its first day.
    expect(await cameBack('months.xlsx', 'months')).to.deep.equal({
      read: 2,
      new: 2,
      faults: [],
      facts: ['M1 06-30', 'M2 02-28'],
    });
  });

  it('of a workbook whose sheet and header row are no longer there', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Rejected');
    sheet.addRow([
      'row',
      'code',
      'column',
      'value',
      'what',
      'remedy',
      'source',
      'format',
      'Sendung',
      'Termin',
      'Menge',
      'Status',
      'Empfänger',
    ]);
    sheet.addRow([
      7,
      'map_missed',
      'Status',
      'weg',
      '',
      '',
      'juni.xlsx',
      'xlsx Juni',
      'S7',
      new Date(Date.UTC(2026, 5, 7)),
      1.5,
      'retour',
      'Lang',
    ]);
    sheet.addRow([
      8,
      'map_missed',
      'Status',
      'weg',
      '',
      '',
      'juni.xlsx',
      'xlsx Juni',
      776012345678901000,
      new Date(Date.UTC(2026, 5, 7)),
      1.5,
      'retour',
      'Lang',
    ]);
    await book.xlsx.writeFile(at('rejected.xlsx'));
    expect(await cameBack('rejected.xlsx', 'book')).to.deep.equal({
      read: 2,
      new: 1,
      faults: ['key_digits_lost 1'],
      facts: ['S7 06-07 1.5 Lang'],
    });
  });
});
