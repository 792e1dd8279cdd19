import { expect } from 'chai';
import { eachDatabase } from '../support/databases.js';
import { remedyOf } from '../support/worded.js';
import { depsFor, figure, imported, workspaceOf } from './importing.js';

const fields = `
fields:
  shipment_no:  { column: 1 }
  client:       { column: 2 }
  promised_at:  { column: 3, format: dd.MM.yyyy }
  delivered_at: { column: 4, format: dd.MM.yyyy }
  carrier:      { column: 5 }
`;

const files = {
  'plumbline.yaml': 'time_zone: Europe/Berlin\non_unknown_client: register\n',
  // Of a warehouse system that neither quotes nor names its columns, and writes how many rows there were.
  'config/layouts/wms.yaml': `
layout: wms
fact: shipment
format: csv
delimiter: ";"
quote: none
escape: "\\\\"
comment: "#"
header: none
footer_rows: 2
${fields}`,
  'wms.csv': [
    '# WMS-Export 01.03.2026',
    'W-1;Aldi;01.03.2026;02.03.2026;Spedition "Nord"',
    'W-2;Lidl;01.03.2026;01.03.2026;Klein\\; Söhne 5"',
    '# Seite 2',
    'W-3;Lidl;;01.03.2026;01.03.2026;',
    'W-4;Lidl;01.03.2026;01.03.2026;"Nord',
    'Summe;4',
    'Erstellt von Frau Klein',
    '',
  ].join('\r\n'),
  // Of a carrier that leaves blank cells at the end of a row away.
  'config/layouts/carrier.yaml': `
layout: carrier
fact: shipment
format: csv
ragged: pad
header: [No, Client, Promised, Delivered, Carrier]
header_row: 2
${fields}`,
  'carrier.csv':
    'Zustellungen März\nNo,ClientPromised,Delivered,Carrier\nC-1,Aldi,01.03.2026,02.03.2026\nC-2,Aldi,01.03.2026\nC-3,Aldi,01.03.2026,01.03.2026,DHL,,\n',
};

eachDatabase('importing csv files as their layouts say they are written', database => {
  it('reads a source without quotes and header, with comments, escapes and a footer', async () => {
    const deps = await depsFor(database(), await workspaceOf(files));
    const batch = await imported(deps, 'wms.csv', 'wms');
    expect(batch.rows).to.deep.include({ read: 4, new: 3, rejected: 1 });
    expect(batch.warnings).to.deep.equal([]);
    expect(batch.findings.map(({ code, place }) => `${place.line} ${code}`)).to.deep.equal(['5 row_ragged']);
    expect(remedyOf(batch.findings[0])).to.contain('delimiter');
    const inCarriers = (name: string): Promise<number> =>
      figure(database(), `select count(*) from fact_shipment where carrier = '${name}' and shipment_no like 'W-%'`);
    expect(await inCarriers('Klein; Söhne 5"')).to.equal(1);
    expect(await inCarriers('"Nord')).to.equal(1);
  });

  it('reads rows without their last blank cells under the names that the layout gives', async () => {
    const deps = await depsFor(database(), await workspaceOf(files));
    const batch = await imported(deps, 'carrier.csv', 'carrier');
    expect(batch.rows).to.deep.include({ read: 3, new: 3, rejected: 0 });
    expect(
      await figure(database(), "select count(*) from fact_shipment where shipment_no like 'C-%' and delivered_at is null"),
    ).to.equal(1);
  });
});
