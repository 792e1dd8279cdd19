import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { workspaceFor } from '../../src/app/visible/workspace-for.js';
import type { Database } from '../../src/store/connect.js';
import { eachDatabase } from '../support/databases.js';
import { remedyOf, whatOf } from '../support/worded.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const layouts = {
  shipments: `layout: shipments
fact: shipment
fields:
  client:       { column: client }
  shipment_no:  { column: no }
  line_no:      { column: line }
  site:         { column: site }
  status:       { const: delivered }
  delivered_at: { column: delivered }
`,
  receipts: `layout: receipts
fact: shipment
lines: all
fields:
  client:          { of: shipment_no }
  shipment_no:     { column: Waybill }
  pod_returned_at: { column: Returned }
`,
  one_line: `layout: one_line
fact: shipment
fields:
  client:          { of: shipment_no }
  shipment_no:     { column: Waybill }
  pod_returned_at: { column: Returned }
`,
  complaints: `layout: complaints
fact: complaint
fields:
  client:       { of: shipment_no }
  site:         { of: shipment_no }
  complaint_no: { column: Ticket }
  shipment_no:  { column: Waybill }
  received_at:  { column: Received }
`,
  named: `layout: named
fact: complaint
fields:
  client:       { column: Who, split: ["/", "、"], map: { Acme: ACME, Beta: BETA, ACME: ACME, both: [ACME, BETA] } }
  complaint_no: { column: Ticket }
  received_at:  { column: Received }
`,
};

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients:\n  - { code: ACME }\n  - { code: BETA }\n',
  ...Object.fromEntries(Object.entries(layouts).map(([name, text]) => [`config/layouts/${name}.yaml`, text])),
};

const shipments = `client,no,line,site,delivered
ACME,S1,1,SHA,2026-06-01
ACME,S1,2,SHA,2026-06-01
ACME,S2,10,SHA,2026-06-01
BETA,S3,1,RTM,2026-06-01
BETA,S4,1,RTM,2026-06-01
ACME,S4,1,SHA,2026-06-01
ACME,S5,1,SHA,2026-06-01
ACME,S5,2,RTM,2026-06-01
`;

