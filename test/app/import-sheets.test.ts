import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import { explain } from '../../src/app/audit/explain.js';
import { trace } from '../../src/app/audit/trace.js';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import type { ImportedBatch } from '../../src/app/imports/imported-batch.js';
import { formatFault } from '../../src/faults/worded.js';
import { eachDatabase } from '../support/databases.js';
import { whatOf } from '../support/worded.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

const layout = (name: string, more: string): string => `
layout: ${name}
fact: shipment
format: xlsx
time_zone: Asia/Shanghai
${more}
fields:
  client:       { const: ACME }
  shipment_no:  { column: No }
  order_no:     { value: sheet() }
  status:       { const: delivered }
  promised_at:  { column: Promised, format: yyyy-MM-dd HH:mm }
  delivered_at: { column: Delivered, format: yyyy-MM-dd HH:mm }
`;

const files = {
  'plumbline.yaml': 'time_zone: Asia/Shanghai\nclients:\n  - { code: ACME }\n',
  'config/layouts/months.yaml': layout('months', 'sheet: "2026-*"'),
  'config/layouts/one.yaml': layout('one', 'sheet: 2026-06'),
};

const heads = ['No', 'Promised', 'Delivered'];

/** A month a sheet; June has a title, one late shipment, one date that is none, and one shipment of May with another time. */
async function writeMonths(file: string): Promise<void> {
  const book = new ExcelJS.Workbook();
  book
    .addWorksheet('2026-05')
    .addRows([heads, ['S-1', '2026-05-04 12:00', '2026-05-04 11:00'], ['S-2', '2026-05-05 12:00', '2026-05-05 11:00']]);
  book.addWorksheet('Notes').addRow(['by Lin']);
  book
    .addWorksheet('2026-06')
    .addRows([
      ['Shipments of June'],
      [],
      heads,
      ['S-2', '2026-06-01 12:00', '2026-06-01 11:00'],
      ['S-3', '2026-06-02 12:00', '2026-06-02 13:00'],
      ['S-4', '2026-06-03 12:00', 'soon'],
    ]);
  await book.xlsx.writeFile(file);
}

eachDatabase('importing several sheets of one form', database => {
  let deps: Deps;
  let batch: ImportedBatch;
  before(async () => {
    deps = await depsFor(database(), await workspaceOf(files));
    await writeMonths(path.join(deps.workspace.directory, 'months.xlsx'));
    batch = await imported(deps, 'months.xlsx', 'months');
  });

  it('makes one batch of one file, and accounts for every row', () => {
    expect(batch.rows).to.deep.equal({ read: 5, new: 2, changed: 0, unchanged: 0, rejected: 3, skipped: 0 });
    expect(batch.sha256).to.match(/^[0-9a-f]{64}$/);
  });

  it('names sheet and row of what is wrong, and of the rows that contradict each other', () => {
    const conflicts = batch.findings.filter(({ code }) => code === 'row_conflict');
    expect(conflicts.map(({ place }) => `${place.sheet} ${place.line}`)).to.deep.equal(['2026-05 3', '2026-06 4']);
    expect(whatOf(conflicts[0])).to.contain('Row 2026-06!4 has the same key');
    const date = batch.findings.find(({ code }) => code === 'date_unreadable');
    if (date === undefined) throw new Error('no fault of the date');
    expect(formatFault(date).split('\n')[0]).to.match(/months\.xlsx:6, sheet "2026-06", column "Delivered"$/);
    expect(formatFault(date, 'zh').split('\n')[0]).to.match(/months\.xlsx:6，工作表 "2026-06"，列 "Delivered"$/);
  });

  it('writes the sheet beside each rejected row', async () => {
    const lines = (await readFile(batch.rejects ?? '', 'utf8')).split('\r\n').slice(1, -1);
    expect(lines.map(line => line.split(',')[0] ?? '').toSorted()).to.deep.equal(['"2026-05!3"', '"2026-06!4"', '"2026-06!6"']);
  });

  it('gives the name of the sheet to expressions, and traces a fact to sheet and row', async () => {
    const [fact] = await trace(deps, { number: 'S-3', client: 'ACME', kind: 'shipment' });
    const [version] = fact?.versions ?? [];
    expect([version?.file, version?.row]).to.deep.equal(['months.xlsx#2026-06', 5]);
    expect(version?.changed.find(({ field }) => field === 'order_no')?.to).to.equal('2026-06');
    const [first] = await trace(deps, { number: 'S-1', client: 'ACME', kind: 'shipment' });
    expect([first?.versions[0]?.file, first?.versions[0]?.row]).to.deep.equal(['months.xlsx#2026-05', 2]);
  });

  it('shows sheet and row behind a figure, and stands the audit', async () => {
    await evaluateClients(deps, { period: '2026-06', clients: ['ACME'], actor: 'lin' });
    const { findings } = await verify(deps);
    expect(findings).to.deep.equal([]);
    const asked = { evaluation: 'ACME:2026-06', metric: 'on_time_delivery', memberships: 'failed' };
    const { facts } = await explain(deps, asked);
    expect(facts?.rows.map(one => [one['file'], one['row']])).to.deep.equal([['months.xlsx#2026-06', 5]]);
  });

  it('notices in the audit that the record of the sheets was altered', async () => {
    await database().transaction(tx =>
      tx.raw(`update batch set sheets = '{"2026-04","2026-06"}' where batch = ?`, [batch.batch]),
    );
    const { findings } = await verify(deps);
    expect(findings.map(({ code }) => code)).to.contain('batch_record_altered');
    await database().transaction(tx => tx.raw(`update batch set sheets = '{"2026-05","Notes"}' where batch = ?`, [batch.batch]));
  });

  it('gives the name of the one sheet that a layout means, and no sheet beside its rows', async () => {
    const single = await imported(deps, 'months.xlsx', 'one');
    expect(single.warnings.map(({ code, place }) => `${code} ${place.line}`)).to.deep.equal(['header_found 3']);
    const [fact] = await trace(deps, { number: 'S-2', client: 'ACME', kind: 'shipment' });
    const version = fact?.versions.at(-1);
    expect([version?.file, version?.row]).to.deep.equal(['months.xlsx', 4]);
    expect(version?.changed.find(({ field }) => field === 'order_no')?.to).to.equal('2026-06');
  });

  it('stops where a sheet has another form, and imports nothing', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path.join(deps.workspace.directory, 'months.xlsx'));
    book.addWorksheet('2026-07').addRows([
      ['No', 'Promised'],
      ['S-9', '2026-07-01 12:00'],
    ]);
    await book.xlsx.writeFile(path.join(deps.workspace.directory, 'other.xlsx'));
    const stop = await stopOf(imported(deps, 'other.xlsx', 'months'));
    expect(stop.faults.map(({ code, place }) => `${code} ${place.sheet}`)).to.deep.equal(['sheet_differs 2026-07']);
    expect(whatOf(stop.faults[0])).to.contain('"Delivered" is missing');
  });
});
