import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import type { Deps } from '../../src/app/deps.js';
import type { Database } from '../../src/store/connect.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const fields = `
  client:       { const: ACME }
  shipment_no:  { column: 运单号 }
  line_no:      { value: 'row()' }
  order_no:     { value: 'file()' }
  status:       { column: 状态, map: { 已签收: delivered, 在途: dispatched } }
  promised_at:  { column: 承诺, format: dd/MM/yyyy }
  shipped_qty:  { column: 数量, decimal: "," }
  consignee:    { column: 收货人 }
`;
const layout = (name: string, more: string): string => `layout: ${name}\nfact: shipment\n${more}\nfields:${fields}`;

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients:\n  - { code: ACME }\n',
  'config/layouts/gb.yaml': layout('gb', 'format: csv\nencoding: gb18030\ndelimiter: ";"\nheader_row: 3\nexpect: { rows: 4 }'),
  'config/layouts/book.yaml': layout('book', 'format: xlsx\nsheet: 六月'),
  'config/layouts/lines.yaml': layout('lines', 'format: ndjson'),
  'config/layouts/query.yaml': layout('query', 'format: sql\nquery: select 1\nconnection: env:NOWHERE').replace(
    'fact: shipment',
    'fact: shipment\nwatermark: { column: 运单号 }',
  ),
};

const names = ['运单号', '状态', '承诺', '数量', '收货人'];

describe('rejected rows, imported again as they are', () => {
  let database: Database;
  let borrowed: Borrowed | undefined;
  let deps: Deps;
  before(async () => {
    borrowed = await borrowDatabase();
    database = borrowed.database;
    deps = await depsFor(database, await workspaceOf(files));
  });
  after(() => borrowed?.giveBack());

  const at = (name: string): string => path.join(deps.workspace.directory, name);
  const codesOf = async (rejects: string | null): Promise<readonly string[]> =>
    (await readFile(rejects ?? '', 'utf8'))
      .split('\r\n')
      .slice(1, -1)
      .map(line => line.split(',').slice(0, 2).join(' '));

  /** Imports a file, its rejects as they are, then what a person made of them; what became of the rows each time. */
  async function again(
    file: string,
    by: string,
    mend: (text: string) => string | Buffer,
  ): Promise<readonly (readonly number[])[]> {
    const first = await imported(deps, file, by);
    const second = await imported(deps, path.relative(deps.workspace.directory, first.rejects ?? ''), by);
    expect(second.errors.map(({ code }) => code)).to.deep.equal(first.errors.map(({ code }) => code));
    expect(await codesOf(second.rejects)).to.deep.equal(await codesOf(first.rejects));
    const text = await readFile(second.rejects ?? '', 'utf8');
    await writeFile(at('mended.csv'), mend(text));
    const third = await imported(deps, 'mended.csv', by);
    return [first, second, third].map(({ rows }) => Object.values(rows));
  }

  const facts = async (prefix: string): Promise<readonly string[]> => {
    const { rows } = await database.transaction(tx =>
      tx.raw<{ rows: { said: string }[] }>(
        `select concat_ws(' ', shipment_no, line_no, order_no, status, to_char(to_timestamp(promised_at / 1000) at time zone 'UTC', 'YYYY-MM-DD'), shipped_qty, consignee) as said
         from fact_shipment where superseded_by is null and shipment_no like ? order by shipment_no`,
        [`${prefix}%`],
      ),
    );
    return rows.map(({ said }) => said);
  };

  it('from a csv in another encoding with a title, other delimiters, control totals and formulas in its cells', async () => {
    const rows = [
      'G1;已签收;01/06/2026;1,5;Lin',
      'G2;丢了;99/06/2026;2,5;=SUM(1)',
      "G3;在途;01/06/2026;x;'-Wu",
      'G4;在途;01/06/2026;3;"Wu;Li"',
    ];
    await writeFile(at('六月.csv'), iconv.encode(`六月发运\n\n${names.join(';')}\n${rows.join('\n')}\n`, 'gb18030'));
    const steps = await again('六月.csv', 'gb', text =>
      text.replace('"丢了","99/06/2026","2,5"', '"已签收","02/06/2026","2,5"').replace(`"'01/06/2026","x"`, '"01/06/2026",7'),
    );
    expect(steps).to.deep.equal([
      [4, 2, 0, 0, 2, 0],
      [2, 0, 0, 0, 2, 0],
      [2, 2, 0, 0, 0, 0],
    ]);
    expect(await facts('G')).to.deep.equal([
      'G1 4 六月.csv delivered 2026-06-01 1.5 Lin',
      'G2 5 六月.csv delivered 2026-06-02 2.5 =SUM(1)',
      "G3 6 六月.csv dispatched 2026-06-01 7 '-Wu",
      'G4 7 六月.csv dispatched 2026-06-01 3 Wu;Li',
    ]);
  });

  it('from a workbook, whose dates and numbers are no texts', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('other').addRow(['no table']);
    const sheet = book.addWorksheet('六月');
    sheet.addRow(names);
    sheet.addRow(['X1', '已签收', new Date(Date.UTC(2026, 5, 1)), 1.5, 'Lin']);
    sheet.addRow(['X2', '丢了', new Date(Date.UTC(2026, 5, 2)), 2.25, 'Wu']);
    sheet.addRow(['X3', '丢了', '03/06/2026', '3,5', 'Wu']);
    await book.xlsx.writeFile(at('june.xlsx'));
    const steps = await again('june.xlsx', 'book', text => text.replaceAll(/"(X\d)","丢了"/g, '"$1","已签收"'));
    expect(steps.map(([read, added, , , rejected]) => [read, added, rejected])).to.deep.equal([
      [3, 1, 2],
      [2, 0, 2],
      [2, 2, 0],
    ]);
    expect(await facts('X')).to.deep.equal([
      'X1 2 june.xlsx delivered 2026-06-01 1.5 Lin',
      'X2 3 june.xlsx delivered 2026-06-02 2.25 Wu',
      'X3 4 june.xlsx delivered 2026-06-03 3.5 Wu',
    ]);
  });

  it('from JSON lines, and saved by a spreadsheet with its own signs', async () => {
    const lines = [
      { 运单号: 'J1', 状态: '在途', 承诺: '2026-06-01', 数量: 1.5, 收货人: 'Lin' },
      { 运单号: 'J2', 状态: '丢了', 承诺: '02/06/2026', 数量: 2.25, 收货人: 'Wu, Li' },
    ];
    await writeFile(at('june.ndjson'), `${lines.map(line => JSON.stringify(line)).join('\n')}\n`);
    const steps = await again('june.ndjson', 'lines', text => {
      const saved = text.replace('"J2","丢了"', '"J2","在途"').replaceAll(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/gm, '\t');
      // As "Unicode text" is saved.
      return iconv.encode(saved, 'utf-16le', { addBOM: true });
    });
    expect(steps[2]).to.deep.equal([1, 1, 0, 0, 0, 0]);
    expect(await facts('J')).to.deep.equal([
      'J1 1 june.ndjson dispatched 2026-06-01 1.5 Lin',
      'J2 2 june.ndjson dispatched 2026-06-02 2.25 Wu, Li',
    ]);
  });

  it('by a layout of a query, without asking its database', async () => {
    const head = '"row","code","column","value","what","remedy","source","format"';
    await writeFile(
      at('rows.csv'),
      `${head},${names.join(',')}\r\n7,"map_missed",,,,,"query","sql","Q7","在途","2026-06-01",1,"Lin"\r\n`,
    );
    expect(Object.values((await imported(deps, 'rows.csv', 'query')).rows)).to.deep.equal([1, 1, 0, 0, 0, 0]);
    expect(await facts('Q')).to.deep.equal(['Q7 7 query dispatched 2026-06-01 1 Lin']);
  });

  it('where text cannot show what was wrong: not until the row is changed, or said to be right', async () => {
    const head = '"row","code","column","value","what","remedy","source","format"';
    const row = (code: string, no: string): string =>
      `9,"${code}","运单号","776012345678901000",,,"june.xlsx","xlsx","${no}","在途","2026-06-01",1,"Lin"\r\n`;
    const rows = [
      row('key_digits_lost', '776012345678901000'),
      row('key_digits_lost', '776012345678901234'),
      row('', '776012345678901000'),
    ];
    await writeFile(at('keys.csv'), `${head},${names.join(',')}\r\n${rows.join('')}`);
    const { rows: became, errors } = await imported(deps, 'keys.csv', 'book', true);
    expect(Object.values(became)).to.deep.equal([3, 2, 0, 0, 1, 0]);
    expect(errors.map(({ code, place }) => `${place.line} ${code}`)).to.deep.equal(['2 reject_unchanged']);
    // However often it comes back.
    const { rejects } = await imported(deps, 'keys.csv', 'book');
    const third = await imported(deps, path.relative(deps.workspace.directory, rejects ?? ''), 'book', true);
    expect(Object.values(third.rows)).to.deep.equal([1, 0, 0, 0, 1, 0]);
  });

  it('of two sources in one file are told apart', async () => {
    const head = '"row","code","column","value","what","remedy","source","format"';
    const row = (format: string): string =>
      `2,"map_missed",,,,,"june.${format}","${format}","M${format}","在途","2026-06-01",1,"Lin"\r\n`;
    await writeFile(at('both.csv'), `${head},${names.join(',')}\r\n${row('xlsx')}${row('csv')}`);
    const { errors } = await imported(deps, 'both.csv', 'book', true);
    expect(errors.map(({ code, place }) => `${place.line} ${code}`)).to.deep.equal(['3 reject_of_other_file']);
  });
});
