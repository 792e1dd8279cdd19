import { expect } from 'chai';
import { importFile } from '../../src/app/imports/import-file.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, figure, imported, workspaceOf } from './importing.js';

const current = 'superseded_by is null';

eachDatabase('real files', database => {
  it('SCMS: 9138 of 10324 lines and 6225 of 7030 shipments are on time', async () => {
    const deps = await depsFor(database(), await workspaceOf({ 'plumbline.yaml': 'time_zone: UTC\n' }, 'seeds/scms'));
    const result = await imported(deps, 'files/SCMS_Delivery_History_Dataset.csv', 'scms');
    expect(result.rows).to.deep.equal({ read: 10324, new: 10324, changed: 0, unchanged: 0, rejected: 0, skipped: 0 });
    expect(result.rejects).to.equal(null);
    expect(result.warnings.map(({ code, times }) => [code, times])).to.deep.equal([['order_implausible', 5]]);
    const onTime = 'delivered_at <= promised_at';
    expect(await figure(database(), `select count(*) from fact_shipment where ${current} and ${onTime}`)).to.equal(9138);
    const shipments = `select shipment_no, bool_and(${onTime}) as kept from fact_shipment where ${current} group by shipment_no`;
    expect(await figure(database(), `select count(*) from (${shipments}) s`)).to.equal(7030);
    expect(await figure(database(), `select count(*) from (${shipments}) s where kept`)).to.equal(6225);
    expect(await figure(database(), `select sum(ordered_qty) from fact_shipment where ${current}`)).to.equal(189265090);
    const again = await imported(deps, 'files/SCMS_Delivery_History_Dataset.csv', 'scms');
    expect(again.rows).to.deep.equal({ read: 10324, new: 0, changed: 0, unchanged: 10324, rejected: 0, skipped: 0 });
  });

  it('CFPB: 3093 of 3186 are timely, 57 say nothing of a dispute, 6 were forwarded before they came', async () => {
    const deps = await depsFor(database(), await workspaceOf({}, 'test/data/cfpb'));
    const result = await imported(deps, 'consumer_complaints.csv', 'cfpb');
    expect(result.rows).to.deep.equal({ read: 3186, new: 3186, changed: 0, unchanged: 0, rejected: 0, skipped: 0 });
    expect(result.warnings.map(({ code, times }) => [code, times])).to.deep.equal([['order_implausible', 6]]);
    const complaints = `select count(*) from fact_complaint where ${current}`;
    expect(await figure(database(), `${complaints} and (extra->>'timely')::boolean`)).to.equal(3093);
    expect(await figure(database(), `${complaints} and extra->>'disputed' is null`)).to.equal(57);
    expect(await figure(database(), `${complaints} and first_response_at < received_at`)).to.equal(6);
  });

  it('CFPB: the packaged layout reads the file without own fields', async () => {
    const deps = await depsFor(database(), await workspaceOf({ 'plumbline.yaml': 'time_zone: UTC\n' }));
    const result = await importFile(deps, {
      path: 'test/data/cfpb/consumer_complaints.csv',
      layout: 'cfpb',
      dryRun: true,
      actor: 'lin',
    });
    expect(result.rows.read - result.rows.rejected).to.equal(3186);
    expect(result.batch).to.equal(null);
  });
});
