import ExcelJS from 'exceljs';
import { expect } from 'chai';
import path from 'node:path';
import { proposeLayout } from '../../../src/app/imports/propose-layout.js';
import type { LayoutProposal } from '../../../src/faults/proposal.js';
import { proposalEn } from '../../../src/faults/words/en/proposal.js';
import { proposalZh } from '../../../src/faults/words/zh/proposal.js';
import { emptyDirectory } from '../../support/databases.js';

type Rows = readonly (readonly (string | number | null)[])[];

const deliveries = (day: string): Rows => [
  ['Client', 'Waybill', 'Promised', 'Delivered'],
  ['ACME', `W-${day}-1`, `2026-03-${day}`, `2026-03-${day}`],
  ['ACME', `W-${day}-2`, `2026-03-${day}`, null],
];

const claims: Rows = [
  ['Claims of March'],
  [],
  ['Complaint no', 'Customer', 'Date received', 'Category'],
  ['C-1', 'ACME', '2026-03-04', 'Damage'],
  ['C-2', 'ACME', '2026-03-09', 'Late'],
];

const legend: Rows = [
  ['Code', 'Meaning'],
  ['D', 'Delivered'],
];

/** The layout proposed for the first sheet of a workbook, or for the one that is named. */
async function proposedFor(sheets: Readonly<Record<string, Rows>>, sheet?: string): Promise<LayoutProposal> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows.map(row => [...row]));
  const file = path.join(await emptyDirectory(), 'march.xlsx');
  await book.xlsx.writeFile(file);
  return proposeLayout({ env: {} }, { path: file, sheet });
}

describe('other sheets of a workbook', () => {
  it('of the same form are mentioned with the pattern that takes them all', async () => {
    const made = await proposedFor({ 'Week 10': deliveries('02'), 'Week 11': deliveries('09'), Codes: legend });
    expect(proposalEn(made)).to.include('# sheet: "Week *"  # the sheet "Week 11" has the same columns');
    expect(proposalZh(made)).to.include('# sheet: "Week *"  # 工作表 “Week 11” 的列相同');
    expect(made.sheets?.facts).to.deep.equal([]);
  });

  it('of the same form whose names have nothing in common, or share it with others, are listed', async () => {
    const odd = await proposedFor({ Berlin: deliveries('02'), Ulm: deliveries('09') });
    expect(odd.sheets?.together).to.deep.equal(['Berlin', 'Ulm']);
    const shared = await proposedFor({ 'Week 10': deliveries('02'), 'Week 11': deliveries('09'), 'Week plan': legend });
    expect(shared.sheets?.together).to.deep.equal(['Week 10', 'Week 11']);
    const months = await proposedFor({ 'Januar 2026': deliveries('02'), 'Februar 2026': deliveries('09') });
    expect(months.sheets?.together).to.deep.equal(['* 2026']);
  });

  it('with other facts are named with their kind', async () => {
    const made = await proposedFor({ Deliveries: deliveries('02'), Claims: claims, Codes: legend });
    expect(made.sheets).to.deep.include({ same: [], facts: [{ sheet: 'Claims', fact: 'complaint' }] });
    expect(proposalEn(made)).to.include(
      '"Claims" holds facts too, of the kind complaint: propose a layout for it with --sheet "Claims"',
    );
    const back = await proposedFor({ Deliveries: deliveries('02'), Claims: claims }, 'Claims');
    expect([back.fact, back.sheets?.facts]).to.deep.equal(['complaint', [{ sheet: 'Deliveries', fact: 'shipment' }]]);
  });

  it('without facts are not mentioned', async () => {
    const made = await proposedFor({ Deliveries: deliveries('02'), Codes: legend, Notes: [['Ask Wang before sending']] });
    expect(made.sheets).to.equal(undefined);
  });
});
