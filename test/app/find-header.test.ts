import path from 'node:path';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import type { Deps } from '../../src/app/deps.js';
import { eachDatabase } from '../support/databases.js';
import { remedyOf, whatOf } from '../support/worded.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

const layout = (name: string, columns: readonly [string, string, string], more = ''): string => `
layout: ${name}
fact: shipment
time_zone: Asia/Shanghai
${more}
fields:
  client:       { const: ACME }
  shipment_no:  { column: ${columns[0]} }
  status:       { const: delivered }
  promised_at:  { column: ${columns[1]}, format: yyyy-MM-dd }
  delivered_at: { value: 'instant(col("${columns[2]}"), "yyyy-MM-dd")' }
`;

const files = {
  'plumbline.yaml': 'time_zone: Asia/Shanghai\nclients:\n  - { code: ACME }\n',
  'config/layouts/plain.yaml': layout('plain', ['Waybill', 'Promised', 'Delivered']),
  'config/layouts/two.yaml': layout('two', ['Order No', 'Planned Date', 'Actual Date'], 'header_rows: 2'),
  // The first rows have a word in common with the header, and other counts of cells than the table.
  'export.csv':
    'Delivered shipments of May;;\nPrinted 2026-06-01 by Lin\n\nWaybill;Promised;Delivered\nS-1;2026-05-01;2026-05-01\nS-2;2026-05-02;2026-05-03\n',
  'renamed.csv': 'Report;;\nWaybill;Promised;Arrived\nS-1;2026-05-01;2026-05-01\n',
  'config/layouts/pinned.yaml': layout('pinned', ['Waybill', 'Promised', 'Delivered'], 'header_row: 2'),
  'no-title.csv': 'Waybill;Promised;Delivered\nN-1;2026-05-01;2026-05-01\nN-2;2026-05-02;2026-05-03\n',
  'titled.csv': 'May 2026;;\nWaybill;Promised;Delivered\nT-8;2026-05-01;2026-05-01\n',
  'lines.csv': 'Report\nOrder,Planned,Actual\nNo,Date,Date\nT-1,2026-05-01,2026-05-01\n',
};

/** The workbook that a carrier sends: a title, a note, and the header in two rows with merged cells. */
async function writeReport(file: string): Promise<void> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('May');
  sheet.addRows([
    ['Carrier report'],
    ['Order dates are planned'],
    [],
    ['Order', 'Planned', null, 'Actual'],
    ['No', 'Date', 'Time', 'Date'],
    ['X-1', '2026-05-01', '08:00', '2026-05-01'],
  ]);
  sheet.mergeCells('A1:D1');
  sheet.mergeCells('B4:C4');
  await book.xlsx.writeFile(file);
}

eachDatabase('a header below a title', database => {
  let deps: Deps;
  before(async () => {
    deps = await depsFor(database(), await workspaceOf(files));
    await writeReport(path.join(deps.workspace.directory, 'report.xlsx'));
  });

  for (const [file, name, row, rows] of [
    ['export.csv', 'plain', 4, 2],
    ['lines.csv', 'two', 2, 1],
    ['report.xlsx', 'two', 4, 1],
  ] as const) {
    it(`is found in ${file}, and said`, async () => {
      const { rows: counted, warnings } = await imported(deps, file, name);
      expect([counted.read, counted.new]).to.deep.equal([rows, rows]);
      expect(warnings.map(({ code, place }) => `${code} ${place.line}`)).to.deep.equal([`header_found ${row}`]);
    });
  }

  it('is told where it stands in another row than the layout names', async () => {
    expect((await imported(deps, 'titled.csv', 'pinned', true)).rows.read).to.equal(1);
    for (const [file, row] of [
      ['no-title.csv', 1],
      ['export.csv', 4],
    ] as const) {
      const { faults } = await stopOf(imported(deps, file, 'pinned'));
      expect(faults[0]?.code).to.equal('column_missing');
      expect(remedyOf(faults[0])).to.contain(
        `the layout takes row 2 for the headings, and row ${row} has all columns: remove \`header_row: 2\`, and the headings are found wherever they stand.`,
      );
    }
  });

  it('is what the layout names where no other row has every column', async () => {
    const { faults } = await stopOf(imported(deps, 'renamed.csv', 'pinned'));
    expect(faults.map(({ code }) => code)).to.deep.equal(['column_missing']);
    expect(remedyOf(faults[0])).to.contain(
      'the layout takes row 2 for the headings; if they stand in another, correct `header_row: 2`, or remove it.',
    );
  });

  it('is what a missing column is looked for in, where it lacks one', async () => {
    const { faults } = await stopOf(imported(deps, 'renamed.csv', 'plain'));
    expect(faults.map(({ code, place }) => `${code} ${place.line}`)).to.deep.equal(['column_missing 2']);
    expect(whatOf(faults[0])).to.contain('no column "Delivered"').and.contain('It has: "Waybill", "Promised", "Arrived"');
  });
});
