import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { Database } from '../../src/store/connect.js';
import { appendLedger, type BrokenLink, ledgerEntries, verifyLedger } from '../../src/store/ledger.js';
import { eachDatabase } from '../support/databases.js';

eachDatabase('the ledger', database => {
  const append = (body: Record<string, unknown>) =>
    database().transaction(tx => appendLedger(tx, { kind: 'weights', actor: 'auditor', at: 7, body }));

  it('hashes each entry with the one before it', async () => {
    const first = await append({ b: 1, a: 'x' });
    const second = await append({});
    const text = '{"actor":"auditor","at":7,"body":{"a":"x","b":1},"entry":1,"kind":"weights"}';
    const hash = createHash('sha256')
      .update(`${'0'.repeat(64)}${text}`)
      .digest('hex');
    expect(first).to.deep.equal({ entry: 1, hash });
    const next = createHash('sha256')
      .update(`${hash}{"actor":"auditor","at":7,"body":{},"entry":2,"kind":"weights"}`)
      .digest('hex');
    expect(second).to.deep.equal({ entry: 2, hash: next });
  });

  it('has no holes and no forks when many append at once', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, i) => append({ i })));
    const entries: number[] = [];
    await database().transaction(async tx => {
      for await (const entry of ledgerEntries(tx, 2)) entries.push(entry.entry);
      expect(await verifyLedger(tx)).to.equal(undefined);
    });
    expect(entries).to.deep.equal([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  const tamperings: Readonly<Record<string, readonly [sql: string, found: BrokenLink]>> = {
    'a body that was changed': [`update ledger set body = '{"i":99}' where entry = 4`, { entry: 4, reason: 'hash' }],
    'a body that is not canonical any more': [
      `update ledger set body = body || ' ' where entry = 4`,
      { entry: 4, reason: 'body' },
    ],
    'another actor': [`update ledger set actor = 'nobody' where entry = 2`, { entry: 2, reason: 'hash' }],
    'another time': ['update ledger set at = 8 where entry = 10', { entry: 10, reason: 'hash' }],
    'an entry that was taken out': ['delete from ledger where entry = 5', { entry: 5, reason: 'missing' }],
    'an end that was cut off': ['delete from ledger where entry > 8', { entry: 9, reason: 'missing' }],
    'everything taken out': ['delete from ledger', { entry: 1, reason: 'missing' }],
    'another end than was appended': [`update ledger_head set hash = 'x'`, { entry: 10, reason: 'head' }],
    'a hash before it that is another': [
      `update ledger set previous_hash = hash where entry = 6`,
      { entry: 6, reason: 'previous_hash' },
    ],
  };
  for (const [name, [sql, found]] of Object.entries(tamperings)) {
    it(`shows ${name}`, async () => {
      expect(await tampered(database(), sql)).to.deep.equal(found);
    });
  }
});

/** What verifying finds after a change that is taken back again. */
async function tampered(database: Database, sql: string): Promise<BrokenLink | undefined> {
  let found: BrokenLink | undefined;
  const takenBack = new Error('taken back');
  await database
    .transaction(async tx => {
      await tx.raw(sql);
      found = await verifyLedger(tx);
      throw takenBack;
    })
    .catch((error: unknown) => {
      if (error !== takenBack) throw error;
    });
  return found;
}
