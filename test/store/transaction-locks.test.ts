import { expect } from 'chai';
import type { Knex } from 'knex';
import { connect, type Database } from '../../src/store/connect.js';
import { lockClientsUntilCommit, lockUntilCommit } from '../../src/store/transaction-locks.js';
import { freshServerUrl } from '../support/databases.js';
import { requires } from '../support/requires.js';

type Take = (tx: Knex.Transaction) => Promise<void>;

const clients =
  (...codes: readonly string[]): Take =>
  tx =>
    lockClientsUntilCommit(tx, codes);
const load: Take = tx => lockUntilCommit(tx, 'load');
const many = Array.from({ length: 200 }, (_, i) => `C${i}`);

requires('postgres', 'turns at clients and at loading', () => {
  let database: Database;
  before(async () => {
    const url = await freshServerUrl();
    if (url === undefined) throw new Error('PostgreSQL is not installed');
    database = await connect({ url });
  });
  after(() => database.close());

  /** Whether the second waits for the first: it gives up once it had to. */
  async function waits(first: Take, second: Take): Promise<boolean> {
    return database.transaction(async one => {
      await first(one);
      try {
        await database.transaction(async other => {
          await other.raw("set local lock_timeout = '50ms'");
          await second(other);
        });
        return false;
      } catch {
        return true;
      }
    });
  }

  for (const [what, first, second, isWaiting] of [
    ['other clients go on beside', clients('A'), clients('B'), false],
    ['the same client waits', clients('A'), clients('A'), true],
    ['one client in common is enough to wait', clients('A', 'B'), clients('B', 'C'), true],
    ['a load waits for what is done about a client', clients('A'), load, true],
    ['what is done about a client waits for a load', load, clients('A'), true],
    ['loads follow each other', load, load, true],
    ['one client waits for what is done about very many', clients(...many), clients('A'), true],
    ['very many wait for one', clients('A'), clients(...many), true],
  ] as const) {
    it(what, async () => {
      expect(await waits(first, second)).to.equal(isWaiting);
    });
  }

  it('never makes two wait for each other that name the same clients in another order', async () => {
    const taking = (codes: readonly string[]) => database.transaction(clients(...codes));
    await Promise.all(Array.from({ length: 20 }, (_, i) => taking(i % 2 === 0 ? ['A', 'B', 'C'] : ['C', 'B', 'A'])));
  });

  it('takes few of the locks that a server has room for, however many clients are named', async () => {
    const held = await database.transaction(async tx => {
      await lockClientsUntilCommit(tx, many);
      const { rows } = await tx.raw<{ rows: { held: number }[] }>(
        "select count(*)::integer as held from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()",
      );
      return rows[0]?.held;
    });
    expect(held).to.equal(1);
  });
});
