import { expect } from 'chai';
import ExcelJS from 'exceljs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Deps } from '../../src/app/deps.js';
import type { ImportedBatch } from '../../src/app/imports/imported-batch.js';
import { builtProgram } from '../support/built-program.js';
import { eachDatabase } from '../support/databases.js';
import { remedyOf, whatOf } from '../support/worded.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const complaints = (name: string, client: string, more = ''): string => `
layout: ${name}
fact: complaint
${more}
fields:
  client: ${client}
  complaint_no: { column: Ref }
  category: { column: Nature }
  received_at: { column: Logged }
`;

const files = {
  'plumbline.yaml': 'time_zone: UTC\non_unknown_client: register\n',
  'config/layouts/plain.yaml': complaints('plain', '{ column: Acct }'),
  'config/layouts/ditto.yaml': complaints('ditto', '{ column: Acct, fill: ditto }'),
  'config/layouts/all.yaml': complaints('all', '{ column: Acct }', 'fill: ditto'),
  'config/layouts/blank.yaml': complaints('blank', `{ column: Acct, blank: ['"'], missing: { const: NOBODY } }`),
  'config/layouts/one.yaml': complaints('one', '{ const: HF }'),
  'config/layouts/chosen.yaml': complaints('chosen', '{ const: HF }', `where: 'starts_with(col("Ref"), "C-")'`),
  'config/layouts/orders.yaml': `
layout: orders
fact: shipment
fields:
  client: { column: Client }
  shipment_no: { column: No }
  line_no: { column: Line }
  status: { const: delivered }
  promised_at: { column: Promised, fill: down }
  delivered_at: { column: Delivered }
`,
  'config/layouts/loads.yaml': `
layout: loads
fact: shipment
fields:
  client: { const: ACME }
  shipment_no: { column: Waybill }
  status: { const: delivered }
  promised_at: { column: Promised }
  shipped_qty: { column: Pieces }
`,
  'config/layouts/count.yaml': `
layout: count
fact: stock_count
merged: { fill: [Locatie] }
fields:
  client: { const: NOVA }
  site: { const: VENLO }
  count_no: { value: 'sheet()' }
  location: { column: Locatie }
  sku: { column: Artikel }
  counted_qty: { column: Geteld }
