import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import type { Database } from '../../src/store/connect.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const files = {
  'plumbline.yaml': `time_zone: Asia/Shanghai
clients:
  - { code: ACME, time_zone: Europe/Amsterdam }
  - { code: BETA, time_zone: Europe/Amsterdam }
sites:
  - { code: RTM, time_zone: Europe/Amsterdam }
  - { code: LHR, time_zone: Europe/London }
`,
  'config/layouts/shipments.yaml': `layout: shipments
fact: shipment
fields:
  client:       { column: client }
  shipment_no:  { column: no }
  line_no:      { column: line }
  site:         { column: site }
  status:       { const: delivered }
  pod_due_at:   { column: due }
`,
  'config/layouts/receipts.yaml': `layout: receipts
fact: shipment
lines: all
fields:
  client:          { of: shipment_no }
  shipment_no:     { column: Waybill }
  pod_returned_at: { column: Returned }
`,
  'config/layouts/plain.yaml': `layout: plain
fact: shipment
fields:
  client:          { column: Client }
  shipment_no:     { column: Waybill }
  pod_returned_at: { column: Returned }
`,
  'config/layouts/lines.yaml': `layout: lines
fact: shipment
fields:
  client:          { const: ACME }
  shipment_no:     { column: Waybill }
  line_no:         { column: Line }
  pod_returned_at: { column: Returned }
`,
  'config/layouts/utc.yaml': `layout: utc
fact: shipment
time_zone: UTC
fields:
  client:          { column: Client }
  shipment_no:     { column: Waybill }
  pod_returned_at: { column: Returned }
`,
  'config/layouts/tickets.yaml': `layout: tickets
fact: complaint
fields:
  client:       { column: Client }
  site:         { column: Site }
  complaint_no: { column: Ticket }
  received_at:  { column: Received }
`,
  'config/layouts/answers.yaml': `layout: answers
fact: complaint
fields:
  client:       { of: shipment_no }
  complaint_no: { column: Ticket }
  shipment_no:  { column: Waybill }
  resolved_at:  { column: Resolved }
`,
};

// The promise of S1 is five o'clock in London.
const shipments = `client,no,line,site,due
ACME,S1,1,LHR,2026-01-12 17:00
ACME,S1,2,LHR,2026-01-12 17:00
ACME,S2,1,RTM,2026-01-12 17:00
ACME,S3,1,,2026-01-12 17:00
ACME,S4,1,RTM,2026-01-12 17:00
ACME,S4,2,LHR,2026-01-12 17:00
BETA,S2,1,LHR,2026-01-12 17:00
`;

