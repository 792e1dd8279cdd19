import { expect } from 'chai';
import { importFile } from '../../src/app/imports/import-file.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { connect, type Database } from '../../src/store/connect.js';
import { freshServerUrl } from '../support/databases.js';
import { requires } from '../support/requires.js';
import { depsFor, figure, workspaceOf } from './importing.js';

const layout = `
layout: orders
fact: shipment
format: sql
connection: env:SOURCE
query: select no, qty, delivered, changed from source_order
watermark: { column: changed }
fields:
  client:       { const: ACME }
  shipment_no:  { column: no }
  delivered_at: { column: delivered, format: dd/MM/yyyy }
  ordered_qty:  { column: qty }
`;

requires('postgres', 'importing a query', () => {
  let database: Database;
  let url: string;
  before(async () => {
    url = (await freshServerUrl()) ?? '';
    database = await connect({ url });
    await database.knex.raw('create table source_order (no text, qty numeric, delivered date, changed int)');
  });
  after(() => database.close());

  const change = (sql: string): Promise<unknown> => database.knex.raw(sql);

  it('goes on after what was read last, and reads again what was taken back', async () => {
    const deps = {
      ...(await depsFor(database, await workspaceOf({ 'plumbline.yaml': 'time_zone: UTC\n', 'config/orders.yaml': layout }))),
      env: { SOURCE: url },
    };
    const run = async (): Promise<{ batch: number | null; counts: readonly number[] }> => {
      const { batch, rows } = await importFile(deps, { path: 'orders', layout: 'orders', dryRun: false, actor: 'lin' });
      return { batch, counts: [rows.read, rows.new, rows.changed] };
    };
    await change(`insert into source_order values ('1', 1.50, '2026-01-31', 1), ('2', 2, null, 2)`);
    expect((await run()).counts).to.deep.equal([2, 2, 0]);
    expect((await run()).counts).to.deep.equal([0, 0, 0]);
    await change(
      `update source_order set qty = 3, changed = 3 where no = '2'; insert into source_order values ('3', 1, null, 4)`,
    );
    const third = await run();
    expect(third.counts).to.deep.equal([2, 1, 1]);
    await withdrawImport(deps, { batch: third.batch ?? 0, reason: 'too early', actor: 'lin' });
    expect((await run()).counts).to.deep.equal([2, 1, 1]);
    expect(await figure(database, `select sum(ordered_qty) from fact_shipment where superseded_by is null`)).to.equal(5.5);
    expect(await figure(database, `select max(delivered_at) from fact_shipment`)).to.equal(Date.UTC(2026, 0, 31));
  });
});
