import { expect } from 'chai';
import ExcelJS from 'exceljs';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Deps } from '../../src/app/deps.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import type { Database } from '../../src/store/connect.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, figure, imported, stopOf, workspaceOf } from './importing.js';
import { whatOf } from '../support/worded.js';

const layout = (name: string, more = ''): string => `
layout: ${name}
fact: shipment
${more}
fields:
  client:       { column: client }
  shipment_no:  { column: no }
  status:       { column: status }
  promised_at:  { column: promised, format: yyyy-MM-dd }
  ordered_qty:  { column: qty }
  consignee:    { column: to }
`;

const files = {
  'plumbline.yaml': 'time_zone: Asia/Shanghai\nclients:\n  - { code: ACME }\n  - { code: BETA }\n',
  'config/layouts/plain.yaml': layout('plain'),
  'config/layouts/total.yaml': layout('total', 'expect: { rows: 3, sums: { ordered_qty: "10" } }'),
  'config/layouts/lanes.yaml': layout('lanes').replace(
    '{ column: to }',
    '{ column: to, lookup: { file: ../ref/places.csv, key: id, value: name } }',
  ),
  'config/ref/places.csv': 'id;name\n7;East\n',
};

const header = 'client,no,status,promised,qty,to\n';
const clean = `${header}ACME,S1,delivered,2026-01-31,5,Lin\nACME,S2,open,2026-01-31,5,Wu\nBETA,S1,open,,,\n`;
const mixed = `${header}ACME,M1,delivered,2026-01-31,5,Lin
ACME,M2,deliverd,31/01/2026,5,=HYPERLINK("x")
OTHER,M3,open,2026-01-31,1,-5
ACME,M4,open,2026-01-31,1,Lin
ACME,M4,open,2026-01-31,2,Lin
ACME,M5,open,2026-01-31,1,"Wu, 
Li"
ACME,M5,open,2026-01-31,1,"Wu, 
Li"
ACME,,open
`;

const counts = (rows: object): readonly number[] => Object.values(rows);

async function settled(database: Database, more: Readonly<Record<string, string>>): Promise<{ deps: Deps; directory: string }> {
  const directory = await workspaceOf({ ...files, ...more });
  return { deps: await depsFor(database, directory), directory };
}

/** What people find there: how the lists were written is kept beside them. */
const rejectsIn = async (directory: string): Promise<readonly string[]> =>
  existsSync(path.join(directory, 'rejects'))
    ? (await readdir(path.join(directory, 'rejects'))).filter(name => !name.startsWith('.'))
    : [];

