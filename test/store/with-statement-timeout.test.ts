import { expect } from 'chai';
import { Stop } from '../../src/faults/stop.js';
import { withStatementTimeout } from '../../src/store/with-statement-timeout.js';
import { eachDatabase } from '../support/databases.js';

eachDatabase('A database whose statements have a limit of time', database => {
  it('ends one that takes longer, in its own words, and goes on', async function () {
    const { kind } = database();
    // Nothing else can run there meanwhile, and nothing could end it.
    if (kind === 'embedded') return expect(withStatementTimeout(database(), 0.2)).to.equal(database());
    const failed: unknown = await withStatementTimeout(database(), 0.2)
      .transaction(tx => tx.raw('select pg_sleep(20)'))
      .catch((problem: unknown) => problem);
    expect(failed).to.be.instanceOf(Stop);
    expect(failed instanceof Stop ? [failed.exitCode, failed.faults[0]?.code] : []).to.deep.equal([3, 'database_cancelled']);
    const limit = await database().transaction(tx => tx.raw<{ rows: object[] }>('show statement_timeout'));
    expect(limit.rows).to.deep.equal([{ statement_timeout: '0' }]);
  });
});