eachDatabase('the place of a fact that is there already', database => {
  let deps: Deps;
  before(async () => {
    deps = await depsFor(database(), await workspaceOf({ ...files, 'shipments.csv': shipments }));
    await imported(deps, 'shipments.csv', 'shipments');
  });

  const read = async (layout: string, text: string, table = 'shipment', column = 'pod_returned_at') => {
    const name = `${layout}.csv`;
    await writeFile(path.join(deps.workspace.directory, name), text);
    const { rows, warnings, errors, batch } = await imported(deps, name, layout);
    const said = [...errors, ...warnings].map(
      ({ code, place, params, times }) => `${times} ${code} at ${place.line} ${JSON.stringify(params)}`,
    );
    return { rows: Object.values(rows), said, facts: await instants(database(), { table, column, batch }) };
  };

  it('decides in which zone a file without sites is read: an hour late is late', async () => {
    const { facts, said } = await read('receipts', 'Waybill,Returned\nS1,2026-01-12 17:30\n');
    expect({ facts, said }).to.deep.equal({
      facts: ['ACME S1 1 2026-01-12 17:30', 'ACME S1 2 2026-01-12 17:30'],
      said: [],
    });
  });

  it('is that of the row’s own client, and of all its lines where no line is named', async () => {
    const { facts, said } = await read(
      'plain',
      'Client,Waybill,Returned\nACME,S2,2026-01-13 09:00\nBETA,S2,2026-01-13 09:00\nACME,S1,2026-01-14 09:00\n',
    );
    expect(facts).to.deep.equal([
      'ACME S1 1 2026-01-14 09:00',
      'ACME S1 2 2026-01-14 09:00',
      'ACME S2 1 2026-01-13 08:00',
      'BETA S2 1 2026-01-13 09:00',
    ]);
    expect(said).to.deep.equal([
      '1 row_of_all_lines at 4 {"value":"S1","field":"shipment_no","layout":"config/layouts/plain.yaml","lines":["1","2"]}',
    ]);
  });

  it('is said to be unknown, with how often, where no fact or no site is there', async () => {
    const { facts, said } = await read(
      'plain',
      'Client,Waybill,Returned\nACME,S3,2026-01-13 09:00\nACME,S9,2026-01-13 09:00\nACME,S2,2026-01-15 09:00\nACME,S8,2026-01-13T09:00Z\n',
    );
    expect(facts).to.deep.equal([
      'ACME S2 1 2026-01-15 08:00',
      'ACME S3 1 2026-01-13 08:00',
      'ACME S8 1 2026-01-13 09:00',
      'ACME S9 1 2026-01-13 08:00',
    ]);
    // S8 says its offset, and needs no place.
    expect(said).to.have.lengthOf(1);
    expect(said[0])
      .to.contain('2 place_unknown at 2 ')
      .and.contain('"zone":"Europe/Amsterdam"')
      .and.contain('"others":["Europe/London"]');
  });

  it('of lines whose clocks differ rejects a row about all of them, and decides for a row about one', async () => {
    const { rows, said } = await read('receipts', 'Waybill,Returned\nS4,2026-01-13 09:00\n');
    expect(rows).to.deep.equal([1, 0, 0, 0, 1, 0]);
    expect(said[0]).to.contain('1 place_ambiguous at 2 {"value":"S4"').and.contain('"found":["LHR","RTM"]');
    const { facts, said: more } = await read('lines', 'Waybill,Line,Returned\nS4,1,2026-01-13 09:00\nS4,2,2026-01-13 09:00\n');
    expect({ facts, more }).to.deep.equal({ facts: ['ACME S4 1 2026-01-13 08:00', 'ACME S4 2 2026-01-13 09:00'], more: [] });
  });

  it('is not asked for where the layout names a zone', async () => {
    const { facts, said } = await read('utc', 'Client,Waybill,Returned\nACME,S2,2026-01-16 09:00\nACME,S7,2026-01-16 09:00\n');
    expect({ facts, said }).to.deep.equal({
      facts: ['ACME S2 1 2026-01-16 09:00', 'ACME S7 1 2026-01-16 09:00'],
      said: [],
    });
  });

  it('is found by the number of the fact itself, where its client is taken from another one', async () => {
    const complaint = (layout: string, text: string) => read(layout, text, 'complaint', 'resolved_at');
    await complaint('tickets', 'Client,Site,Ticket,Received\nACME,LHR,C1,2026-01-13 09:00\n');
    const { facts, said } = await complaint('answers', 'Ticket,Waybill,Resolved\nC1,S1,2026-01-13 11:00\n');
    expect({ facts, said }).to.deep.equal({ facts: ['ACME C1 2026-01-13 11:00'], said: [] });
  });
});

/** What a batch says of an instant, in UTC. */
async function instants(
  database: Database,
  { table, column, batch }: { readonly table: string; readonly column: string; readonly batch: number | null },
): Promise<readonly string[]> {
  const key = table === 'shipment' ? 'shipment_no, line_no' : 'complaint_no';
  const { rows } = await database.transaction(tx =>
    tx.raw<{ rows: { said: string }[] }>(
      `select concat_ws(' ', client, ${key}, to_char(to_timestamp(${column} / 1000) at time zone 'UTC', 'YYYY-MM-DD HH24:MI')) as said
       from fact_${table} where batch = ? order by 1`,
      [batch],
    ),
  );
  return rows.map(({ said }) => said);
}
