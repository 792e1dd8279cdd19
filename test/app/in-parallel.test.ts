import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { inParallel } from '../../src/app/evaluation/in-parallel.js';

/** Works through so many items and says how many were in work at most. */
async function mostAtOnce(lanes: number, items: number): Promise<number> {
  let [at, most] = [0, 0];
  const answers = await inParallel(
    lanes,
    Array.from({ length: items }, (_, item) => item),
    async item => {
      at++;
      most = Math.max(most, at);
      for (let turns = item % 5; turns >= 0; turns--) await setImmediate();
      at--;
      return item;
    },
  );
  expect(answers).to.deep.equal(Array.from({ length: items }, (_, item) => item));
  return most;
}

describe('work on several items', () => {
  it('has no more of them in hand for four times as many, and answers in their order', async () => {
    expect([await mostAtOnce(3, 20), await mostAtOnce(3, 80)]).to.deep.equal([3, 3]);
  });

  it('begins nothing after a failure, waits for what was begun, and throws the failure that came first', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = inParallel(2, [0, 1, 2, 3], async item => {
      begun.push(item);
      for (let turns = item === 0 ? 5 : 1; turns > 0; turns--) await setImmediate();
      ended.push(item);
      throw new Error(`item ${item}`);
    });
    const failure: unknown = await work.catch((problem: unknown) => problem);
    expect(failure).to.be.an('error').with.property('message', 'item 1');
    expect([begun, ended]).to.deep.equal([
      [0, 1],
      [1, 0],
    ]);
  });
});
