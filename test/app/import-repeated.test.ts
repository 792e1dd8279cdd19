import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { verify } from '../../src/app/audit/verify.js';
import { importedText } from '../../src/app/jobs/import-sql.js';
import { importShown, importsShown } from '../../src/app/imports/list-imports.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';

describe('rows that stand several times in a file, in the list of imports', () => {
  let borrowed: Borrowed | undefined;
  let deps: Deps;
  before(async () => {
    borrowed = await borrowDatabase();
    const workspace = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }]\n',
      'config/layouts/tms.yaml':
        'layout: tms\nfact: shipment\nformat: csv\nfields:\n  client: { const: ACME }\n  shipment_no: { column: No }\n  consignee: { column: To }\n',
      'may.csv': 'No,To\nS1,Lang\nS2,Kurz\nS1,Lang\nS1,Lang\n',
      'june.csv': 'No,To\nS1,Lang\nS3,Breit\n',
    });
    deps = await depsFor(borrowed.database, workspace);
  });
  after(() => borrowed?.giveBack());

  it('are counted apart from those that an earlier import brought, and leave the ledger as it is', async () => {
    const may = await imported(deps, 'may.csv', 'tms');
    await imported(deps, 'june.csv', 'tms');
    const { imports } = await importsShown(deps, { clients: 'all', before: undefined, limit: 10 });
    expect(imports.map(({ batch, rows: { unchanged }, repeated }) => ({ batch, unchanged, repeated }))).to.deep.equal([
      { batch: 2, unchanged: 1, repeated: 0 },
      { batch: 1, unchanged: 2, repeated: 2 },
    ]);
    expect(importedText({ ...may, file: 'may.csv' })).to.equal(
      'Batch 1: may.csv as tms: 4 read, 2 new, 0 changed, 0 unchanged, 2 twice in the file, 0 rejected, 0 skipped.',
    );
    const { verified, findings } = await verify(deps);
    expect({ verified, findings }).to.deep.equal({ verified: true, findings: [] });
  });

  it('are not known of a batch from before they were counted', async () => {
    await deps.database.transaction(tx => tx('batch').where({ batch: 2 }).update({ repeated: null }));
    expect(await importShown(deps, 2, 'all')).to.deep.include({ repeated: null, batch: 2 });
    const { verified, findings } = await verify(deps);
    expect({ verified, findings }).to.deep.equal({ verified: true, findings: [] });
  });

  it('are held against the ledger', async () => {
    await deps.database.transaction(tx => tx('batch').where({ batch: 1 }).update({ repeated: 1 }));
    expect((await verify(deps)).findings.map(({ code, params }) => ({ code, ...params }))).to.deep.equal([
      { code: 'batch_record_altered', batch: 1, entry: 1, field: 'repeated', expected: '2', found: '1' },
    ]);
  });
});
