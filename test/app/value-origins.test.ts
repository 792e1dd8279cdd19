import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import { explain } from '../../src/app/audit/explain.js';
import { trace } from '../../src/app/audit/trace.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { writeScorecards } from '../../src/app/scorecards/write-scorecards.js';
import { evidencePage } from '../../src/app/service/evidence-page.js';
import { traceText } from '../../src/cli/text/audit-trace.js';
import { eachDatabase, emptyDirectory } from '../support/databases.js';
import { depsFor, workspaceOf } from './importing.js';

const layout = (name: string, fields: string): string => `layout: ${name}
fact: shipment
fields:
  client:      { const: ACME }
  shipment_no: { column: no }
${fields}`;

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: ACME, name: { en: A, zh: A } } ]\n',
  'config/layouts/shipments.yaml': layout(
    'shipments',
    `  status:       { const: delivered }
  carrier:      { column: carrier }
  promised_at:  { column: promised }
  delivered_at: { column: delivered }
  pod_due_at:   { column: receipt_due }
`,
  ),
  'config/layouts/receipts.yaml': layout('receipts', '  pod_returned_at: { column: returned }\n'),
  'config/layouts/carriers.yaml': layout('carriers', '  carrier: { column: carrier }\n'),
  'config/rules.yaml': `fields:
  - { fact: shipment, id: seal, type: text, label: { en: Seal, zh: 封条 } }
metrics:
  - { id: sealed, kind: proportion, of: shipment, improves: up, unit: "%", label: { en: Sealed, zh: 封条完好 }, dated: delivered_at,
      population: { says: { en: all, zh: 全部 }, when: 'not is_missing(seal)' },
      passes: { says: { en: intact, zh: 完好 }, when: 'seal == "intact"' } }
  - { id: orders_in_time, kind: proportion, of: shipment, per: [shipment_no], improves: up, unit: "%", label: { en: Orders in time, zh: 准时订单 },
      dated: delivered_at, population: { says: { en: all, zh: 全部 }, when: 'true' },
      passes: { says: { en: in time, zh: 准时 }, when: 'carrier != "lost" and delivered_at <= promised_at' } }
`,
  'config/layouts/seals.yaml': layout('seals', '  seal: { column: seal }\n'),
};

const head = 'no,carrier,promised,delivered,receipt_due\n';
const first = `${head}S1,DHL,2026-05-02,2026-05-05,2026-05-10
S2,DHL,2026-05-02,2026-05-02,2026-05-10
S3,DHL,2026-05-02,2026-05-06,2026-05-10
`;
// S1 has another carrier alone, S2 is late after all, S3 is as it was.
const again = `${head}S2,DHL,2026-05-02,2026-05-09,2026-05-10
S3,DHL,2026-05-02,2026-05-06,2026-05-10
S1,UPS,2026-05-02,2026-05-05,2026-05-10
`;

