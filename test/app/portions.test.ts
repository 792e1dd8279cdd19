import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { inPortions, portionsOf } from '../../src/app/evaluation/portions.js';

const codes = ['A', 'B', 'C', 'D', 'E'];
const most = { lanes: 1, clients: 2, facts: 100 };
const few = new Map(codes.map(code => [code, 10]));

/** Which portions were worked on, and what came of them, where the named clients fail. */
async function worked(
  failing: readonly string[],
  { facts = few, goesOn = false }: { readonly facts?: ReadonlyMap<string, number>; readonly goesOn?: boolean } = {},
) {
  const portions: (readonly string[])[] = [];
  const done: string[] = [];
  const failed: string[] = [];
  const end = await inPortions<string, string>(
    most.lanes,
    portionsOf(most, codes, code => facts.get(code)),
    {
      work: some => {
        portions.push(some);
        const first = some.find(code => failing.includes(code));
        return first === undefined ? Promise.resolve(some) : Promise.reject(new Error(`${first} of ${some.length}`));
      },
      done: code => done.push(code),
      ...(goesOn ? { failed: (code: string, failure: unknown) => failed.push(`${code}: ${String(failure)}`) } : {}),
    },
  ).then(
    () => 'ended',
    (failure: unknown) => String(failure),
  );
  return { portions, done, failed, end };
}

describe('Clients in portions', () => {
  it('are cut by their number and by their facts; one with more facts is a portion by itself', async () => {
    expect((await worked([])).portions).to.deep.equal([['A', 'B'], ['C', 'D'], ['E']]);
    const large = new Map([...few, ['B', 500], ['D', 95]] as const);
    expect((await worked([], { facts: large })).portions).to.deep.equal([['A'], ['B'], ['C'], ['D'], ['E']]);
  });

  it('are done one by one where a portion fails, and end with the failure of the client alone', async () => {
    const { portions, done, end } = await worked(['D']);
    expect(portions).to.deep.equal([['A', 'B'], ['C', 'D'], ['C'], ['D']]);
    expect(done).to.deep.equal(['A', 'B', 'C']);
    expect(end).to.equal('Error: D of 1');
  });

  it('go on where failures are taken', async () => {
    const { done, failed, end } = await worked(['B', 'E'], { goesOn: true });
    expect(done).to.deep.equal(['A', 'C', 'D']);
    expect(failed).to.deep.equal(['B: Error: B of 1', 'E: Error: E of 1']);
    expect(end).to.equal('ended');
  });

  it('wait for the one that takes long, where what comes of those behind it is held', async () => {
    let end: () => void = () => undefined;
    const long = new Promise<void>(resolve => (end = resolve));
    const begun: string[] = [];
    const done: string[] = [];
    const all = inPortions<string, string>(2, [['LONG'], ...Array.from({ length: 6 }, (_, i) => [`S${i}`])], {
      work: async some => {
        begun.push(...some);
        if (some.includes('LONG')) await long;
        return some;
      },
      done: code => done.push(code),
      mostAhead: 3,
    });
    await setImmediate();
    expect(begun).to.deep.equal(['LONG', 'S0', 'S1']);
    end();
    await all;
    expect(done.toSorted()).to.deep.equal(['LONG', 'S0', 'S1', 'S2', 'S3', 'S4', 'S5']);
  });
});
