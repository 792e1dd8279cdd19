import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { backUp, restore } from '../../src/app/database/backup.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { verify } from '../../src/app/audit/verify.js';
import { connect, type Database } from '../../src/store/connect.js';
import { emptyDirectory, freshDirectory, freshServerUrl, testServer } from '../support/databases.js';
import { programPath } from '../support/programs.js';
import { requires } from '../support/suite.js';
import { depsFor, figure, imported, stopOf, workspaceOf } from './importing.js';

const files = {
  'plumbline.yaml': 'time_zone: UTC\n',
  'config/acme.yaml':
    'layout: acme\nfact: shipment\nfields: { client: { column: client }, shipment_no: { column: no }, delivered_at: { column: at }, status: { const: delivered } }\n',
  'may.csv': 'client,no,at\nACME,1,2026-05-31\n',
  'june.csv': 'client,no,at\nACME,2,2026-06-30\n',
};

async function evaluated(database: Database, directory: string, file: string, period: string): Promise<void> {
  const deps = await depsFor(database, directory);
  await imported(deps, file, 'acme');
  await evaluateClients(deps, { period, clients: ['ACME'], actor: 'lin' });
}

/** How many evaluations can be recomputed from the facts, everything else being in order too. */
async function verifiedEvaluations(database: Database, directory: string): Promise<number> {
  const { verified, evaluations } = await verify(await depsFor(database, directory));
  return verified ? evaluations.length : 0;
}

describe('a backup of the embedded database', () => {
  it('brings back what there was, keeps what it replaces, and is refused while a process has the database', async () => {
    const directory = await workspaceOf(files);
    const place = path.join(directory, '.plumbline', 'database');
    await mkdir(path.dirname(place));
    await rename(await freshDirectory(), place);
    const surroundings = { start: directory, workspace: directory, env: {}, clock: () => 0 };
    const backup = path.join(await emptyDirectory(), 'monday');
    const first = await connect({ directory: place });
    await evaluated(first, directory, 'may.csv', '2026-05');
    expect((await stopOf(backUp(surroundings, backup))).faults[0]?.code).to.equal('backup_in_use');
    await first.close();
    expect(await backUp(surroundings, backup)).to.include({ directory: backup, batches: 1 });
    expect((await stopOf(backUp(surroundings, backup))).faults[0]?.code).to.equal('backup_folder_taken');
    const second = await connect({ directory: place });
    await evaluated(second, directory, 'june.csv', '2026-06');
    await second.close();
    expect((await stopOf(restore(surroundings, directory))).faults[0]?.code).to.equal('backup_missing');
    const restored = await restore(surroundings, backup);
    expect(restored).to.include({ batches: 1, kept: `${place}.before-1` });
    const third = await connect({ directory: place });
    try {
      expect(await figure(third, 'select count(*) from batch')).to.equal(1);
      expect(await verifiedEvaluations(third, directory)).to.equal(1);
      await evaluated(third, directory, 'june.csv', '2026-06');
    } finally {
      await third.close();
    }
    const kept = await connect({ directory: `${place}.before-1` });
    expect(await figure(kept, 'select count(*) from batch').finally(() => kept.close())).to.equal(2);
  });
});

requires('postgres', 'a backup of a server by pg_dump', () => {
  it('brings back by pg_restore what every check finds in order', async () => {
    const [server, url] = [await testServer(), await freshServerUrl()];
    if (server === undefined || url === undefined) throw new Error('no PostgreSQL server');
    const binaries = path.dirname(realpathSync(programPath('postgres') ?? ''));
    const run = promisify(execFile);
    const directory = await workspaceOf(files);
    const database = await connect({ url });
    await evaluated(database, directory, 'may.csv', '2026-05').finally(() => database.close());
    const dump = path.join(await emptyDirectory(), 'plumbline.dump');
    await run(path.join(binaries, 'pg_dump'), ['--format=custom', '--file', dump, url]);
    await server.run('create database brought_back');
    await run(path.join(binaries, 'pg_restore'), [
      '--no-owner',
      '--no-privileges',
      '--exit-on-error',
      '--dbname',
      server.url('brought_back'),
      dump,
    ]);
    const back = await connect({ url: server.url('brought_back') });
    try {
      expect(await verifiedEvaluations(back, directory)).to.equal(1);
      await evaluated(back, directory, 'june.csv', '2026-06');
      expect(await figure(back, 'select count(*) from evaluation')).to.equal(2);
    } finally {
      await back.close();
    }
  });
});
