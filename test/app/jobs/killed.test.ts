import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { connect, type Database } from '../../../src/store/connect.js';
import { listBatches } from '../../../src/store/batches.js';
import { verifyLedger } from '../../../src/store/ledger.js';
import { killAfter, killCount, type Where, whenKilled } from '../../support/killed.js';
import { depsFor, figure, workspaceOf } from '../importing.js';
import { filesIn, lay, ranJob } from './working.js';

const program = new URL('endless-inbox.ts', import.meta.url);
const filesPerRun = 5;
const files = {
  'plumbline.yaml': 'time_zone: UTC\n',
  'config/acme.yaml':
    'layout: acme\nfact: shipment\nfields: { client: { column: client }, shipment_no: { column: no }, delivered_at: { column: at }, status: { const: delivered } }\n',
  'config/jobs.yaml': 'jobs:\n  - { id: import, does: import_inbox, with: { settled: 1 ms } }\n',
};

/** Files of two good rows each and, in every other one, a row without its number. */
const sent = (run: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: filesPerRun }, (_, i) => {
      const rows = [
        `ACME,${run}-${i}-1,2026-06-30`,
        `ACME,${run}-${i}-2,2026-06-30`,
        ...(i % 2 === 0 ? ['ACME,,2026-06-30'] : []),
      ];
      return [`acme/${run}-${i}.csv`, `client,no,at\n${rows.join('\n')}\n`];
    }),
  );

async function expectNothingLostOrTwice(database: Database, directory: string): Promise<void> {
  expect(await database.transaction(tx => verifyLedger(tx))).to.equal(undefined);
  expect(await filesIn(path.join(directory, 'inbox'))).to.deep.equal([]);
  const archived = await filesIn(path.join(directory, 'archive'));
  const names = Array.from({ length: killCount }, (_, run) => Object.keys(sent(run))).flat();
  const expected = names.flatMap(name => [`2026-06/${name}`, `2026-06/${name}.report.json`]);
  expect(archived).to.deep.equal(expected.sort());
  expect(await filesIn(path.join(directory, '.plumbline', 'jobs', 'taken'))).to.deep.equal([]);
  expect(await figure(database, 'select count(*) from fact_shipment')).to.equal(2 * names.length);
  const batches = await database.transaction(tx => listBatches(tx));
  for (const name of names) {
    const own = batches.filter(batch => batch.file === `inbox/${name}`);
    expect(own.filter(batch => batch.rows.new > 0)).to.have.length(1);
    // Only a file whose list of rejected rows was lost with the killed run is read once more.
    expect(own.length, name).to.be.at.most((own[0]?.rows.rejected ?? 0) > 0 ? 2 : 1);
    const rejected = own.filter(batch => batch.rows.rejected > 0).map(batch => `${batch.batch}.csv`);
    const listed = rejected.filter(file => existsSync(path.join(directory, 'rejects', file)));
    expect(listed.length > 0, `rejects of ${name}`).to.equal(rejected.length > 0);
  }
}

async function survives(where: Where): Promise<void> {
  const directory = await workspaceOf(files);
  for (let run = 0; run < killCount; run++) {
    await lay(path.join(directory, 'inbox'), sent(run));
    await killAfter(randomInt(20, 330), program, where, directory);
  }
  const database = await connect(where);
  try {
    await ranJob(await depsFor(database, directory), 'import');
    await expectNothingLostOrTwice(database, directory);
    // The killCount that were killed are known to have ended.
    expect(await figure(database, 'select count(*) from job_run where ended_at is null')).to.equal(0);
  } finally {
    await database.close();
  }
}

whenKilled(
  `a process killed while it empties the inbox (${killCount} times; PLUMBLINE_RUNS sets how often)`,
  'loses nothing and imports nothing twice',
  survives,
);