eachDatabase('facts that are there already', database => {
  let deps: Deps;
  before(async () => {
    const directory = await workspaceOf({ ...files, 'shipments.csv': shipments });
    deps = await depsFor(database(), directory);
    await imported(deps, 'shipments.csv', 'shipments');
  });

  const tried = async (of: Deps, layout: string, text: string) => {
    await writeFile(path.join(of.workspace.directory, 'in.csv'), text);
    const { rows, errors } = await imported(of, 'in.csv', layout, true);
    return {
      rows: Object.values(rows),
      errors: errors.map(({ code, place, params }) => `${place.line} ${code} ${JSON.stringify(params)}`),
    };
  };
  const only = async (layout: string, text: string): Promise<string> => (await tried(deps, layout, text)).errors.join('\n');

  it('have their dates, whatever a receipt lacks; a complaint about them has its own', async () => {
    await writeFile(path.join(deps.workspace.directory, 'in.csv'), 'Waybill,Returned\nS1,\n');
    expect((await imported(deps, 'in.csv', 'receipts', true)).warnings).to.deep.equal([]);
    await writeFile(path.join(deps.workspace.directory, 'in.csv'), 'Ticket,Waybill,Received\nC1,S1,\n');
    const { warnings } = await imported(deps, 'in.csv', 'complaints', true);
    expect(warnings.map(({ code }) => code)).to.deep.equal(['fact_undated']);
    expect(whatOf(warnings[0])).to.equal(
      'received_at is empty, and the layout reads no other date: unless another import gives this fact a date, no period will count it.',
    );
  });

  it('are not told apart by a line where each row is about all lines', async () => {
    await writeFile(path.join(deps.workspace.directory, 'in.csv'), 'Waybill,Returned\nS2,2026-06-05\nS2,2026-06-07\n');
    const { findings } = await imported(deps, 'in.csv', 'receipts', true);
    expect(findings.map(({ code }) => code)).to.deep.equal(['row_conflict', 'row_conflict']);
    expect(remedyOf(findings[0])).to.equal(
      'Keep the row that is right. With `lines: all` each row is about all lines; if each is about one of them, map line_no instead.',
    );
  });

  it('give a receipt list its clients, and each receipt all lines of its shipment', async () => {
    const { rows, errors } = await tried(deps, 'receipts', 'Waybill,Returned\nS1,2026-06-05\nS2,2026-06-05\nS3,2026-06-06\n');
    expect({ rows, errors }).to.deep.equal({ rows: [4, 0, 4, 0, 0, 0], errors: [] });
    await writeFile(path.join(deps.workspace.directory, 'pod.csv'), 'Waybill,Returned\nS1,2026-06-05\nS2,2026-06-05\n');
    await imported(deps, 'pod.csv', 'receipts');
    const lines = await returned(database());
    expect(lines).to.deep.equal(['ACME S1 1 2026-06-05', 'ACME S1 2 2026-06-05', 'ACME S2 10 2026-06-05']);
  });

  it('are rejected where there are none or several to choose from, with which', async () => {
    expect(await only('receipts', 'Waybill,Returned\nS9,2026-06-05\n')).to.contain(
      '2 known_fact_missing {"value":"S9","field":"client","of":"shipment_no","kind":"shipment"',
    );
    expect(await only('receipts', 'Waybill,Returned\nS4,2026-06-05\n'))
      .to.contain('2 known_fact_ambiguous')
      .and.contain('"found":["ACME","BETA"]');
    expect(await only('complaints', 'Ticket,Waybill,Received\nC1,S5,2026-06-05\n'))
      .to.contain('known_fact_ambiguous')
      .and.contain('"field":"site"')
      .and.contain('["RTM","SHA"]');
    expect(await only('complaints', 'Ticket,Waybill,Received\nC1,,2026-06-05\n')).to.contain('known_key_missing');
  });

  it('a row that names no line is about the only one there is; else it is rejected', async () => {
    const { rows, errors } = await tried(deps, 'one_line', 'Waybill,Returned\nS2,2026-06-07\nS1,2026-06-07\n');
    expect(rows).to.deep.equal([2, 0, 1, 0, 1, 0]);
    expect(errors.join()).to.contain('3 lines_unnamed').and.contain('"lines":["1","2"]');
  });

  it('give a complaint its client and site', async () => {
    await writeFile(
      path.join(deps.workspace.directory, 'c.csv'),
      'Ticket,Waybill,Received\nC1,S3,2026-06-05\nC2,S1,2026-06-05\n',
    );
    await imported(deps, 'c.csv', 'complaints');
    const { rows } = await database().transaction(tx =>
      tx.raw<{ rows: { said: string }[] }>(
        "select concat_ws(' ', client, complaint_no, site) as said from fact_complaint where superseded_by is null order by 1",
      ),
    );
    expect(rows.map(({ said }) => said)).to.deep.equal(['ACME C2 SHA', 'BETA C1 RTM']);
  });

  it('a complaint of several clients is one of each, and a client named twice is one', async () => {
    const { rows, errors } = await tried(
      deps,
      'named',
      'Ticket,Who,Received\nC7,both,2026-06-05\nC8,Acme / Beta,2026-06-05\nC9,Acme、ACME,2026-06-05\n',
    );
    expect({ rows, errors }).to.deep.equal({ rows: [5, 5, 0, 0, 0, 0], errors: [] });
    const wrong = await tried(deps, 'named', 'Ticket,Who,Received\nC7,Acme / Gamma,2026-06-05\n');
    expect(wrong.rows).to.deep.equal([2, 1, 0, 0, 1, 0]);
  });

  it('say nothing of the shipments of other clients to who is bound to one', async () => {
    const bound: Deps = { ...deps, workspace: workspaceFor(deps.workspace, ['ACME']) };
    const { rows, errors } = await tried(bound, 'receipts', 'Waybill,Returned\nS3,2026-06-05\nS9,2026-06-05\nS4,2026-06-05\n');
    // S4 is of two clients, and one of them is all that is seen; S3 is of another and is as unknown as S9.
    expect(rows).to.deep.equal([3, 0, 1, 0, 2, 0]);
    expect(errors).to.have.lengthOf(1);
    expect(errors[0]).to.contain('2 known_fact_missing').and.not.contain('BETA');
  });

  it('are asked for in few queries, however many rows there are', async function () {
    this.timeout(120_000);
    const count = 25_000;
    const numbers = Array.from({ length: count }, (_, i) => i);
    const many = numbers.map(i => `${i % 2 === 0 ? 'ACME' : 'BETA'},N${i},1,SHA,2026-06-01`);
    await writeFile(path.join(deps.workspace.directory, 'many.csv'), `client,no,line,site,delivered\n${many.join('\n')}\n`);
    await imported(deps, 'many.csv', 'shipments');
    await writeFile(
      path.join(deps.workspace.directory, 'pods.csv'),
      `Waybill,Returned\n${numbers.map(i => `N${i},2026-06-05`).join('\n')}\n`,
    );
    let queries = 0;
    const listen = ({ sql }: { readonly sql: string }): void => {
      if (sql.includes('plumbline_key')) queries++;
    };
    database().knex.on('query', listen);
    const { rows } = await imported(deps, 'pods.csv', 'receipts', true);
    database().knex.removeListener('query', listen);
    expect(Object.values(rows)).to.deep.equal([count, 0, count, 0, 0, 0]);
    expect(queries).to.be.within(2, 3);
  });
});

async function returned(database: Database): Promise<readonly string[]> {
  const { rows } = await database.transaction(tx =>
    tx.raw<{ rows: { said: string }[] }>(
      `select concat_ws(' ', client, shipment_no, line_no, to_char(to_timestamp(pod_returned_at / 1000) at time zone 'UTC', 'YYYY-MM-DD')) as said
       from fact_shipment where superseded_by is null and pod_returned_at is not null order by 1`,
    ),
  );
  return rows.map(({ said }) => said);
}
