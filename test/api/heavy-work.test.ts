import { expect } from 'chai';
import { HeavyWork } from '../../src/api/heavy-work.js';
import { Refusal } from '../../src/api/refusal.js';
import { statementSecondsOf } from '../../src/api/register.js';
import { allRoutes } from '../../src/api/routes.js';

/** Pieces of work that end when they are told to. */
class Pieces {
  readonly begun: string[] = [];
  readonly #ends = new Map<string, () => void>();
  readonly heavy: HeavyWork;

  constructor(limits: ConstructorParameters<typeof HeavyWork>[0]) {
    this.heavy = new HeavyWork(limits);
  }

  ask(key: string, name: string, hasLeft?: AbortSignal): Promise<string> {
    const work = (): Promise<string> => {
      this.begun.push(name);
      return new Promise(resolve => this.#ends.set(name, () => resolve(name)));
    };
    return this.heavy.inTurn(key, work, hasLeft);
  }

  async end(name: string): Promise<void> {
    this.#ends.get(name)?.();
    await settled();
  }
}

const settled = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

const refusal = async (work: Promise<unknown>): Promise<readonly [number, string | undefined, string | undefined]> => {
  const failed: unknown = await work.then(
    () => undefined,
    (problem: unknown) => problem,
  );
  if (!(failed instanceof Refusal)) throw new Error(`not refused: ${String(failed)}`);
  return [failed.status, failed.faults[0]?.code, failed.headers['Retry-After']];
};

describe('Heavy work', () => {
  it('is done one piece at a time of a key, and as many as may run of all keys, in their order', async () => {
    const pieces = new Pieces({ running: 2, waitingOfKey: 5, waiting: 10 });
    const all = [
      pieces.ask('a', 'a1'),
      pieces.ask('a', 'a2'),
      pieces.ask('b', 'b1'),
      pieces.ask('c', 'c1'),
      pieces.ask('b', 'b2'),
    ];
    await settled();
    expect(pieces.begun).to.deep.equal(['a1', 'b1']);
    await pieces.end('b1');
    expect(pieces.begun).to.deep.equal(['a1', 'b1', 'c1']);
    await pieces.end('a1');
    expect(pieces.begun).to.deep.equal(['a1', 'b1', 'c1', 'a2']);
    await pieces.end('c1');
    for (const name of ['a2', 'b2']) await pieces.end(name);
    expect(await Promise.all(all)).to.deep.equal(['a1', 'a2', 'b1', 'c1', 'b2']);
  });

  it('is refused to a key of which enough waits, with 429, and to all where enough waits in all, with 503', async () => {
    const pieces = new Pieces({ running: 1, waitingOfKey: 2, waiting: 3 });
    const taken = [pieces.ask('a', 'a1'), pieces.ask('a', 'a2'), pieces.ask('a', 'a3')];
    expect(await refusal(pieces.ask('a', 'a4'))).to.deep.equal([429, 'key_asks_too_much', '5']);
    taken.push(pieces.ask('b', 'b1'));
    expect(await refusal(pieces.ask('c', 'c1'))).to.deep.equal([503, 'service_full', '15']);
    for (const name of ['a1', 'a2', 'a3', 'b1']) await pieces.end(name);
    expect(await Promise.all(taken)).to.deep.equal(['a1', 'a2', 'a3', 'b1']);
  });

  it('goes on after a piece that fails, and leaves out whose asker has hung up', async () => {
    const pieces = new Pieces({ running: 1, waitingOfKey: 2, waiting: 3 });
    const disconnected = new AbortController();
    const failing = pieces.heavy.inTurn('a', () => settled().then(() => Promise.reject(new Error('it broke'))));
    const left = refusal(pieces.ask('a', 'a2', disconnected.signal));
    const last = pieces.ask('b', 'b1');
    disconnected.abort();
    expect(await failing.catch((problem: Error) => problem.message)).to.equal('it broke');
    expect((await left)[0]).to.equal(408);
    await settled();
    expect(pieces.begun).to.deep.equal(['b1']);
    await pieces.end('b1');
    expect(await last).to.equal('b1');
  });
});

describe('Every route', () => {
  it('takes nothing of the machine while its file arrives', () => {
    expect(allRoutes.filter(({ isHeavy, takesFile }) => isHeavy === true && takesFile === true)).to.deep.equal([]);
  });

  it('has a limit of time for its statements, but for what goes on beside the request', () => {
    const without = allRoutes
      .filter(one => statementSecondsOf(one) === 'unlimited')
      .map(({ method, path }) => `${method} ${path}`);
    expect(without).to.deep.equal([
      'post /imports',
      'post /imports/{batch}/withdraw',
      'post /imports/{batch}/rejects',
      'post /files/{file}/trial',
      'post /files/{file}/import',
      'post /jobs/{job}/run',
    ]);
    const seconds = allRoutes.map(statementSecondsOf).filter(one => one !== 'unlimited');
    expect([...new Set(seconds)].toSorted((a, b) => a - b)).to.deep.equal([10, 60]);
  });
});
