import { expect } from 'chai';
import ExcelJS from 'exceljs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Deps } from '../../src/app/deps.js';
import type { ImportedBatch } from '../../src/app/imports/imported-batch.js';
import { builtProgram } from '../support/built-program.js';
import { eachDatabase } from '../support/databases.js';
import { remedyOf, whatOf } from '../support/worded.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const layout = (name: string, number: string, more = ''): string => `
layout: ${name}
fact: shipment
fields:
  client: { const: ACME }
  shipment_no: ${number}
  status: { const: delivered }
  delivered_at: { column: Delivered }
${more}`;

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients:\n  - { code: ACME }\n',
  'config/layouts/plain.yaml': layout('plain', '{ column: Waybill }'),
  'config/layouts/clients.yaml': layout('clients', '{ column: Waybill }').replace('{ const: ACME }', '{ column: Client }'),
  'config/layouts/exact.yaml': layout('exact', '{ column: Waybill, exact: true }'),
  'config/layouts/padded.yaml': layout('padded', '{ column: Waybill, pad: { to: 7, with: "0" } }'),
  'config/layouts/whole.yaml': layout('whole', `{ value: 'text(number(col("Waybill")))' }`),
  'config/layouts/receipts.yaml': `
layout: receipts
fact: shipment
lines: all
fields:
  client: { of: shipment_no }
  shipment_no: { column: Waybill }
  pod_returned_at: { column: Returned }
