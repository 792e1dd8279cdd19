import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { explain } from '../../src/app/audit/explain.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import type { ImportedBatch } from '../../src/app/imports/imported-batch.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { eachDatabase } from '../support/databases.js';
import { remedyOf, whatOf } from '../support/worded.js';
import { writeFiles } from '../support/workspaces.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const layout = (name: string, fields: string, more = ''): string => `layout: ${name}
fact: shipment
${more}fields:
  client:      { column: Client }
  shipment_no: { column: Shipment }
${fields}`;

const layouts = {
  tms: layout(
    'tms',
    `  line_no:      { column: Line }
  status:       { const: delivered }
  delivered_at: { column: Delivered }
  pod_due_at:   { column: Receipt due }
  shipped_qty:  { column: Pieces }
`,
  ),
  pods: layout('pods', '  pod_returned_at: { column: Receipt }\n'),
  pods_first: layout('pods_first', '  line_no: { const: "1" }\n  pod_returned_at: { column: Receipt }\n'),
  pods_all: layout('pods_all', '  pod_returned_at: { column: Receipt }\n', 'lines: all\n'),
  damages: layout('damages', '  pod_returned_at: { column: Receipt }\n  damaged_qty: { column: Damaged }\n'),
};

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }, { code: BETA }]\n',
  ...Object.fromEntries(Object.entries(layouts).map(([name, text]) => [`config/layouts/${name}.yaml`, text])),
  // Lines are numbered by ones in one system and by tens in the other; S1 is a number of both clients.
  'tms.csv': `Client,Shipment,Line,Delivered,Receipt due,Pieces
ACME,S1,1,2026-05-04,2026-05-11,6
ACME,S1,2,2026-05-04,2026-05-11,4
ACME,S2,1,2026-05-04,2026-05-11,5
ACME,S3,10,2026-05-05,2026-05-12,8
ACME,S3,20,2026-05-05,2026-05-12,2
ACME,S4,1,2026-05-06,2026-05-13,3
ACME,S4,2,2026-05-06,2026-05-13,3
ACME,S5,1,2026-05-06,2026-05-13,7
ACME,S5,2,2026-05-06,2026-05-13,1
ACME,S6,10,2026-05-07,2026-05-14,9
BETA,S1,1,2026-05-04,2026-05-11,2
`,
  // S4 came back late, S5 not at all.
  'pods.csv': `Client,Shipment,Receipt
