import { expect } from 'chai';
import exceljs from 'exceljs';
import type { Workbook } from 'exceljs';
import type { SourceSpec } from '../../../src/import/readers/source.js';
import { builtProgram } from '../../support/built-program.js';
import { whatOf } from '../../support/worded.js';
import { cells, faultsOf, readAll, type Reading, written } from './reading.js';

/** A workbook as a person makes it, on disk. */
async function bookOf(make: (book: Workbook) => void, spec: Partial<SourceSpec> = {}): Promise<SourceSpec> {
  const book = new exceljs.Workbook();
  make(book);
  return { path: await written('a.xlsx', Buffer.from(await book.xlsx.writeBuffer())), format: 'xlsx', ...spec };
}

const read = async (make: (book: Workbook) => void, spec: Partial<SourceSpec> = {}): Promise<Reading> =>
  readAll(await bookOf(make, spec));
const codes = ({ source }: Reading): readonly string[] => source.findings.map(({ code }) => code);

/** A stock count: the location stands once, merged over its lines, and a total line is merged to the right. */
const stockCount = (book: Workbook): void => {
  const sheet = book.addWorksheet('Count');
  sheet.addRows([
    ['Count of 31 May', null, null],
    ['Location', 'SKU', 'Counted'],
    ['A-01', 'TEA-1', 5],
    [null, 'TEA-2', 7],
    [null, 'TEA-3', 0],
    ['A-02', 'CUP-1', 3],
    ['A-03', 'not counted', null],
    ['Counted by Lin', null, null],
  ]);
  sheet.mergeCells('A1:C1');
  sheet.mergeCells('A3:A5');
  sheet.mergeCells('B7:C7');
  sheet.mergeCells('A8:C8');
};

/** Months on sheets of one form, one of them with another order of columns below a title, one hidden, one of notes. */
const months = (book: Workbook): void => {
  book.addWorksheet('2026-01').addRows([
    ['No', 'City'],
    ['S-1', 'Lyon'],
    ['S-2', 'Kiel'],
  ]);
  book.addWorksheet('Notes').addRows([['Nothing to read here']]);
  book.addWorksheet('2026-02').addRows([['February', null], [], ['City', 'No', 'Remark'], ['Bern', 'S-3', 'late']]);
  book.addWorksheet('2026-03');
  book.addWorksheet('2026-04 draft', { state: 'hidden' }).addRows([
    ['No', 'City'],
    ['S-9', 'Rome'],
  ]);
};

