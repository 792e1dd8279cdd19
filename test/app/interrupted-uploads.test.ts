import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { serviceMark } from '../../src/app/imports/service-marks.js';
import { finishInterruptedUploads } from '../../src/app/imports/interrupted-uploads.js';
import { uploadState } from '../../src/app/imports/uploads.js';
import { addUpload } from '../../src/store/uploads.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';
import { filesIn, lay } from './jobs/working.js';

const layout =
  'layout: acme\nfact: shipment\nfields: { client: { column: client }, shipment_no: { column: no }, delivered_at: { column: at }, status: { const: delivered } }\n';
const rows = 'client,no,at\nACME,1,2026-06-30\nACME,,2026-06-30\n';

/** Who had the lock in a boot of this machine that is over. */
const endedService = JSON.stringify({ pid: 1, host: os.hostname(), boot: 'another', started: '1', command: 'serve', token: 't' });

eachDatabase('uploads of a service that was killed', database => {
  let deps: Deps;
  let directory: string;
  before(async () => {
    directory = await workspaceOf({ 'plumbline.yaml': 'time_zone: UTC\n', 'config/acme.yaml': layout });
    deps = await depsFor(database(), directory);
  });

  const running = (id: string): Promise<void> =>
    database().transaction(tx =>
      addUpload(tx, {
        id,
        key_id: 'k',
        layout: 'acme',
        file: 'june.csv',
        state: 'running',
        started_at: 0,
        ended_at: null,
        answer: null,
      }),
    );
  const files = async (): Promise<readonly string[]> => [
    ...(await filesIn(path.join(directory, 'archive'))),
    ...(await filesIn(path.join(directory, '.plumbline'))),
  ];

  it('have failed, or are done where their batch was committed; nothing else is left of them', async () => {
    await lay(directory, {
      '.plumbline/services/0000dead/lock.3': endedService,
      '.plumbline/uploads/upl_0000dead_1.partial': 'client,no',
      '.plumbline/uploads/upl_0000dead_2/tried.csv': rows,
      'archive/2026-06/upl_0000dead_3/unknown.csv': rows,
      'archive/2026-06/upl_0000dead_4/june.csv': rows,
      'archive/2026-06/upl_0000dead_5/june.csv': rows,
    });
    for (const id of ['upl_0000dead_4', 'upl_0000dead_5']) await running(id);
    const { batch, rejects } = await imported(deps, 'archive/2026-06/upl_0000dead_5/june.csv', 'acme');
    await finishInterruptedUploads(deps);

    expect(await files()).to.deep.equal(['2026-06/upl_0000dead_5/june.csv']);
    const failed = await uploadState(deps, { id: 'upl_0000dead_4', key: 'k' });
    expect([failed?.state, failed?.ended_at]).to.deep.equal(['failed', '2026-06-01T00:00:00Z']);
    expect(failed?.answer).to.have.nested.property('faults[0].code', 'upload_interrupted');
    const done = await uploadState(deps, { id: 'upl_0000dead_5', key: 'k' });
    expect([done?.state, rejects]).to.deep.equal(['done', path.join(directory, `rejects/${batch}.csv`)]);
    expect(done?.answer).to.have.nested.property('batches[0].batch', batch);
    expect(done?.answer).to.have.nested.property('batches[0].rejects', `/api/v1/imports/${batch}/rejects.csv`);
    expect(done?.answer).to.have.nested.property('batches[0].rows.rejected', 1);
  });

  it('are told that the list of rejected rows went with it', async () => {
    await lay(directory, {
      '.plumbline/services/0001dead/lock.1': endedService,
      'archive/2026-06/upl_0001dead_6/june.csv': rows,
    });
    await running('upl_0001dead_6');
    // The list lies where another workspace's would.
    const elsewhere = await depsFor(
      database(),
      await workspaceOf({
        'plumbline.yaml': 'time_zone: UTC\n',
        'config/acme.yaml': layout,
        'archive/2026-06/upl_0001dead_6/june.csv': rows,
      }),
    );
    await imported(elsewhere, 'archive/2026-06/upl_0001dead_6/june.csv', 'acme');
    await finishInterruptedUploads(deps);
    const done = await uploadState(deps, { id: 'upl_0001dead_6', key: 'k' });
    expect(done?.answer).to.have.nested.property('batches[0].warnings[0].code', 'upload_rejects_lost');
    expect(done?.answer).to.have.nested.property('batches[0].rejects', null);
  });

  it('are left to those that live', async () => {
    const mark = await serviceMark(directory);
    await lay(directory, { [`.plumbline/uploads/upl_${mark}_7.partial`]: 'client,no' });
    await running(`upl_${mark}_7`);
    await finishInterruptedUploads(deps);
    expect(await files()).to.include(`uploads/upl_${mark}_7.partial`);
    expect((await uploadState(deps, { id: `upl_${mark}_7`, key: 'k' }))?.state).to.equal('running');
  });
});