ACME,S1,2026-05-08
ACME,S2,2026-05-11
ACME,S3,2026-05-12
ACME,S4,2026-05-20
ACME,S6,2026-05-12
`,
};

eachDatabase('a list of receipts that knows shipments and not their lines', database => {
  let deps: Deps;
  const load = (name: string, by: string): Promise<ImportedBatch> => imported(deps, name, by);
  const asked = { period: '2026-05', clients: ['ACME'], actor: 'lin' };
  const receipts = async (): Promise<string> => {
    const [made] = await evaluateClients(deps, asked);
    const found = made?.document.metrics.find(({ metric }) => metric === 'pod_return');
    return `${found?.numerator}/${found?.denominator}`;
  };
  const there = async (): Promise<readonly string[]> => {
    const { rows } = await database().transaction(tx =>
      tx.raw<{ rows: { said: string }[] }>(
        `select concat_ws(' ', client, shipment_no, line_no, to_char(to_timestamp(pod_returned_at / 1000) at time zone 'UTC', 'MM-DD'),
           trim_scale(damaged_qty)) as said
         from fact_shipment where superseded_by is null order by client, shipment_no, line_no`,
      ),
    );
    return rows.map(({ said }) => said);
  };
  const said = ({ warnings }: ImportedBatch): readonly string[] =>
    warnings.map(({ code, times, rows }) => `${times} ${code} ${rows?.join(' ')}`);

  const failed = async (): Promise<readonly string[]> => {
    const [made] = await evaluateClients(deps, asked);
    const { facts } = await explain(deps, { evaluation: made?.id ?? '', metric: 'pod_return', memberships: 'failed' });
    return (facts?.rows ?? []).map(row => ['shipment_no', 'file', 'row'].map(name => String(row[name])).join(' '));
  };
  const write = (name: string, text: string): Promise<void> => writeFile(path.join(deps.workspace.directory, name), text);

  before(async () => {
    deps = { ...(await depsFor(database(), await workspaceOf(files))), clock: () => Date.UTC(2026, 5, 20) };
    await load('tms.csv', 'tms');
  });

  it('fills them all, says for how many rows, and four of six receipts came in time', async () => {
    const done = await load('pods.csv', 'pods');
    expect(Object.values(done.rows)).to.deep.equal([8, 0, 8, 0, 0, 0]);
    expect(said(done)).to.deep.equal(['3 row_of_all_lines 2 4 5']);
    expect(`${whatOf(done.warnings[0])} ${remedyOf(done.warnings[0])}`).to.equal(
      '"S1" has 2 lines (1, 2), and the row does not say which one it is about: it was taken to be about all of them. The counts of this import are of lines. ' +
        'If that is right, say `lines: all` in config/layouts/pods.yaml; if each row is about the first line alone, say `line_no: { const: "1" }` there.',
    );
    expect(await there()).to.deep.equal([
      'ACME S1 1 05-08',
      'ACME S1 2 05-08',
      'ACME S2 1 05-11',
      'ACME S3 10 05-12',
      'ACME S3 20 05-12',
      'ACME S4 1 05-20',
      'ACME S4 2 05-20',
      'ACME S5 1',
      'ACME S5 2',
      'ACME S6 10 05-12',
      'BETA S1 1',
    ]);
    expect(await receipts()).to.equal('4/6');
  });

  it('is found again at each line by the row of the list, and changes nothing when it comes once more', async () => {
    expect(await failed()).to.deep.equal(['S4 pods.csv 5', 'S4 pods.csv 5', 'S5 tms.csv 9', 'S5 tms.csv 10']);
    expect(Object.values((await load('pods.csv', 'pods')).rows)).to.deep.equal([8, 0, 0, 8, 0, 0]);
    const meant = await load('pods.csv', 'pods_all');
    expect([Object.values(meant.rows), said(meant)]).to.deep.equal([[8, 0, 0, 8, 0, 0], []]);
  });

  it('takes back what it filled when it is withdrawn', async () => {
    for (const batch of [2, 3, 4]) await withdrawImport(deps, { batch, reason: 'of another month', actor: 'lin' });
    expect((await there()).filter(one => one.includes('05-'))).to.deep.equal([]);
    // No list of receipts is left, so that nothing can be said of them.
    expect(await receipts()).to.equal('null/null');
  });

  it('fills the line that the layout names, where it names one', async () => {
    const done = await load('pods.csv', 'pods_first');
    expect([Object.values(done.rows), said(done)]).to.deep.equal([[5, 2, 3, 0, 0, 0], []]);
    await withdrawImport(deps, { batch: done.batch ?? 0, reason: 'meant for all lines', actor: 'lin' });
  });

  it('takes a shipment for a new one where it is not there, or there for another client alone', async () => {
    await write('new.csv', 'Client,Shipment,Receipt\nBETA,S4,2026-05-09\nBETA,S1,2026-05-09\n');
    const done = await load('new.csv', 'pods');
    expect([Object.values(done.rows), said(done)]).to.deep.equal([[2, 1, 1, 0, 0, 0], []]);
    expect((await there()).filter(one => one.startsWith('BETA'))).to.deep.equal(['BETA S1 1 05-09', 'BETA S4 1 05-09']);
  });

  it('fills one line where it has amounts, which would count once a line, and says so', async () => {
    await write(
      'damages.csv',
      'Client,Shipment,Receipt,Damaged\nACME,S4,2026-05-13,2\nACME,S3,2026-05-12,1\nACME,S2,2026-05-11,\n',
    );
    const done = await load('damages.csv', 'damages');
    expect(said(done)).to.deep.equal(['2 row_of_first_line 2 3']);
    expect(`${whatOf(done.warnings[0])} ${remedyOf(done.warnings[0])}`).to.equal(
      '"S4" has 2 lines (1, 2), and the row does not say which one it is about: it filled line 1 alone, because damaged_qty would count once for each line. ' +
        'Map line_no in config/layouts/damages.yaml if the file has the lines. Where dates are meant for all lines, read them with a layout without amounts, ' +
        'or say `lines: all` if the amounts hold for every line, too. If line 1 is right, say `line_no: { const: "1" }`.',
    );
    expect((await there()).filter(one => /^ACME S[234]/.test(one))).to.deep.equal([
      'ACME S2 1 05-11',
      'ACME S3 10 05-12 1',
      'ACME S3 20',
      'ACME S4 1 05-13 2',
      'ACME S4 2',
    ]);
  });

  it('makes no more facts of many rows about one shipment than its lines, twice', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `ACME,BIG,${i + 1},2026-05-04,2026-05-11,1`);
    const receipts = (days: (i: number) => number): string =>
      [
        'Client,Shipment,Receipt',
        ...Array.from({ length: 50 }, (_, i) => `ACME,BIG,2026-05-${String(days(i)).padStart(2, '0')}`),
      ].join('\n');
    await writeFiles(deps.workspace.directory, {
      'big.csv': ['Client,Shipment,Line,Delivered,Receipt due,Pieces', ...lines].join('\n'),
      'same.csv': receipts(() => 8),
      'unlike.csv': receipts(i => 5 + (i % 20)),
    });
    await imported(deps, 'big.csv', 'tms');
    const same = await imported(deps, 'same.csv', 'pods');
    expect(same.rows).to.include({ changed: 60, rejected: 0 });
    expect(same.repeated).to.equal(49);
    const unlike = await imported(deps, 'unlike.csv', 'pods');
    // Sixty lines of each of the first two rows, and the first line of each of the other 48.
    expect(unlike.rows).to.include({ read: 168, changed: 0, rejected: 168 });
  });

  it('costs a large file no query for each of its pieces, and none is lost where there are lines', async function () {
    this.timeout(120_000);
    const numbers = Array.from({ length: 25_000 }, (_, i) => i);
    await write(
      'many.csv',
      `Client,Shipment,Receipt\n${numbers.map(i => `BETA,N${i},2026-05-09`).join('\n')}\nACME,S5,2026-05-10\n`,
    );
    let queries = 0;
    const listen = ({ sql }: { readonly sql: string }): void => {
      if (sql.includes('plumbline_key')) queries++;
    };
    database().knex.on('query', listen);
    const done = await imported(deps, 'many.csv', 'pods', true);
    database().knex.removeListener('query', listen);
    expect(said(done)).to.deep.equal(['1 row_of_all_lines 25002']);
    expect(Object.values(done.rows)).to.deep.equal([25_002, 25_000, 2, 0, 0, 0]);
    expect(queries).to.be.within(2, 3);
  });
});