`,
};

const waybills = (...numbers: readonly string[]): string =>
  `Waybill,Delivered\n${numbers.map(number => `${number},2026-03-02\n`).join('')}`;

/** Codes with the cells that they are about. */
const told = (found: ImportedBatch['errors']): readonly string[] =>
  found.map(({ code, times, params }) => `${code} ${times} ${'value' in params ? JSON.stringify(params.value) : ''}`.trim());

eachDatabase('keys that look alike', database => {
  let deps: Deps;
  let directory: string;
  const write = (name: string, text: string) => writeFile(path.join(directory, name), text);

  before(async () => {
    builtProgram();
    directory = await workspaceOf(files);
    deps = await depsFor(database(), directory);
    await write('march.csv', waybills('773100204885812', 'HAM-17', 'SF 5', 'K-9'));
    const { rows } = await imported(deps, 'march.csv', 'plain');
    expect(rows.new).to.equal(4);
  });

  for (const [name, number, plain] of [
    ['an apostrophe before it', "'773100204885812", '773100204885812'],
    ['apostrophes around it', '‘773100204885812’', '773100204885812'],
    ['the form of a text that a spreadsheet is not to calculate', '="HAM-17"', 'HAM-17'],
    ['full-width digits', '７７３１００２０４８８５８１２', '773100204885812'],
    ['full-width letters and signs', 'ＨＡＭ－１７', 'HAM-17'],
    ['a space without width', 'HAM-17\u200b', 'HAM-17'],
    ['a byte order mark in it', 'HAM\ufeff-17', 'HAM-17'],
    ['a soft hyphen', 'HAM\u00ad-17', 'HAM-17'],
    ['a hyphen that does not break', 'HAM\u201117', 'HAM-17'],
    ['a space that does not break', 'SF\u00a05', 'SF 5'],
  ] as const) {
    it(`are one with ${name}, and that is said`, async () => {
      await write('april.csv', waybills('K-9', number));
      const { rows, warnings } = await imported(deps, 'april.csv', 'plain', true);
      expect(rows).to.include({ new: 0, unchanged: 2 });
      expect(told(warnings)).to.deep.equal([`key_made_plain 1 ${JSON.stringify(number)}`]);
      expect(whatOf(warnings[0])).to.contain(`was read as "${plain}"`);
    });
  }

  it('stay as they are where the layout says `exact: true`, as the message says', async () => {
    await write('april.csv', waybills('K-9', 'HAM-17\u200b'));
    const { rows, warnings } = await imported(deps, 'april.csv', 'exact', true);
    expect(rows).to.include({ new: 1, unchanged: 1 });
    expect(warnings).to.deep.equal([]);
    const plain = await imported(deps, 'april.csv', 'plain', true);
    expect(remedyOf(plain.warnings[0])).to.contain('`exact: true` at shipment_no in config/layouts/plain.yaml');
  });

  it('are left alone where a sign is part of a name: Chinese and Japanese beside full-width letters, accents, dashes', async () => {
    const names = ['Ａ棟－１', '仓库（东）', "'t Zand", 'Tor 3 – links', 'Größe', 'W–3', 'it’s 5', "O'Neil"];
    await write('names.csv', waybills(...names));
    const { warnings } = await imported(deps, 'names.csv', 'plain');
    expect(warnings).to.deep.equal([]);
    const { rows } = await imported(deps, 'names.csv', 'exact', true);
    expect(rows).to.include({ unchanged: names.length, new: 0 });
  });

  it('are found by receipts, and the warning is said once for a row', async () => {
    await write('receipts.csv', "Waybill,Returned\n'773100204885812,2026-03-09\nＫ－９,2026-03-09\n");
    const { rows, warnings } = await imported(deps, 'receipts.csv', 'receipts', true);
    expect(rows).to.include({ changed: 2, rejected: 0 });
    // An apostrophe and full-width signs are told apart, as what they call for differs.
    expect(warnings.map(({ code, times }) => `${code} ${times}`)).to.deep.equal(['key_made_plain 1', 'key_made_plain 1']);
  });

  it('name a client that is registered, by its own rule', async () => {
    await write('clients.csv', 'Client,Waybill,Delivered\nAC\u200bME,K-9,2026-03-02\nＡＣＭＥ,HAM-17,2026-03-02\n');
    const { rows, warnings } = await imported(deps, 'clients.csv', 'clients', true);
    expect(rows).to.include({ unchanged: 2, rejected: 0 });
    expect(warnings).to.deep.equal([]);
  });

  it('are rejected with decimals, which a program has added, and the remedy takes them away', async () => {
    await write(
      'float.csv',
      'Waybill,Delivered\n773100204885812.0,2026-03-02\n"100,00",2026-03-02\n10.05,2026-03-02\n1.0.0,2026-03-02\n',
    );
    const { rows, errors } = await imported(deps, 'float.csv', 'plain', true);
    expect(rows).to.include({ rejected: 2, new: 2 });
    expect(told(errors)).to.deep.equal(['key_with_decimals 2 "773100204885812.0"']);
    expect(remedyOf(errors[0])).to.contain(`value: 'text(number(col("Waybill")))'`);
    await write('float.csv', waybills('773100204885812.0'));
    expect((await imported(deps, 'float.csv', 'whole', true)).rows).to.include({ unchanged: 1, new: 0 });
    expect((await imported(deps, 'float.csv', 'exact', true)).rows).to.include({ new: 1 });
  });

  describe('of a workbook', () => {
    const day = new Date(Date.UTC(2026, 2, 2));
    const cells = [
      [4711, '0000000'],
      [12, '"HAM-"0000'],
      [4711, '0'],
      [4712, '#,##0'],
      [1_234_567, '0000000'],
      [day, 'yyyy-mm-dd'],
      [true, 'General'],
      [0.05, '0%'],
      [4713.5, 'General'],
      ['4714.5', '@'],
      ['2026-03-02', '@'],
    ] as const;

    before(async () => {
      const book = new ExcelJS.Workbook();
      const sheet = book.addWorksheet('S');
      sheet.addRow(['Report of March']);
      sheet.addRow(['Delivered', 'Waybill', 'Share']);
      for (const [value, format] of cells) {
        const row = sheet.addRow([day, value, 0.5]);
        row.getCell(2).numFmt = format;
        row.getCell(1).numFmt = 'dd/mm/yyyy';
      }
      await book.xlsx.writeFile(path.join(directory, 'typed.xlsx'));
    });

    it('are rejected where a number is shown otherwise, or a date, a truth value or a fraction stands for a number', async () => {
      const { rows, errors } = await imported(deps, 'typed.xlsx', 'plain', true);
      expect(rows).to.include({ read: 11, rejected: 6, new: 5 });
      expect(errors.map(({ code, rows: at }) => `${code} ${at?.join()}`)).to.deep.equal([
        'key_shown_otherwise 3,4',
        'key_of_other_type 8,9,10,11',
      ]);
      expect(whatOf(errors[0])).to.contain('"4711"').and.contain('"0004711"');
      expect(remedyOf(errors[0])).to.contain('`pad: { to: 7, with: "0" }`').and.contain('`exact: true`');
    });

    it('are taken as the layout says then: padded, or as they are stored', async () => {
      const padded = await imported(deps, 'typed.xlsx', 'padded', true);
      expect(padded.errors.map(({ code, rows }) => `${code} ${rows?.join()}`)).to.deep.equal([
        'key_shown_otherwise 4',
        'key_of_other_type 8,9,10,11',
      ]);
      expect((await imported(deps, 'typed.xlsx', 'exact', true)).rows).to.include({ rejected: 0 });
    });

    it('come back from the file of rejected rows only once they are corrected', async () => {
      const { rejects } = await imported(deps, 'typed.xlsx', 'plain');
      const list = await readFile(rejects ?? '', 'utf8');
      await write('again.csv', list);
      const again = await imported(deps, 'again.csv', 'plain', true);
      expect(again.rows).to.include({ rejected: 6 });
      expect(told(again.errors)).to.deep.equal(['reject_unchanged 6']);
      await write('again.csv', list.replace(/,4711,(?=[^,]*\r\n)/, ',0004711,'));
      expect((await imported(deps, 'again.csv', 'plain', true)).rows).to.include({ rejected: 5, new: 1 });
    });
  });
});
