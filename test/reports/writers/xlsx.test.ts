import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import exceljs from 'exceljs';
import { scorecard } from '../../../src/reports/scorecard.js';
import { writeScorecard } from '../../../src/reports/writers/xlsx.js';
import { sampleEvidence, sampleInput } from '../../support/sample-input.js';

describe('the workbook written', () => {
  let folder = '';
  const book = new exceljs.Workbook();
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-xlsx-'));
    const file = path.join(folder, 'acme.xlsx');
    const [list] = sampleEvidence(1);
    const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '_x0041_', '\u0000\u0007x', '<&>"\'', 'y'.repeat(40_000)];
    const rows = hostile.map(text => ({
      values: [text, null, Number.NaN, Number.POSITIVE_INFINITY, null, null],
      batch: 1,
      file: '=file.csv',
      row: 2,
    }));
    const evidence = list === undefined ? [] : [{ ...list, rows, totalCount: rows.length }];
    await writeScorecard(scorecard(sampleInput({ evidence })), file);
    await book.xlsx.readFile(file);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('appears whole, with nothing left beside it', async () => {
    expect(await readdir(folder)).to.deep.equal(['acme.xlsx']);
  });

  it('keeps source text as text, without control characters, within what a cell holds', () => {
    const cells: string[] = [];
    book.getWorksheet('Exceptions')?.eachRow(row => {
      const cell = row.getCell(1);
      if (cell.type === exceljs.ValueType.String) cells.push(cell.text);
      expect(cell.type).to.not.equal(exceljs.ValueType.Formula);
    });
    expect(cells).to.include.members(['=1+1', '+1', '-1', '@SUM(A1)', 'x', '<&>"\'']);
    expect(Math.max(...cells.map(text => text.length))).to.equal(32_767);
  });

  it('has charts, a real table, frozen panes, print titles and properties', () => {
    const kpis = book.getWorksheet('KPIs');
    expect(
      kpis?.getTables().map(table => (table as unknown as { name: string }).name),
      'the declared type is a tuple',
    ).to.deep.equal(['KPIs']);
    expect(kpis?.views[0]).to.include({ state: 'frozen', xSplit: 2, ySplit: 1 });
    expect(kpis?.pageSetup).to.include({ orientation: 'landscape', paperSize: 9, fitToWidth: 1, printTitlesRow: '1:1' });
    expect(book.getWorksheet('Summary')?.getImages()).to.have.length(2);
    expect(book.getWorksheet('Trend')?.getImages()).to.have.length(6);
    expect(book.title).to.equal('Acme Foods · 2026-09 · Service scorecard');
    expect(book.getWorksheet('Summary')?.headerFooter.oddFooter).to.include('&P').and.to.include('&N');
  });

  it('stores percentages as numbers with enough digits, dates as dates', () => {
    const kpis = book.getWorksheet('KPIs');
    let format = '';
    kpis?.eachRow(row => {
      if (row.getCell(1).value === 'damage_free_delivery') format = row.getCell(5).numFmt;
    });
    expect(format).to.equal('0.000 %');
    const dates: Date[] = [];
    book.getWorksheet('Audit')?.eachRow(row => {
      const { value } = row.getCell(2);
      if (value instanceof Date) dates.push(value);
    });
    expect(dates.map(date => date.toISOString())).to.include('2026-09-01T00:00:00.000Z');
  });
});
