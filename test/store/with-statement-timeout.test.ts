import { expect } from 'chai';
import { Stop } from '../../src/faults/stop.js';
import { withStatementTimeout } from '../../src/store/with-statement-timeout.js';
import { eachDatabase } from '../support/databases.js';

/** Takes hours. */
const endless = 'select count(*) from generate_series(1, 200000) a, generate_series(1, 200000) b';

const failureOf = async (work: Promise<unknown>): Promise<readonly [number, string | undefined]> => {
  const failed: unknown = await work.catch((problem: unknown) => problem);
  if (!(failed instanceof Stop)) throw new Error(`not stopped: ${String(failed)}`);
  return [failed.exitCode, failed.faults[0]?.code];
};

eachDatabase('A database whose statements have a limit of time', database => {
  it('ends one that takes longer, undoes its transaction, and goes on', async () => {
    const limited = withStatementTimeout(database(), 0.2);
    const work = limited.transaction(async tx => {
      await tx.raw("insert into secret (name, value) values ('half', 'done')");
      await tx.raw(endless);
    });
    expect(await failureOf(work)).to.deep.equal([3, 'database_cancelled']);
    const left = await database().transaction(tx => tx('secret').where({ name: 'half' }));
    expect(left).to.deep.equal([]);
    const limit = await database().transaction(tx => tx.raw<{ rows: object[] }>('show statement_timeout'));
    expect(limit.rows).to.deep.equal([{ statement_timeout: '0' }]);
  });

  it('ends the statement alone: the transaction may go back to where it was and go on', async () => {
    const rows = await withStatementTimeout(database(), 0.2).transaction(async tx => {
      await tx.raw('savepoint before');
      await tx.raw(endless).catch(() => undefined);
      await tx.raw('rollback to savepoint before');
      return (await tx.raw<{ rows: object[] }>('select 1 as one')).rows;
    });
    expect(rows).to.deep.equal([{ one: 1 }]);
  });

  it('counts each statement by itself, and none that comes after', async () => {
    const limited = withStatementTimeout(database(), 1);
    const many = await limited.transaction(async tx => {
      let sum = 0;
      // Together far longer than the limit.
      const end = performance.now() + 2_500;
      while (performance.now() < end)
        sum +=
          (await tx.raw<{ rows: { n: number }[] }>('select count(*)::integer as n from generate_series(1, 20000)')).rows[0]?.n ??
          0;
      return sum;
    });
    expect(many).to.be.above(20_000);
    expect(await failureOf(withStatementTimeout(database(), 0.1).transaction(tx => tx.raw(endless)))).to.deep.equal([
      3,
      'database_cancelled',
    ]);
    const long = await database().transaction(tx =>
      tx.raw<{ rows: object[] }>('select count(*)::integer as n from generate_series(1, 2000) a, generate_series(1, 1000) b'),
    );
    expect(long.rows).to.deep.equal([{ n: 2_000_000 }]);
  });
});
