import { once } from 'node:events';
import { expect } from 'chai';
import { listBatches } from '../../../src/store/batches.js';
import { connect } from '../../../src/store/connect.js';
import { programOn, type Where, whenKilled } from '../../support/killed.js';
import { factsOf, load } from './loading.js';

const program = new URL('endless-load.ts', import.meta.url);

async function expectNoTrace(where: Where): Promise<void> {
  const child = programOn(program, where);
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

whenKilled('a process killed in the middle of an import', 'leaves no trace', expectNoTrace);
