import { expect } from 'chai';
import { closePeriod } from '../../../src/app/periods/close.js';
import { performanceText } from '../../../src/app/service/performance.js';
import { BoundedCache, Head, answerCacheOf } from '../../../src/app/visible/answer-cache.js';
import { Stop } from '../../../src/faults/stop.js';
import { withTimeout } from '../../../src/store/with-timeout.js';
import { appendLedger } from '../../../src/store/ledger.js';
import { eachDatabase } from '../../support/databases.js';
import { beta, july, twoClients, twoClientsFiles } from '../../support/two-clients.js';
import { depsFor, workspaceOf } from '../importing.js';

const manager = { clients: 'all', seesProvisional: true, isClient: false } as const;

describe('a bounded memory', () => {
  it('forgets what was not asked for longest, and never holds more than it may', () => {
    const kept = new BoundedCache<string>(10);
    kept.set('a', 'A', 4);
    kept.set('b', 'B', 4);
    expect(kept.get('a')).to.equal('A');
    kept.set('c', 'C', 4);
    expect(['a', 'b', 'c'].map(name => kept.get(name))).to.deep.equal(['A', undefined, 'C']);
    kept.set('d', 'D', 10);
    expect(['a', 'c', 'd'].map(name => kept.get(name))).to.deep.equal([undefined, undefined, 'D']);
    kept.set('d', 'smaller', 1);
    kept.set('e', 'E', 9);
    expect(['d', 'e'].map(name => kept.get(name))).to.deep.equal(['smaller', 'E']);
  });
});

eachDatabase('what a service remembers', database => {
  const append = () => database().transaction(tx => appendLedger(tx, { kind: 'key_created', actor: 'lin', at: 0, body: {} }));

  it('the head of the ledger is asked once for all who ask together, and never answered with an earlier one', async () => {
    const head = new Head(database());
    const hashOf = (): Promise<string> => database().transaction(async tx => (await tx('ledger_head').first('hash'))?.hash ?? '');
    expect(await head.current()).to.equal('');
    const [first, ...others] = Array.from({ length: 20 }, () => head.current());
    expect(new Set(others).size).to.equal(1);
    expect(await Promise.all([first, ...others])).to.deep.equal(Array.from({ length: 20 }, () => ''));
    for (let entry = 1; entry <= 5; entry++) {
      const earlier = await hashOf();
      const before = head.current();
      await append();
      const now = await hashOf();
      const after = [head.current(), head.current()];
      expect(now).to.not.equal(earlier);
      expect(await before).to.be.oneOf([earlier, now]);
      expect(await Promise.all(after)).to.deep.equal([now, now]);
    }
  });

  it('is made once for all who ask meanwhile; where that fails, the next one tries, and no one takes what was begun before the ledger grew', async () => {
    const kind = { name: 'shared', most: 10, size: () => 1 };
    const remembered = answerCacheOf(database());
    let begun = 0;
    let end: (value: string) => void = () => undefined;
    let fail: (problem: Error) => void = () => undefined;
    const slow = (): Promise<string> => (begun++, new Promise((resolve, reject) => ([end, fail] = [resolve, reject])));
    const isBegun = async (times: number): Promise<void> => {
      while (begun < times) await database().transaction(tx => tx.raw('select 1'));
    };
    const failing = remembered.lasting(kind, 'a', slow);
    const others = [remembered.lasting(kind, 'a', slow), remembered.lasting(kind, 'a', slow)];
    fail(new Error('broken'));
    expect(await failing.catch((problem: unknown) => String(problem))).to.equal('Error: broken');
    await isBegun(2);
    end('A');
    expect([await Promise.all(others), begun]).to.deep.equal([['A', 'A'], 2]);
    const before = remembered.current(kind, 'b', slow);
    await isBegun(3);
    const endBefore = end;
    await append();
    const after = [remembered.current(kind, 'b', slow), remembered.current(kind, 'b', slow)];
    await isBegun(4);
    endBefore('before');
    end('after');
    expect([await before, await Promise.all(after), begun]).to.deep.equal(['before', ['after', 'after'], 4]);
  });

  it('is not taken for current where the ledger has as many entries, but others, as after a backup is put back', async () => {
    const kind = { name: 'other', most: 10, size: () => 1 };
    const remembered = answerCacheOf(database());
    await append();
    let made = 0;
    const ask = () => remembered.current(kind, 'name', () => Promise.resolve(++made));
    expect([await ask(), await ask()]).to.deep.equal([1, 1]);
    await database().transaction(tx => tx('ledger_head').update({ hash: 'of another ledger' }));
    expect(await ask()).to.equal(2);
    await database().transaction(async tx => {
      const last = await tx('ledger').orderBy('entry', 'desc').first('hash');
      await tx('ledger_head').update({ hash: last?.hash });
    });
  });

  it('what is current is made again when the ledger has grown, and not before', async () => {
    const kind = { name: 'test', most: 10, size: () => 1 };
    const remembered = answerCacheOf(database());
    let made = 0;
    const ask = () => remembered.current(kind, 'name', () => Promise.resolve(++made));
    expect([await ask(), await ask()]).to.deep.equal([1, 1]);
    await append();
    expect([await ask(), await ask()]).to.deep.equal([2, 2]);
  });

  it('shows what it knows while an import holds the database, and what is new afterwards', async function () {
    this.timeout(60_000);
    const deps = { ...(await depsFor(database(), await workspaceOf(twoClientsFiles))), clock: () => july };
    await twoClients(deps);
    const shown = async () => (await performanceText(deps, manager, { client: 'ACME', period: '2026-06' })).etag.split('.')[2];
    expect(await shown()).to.equal('provisional');
    const meanwhile = await database().transaction(async tx => {
      await tx.raw('select 1');
      return shown();
    });
    expect(meanwhile).to.equal('provisional');
    // Of what it does not know it says that the database is busy, and soon.
    const databaseWithTimeout = { ...deps, database: withTimeout(deps.database, 100) };
    const unknown = async () => (await performanceText(databaseWithTimeout, manager, { client: beta })).etag.split('.')[2];
    const seen = await database().transaction(async tx => {
      await tx.raw('select 1');
      return unknown().catch((failure: unknown) => (failure instanceof Stop ? failure.exitCode : failure));
    });
    expect(seen).to.equal(database().kind === 'embedded' ? 3 : 'provisional');
    await closePeriod(deps, { period: '2026-06', clients: ['ACME'], waivers: [], actor: 'lin' });
    expect(await shown()).to.equal('closed');
  });
});