describe('tables of workbooks', () => {
  // They are read in a thread of the built program.
  before(() => void builtProgram());

  describe('with merged cells', () => {
    it('gives every cell the value of the first where the layout says so, but for a line across all columns', async () => {
      const reading = await read(stockCount, { header_row: 2, merged: 'fill' });
      expect(cells(reading)).to.deep.equal([
        ['A-01', 'TEA-1', '5'],
        ['A-01', 'TEA-2', '7'],
        ['A-01', 'TEA-3', '0'],
        ['A-02', 'CUP-1', '3'],
        ['A-03', 'not counted', 'not counted'],
        ['Counted by Lin', '', ''],
      ]);
      expect(codes(reading)).to.deep.equal([]);
    });

    it('fills the columns that are named, and warns of the others', async () => {
      const reading = await read(stockCount, { header_row: 2, merged: { fill: ' location' } });
      expect(cells(reading).map(row => row.join('|'))).to.deep.equal([
        'A-01|TEA-1|5',
        'A-01|TEA-2|7',
        'A-01|TEA-3|0',
        'A-02|CUP-1|3',
        'A-03|not counted|',
        'Counted by Lin||',
      ]);
      expect(codes(reading)).to.deep.equal(['cells_merged']);
      expect(whatOf(reading.source.findings[0])).to.contain('column "Counted"').and.not.contain('Location');
    });

    it('warns with the columns and the first place where nothing is said, and not of the title or of a line across all columns', async () => {
      const { source } = await read(stockCount, { header_row: 2 });
      expect(source.findings.map(({ code, place }) => `${code} ${place.line}`)).to.deep.equal(['cells_merged 3']);
      expect(whatOf(source.findings[0])).to.contain('merged in 2 places').and.contain('"Location", "Counted"');
    });

    it('carries what is doubtful of the first cell along', async () => {
      const reading = await read(
        book => {
          const sheet = book.addWorksheet('S');
          sheet.addRows([
            ['Waybill', 'Line'],
            [776_012_345_678_901_200, 1],
            [null, 2],
          ]);
          sheet.mergeCells('A2:A3');
        },
        { merged: 'fill' },
      );
      expect(reading.rows.map(({ doubts }) => doubts)).to.deep.equal([
        [{ at: 0, why: 'digits_lost' }],
        [{ at: 0, why: 'digits_lost' }],
      ]);
    });
  });

  describe('with headers of two lines', () => {
    const planned = (merge: boolean) => (book: Workbook) => {
      const sheet = book.addWorksheet('S');
      sheet.addRows([
        ['Order', 'Planned', null, 'Actual', null, 'Remark'],
        ['No', 'Date', 'Time', 'Date', 'Time', null],
        ['S-1', '2026-05-01', '08:00', '2026-05-02', '09:00', ''],
        ['Order', 'Planned', null, 'Actual', null, 'Remark'],
        ['No', 'Date', 'Time', 'Date', 'Time', null],
        ['S-2', '2026-05-03', '08:00', '2026-05-03', '07:00', 'early'],
      ]);
      if (!merge) return;
      for (const range of ['B1:C1', 'D1:E1', 'F1:F2', 'B4:C4', 'D4:E4', 'F4:F5']) sheet.mergeCells(range);
    };

    for (const merge of [true, false]) {
      it(`joins them, ${merge ? 'by the merged cells' : 'without merged cells'}, and skips them where they stand again`, async () => {
        const reading = await read(planned(merge), { header_rows: 2 });
        const names = ['Order No', 'Planned Date', 'Planned Time', 'Actual Date', 'Actual Time', 'Remark'];
        expect(reading.source.columns).to.deep.equal(names);
        expect(cells(reading).map(([no]) => no)).to.deep.equal(['S-1', 'S-2']);
        expect(reading.source.findings.map(({ code, params }) => [code, params])).to.deep.equal([
          ['header_repeated', { rows: 2 }],
        ]);
      });
    }
  });

  it('leaves out the last rows that are no data, and does not warn of their merged cells', async () => {
    const reading = await read(stockCount, { header_row: 2, footer_rows: 2, merged: { fill: 'Location' } });
    expect(cells(reading).map(([location]) => location)).to.deep.equal(['A-01', 'A-01', 'A-01', 'A-02']);
    expect(codes(reading)).to.deep.equal([]);
  });

  it('takes the names of columns from the layout, or their positions, where the sheets have none', async () => {
    const plain = (book: Workbook): void => {
      book.addWorksheet('Jan').addRows([['Export of the scanner'], ['S-1', 'Lyon'], ['S-2', 'Kiel', 'late']]);
      book.addWorksheet('Feb').addRows([['Export of the scanner'], ['S-3', 'Bern']]);
    };
    const named = await read(plain, { sheet: '*', header: ['No', 'City', 'Remark'], header_row: 1 });
    expect(named.source.columns).to.deep.equal(['No', 'City', 'Remark']);
    expect(cells(named).map(row => row.join())).to.deep.equal(['S-1,Lyon,', 'S-2,Kiel,late', 'S-3,Bern,']);
    const positions = await read(plain, { header: 'none' });
    expect(positions.source.columns).to.deep.equal(['1', '2', '3']);
    expect(cells(positions).map(row => row.join('|'))).to.deep.equal(['Export of the scanner||', 'S-1|Lyon|', 'S-2|Kiel|late']);
  });

  it('reads hidden rows and columns and filtered rows like all others', async () => {
    const reading = await read(book => {
      const sheet = book.addWorksheet('S');
      sheet.addRows([
        ['No', 'City'],
        ['S-1', 'Lyon'],
        ['S-2', 'Kiel'],
      ]);
      sheet.getRow(2).hidden = true;
      sheet.getColumn(2).hidden = true;
      sheet.autoFilter = 'A1:B3';
    });
    expect(cells(reading)).to.deep.equal([
      ['S-1', 'Lyon'],
      ['S-2', 'Kiel'],
    ]);
  });

  describe('on several sheets', () => {
    it('stand one below the other: all that match, each row with its sheet, columns by their names', async () => {
      const reading = await read(months, { sheet: '2026-*' });
      expect(reading.source.columns).to.deep.equal(['No', 'City']);
      expect(reading.source.sheets).to.deep.equal(['2026-01', '2026-02', '2026-03']);
      expect(reading.rows).to.deep.equal([
        { number: 2, cells: ['S-1', 'Lyon'], sheet: { name: '2026-01', before: 0 } },
        { number: 3, cells: ['S-2', 'Kiel'], sheet: { name: '2026-01', before: 0 } },
        { number: 4, cells: ['S-3', 'Bern'], sheet: { name: '2026-02', before: 2_000_000 } },
      ]);
      expect(codes(reading)).to.deep.equal(['sheets_hidden']);
      expect(whatOf(reading.source.findings[0])).to.contain('"2026-04 draft"');
    });

    it('come in the order of a list, hidden ones too where they are named', async () => {
      const reading = await read(months, { sheet: ['2026-04 draft', '2026-0?'] });
      expect(reading.source.sheets).to.deep.equal(['2026-04 draft', '2026-01', '2026-02', '2026-03']);
      expect(cells(reading).map(([no]) => no)).to.deep.equal(['S-9', 'S-1', 'S-2', 'S-3']);
      expect(codes(reading)).to.deep.equal([]);
    });

    it('are refused where one has another form, by name', async () => {
      const { faults, exitCode } = await faultsOf(await bookOf(months, { sheet: '*' }));
      expect(faults.map(({ code, place }) => [code, place.sheet])).to.deep.equal([['sheet_differs', 'Notes']]);
      expect(whatOf(faults[0])).to.contain('"Notes"').and.contain('"No" or "City"');
      expect(exitCode).to.equal(2);
    });

    it('are read from their own header where that stands above the row that is named', async () => {
      const reading = await read(
        book => {
          book.addWorksheet('Jan').addRows([['January'], [], ['No', 'City'], ['S-1', 'Lyon']]);
          book.addWorksheet('Feb').addRows([
            ['No', 'City'],
            ['S-2', 'Kiel'],
          ]);
        },
        { sheet: '*', header_row: 3 },
      );
      expect(cells(reading).map(([no]) => no)).to.deep.equal(['S-1', 'S-2']);
    });

    it('name the sheet that a fault is in', async () => {
      const { faults } = await faultsOf(
        await bookOf(
          book => {
            for (const name of ['Jan', 'Feb']) book.addWorksheet(name).addRows([['No'], [name]]);
            book.getWorksheet('Feb')?.addRow(['x', 'beyond']);
          },
          { sheet: ['Jan', 'Feb'] },
        ),
      );
      expect(faults.map(({ code, place }) => [code, place.sheet, place.line])).to.deep.equal([['cells_beyond', 'Feb', 3]]);
    });
  });
});