eachDatabase('importing a file', database => {
  it('makes facts, and none anew when it comes again', async () => {
    const { deps } = await settled(database(), { 'clean.csv': clean });
    const first = await imported(deps, 'clean.csv', 'plain');
    expect(first).to.include({ layout: 'plain', fact: 'shipment', rejects: null });
    expect(first.sha256).to.match(/^[0-9a-f]{64}$/);
    expect(counts(first.rows)).to.deep.equal([3, 3, 0, 0, 0, 0]);
    const second = await imported(deps, 'clean.csv', 'plain');
    expect(counts(second.rows)).to.deep.equal([3, 0, 0, 3, 0, 0]);
    expect(second.batch).to.equal((first.batch ?? 0) + 1);
  });

  it('writes what is wrong beside each rejected row, conflicts too, with no formula among it', async () => {
    const { deps, directory } = await settled(database(), { 'mixed.csv': mixed });
    const result = await imported(deps, 'mixed.csv', 'plain');
    expect(result.rows).to.deep.equal({ read: 8, new: 2, changed: 0, unchanged: 1, rejected: 5, skipped: 0 });
    expect(result.rejects).to.equal(path.join(directory, 'rejects', `${result.batch}.csv`));
    const text = await readFile(result.rejects ?? '', 'utf8');
    expect(
      text.startsWith(
        '\uFEFF"row","code","column","value","what","remedy","source","format","client","no","status","promised","qty","to"\r\n',
      ),
    ).to.equal(true);
    const lines = text.split('\r\n').slice(1, -1);
    expect(lines.map(line => line.split(',').slice(0, 2).join(' ').replaceAll('"', ''))).to.deep.equal([
      '3 choice_unknown | date_unreadable',
      '4 client_unknown',
      '11 row_ragged',
      '5 row_conflict',
      '6 row_conflict',
    ]);
    expect(lines[0])
      .to.match(/^3,"choice_unknown | date_unreadable","status | promised","deliverd | 31\/01\/2026",/)
      .and.match(/,"mixed.csv","csv","ACME",/)
      .and.match(/,"ACME","M2","deliverd","'31\/01\/2026",5,"'=HYPERLINK\(""x""\)"$/);
    expect(lines[1]).to.match(/,"OTHER","M3","open","2026-01-31",1,-5$/);
    expect(lines[3]).to.match(/Row 6 has the same key \(ACME · M4 · 1\)/);
    expect(result.findings.map(finding => `${finding.place.line} ${finding.code}`)).to.include.members([
      '3 choice_unknown',
      '6 row_conflict',
    ]);
    expect(await rejectsIn(directory)).to.deep.equal([`${result.batch}.csv`]);
  });

  it('only tries, when told to', async () => {
    const { deps, directory } = await settled(database(), { 'mixed.csv': mixed.replaceAll(',M', ',D') });
    const before = await figure(database(), 'select count(*) from batch');
    const result = await imported(deps, 'mixed.csv', 'plain', true);
    expect(result).to.include({ batch: null, rejects: null });
    expect(counts(result.rows)).to.deep.equal([8, 2, 0, 1, 5, 0]);
    expect(result.findings).to.have.lengthOf(6);
    expect(await figure(database(), 'select count(*) from batch')).to.equal(before);
    expect(await rejectsIn(directory)).to.deep.equal([]);
  });

  it('records a batch whose every row is rejected', async () => {
    const { deps } = await settled(database(), { 'bad.csv': `${header}OTHER,X1,open,,,\n` });
    const result = await imported(deps, 'bad.csv', 'plain');
    expect(result.batch).to.be.a('number');
    expect(counts(result.rows)).to.deep.equal([1, 0, 0, 0, 1, 0]);
  });

  it('refuses a file whole where its control totals differ, naming both numbers, and leaves nothing', async () => {
    const { deps, directory } = await settled(database(), {
      'clean.csv': clean,
      'less.csv': `${header}OTHER,T1,open,2026-01-31,"1,5",\nACME,T2,open,,4,\n`,
    });
    expect(counts((await imported(deps, 'clean.csv', 'total', true)).rows)[0]).to.equal(3);
    const before = await figure(database(), 'select count(*) from batch');
    const stop = await stopOf(imported(deps, 'less.csv', 'total'));
    expect(stop.exitCode).to.equal(1);
    expect(stop.faults.map(one => `${one.code} ${whatOf(one)}`)).to.deep.equal([
      'control_rows_differ The layout expects 3 rows, and the file has 2. Nothing was imported.',
      'control_sum_differs The layout expects the sum 10 of ordered_qty, and the rows add up to 4, with 1 cells that are not numbers. Nothing was imported.',
    ]);
    expect(await figure(database(), 'select count(*) from batch')).to.equal(before);
    expect(await rejectsIn(directory)).to.deep.equal([]);
  });

  it('refuses a file that breaks off, and leaves nothing', async () => {
    const cut = header + 'ACME,C1,open,2026-01-31,5,Lin\n'.repeat(3) + 'ACME,C2,op';
    const { deps, directory } = await settled(database(), { 'cut.csv': cut });
    const before = await figure(database(), 'select count(*) from batch');
    const stop = await stopOf(imported(deps, 'cut.csv', 'plain'));
    expect(stop.exitCode).to.equal(3);
    expect(stop.faults.map(({ code, place }) => `${place.line} ${code}`)).to.deep.equal(['5 record_cut_off']);
    expect(await figure(database(), 'select count(*) from batch')).to.equal(before);
    expect(await figure(database(), "select count(*) from fact_shipment where shipment_no = 'C1'")).to.equal(0);
    expect(await rejectsIn(directory)).to.deep.equal([]);
  });

  it('clears away what a killed import left', async () => {
    const { deps, directory } = await settled(database(), {
      '.plumbline/rejects-999999999-1.partial': 'half',
      'bad.csv': `${header}OTHER,X1,open,,,\n`,
    });
    const { batch } = await imported(deps, 'bad.csv', 'plain');
    expect(await rejectsIn(directory)).to.deep.equal([`${batch}.csv`]);
    expect(await readdir(path.join(directory, '.plumbline'))).to.deep.equal([]);
  });

  it('finds lookups beside the layout', async () => {
    const { deps } = await settled(database(), { 'lanes.csv': `${header}ACME,L1,open,,,7\nACME,L2,open,,,8\n` });
    const result = await imported(deps, 'lanes.csv', 'lanes');
    expect(counts(result.rows)).to.deep.equal([2, 1, 0, 0, 1, 0]);
    expect(result.findings[0]).to.have.property('code', 'lookup_missed');
    expect(whatOf(result.findings[0])).to.equal('"8" is not in column "id" of ../ref/places.csv.');
  });

  it('stops at a file that lacks columns, with one message where it lacks many', async () => {
    const { deps } = await settled(database(), { 'short.csv': 'client,no\nACME,1\n' });
    const stop = await stopOf(imported(deps, 'short.csv', 'plain'));
    expect(stop.exitCode).to.equal(2);
    expect(stop.faults.map(({ code }) => code)).to.deep.equal(['columns_missing']);
    expect(whatOf(stop.faults[0])).to.contain('lacks 4 of the 6 columns').and.contain('It has: "client", "no"');
  });

  it('finds the headings below a title, and says so', async () => {
    const rows = ['client', 'no', 'status', 'promised', 'qty', 'to'];
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('May').addRows([['Shipments of May'], [], rows, ['ACME', 'HX1', 'open', '2026-01-31', 5, 'Lin']]);
    const { deps, directory } = await settled(database(), {
      'titled.csv': `Shipments of May, by site\n\n"from, to"\n${header.replaceAll(',', ';')}ACME;H1;open;2026-01-31;5;Lin\nACME;H2;x;;1;\n`,
      'config/layouts/second.yaml': layout('second', 'header_row: 2'),
      'deep.csv': `${'title\n'.repeat(20)}${clean}`,
    });
    await workbook.xlsx.writeFile(path.join(directory, 'titled.xlsx'));
    for (const [file, row, read] of [
      ['titled.csv', 4, 2],
      ['titled.xlsx', 3, 1],
    ] as const) {
      const result = await imported(deps, file, 'plain');
      expect([result.rows.read, result.rows.new]).to.deep.equal([read, 1]);
      expect(result.warnings.map(({ code, place }) => `${place.line} ${code}`)).to.deep.equal([`${row} header_found`]);
    }
    for (const [file, name] of [
      ['titled.csv', 'second'],
      ['deep.csv', 'plain'],
    ] as const)
      expect((await stopOf(imported(deps, file, name))).faults[0]?.code).to.match(/^columns?_missing$/);
  });

  it('stops at an unknown layout, with the nearest', async () => {
    const { deps } = await settled(database(), { 'clean.csv': clean });
    const stop = await stopOf(imported(deps, 'clean.csv', 'plian'));
    expect(stop.exitCode).to.equal(2);
    expect(stop.faults[0]?.code).to.equal('import_layout_unknown');
    expect(whatOf(stop.faults[0])).to.contain('Did you mean plain?');
  });

  it('shows a proposal where no layout is named', async () => {
    const directory = await workspaceOf({
      ...files,
      '运单 2026-01.csv': '客户,运单号,送达时间,数量\nACME,S1,31/01/2026,"1.234,5"\n',
    });
    const deps = await depsFor(database(), directory);
    const stop = await stopOf(importFile(deps, { path: path.join(directory, '运单 2026-01.csv'), dryRun: false, actor: 'lin' }));
    expect(stop.exitCode).to.equal(2);
    expect(stop.faults[0]).to.include({ code: 'layout_needed' });
    expect(stop.message).to.include('fact: shipment').and.include('delivered_at: { column: 送达时间, format: d/M/yyyy }');
  });

  it('is taken back in the open', async () => {
    const { deps } = await settled(database(), { 'w.csv': `${header}ACME,W1,open,,,\n` });
    const { batch } = await imported(deps, 'w.csv', 'plain');
    const report = await withdrawImport(deps, { batch: batch ?? 0, reason: 'wrong file', actor: 'lin' });
    expect(report).to.include({ withdraws: batch });
    expect(
      await figure(database(), `select count(*) from fact_shipment where shipment_no = 'W1' and superseded_by is null`),
    ).to.equal(0);
  });

  it('reports how far it is', async () => {
    const { deps, directory } = await settled(database(), {});
    await writeFile(path.join(directory, 'p.csv'), clean.replaceAll(',S', ',P'));
    const seen: number[] = [];
    await imported({ ...deps, progress: ({ rows }) => seen.push(rows) }, 'p.csv', 'plain', true);
    expect(seen.at(-1)).to.equal(3);
  });
});
