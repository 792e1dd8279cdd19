import { appendFile } from 'node:fs/promises';
import { expect } from 'chai';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { whatOf } from '../support/worded.js';
import { depsFor, imported, workspaceOf } from './importing.js';

describe('a row of a file of rejected rows that has another width', () => {
  let borrowed: Borrowed | undefined;
  after(() => borrowed?.giveBack());

  it('is told the cells of its source, not those that say why it was rejected', async () => {
    borrowed = await borrowDatabase();
    const workspace = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }]\n',
      'config/layouts/tms.yaml':
        'layout: tms\nfact: shipment\nformat: csv\nfields:\n  client: { const: ACME }\n  shipment_no: { column: No }\n  product: { column: Product }\n',
      'in.csv': 'No,Product\n1\n2,box\n',
    });
    const deps = await depsFor(borrowed.database, workspace);
    const first = await imported(deps, 'in.csv', 'tms');
    expect(first.findings.map(({ code }) => code)).to.deep.equal(['row_ragged']);
    const rejects = first.rejects ?? '';
    await appendFile(rejects, '9,,,,,,in.csv,csv,3\r\n');
    const again = await imported(deps, `rejects/${first.batch}.csv`, 'tms');
    expect(again.findings.map(finding => whatOf(finding))).to.deep.equal([
      'The row has 1 cells instead of 2.',
      'The row has 1 cells instead of 2.',
    ]);
  });
});
