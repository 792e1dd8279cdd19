import { expect } from 'chai';
import { canonicalJson } from '../../src/evaluation/canonical.js';
import { connect, type Database } from '../../src/store/connect.js';
import { appendLedger, ledgerBefore, ledgerEntries, sha256, verifyLedger } from '../../src/store/ledger.js';
import { migrate } from '../../src/store/migrate.js';
import { migrations } from '../../src/store/migrations/registry.js';
import { enableRowSecurity, restrictedTo } from '../../src/store/row-security.js';
import { eachDatabase, emptyDirectory } from '../support/databases.js';
import { stopsWith } from '../support/stops.js';

const append = (database: Database, body: Record<string, unknown>, actor = 'lin') =>
  database.transaction(tx => appendLedger(tx, { kind: 'action', actor, at: 7, body }));

/** An entry as an earlier version took it: its hash is sound, its text no text that the database could read as JSON. */
async function addCut(database: Database, body: string): Promise<void> {
  await append(database, { client: 'LOTUS', what: '@' });
  await database.knex.raw('update ledger set body = ? where entry = (select max(entry) from ledger)', [body]);
}

const bodies = (client: string): readonly string[] => [
  `{"client":"${client}","what":"cut emoji \\ud83d"}`,
  `{"client":"${client}","what":"nul \\u0000"}`,
  `{"client":"${client}","what":"C:\\\\ud83d"}`,
  `{"client":"${client}","what":"\\\\\\ud83d"}`,
];

const seen = (database: Database, clients: readonly string[]): Promise<readonly number[]> =>
  restrictedTo(database, clients, { hold: 'role', does: 'read' }).transaction(async tx => {
    const entries = await ledgerBefore(tx, { limit: 100, clients });
    return entries.map(({ entry }) => entry).toSorted((a, b) => a - b);
  });

eachDatabase('whose an entry of the ledger is', database => {
  before(async () => {
    expect(await enableRowSecurity(database())).to.equal(undefined);
  });

  it('no entry is made of a text that could not be read back: half of an emoji, or U+0000, wherever it stands', async () => {
    const refused: readonly (readonly [body: Record<string, unknown>, actor: string])[] = [
      [{ client: 'ACME', what: 'cut \ud83d' }, 'lin'],
      [{ client: 'ACME', what: 'cut \ude00 here' }, 'lin'],
      [{ client: 'ACME', what: 'nul \0' }, 'lin'],
      [{ client: 'ACME', deep: [{ list: ['\ud83d'] }] }, 'lin'],
      [{ client: 'ACME', '\ud83d': 1 }, 'lin'],
      [{ client: 'ACME' }, 'lin\ud83d'],
    ];
    for (const [body, actor] of refused) {
      const faults = await stopsWith(append(database(), body, actor));
      expect(
        faults.map(({ code }) => code),
        JSON.stringify(body),
      ).to.deep.equal(['text_not_recordable']);
    }
    const whole = await append(database(), { client: 'ACME', what: 'whole 😀' });
    expect(whole.entry).to.equal(1);
  });

  it('is known of each, and one that cannot be read keeps no other from being read', async () => {
    for (const body of bodies('LOTUS')) await addCut(database(), body);
    await addCut(database(), 'no JSON at all');
    await append(database(), { client: 'ACME', what: 'after it' });
    await append(database(), { what: 'of the firm' });
    expect(await seen(database(), ['ACME'])).to.deep.equal([1, 7]);
    expect(await seen(database(), ['LOTUS'])).to.deep.equal([2, 3, 4, 5]);
  });

  it('is what its body says, and nothing else can be written', async () => {
    const writer = restrictedTo(database(), ['ACME'], { hold: 'role', does: 'write' });
    const codes: string[] = [];
    for (const columns of [{ body: '{"client":"LOTUS"}' }, { body: '{"client":"ACME"}', of_client: 'ACME' }]) {
      const row = { entry: 99, at: 7, actor: 'x', kind: 'action', previous_hash: 'x', hash: 'x', ...columns };
      await writer
        .transaction(tx => tx('ledger').insert(row))
        .catch((problem: unknown) => codes.push(problem instanceof Error && 'code' in problem ? String(problem.code) : ''));
    }
    // Not allowed by the policy; and a generated column takes no value.
    expect(codes).to.deep.equal(['42501', '428C9']);
    const own = { entry: 99, at: 7, actor: 'x', kind: 'action', previous_hash: 'x', hash: 'x', body: '{"client":"ACME"}' };
    await writer.transaction(tx => tx('ledger').insert(own));
    expect(await seen(database(), ['ACME'])).to.deep.equal([1, 7, 99]);
  });
});

describe('a ledger from before with an entry that cannot be read', () => {
  it('is brought up to date, its hashes as they were, and lets bound keys in again', async () => {
    const database = await connect({ directory: await emptyDirectory() });
    try {
      await migrate(
        database,
        migrations.slice(
          0,
          migrations.findIndex(({ name }) => name === 'ledger-client'),
        ),
      );
      await append(database, { client: 'ACME', what: 'first' });
      // As an earlier version took it in.
      await database.transaction(async tx => {
        const { hash: previous_hash } = await appendLedger(tx, { kind: 'action', actor: 'lin', at: 7, body: { client: 'ACME' } });
        const cut = { entry: 3, at: 7, actor: 'lin', kind: 'action', body: { client: 'LOTUS', what: 'cut emoji \ud83d' } };
        const hash = sha256(previous_hash + canonicalJson(cut));
        await tx('ledger').insert({ ...cut, body: canonicalJson(cut.body), previous_hash, hash });
        await tx('ledger_head').update({ entry: 3, hash });
      });
      const read = async (): Promise<readonly string[]> => {
        const hashes: string[] = [];
        await database.transaction(async tx => {
          for await (const { hash } of ledgerEntries(tx)) hashes.push(hash);
        });
        return hashes;
      };
      const before = await read();
      expect((await migrate(database)).map(({ name }) => name)).to.include('ledger-client');
      expect(await read()).to.deep.equal(before);
      expect(await seen(database, ['ACME'])).to.deep.equal([1, 2]);
      expect(await seen(database, ['LOTUS'])).to.deep.equal([3]);
      await append(database, { client: 'ACME', what: 'after it' });
      expect(await seen(database, ['ACME'])).to.deep.equal([1, 2, 4]);
      expect(await database.transaction(verifyLedger)).to.equal(undefined);
    } finally {
      await database.close();
    }
  });
});
