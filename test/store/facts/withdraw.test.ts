import { expect } from 'chai';
import type { Values } from '../../../src/facts/fact.js';
import { Stop } from '../../../src/faults/stop.js';
import { batchByNumber, clientsWithFacts, lastBatchOf } from '../../../src/store/batches.js';
import { withdrawBatch } from '../../../src/store/facts/withdraw.js';
import { eachDatabase } from '../../support/databases.js';
import { factsOf, load } from './loading.js';

const key = ['client', 'shipment_no', 'line_no'];
const shipment = (shipment_no: string, rest: Values = {}): Values => ({ client: 'A', shipment_no, line_no: '1', ...rest });

eachDatabase('withdrawing a batch', database => {
  const withdraw = (batch: number) =>
    withdrawBatch(database(), { batch, reason: 'wrong month', actor: 'tester', at: () => 5000 });
  const codeOf = async (batch: number) => {
    const failure: unknown = await withdraw(batch).catch((error: unknown) => error);
    if (!(failure instanceof Stop)) throw failure;
    return [failure.exitCode, ...failure.faults.map(fault => fault.code)];
  };

  it('says so when nothing has been imported', async () => {
    expect(await codeOf(1)).to.deep.equal([2, 'batch_unknown']);
  });

  it('folds what it touched again from the other batches, in a batch of its own', async () => {
    await load(database(), {
      mapped: [...key, 'mode', 'carrier'],
      rows: [shipment('1', { mode: 'road', carrier: 'X' }), shipment('2', { mode: 'sea' })],
    });
    await load(database(), { mapped: [...key, 'mode'], rows: [shipment('1', { mode: 'air' }), shipment('2', { mode: 'sea' })] });
    await load(database(), {
      mapped: [...key, 'carrier'],
      rows: [shipment('1', { carrier: 'Y' }), shipment('3', { carrier: 'Z' })],
    });
    const report = await withdraw(1);
    expect(report).to.deep.include({ batch: 4, withdraws: 1 });
    expect(report.rows).to.deep.equal({ read: 2, new: 0, changed: 0, unchanged: 2, rejected: 0, skipped: 0 });
    await withdraw(3);
    expect(await factsOf(database(), 'A')).to.deep.equal([shipment('1', { mode: 'air' }), shipment('2', { mode: 'sea' })]);
  });

  it('lets a fact that no batch speaks of any more disappear, and leaves the past as it was', async () => {
    const report = await withdraw(2);
    expect(report.rows).to.deep.include({ read: 2, changed: 2 });
    expect(report.clients).to.deep.equal([{ client: 'A', facts: 2, first_at: null, last_at: null }]);
    expect(await factsOf(database(), 'A')).to.deep.equal([]);
    expect(await factsOf(database(), 'A', { batch: 1 })).to.deep.equal([
      shipment('1', { mode: 'road', carrier: 'X' }),
      shipment('2', { mode: 'sea' }),
    ]);
  });

  it('takes the facts as new when they are imported again', async () => {
    const report = await load(database(), { mapped: [...key, 'mode'], rows: [shipment('1', { mode: 'rail' })] });
    expect(report.rows).to.deep.include({ new: 1, changed: 0 });
    expect(await factsOf(database(), 'A')).to.deep.equal([shipment('1', { mode: 'rail' })]);
  });

  it('refuses a batch that is not there, one withdrawn before, and a withdrawal', async () => {
    expect(await codeOf(99)).to.deep.equal([2, 'batch_unknown']);
    expect(await codeOf(1.5)).to.deep.equal([2, 'batch_unknown']);
    expect(await codeOf(1)).to.deep.equal([2, 'batch_already_withdrawn']);
    expect(await codeOf(4)).to.deep.equal([2, 'batch_is_withdrawal']);
  });

  it('stays visible', async () => {
    await database().transaction(async tx => {
      expect(await batchByNumber(tx, 1)).to.deep.include({ withdrawn_by: 4, withdraws: null, file: 'test.csv' });
      expect(await batchByNumber(tx, 4)).to.deep.include({
        withdrawn_by: null,
        withdraws: 1,
        reason: 'wrong month',
        actor: 'tester',
      });
      expect(await lastBatchOf(tx, 'A', 6)).to.deep.equal({ batch: 6, committed_at: 5000 });
      expect(await lastBatchOf(tx, 'A', 4)).to.deep.equal({ batch: 3, committed_at: 1000 });
      expect(await lastBatchOf(tx, 'nobody')).to.equal(undefined);
      expect(await clientsWithFacts(tx)).to.deep.equal(['A']);
    });
  });
});
