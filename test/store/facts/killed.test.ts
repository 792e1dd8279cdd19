import { once } from 'node:events';
import { expect } from 'chai';
import { listBatches } from '../../../src/store/batches.js';
import { connect } from '../../../src/store/connect.js';
import { freshDirectory, freshServerUrl } from '../../support/databases.js';
import { requires } from '../../support/suite.js';
import { typescriptProcess } from '../../support/typescript-process.js';
import { factsOf, load } from './loading.js';

const program = new URL('endless-load.ts', import.meta.url);

async function expectNoTrace(where: { url: string } | { directory: string }): Promise<void> {
  const child = typescriptProcess(program, 'url' in where ? where.url : where.directory);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString()).to.equal('halfway\n');
  child.kill('SIGKILL');
  await once(child, 'close');
  const database = await connect(where);
  try {
    expect(await factsOf(database, 'killed', { kind: 'transport_demand' })).to.deep.equal([]);
    expect(await database.transaction(tx => listBatches(tx))).to.deep.equal([]);
    const report = await load(database, {
      kind: 'transport_demand',
      mapped: ['client', 'demand_no'],
      rows: [{ client: 'killed', demand_no: '1' }],
    });
    expect(report).to.deep.include({ batch: 1 });
  } finally {
    await database.close();
  }
}

describe('a process killed in the middle of an import', () => {
  it('leaves no trace in an embedded database', async () => {
    await expectNoTrace({ directory: await freshDirectory() });
  });
});

requires('postgres', 'a process killed in the middle of an import to a server', () => {
  it('leaves no trace', async () => {
    const url = await freshServerUrl();
    if (url === undefined) throw new Error('no PostgreSQL server');
    await expectNoTrace({ url });
  });
});