eachDatabase('the file and row of the value that decided', database => {
  let deps: Deps;
  let outside: string;
  const load = async (name: string, by: string, text: string): Promise<number> => {
    const file = path.join(outside, name);
    await writeFile(file, text);
    return (await importFile(deps, { path: file, layout: by, dryRun: false, actor: 'lin' })).batch ?? 0;
  };
  const asked = { period: '2026-05', clients: ['ACME'], actor: 'lin' };
  const failed = async (metric: string, asOfBatch?: number): Promise<readonly string[]> => {
    const [evaluation] = await evaluateClients(deps, { ...asked, asOfBatch });
    const { facts } = await explain(deps, { evaluation: evaluation?.id ?? '', metric, memberships: 'failed' });
    return (facts?.rows ?? []).map(row => `${String(row['shipment_no'])} ${String(row['file'])} ${String(row['row'])}`);
  };

  before(async function () {
    this.timeout(60_000);
    outside = await emptyDirectory();
    deps = { ...(await depsFor(database(), await workspaceOf(files))), clock: () => Date.UTC(2026, 5, 20) };
    await load('shipments.csv', 'shipments', first);
    await load('receipts.csv', 'receipts', 'no,returned\nS3,2026-05-09\nS1,2026-05-20\n');
    await load('carriers.csv', 'carriers', 'no,carrier\nS3,FedEx\nS1,FedEx\n');
  });

  it('is that of each metric’s own value, whatever touched the fact later', async () => {
    expect(await failed('on_time_delivery')).to.deep.equal(['S1 shipments.csv 2', 'S3 shipments.csv 4']);
    expect(await failed('orders_in_time')).to.deep.equal(['S1 shipments.csv 2', 'S3 shipments.csv 4']);
    expect(await failed('pod_return')).to.deep.equal(['S1 receipts.csv 3', 'S2 shipments.csv 3']);
  });

  it('is the first that said so, where later ones repeat it, and the one that changed it, where one did', async () => {
    await load('again.csv', 'shipments', again);
    expect(await failed('on_time_delivery')).to.deep.equal(['S1 shipments.csv 2', 'S2 again.csv 2', 'S3 shipments.csv 4']);
    // As it was known before.
    expect(await failed('on_time_delivery', 3)).to.deep.equal(['S1 shipments.csv 2', 'S3 shipments.csv 4']);
  });

  it('is the one of a workspace’s own field', async () => {
    await load('seals.csv', 'seals', 'no,seal\nS2,broken\nS1,intact\n');
    await load('more.csv', 'carriers', 'no,carrier\nS2,TNT\n');
    expect(await failed('sealed')).to.deep.equal(['S2 seals.csv 2']);
  });

  it('is what the service, the trace and the workbook show, without folders of the machine', async () => {
    const page = await evidencePage(
      deps,
      { clients: ['ACME'], seesProvisional: true, isClient: true },
      { client: 'ACME', period: '2026-05', metric: 'pod_return', membership: 'failed', limit: 1 },
    );
    expect(page.rows.map(({ file, row, batch }) => `${batch} ${file} ${row}`)).to.deep.equal(['2 receipts.csv 3']);
    const traced = await trace(deps, { number: 'S1' });
    const shown = traced[0]?.memberships.filter(({ membership }) => membership === 'failed') ?? [];
    expect(shown.map(({ metric, file, row }) => `${metric} ${file} ${row}`)).to.include.members([
      'on_time_delivery shipments.csv 2',
      'pod_return receipts.csv 3',
    ]);
    expect(traceText(traced, 'en')).to.contain('(receipts.csv, row 3)').and.not.contain(outside);
    const out = await emptyDirectory();
    const written = await writeScorecards(deps, { ...asked, language: 'en', out, portfolio: false });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await readFile(written.files[0]?.file ?? '')) as unknown as ArrayBuffer);
    const cells = JSON.stringify(book.worksheets.map(sheet => sheet.getSheetValues()));
    expect(cells).to.contain('shipments.csv').and.contain('receipts.csv');
    for (const folder of [outside, out, deps.workspace.directory]) expect(cells).not.to.contain(folder);
    const exceptions = book.getWorksheet('Exceptions')?.getSheetValues() ?? [];
    // A failed fact stands there once, with the origin of each value that decided a measure.
    const rows = exceptions.flatMap(row => (Array.isArray(row) && row[1] === 'S1' ? [row.slice(5, 8).map(String)] : []));
    expect(rows).to.deep.include(['receipts.csv\nshipments.csv', '3\n2', '2\n1']);
  });

  it('is one that still stands, after the first was withdrawn', async () => {
    await withdrawImport(deps, { batch: 1, reason: 'sent by mistake', actor: 'lin' });
    expect(await failed('on_time_delivery')).to.deep.equal(['S1 again.csv 4', 'S2 again.csv 2', 'S3 again.csv 3']);
    // The due day is known by the later file now, and of several values the one that came last is named.
    expect(await failed('pod_return')).to.deep.equal(['S1 again.csv 4', 'S2 again.csv 2']);
  });
});