`,
};

const told = ({ errors, warnings }: ImportedBatch): readonly string[] =>
  [...errors, ...warnings].map(({ code, rows }) => (rows === undefined ? code : `${code} ${rows.join()}`));

eachDatabase('registers that people keep', database => {
  let deps: Deps;
  const write = (name: string, text: string) => writeFile(path.join(deps.workspace.directory, name), text);
  const dry = async (name: string, text: string, layout: string): Promise<ImportedBatch> => {
    await write(name, text);
    return imported(deps, name, layout, true);
  };

  before(async () => {
    builtProgram();
    deps = await depsFor(database(), await workspaceOf(files));
  });

  describe('with signs for "as above"', () => {
    const register = (sign: string): string =>
      ['Ref|Acct|Nature|Logged', 'C-1|Bexley|late|2026-03-02', `C-2|${sign}|wet|2026-03-02`, `C-3|${sign}|late|2026-03-03`].join(
        '\n',
      );

    for (const sign of ['"', '〃', '”', "''", '-"-', '- " -', ',,', 'do.', 'Dto.', 'dito', 'ditto', 'idem', 'Id.', '同上']) {
      it(`reject a row whose client is ${sign}, and take the cell above with the remedy`, async () => {
        const text = register(sign === '"' ? '""""' : sign.includes('"') ? `"${sign.replaceAll('"', '""')}"` : sign);
        const batch = await dry('register.csv', text, 'plain');
        expect(batch.rows).to.include({ new: 1, rejected: 2 });
        expect(told(batch)).to.deep.equal(['cell_is_ditto 3,4']);
        expect(whatOf(batch.errors[0])).to.contain(`\`${sign}\``).and.contain('no client');
        expect(remedyOf(batch.errors[0])).to.contain('`fill: ditto` at client in config/layouts/plain.yaml');
        for (const layout of ['ditto', 'all'])
          expect((await dry('register.csv', text, layout)).rows).to.include({ new: 3, rejected: 0 });
      });
    }

    it('fill dates and texts too where the whole layout says so, from the row above as it was filled', async () => {
      const text = 'Ref|Acct|Nature|Logged\nC-1|Bexley|late|2026-03-02\nC-2|Quill|〃|〃\nC-3|〃|wet|〃\n';
      const { rows } = await imported(deps, (await write('dates.csv', text), 'dates.csv'), 'all');
      expect(rows).to.include({ new: 3 });
      const same = 'Ref|Acct|Nature|Logged\nC-1|Bexley|late|2026-03-02\nC-2|Quill|late|2026-03-02\nC-3|Quill|wet|2026-03-02\n';
      expect((await dry('dates.csv', same, 'plain')).rows).to.include({ unchanged: 3 });
    });

    it('are never filled from a row that could not be read, or from nothing', async () => {
      const text =
        'Ref,Acct,Nature,Logged\nC-1,〃,late,2026-03-02\nC-2,Bexley,wet,2026-03-02,,too,many\nC-3,〃,late,2026-03-03\n';
      const batch = await dry('broken.csv', text, 'ditto');
      expect(batch.rows).to.include({ rejected: 3 });
      expect(told(batch)).to.deep.equal(['cell_is_ditto 2,4', 'row_ragged 3']);
    });

    it('are named for what they are in dates and maps, and are blank where the layout says so', async () => {
      const dates = await dry('d.csv', 'Ref|Acct|Nature|Logged\nC-1|Bexley|late|2026-03-02\nC-2|Quill|late|idem\n', 'plain');
      expect(told(dates)).to.deep.equal(['cell_is_ditto 3']);
      expect((await dry('register.csv', register('""""'), 'blank')).rows).to.include({ read: 3, rejected: 0 });
    });

    it('leave codes and names alone that only begin like them', async () => {
      const text = register('IDEMIA').replaceAll('late', 'do').replace('wet', 'door');
      expect((await dry('names.csv', text, 'plain')).rows).to.include({ read: 3, rejected: 0 });
    });
  });

  describe('with lines between the rows', () => {
    const register = [
      'Ref|Acct|Nature|Logged|Upheld|Credit',
      'FEBRUARY 2026|||||',
      'C-1|A|late|2026-02-02|Y|100',
      'C-2|B|late|2026-02-03|N|287',
      'Feb total: 2|||||387',
      '||||Avg hrs|12.5',
      'MARCH 2026|||||',
      'C-3|A|wet|2026-03-02|Y|',
      'C-4|B|late|2026-03-03|N|40',
      'March total: 46|||||40',
      '||||Avg hrs|9',
      'GRAND TOTAL|||||427',
    ].join('\n');

    it('makes no complaints of months and their totals, wherever they stand, and advises nothing because of averages', async () => {
      const batch = await dry('bands.csv', register, 'one');
      expect(batch.rows).to.include({ new: 4 });
      expect(told(batch)).to.deep.equal(['row_maybe_total 2,7', 'key_missing 6,11', 'row_is_total 5,10,12']);
      expect(whatOf(batch.errors[0])).to.contain('"FEBRUARY 2026" and nothing else');
    });

    it('says nothing of lines that `where` leaves out', async () => {
      const batch = await dry('bands.csv', register, 'chosen');
      expect(batch.rows).to.include({ new: 4, rejected: 0 });
      expect(told(batch)).to.deep.equal(['row_is_total 5,10,12']);
    });

    it('keeps facts whose number is a word or a week, where they hold what others hold', async () => {
      const rows = [
        'Ref|Acct|Nature|Logged',
        'Hamburg desk|A|late|2026-02-02',
        'Week 12|A|late|2026-02-03',
        'C-1|A|wet|2026-02-04',
      ];
      expect((await dry('words.csv', rows.join('\n'), 'one')).rows).to.include({ new: 3, rejected: 0 });
    });

    it('takes no word for a shipment that has nothing but an amount, known or not, also where it is no sum', async () => {
      const numbers = Array.from({ length: 12 }, (_, i) => `W${i},2026-03-0${(i % 9) + 1},${i + 1}`);
      const known = ['Celkem', 'Toplam', 'Összesen', '総計', 'Σ', 'Razem', 'Yhteensä', 'I alt', 'Summa', '总数', 'March totals'];
      const doubtful = ['Kopsumma', 'Number of records: 12', 'End of report', 'Prepared by: Lin', '审核：王'];
      const lines = [...known, ...doubtful].map(word => `${word},,79`);
      const batch = await dry('loads.csv', ['Waybill,Promised,Pieces', ...numbers, ...lines].join('\n'), 'loads');
      expect(batch.rows).to.include({ new: 12, skipped: known.length, rejected: doubtful.length });
      expect(batch.errors.map(({ code }) => code)).to.deep.equal(['row_maybe_total']);
    });

    it('tells the totals of a count by its locations and articles, and headings across the sheet by their being alone', async () => {
      const book = new ExcelJS.Workbook();
      const sheet = book.addWorksheet('Telling 12');
      const rows: readonly (readonly unknown[])[] = [
        ['Gang', 'Locatie', 'Artikel', 'Systeem', 'Geteld'],
        ['Gang A - teller: Wim'],
        ['A', 'A-01', '100200', 4, 4],
        ['A', null, '100201', 6, 6],
        [null, 'Totaal gang A', null, 10, 10],
        ['Gang B - teller: Fatma'],
        ['B', 'B-01', '100200', 3, 2],
        ['B', 'Total', '100202', 3, 2],
        [null, 'Totaal gang B', null, 7, 9],
      ];
      for (const row of rows) sheet.addRow([...row]);
      for (const range of ['A2:E2', 'A6:E6', 'B3:B4']) sheet.mergeCells(range);
      await book.xlsx.writeFile(path.join(deps.workspace.directory, 'count.xlsx'));
      const batch = await imported(deps, 'count.xlsx', 'count', true);
      expect(batch.rows).to.include({ new: 4, skipped: 1 });
      expect(told(batch)).to.deep.equal(['row_maybe_total 2,6,9', 'row_is_total 5']);
    });
  });

  describe('whose groups do not stand together', () => {
    const orders = (...rows: readonly string[]): string => ['Client,No,Line,Promised,Delivered', ...rows].join('\n');

    it('fill a row from the group further up, and say so', async () => {
      const text = orders('A,F1,1,2026-03-04,2026-03-03', 'A,F2,1,2026-03-06,2026-03-05', 'A,F1,2,,2026-03-05');
      await write('apart.csv', text);
      const batch = await imported(deps, 'apart.csv', 'orders');
      expect(told(batch)).to.deep.equal(['groups_apart']);
      expect(whatOf(batch.warnings[0])).to.contain('1 with blank cells');
      const whole = text.replace('A,F1,2,,', 'A,F1,2,2026-03-04,');
      expect((await dry('apart.csv', whole, 'orders')).rows).to.include({ unchanged: 3 });
    });

    it('fill nothing of another client who has the same number, and nothing where it is not known whose it is', async () => {
      const text = orders('A,F1,1,2026-03-04,2026-03-03', 'B,F2,1,2026-03-06,2026-03-05', 'B,F1,1,,2026-03-05');
      const batch = await dry('clients.csv', text, 'orders');
      expect(told(batch)).to.deep.equal([]);
      expect(batch.rows).to.include({ read: 3, rejected: 0 });
    });

    it('say nothing where a group is whole', async () => {
      const text = orders('A,F5,1,2026-03-04,2026-03-03', 'A,F5,2,,2026-03-05', 'A,F6,1,2026-03-06,2026-03-05');
      expect(told(await dry('together.csv', text, 'orders'))).to.deep.equal([]);
    });
  });

  it('with a heading alone say that there are no rows', async () => {
    for (const text of ['Ref,Acct,Nature,Logged\n', 'Ref,Acct,Nature,Logged', '\ufeffRef;Acct;Nature;Logged\r\n\r\n']) {
      const batch = await dry('empty.csv', text, 'plain');
      expect(batch.rows).to.include({ read: 0, new: 0 });
      expect(told(batch)).to.include('source_without_rows');
    }
    const book = new ExcelJS.Workbook();
    book.addWorksheet('S').addRow(['Ref', 'Acct', 'Nature', 'Logged']);
    await book.xlsx.writeFile(path.join(deps.workspace.directory, 'empty.xlsx'));
    expect(told(await imported(deps, 'empty.xlsx', 'plain', true))).to.deep.equal(['source_without_rows']);
  });
});
